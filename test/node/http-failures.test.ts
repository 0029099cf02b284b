import dns from 'node:dns';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HttpRequest, NetError } from '../../electron/core/ports.ts';
import { createHttp } from '../../electron/node/http.ts';
import { disposer, failureOf } from '../support/disposer.ts';
import { startServer, startSocketServer } from '../support/echo-server.ts';
import { certificate } from '../support/tls.ts';

const { own, dispose } = disposer();
afterEach(dispose);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const http = createHttp({ userAgent: 'test', connected: () => true });

const secrets = ['hdr-Secret-1', 'qry-Secret-2', 'usr-Secret-3', 'pwd-Secret-4', 'bdy-Secret-5'];
const [header, query, user, password, body] = secrets as [string, string, string, string, string];
const planted = [...secrets, Buffer.from(`${user}:${password}`).toString('base64')];

/** A request with a secret in every place that can hold one. */
function secretRequest(base: string, more: Partial<HttpRequest> = {}): HttpRequest {
  const target = base.replace('://', `://${user}:${password}@`);
  return {
    method: 'POST',
    url: `${target}/update?token=${query}`,
    headers: { 'X-Api-Key': header },
    body: `{"key":"${body}"}`,
    proxy: 'never',
    timeout: 300,
    maxBytes: 1_000,
    signal: new AbortController().signal,
    ...more,
  };
}

function everythingOf(error: NetError): string {
  const own = Reflect.ownKeys(error).map((key) => [String(key), Reflect.get(error, key)]);
  return [
    error.message,
    error.stack,
    String(error),
    String(error.cause),
    JSON.stringify(error),
    inspect(own, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
    inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
  ].join('\n');
}

function expectNoSecret(error: NetError): void {
  const text = everythingOf(error);
  for (const secret of planted) expect(text).not.toContain(secret);
  expect(error.cause).toBeUndefined();
  expect(Object.keys(error).sort()).toEqual(['code', 'host', 'kind', 'name', 'sent']);
}

async function freePort(): Promise<number> {
  const server = await startServer(() => {});
  await server.close();
  return server.port;
}

describe('a failure', () => {
  it('of a closed port is refused, and nothing was sent', async () => {
    const failure = await failureOf(
      http.send(secretRequest(`http://127.0.0.1:${await freePort()}`)),
    );
    expect(failure).toMatchObject({
      kind: 'refused',
      host: '127.0.0.1',
      code: 'ECONNREFUSED',
      sent: false,
    });
    expectNoSecret(failure);
  });

  it('of a connection cut before the answer is a reset, and the request may have arrived', async () => {
    const server = await own(
      startSocketServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    const failure = await failureOf(http.send(secretRequest(server.url)));
    expect(failure).toMatchObject({ kind: 'reset', code: 'ECONNRESET', sent: true });
    expectNoSecret(failure);
  });

  it('of a connection closed without an answer is a reset', async () => {
    const server = await own(
      startSocketServer((socket) => socket.once('data', () => socket.end())),
    );
    const failure = await failureOf(http.send(secretRequest(server.url)));
    expect(failure).toMatchObject({ kind: 'reset', sent: true });
    expectNoSecret(failure);
  });

  it.each(['end', 'resetAndDestroy'] as const)(
    'of a body cut short (%s) is a reset, never a shorter answer',
    async (how) => {
      const server = await own(
        startSocketServer((socket) =>
          socket.once('data', () => {
            socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n81.2.69.14', () =>
              socket[how](),
            );
          }),
        ),
      );
      const failure = await failureOf(http.send(secretRequest(server.url)));
      expect(failure).toMatchObject({ kind: 'reset', sent: true });
      expectNoSecret(failure);
    },
  );

  it('of a body that does not unpack is a failure of its own', async () => {
    const broken = gzipSync('x'.repeat(100)).fill(7, 10);
    const server = await own(
      startServer((_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(broken),
      ),
    );
    const failure = await failureOf(http.send(secretRequest(server.url)));
    expect(failure).toMatchObject({ kind: 'other', sent: true });
    expectNoSecret(failure);
  });

  it('of something that does not speak HTTP is a failure of its own', async () => {
    const server = await own(
      startSocketServer((socket) => socket.end('220 mail.example.com ESMTP\r\n')),
    );
    const failure = await failureOf(http.send(secretRequest(server.url)));
    expect(failure.kind).toBe('other');
    expectNoSecret(failure);
  });

  it('of a deadline holds no secret', async () => {
    const server = await own(startServer(() => {}));
    const failure = await failureOf(http.send(secretRequest(server.url, { timeout: 50 })));
    expect(failure).toMatchObject({ kind: 'timeout', sent: true });
    expectNoSecret(failure);
  });

  it('of an abort holds no secret', async () => {
    const stop = new AbortController();
    const server = await own(startServer(() => stop.abort(new Error(header))));
    const failure = await failureOf(http.send(secretRequest(server.url, { signal: stop.signal })));
    expect(failure).toMatchObject({ kind: 'aborted', sent: true });
    expectNoSecret(failure);
  });

  it('of a body over the limit holds no secret', async () => {
    const server = await own(startServer((_, response) => response.end(body.repeat(1_000))));
    const failure = await failureOf(http.send(secretRequest(server.url)));
    expect(failure).toMatchObject({ kind: 'tooLarge', sent: true });
    expectNoSecret(failure);
  });

  it.each([
    ['a header with a line break', { headers: { Authorization: `${header}\r\nX: y` } }],
    ['a header name with a space', { headers: { [`${header} `]: 'x' } }],
    ['a URL that is none', { url: `https://${user}:${password}@ho st/?t=${query}` }],
    ['a URL of another scheme', { url: `ftp://${user}:${password}@127.0.0.1/?t=${query}` }],
    [
      'a path with a percent sign astray',
      { url: `http://%E0%A4%A:${password}@127.0.0.1:1/?t=${query}` },
    ],
  ])('of %s holds no secret', async (_, more) => {
    const server = await own(startServer((_, response) => response.writeHead(200).destroy()));
    expectNoSecret(await failureOf(http.send(secretRequest(server.url, more))));
  });
});

describe('the certificate', () => {
  const authority = certificate({ commonName: 'Nobody' });

  it.each([
    ['signed by itself', certificate({ commonName: '127.0.0.1', hosts: ['127.0.0.1'] })],
    [
      'of an unknown authority',
      certificate({ commonName: '127.0.0.1', issuer: authority, hosts: ['127.0.0.1'] }),
    ],
    [
      'that has expired',
      certificate({ commonName: '127.0.0.1', hosts: ['127.0.0.1'], until: Date.UTC(2020, 0) }),
    ],
  ])(
    '%s is refused before anything is sent (NewFuture: retried without verification)',
    async (_, tls) => {
      const server = await own(startServer((_, response) => response.end('ok'), { tls }));
      const failure = await failureOf(http.send(secretRequest(server.url, { timeout: 5_000 })));
      expect(failure).toMatchObject({ kind: 'tls', host: '127.0.0.1', sent: false });
      expect(failure.code).toMatch(/CERT|SIGNATURE|ISSUER/);
      expect(server.arrivals).toEqual([]);
      expectNoSecret(failure);
    },
  );

  it('is verified whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const tls = certificate({ commonName: '127.0.0.1', hosts: ['127.0.0.1'] });
    const server = await own(startServer((_, response) => response.end('ok'), { tls }));
    const failure = await failureOf(http.send(secretRequest(server.url, { timeout: 5_000 })));
    expect(failure.kind).toBe('tls');
    expect(server.arrivals).toEqual([]);
  });

  it('is asked for: a plain server behind https is a TLS failure', async () => {
    const server = await own(startServer((_, response) => response.end('ok')));
    const failure = await failureOf(
      http.send(secretRequest(server.url.replace('http:', 'https:'))),
    );
    expect(failure).toMatchObject({ kind: 'tls', sent: false });
  });
});

describe('a name that does not resolve', () => {
  function refuseNames(code: string) {
    const lookup = (_: string, __: unknown, callback: (error: Error) => void) =>
      callback(Object.assign(new Error(`getaddrinfo ${code}`), { code, syscall: 'getaddrinfo' }));
    vi.spyOn(dns, 'lookup').mockImplementation(lookup as unknown as typeof dns.lookup);
  }

  it('is not found, where there is a network', async () => {
    refuseNames('ENOTFOUND');
    const failure = await failureOf(http.send(secretRequest('https://nowhere.example.com')));
    expect(failure).toMatchObject({ kind: 'notFound', host: 'nowhere.example.com', sent: false });
    expectNoSecret(failure);
  });

  it('is offline where no interface has an address (ddns-go: standby logged "no such host" each round)', async () => {
    refuseNames('ENOTFOUND');
    const alone = createHttp({ userAgent: 'test', connected: () => false });
    const failure = await failureOf(alone.send(secretRequest('https://nowhere.example.com')));
    expect(failure).toMatchObject({ kind: 'offline', code: 'ENOTFOUND', sent: false });
  });

  it('is offline where no resolver answers', async () => {
    refuseNames('EAI_AGAIN');
    const failure = await failureOf(http.send(secretRequest('https://nowhere.example.com')));
    expect(failure).toMatchObject({ kind: 'offline', code: 'EAI_AGAIN' });
  });
});
