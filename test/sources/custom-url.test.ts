import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../electron/node/http.ts';
import { sourceFor } from '../../electron/sources/registry.ts';
import { parseSourceUrl } from '../../electron/sources/source-url.ts';
import { disposer } from '../support/disposer.ts';
import { startServer, startSocketServer } from '../support/echo-server.ts';
import { contextWith, echoRequest, sourceFailureOf, webWith } from './fakes.ts';

const url = 'https://router.example.com:8443/path-Secret/ip?token=qry-Secret';
const source = sourceFor({ kind: 'url', url });

describe('a URL of the user’s own', () => {
  it('is asked as it stands, token and all, and answers with the whole body as the address', async () => {
    const web = webWith({ body: ' \r\n2A02:8071:1:2:0:0:0:7 \n' });
    const context = contextWith(web);
    const answer = await source.ask('ipv6', context);
    expect(answer).toEqual({
      address: { family: 'ipv6', text: '2a02:8071:1:2::7' },
      evidence: 'router.example.com:8443',
    });
    const expected = { ...echoRequest(url, 'ipv6', context), publicOnly: undefined };
    expect(web.requests).toEqual([expected]);
  });

  it('is the user’s own word, for both families, by https or http', () => {
    expect(source).toMatchObject({ own: true, transport: 'https', families: ['ipv4', 'ipv6'] });
    expect(sourceFor({ kind: 'url', url: 'http://192.168.1.1/ip' })).toMatchObject({
      own: true,
      transport: 'http',
    });
  });

  it.each(['ipv4', 'ipv6'] as const)(
    'shows no part of its path or query: not in its id, its evidence or a failure (%s)',
    async (family) => {
      const told: string[] = [JSON.stringify(source), source.id, source.operator];
      const bodies = ['<html>', 'nothing', '10.0.0.1', '::1', '81.2.69.142', '2a02:8071:1:2::7'];
      for (const reply of [
        ...bodies.map((body) => ({ body })),
        { status: 500 },
        { status: 302 },
        'tls',
        'other',
      ] as const) {
        const asked = source.ask(family, contextWith(webWith(reply)));
        told.push(
          await asked.then(
            ({ evidence }) => evidence,
            (error: Error) => `${error.message}${error.stack}`,
          ),
        );
      }
      for (const text of told) expect(text).not.toContain('Secret');
    },
  );

  it.each([
    '81.2.69.142 81.2.69.142',
    'ip: 81.2.69.142',
    '{"ip":"81.2.69.142"}',
    '',
    '0177.0.0.1',
    '1.2.3',
  ])('is refused where its body is more or less than one address: %j', async (body) => {
    const failure = await sourceFailureOf(source.ask('ipv4', contextWith(webWith({ body }))));
    expect(failure.kind).toBe('form');
  });

  it.each(['192.168.1.2', '100.64.0.1', '192.0.2.1'])(
    'cannot make %s public either',
    async (body) => {
      const failure = await sourceFailureOf(source.ask('ipv4', contextWith(webWith({ body }))));
      expect(failure.kind).toBe('notGlobal');
    },
  );

  it('is one voice with another URL of its host, and with the built-in service there', () => {
    const operator = (text: string) => sourceFor({ kind: 'url', url: text }).operator;
    expect(operator('https://a.example.com/1')).toBe(operator('https://a.example.com:444/2'));
    expect(operator('https://a.example.com/1')).not.toBe(operator('https://b.example.com/1'));
    expect(operator('https://api.ipify.org/?format=text')).toBe('ipify');
    expect(operator('https://ipv4.icanhazip.com')).toBe('cloudflare');
  });

  it('is no second voice by another name of an operator', () => {
    const operator = (text: string) => sourceFor({ kind: 'url', url: text }).operator;
    for (const text of ['https://icanhazip.com', 'https://cloudflare.com/cdn-cgi/trace']) {
      expect(operator(text)).toBe('cloudflare');
    }
    for (const text of ['https://cloudflare-dns.com/dns-query', 'https://stun.cloudflare.com']) {
      expect(operator(text)).toBe('cloudflare');
    }
    for (const text of [
      'https://api64.ipify.org',
      'https://api.ipify.org./',
      'https://ipify.org',
    ]) {
      expect(operator(text)).toBe('ipify');
    }
    expect(operator('https://notipify.org')).toBe('notipify.org');
    expect(operator('https://a.example.com./')).toBe(operator('https://a.example.com/'));
  });

  it('that is none cannot become a source, and the refusal does not repeat it', () => {
    for (const text of [
      'nowhere-Secret',
      'ftp://host/ip-Secret',
      'https://user:pwd-Secret@host/',
    ]) {
      const make = () => sourceFor({ kind: 'url', url: text });
      expect(make).toThrow(/^the URL of a source cannot be used/);
      expect(make).not.toThrow(/Secret/);
    }
  });
});

describe('parseSourceUrl', () => {
  it.each([
    ['', 'notUrl'],
    ['example.com/ip', 'notUrl'],
    ['https://', 'notUrl'],
    ['https://ex ample.com', 'notUrl'],
    ['ftp://example.com/ip', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['data:text/plain,81.2.69.142', 'scheme'],
    ['https://user@example.com/', 'userInfo'],
    ['https://:password@example.com/', 'userInfo'],
    ['http://user:password@example.com/', 'userInfo'],
  ])('refuses %j: %s', (text, problem) => {
    expect(parseSourceUrl(text)).toBe(problem);
  });

  it.each([
    'https://example.com',
    'http://192.168.1.1:8080/ip?a=b',
    'https://[2a02:8071:1:2::7]/',
    'https://例え.jp/',
  ])('takes %j', (text) => {
    expect(parseSourceUrl(text)).toBeInstanceOf(URL);
  });
});

describe('over a real connection', () => {
  const { own, dispose } = disposer();
  afterEach(dispose);
  const http = createHttp({ userAgent: 'test' });

  const ask = (base: string, timeout = 5_000, family: 'ipv4' | 'ipv6' = 'ipv4') =>
    sourceFor({ kind: 'url', url: base }).ask(family, contextWith({ http, timeout }));

  it('the address comes back', async () => {
    const server = await own(startServer((_, response) => response.end('81.2.69.142\n')));
    expect((await ask(server.url)).address.text).toBe('81.2.69.142');
    expect(server.arrivals[0]).toMatchObject({ method: 'GET', path: '/', body: '' });
  });

  it('64 KiB are read and not a byte more', async () => {
    const padded = (size: number) => `81.2.69.142${' '.repeat(size - 11)}`;
    const server = await own(
      startServer((request, response) => response.end(padded(Number(request.url?.slice(1))))),
    );
    expect((await ask(`${server.url}/65536`)).address.text).toBe('81.2.69.142');
    expect((await sourceFailureOf(ask(`${server.url}/65537`))).kind).toBe('form');
  });

  it('a server that drips its address byte by byte for ever runs out of time', async () => {
    const server = await own(
      startServer((_, response) => {
        const drip = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(drip));
      }),
    );
    expect((await sourceFailureOf(ask(server.url, 200))).kind).toBe('timeout');
  });

  it('an answer cut short is none, even where what came is an address', async () => {
    const server = await own(
      startSocketServer((socket) =>
        socket.once('data', () =>
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n81.2.69.14'),
        ),
      ),
    );
    expect((await sourceFailureOf(ask(server.url))).kind).toBe('network');
  });

  it('a redirect is not followed', async () => {
    const other = await own(startServer((_, response) => response.end('81.2.69.142')));
    const server = await own(
      startServer((_, response) => response.writeHead(302, { location: other.url }).end()),
    );
    expect((await sourceFailureOf(ask(server.url))).kind).toBe('captive');
    expect(other.arrivals).toEqual([]);
  });

  it('a server of the other family is not asked', async () => {
    const server = await own(startServer((_, response) => response.end('2a02:8071:1:2::7')));
    expect((await sourceFailureOf(ask(server.url, 5_000, 'ipv6'))).kind).toBe('network');
    expect(server.arrivals).toEqual([]);
  });
});
