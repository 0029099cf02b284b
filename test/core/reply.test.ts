import { describe, expect, it } from 'vitest';
import { detailText, type FailureKind } from '../../electron/core/outcome.ts';
import { NetError, type NetErrorKind } from '../../electron/core/ports.ts';
import {
  failureOfNetError,
  failureOfReply,
  isHtml,
  parseJson,
  type Reply,
  retryAfterOf,
} from '../../electron/core/reply.ts';

const now = Date.UTC(2026, 10, 22, 12);

function reply(status: number, more: Partial<Reply> = {}): Reply {
  const body = more.body ?? '';
  const rest = { host: 'api.test', secure: true, write: false, headers: {}, json: parseJson(body) };
  return { status, ...rest, ...more, body };
}

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 5 ', 5_000],
    ['Sun, 22 Nov 2026 12:01:00 GMT', 60_000],
    ['Sunday, 22-Nov-26 12:01:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['99999999999', undefined],
    ['2026', 2_026_000],
  ])('of %j is %s ms', (text, expected) => {
    expect(retryAfterOf({ 'retry-after': text }, now)).toBe(expected);
  });

  it('that is missing is nothing', () => {
    expect(retryAfterOf({}, now)).toBeUndefined();
  });
});

describe('a status', () => {
  const table: readonly [number, FailureKind][] = [
    [301, 'unknown'],
    [400, 'invalid'],
    [401, 'auth'],
    [403, 'auth'],
    [404, 'unknown'],
    [407, 'proxyAuth'],
    [408, 'server'],
    [409, 'conflict'],
    [418, 'unknown'],
    [422, 'invalid'],
    [429, 'rateLimited'],
    [500, 'server'],
    [502, 'server'],
    [503, 'server'],
    [511, 'captive'],
    [530, 'server'],
  ];

  it.each(table)('%i is %s', (status, kind) => {
    expect(failureOfReply(reply(status), now).kind).toBe(kind);
  });

  it.each([
    [500, true],
    [502, true],
    [504, true],
    [503, true],
    [429, false],
    [400, false],
    [200, true],
  ])('%i leaves a write in doubt: %s', (status, doubt) => {
    const { unconfirmed } = failureOfReply(reply(status, { write: true }), now);
    expect(unconfirmed === true).toBe(doubt);
    expect(failureOfReply(reply(status), now).unconfirmed).toBeUndefined();
  });

  it('503 passes on how long to wait', () => {
    const busy = reply(503, { headers: { 'retry-after': '30' } });
    expect(failureOfReply(busy, now)).toMatchObject({ kind: 'server', retryAfter: 30_000 });
  });
});

describe('a web page in place of an answer', () => {
  const html = { body: '<!DOCTYPE html><p>Sign in', headers: { 'content-type': 'text/html' } };

  it('is a sign-in page only where the connection was open to it', () => {
    expect(failureOfReply(reply(200, { ...html, secure: false }), now).kind).toBe('captive');
    expect(failureOfReply(reply(200, html), now).kind).toBe('unknown');
  });

  it('with 403 does not speak for the credential', () => {
    expect(failureOfReply(reply(403, html), now).kind).toBe('unknown');
  });

  it('is never quoted', () => {
    for (const status of [200, 400, 403, 404, 500]) {
      const { detail } = failureOfReply(reply(status, html), now, html.body);
      expect(detailText(detail, 'en')).not.toContain('<');
    }
  });

  it.each([
    ['<html>', {}, true],
    ['  <!doctype html>', {}, true],
    ['{}', { 'content-type': 'text/html' }, true],
    ['{"a":"<html>"}', { 'content-type': 'application/json' }, false],
    ['<?xml version="1.0"?>', {}, false],
  ])('is told by its look or its type: %j', (body, headers, expected) => {
    expect(isHtml(reply(200, { body, headers }))).toBe(expected);
  });
});

describe('a redirect', () => {
  it('leads elsewhere where it names no host', () => {
    const location = 'file:///etc/passwd';
    const { detail } = failureOfReply(reply(302, { headers: { location } }), now);
    expect(detailText(detail, 'en')).toContain('sends on to elsewhere, which');
    expect(detailText(detail, 'zh-CN')).toContain('重定向到别处');
  });

  it('names its host only, since the rest may hold a secret', () => {
    const location = 'https://login.test/path?token=secret';
    const { detail } = failureOfReply(reply(302, { headers: { location } }), now);
    for (const text of [detailText(detail, 'en'), detailText(detail, 'zh-CN')]) {
      expect(text).toContain('login.test');
      expect(text).not.toContain('secret');
    }
  });

  it.each(['', 'http://[', '/here'])('to %j is no crash', (location) => {
    expect(failureOfReply(reply(302, { headers: { location } }), now).kind).toBe('unknown');
  });
});

describe('a broken exchange', () => {
  const table: readonly [NetErrorKind, FailureKind][] = [
    ['offline', 'offline'],
    ['notFound', 'network'],
    ['refused', 'network'],
    ['reset', 'network'],
    ['timeout', 'network'],
    ['tls', 'tls'],
    ['proxyAuth', 'proxyAuth'],
    ['proxy', 'network'],
    ['tooLarge', 'unknown'],
    ['aborted', 'network'],
    ['other', 'network'],
  ];

  it.each(table)('%s is %s', (kind, expected) => {
    const why = failureOfNetError(new NetError(kind, 'api.test', 'ECODE'), false);
    const scope = kind === 'tooLarge' ? 'record' : 'account';
    expect(why).toMatchObject({ kind: expected, scope });
    expect(detailText(why.detail, 'en')).toMatch(/^api\.test .*\(ECODE\)$/);
    expect(detailText(why.detail, 'zh-CN')).toMatch(/^api\.test .*（ECODE）$/);
  });

  it('leaves a write in doubt only if it had left', () => {
    const doubt = (sent: boolean, write: boolean) =>
      failureOfNetError(new NetError('reset', 'api.test', undefined, sent), write).unconfirmed;
    expect(doubt(true, true)).toBe(true);
    expect(doubt(false, true)).toBeUndefined();
    expect(doubt(true, false)).toBeUndefined();
  });
});
