import { describe, expect, it } from 'vitest';
import { type Judgement, judge } from '../../../electron/core/local/judge.ts';

type Headers = readonly (readonly [string, string])[];

const door = {
  hosts: ['127.0.0.1:8053', 'localhost:8053'],
  isToken: (one: string) => one === 'right',
};
const host = ['host', '127.0.0.1:8053'] as const;
const right = ['authorization', 'Bearer right'] as const;

function judged(method: string, target: string, headers: Headers): Judgement {
  return judge({ method, target, headers }, door);
}

function why(method: string, target: string, ...headers: Headers): string {
  const judgement = judged(method, target, headers);
  return judgement.kind === 'granted' ? `granted ${judgement.route}` : judgement.why;
}

describe('what is granted', () => {
  it.each([
    ['GET', '/api/status', 'status'],
    ['HEAD', '/api/status', 'status'],
    ['GET', '/metrics', 'metrics'],
    ['POST', '/api/update', 'update'],
  ])('%s %s to who has the token', (method, target, route) => {
    expect(why(method, target, host, right)).toBe(`granted ${route}`);
    expect(why(method, target, host)).toBe('unauthorized');
    expect(why(method, target, host, ['authorization', 'Bearer wrong'])).toBe('unauthorized');
  });

  it('the health to everybody', () => {
    expect(why('GET', '/healthz', host)).toBe('granted health');
  });

  it.each(['localhost:8053', 'LOCALHOST:8053', '127.0.0.1:8053'])('a request to %s', (name) => {
    expect(why('GET', '/healthz', ['host', name])).toBe('granted health');
  });

  it.each(['none', 'same-origin'])('what a browser says is from %s', (site) => {
    expect(why('GET', '/healthz', host, ['sec-fetch-site', site])).toBe('granted health');
  });

  it.each([
    [
      ['content-type', 'application/json'],
      ['content-length', '16384'],
    ],
    [
      ['content-type', 'Application/JSON; charset=UTF-8'],
      ['transfer-encoding', 'chunked'],
    ],
    [['content-length', '0']],
  ] as Headers[])('a body of %j', (...headers) => {
    expect(why('POST', '/api/update', host, right, ...headers)).toBe('granted update');
  });
});

describe('what is refused', () => {
  it.each([
    'evil.example',
    'evil.example:8053',
    '127.0.0.1',
    '127.0.0.1:80',
    '127.0.0.1.evil.example:8053',
    '127.0.0.1:8053.evil.example',
    '127.0.0.1:80531',
    'localhost',
    '[::1]:8053',
    '0.0.0.0:8053',
    ' ',
  ])('a request to another host, as after DNS rebinding: %j', (name) => {
    expect(why('GET', '/healthz', ['host', name])).toBe('misdirected');
    expect(why('POST', '/api/update', ['host', name], right)).toBe('misdirected');
  });

  it.each([
    ['origin', 'http://evil.example'],
    ['origin', 'http://127.0.0.1:8053'],
    ['origin', 'null'],
    ['sec-fetch-site', 'cross-site'],
    ['sec-fetch-site', 'same-site'],
    ['sec-fetch-site', ''],
  ])('a page: %s %j', (...header) => {
    expect(why('POST', '/api/update', host, right, header)).toBe('forbidden');
    expect(why('GET', '/healthz', host, header)).toBe('forbidden');
  });

  it('a page that says twice where it is from', () => {
    const site = ['sec-fetch-site', 'none'] as const;
    expect(why('GET', '/healthz', host, site, site)).toBe('forbidden');
  });

  it.each([
    '/',
    '/api',
    '/api/status/',
    '/api/status?x',
    '/API/status',
    '/metrics/../healthz',
    '//healthz',
  ])('another place: %s', (target) => {
    expect(why('GET', target, host, right)).toBe('notFound');
  });

  it.each(['http://127.0.0.1:8053/healthz', '*', '', 'healthz'])('a target like %j', (target) => {
    expect(why('GET', target, host, right)).toBe('badRequest');
  });

  it.each([
    ['POST', '/api/status', 'GET, HEAD'],
    ['GET', '/api/update', 'POST'],
    ['OPTIONS', '/api/update', 'POST'],
    ['DELETE', '/healthz', 'GET, HEAD'],
  ])('%s %s, saying what would do', (method, target, allow) => {
    expect(judged(method, target, [host, right])).toMatchObject({ why: 'method', allow });
  });

  it.each([
    ['a length and pieces', ['content-length', '3'], ['transfer-encoding', 'chunked']],
    ['two lengths', ['content-length', '3'], ['content-length', '3']],
    ['another encoding', ['transfer-encoding', 'gzip, chunked']],
    ['a length below zero', ['content-length', '-1']],
    ['a length that is none', ['content-length', '1e3']],
    ['two hosts', host],
    ['two tokens', right],
  ] as [string, ...Headers][])('%s', (_, ...headers) => {
    const json = ['content-type', 'application/json'] as const;
    expect(why('POST', '/api/update', host, right, json, ...headers)).toBe('badRequest');
  });

  it('a body that is not JSON, too large or compressed', () => {
    const json = ['content-type', 'application/json'] as const;
    const post = (...headers: Headers) => why('POST', '/api/update', host, right, ...headers);
    expect(post(['content-length', '2'])).toBe('type');
    expect(post(['content-length', '2'], ['content-type', 'text/plain'])).toBe('type');
    expect(post(['content-length', '2'], ['content-type', 'application/jsonx'])).toBe('type');
    expect(post(json, ['content-length', '16385'])).toBe('tooLarge');
    expect(post(json, ['content-length', '2'], ['content-encoding', 'gzip'])).toBe('type');
  });

  it('a body where none belongs', () => {
    expect(why('GET', '/healthz', host, ['content-length', '5'])).toBe('badRequest');
  });

  it.each([
    'Bearer',
    'Bearer  ',
    'Basic right',
    'right',
    'Bearer right right',
    'Bearer ri\u0000ght',
  ])('a token like %j', (authorization) => {
    const judgement = judged('GET', '/api/status', [host, ['authorization', authorization]]);
    expect(judgement).toMatchObject({ why: 'unauthorized', guessed: true });
  });
});
