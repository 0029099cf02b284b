import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HttpRequest } from '../../electron/core/ports.ts';
import { createHttp } from '../../electron/node/http.ts';
import { disposer, failureOf } from '../support/disposer.ts';
import { startProxy, startServer } from '../support/echo-server.ts';
import { certificate } from '../support/tls.ts';

const { own, dispose } = disposer();
const authority = certificate({ commonName: 'Test Authority' });
const identity = certificate({
  commonName: '127.0.0.1',
  issuer: authority,
  hosts: ['127.0.0.1', 'target.example.com'],
});

const before = tls.getCACertificates('default');
beforeAll(() => tls.setDefaultCACertificates([...before, authority.cert]));
afterAll(() => tls.setDefaultCACertificates([...before]));

const variables = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'];
beforeEach(() => {
  for (const name of variables.flatMap((one) => [one, one.toLowerCase()])) vi.stubEnv(name, '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await dispose();
});

const http = createHttp({ userAgent: 'test' });

function request(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  const { signal } = new AbortController();
  return { method: 'GET', url, proxy: 'system', timeout: 5_000, maxBytes: 1_000, signal, ...more };
}

function useProxy(url: string): void {
  vi.stubEnv('HTTPS_PROXY', url);
  vi.stubEnv('HTTP_PROXY', url);
}

describe("proxy: 'never'", () => {
  it.each(variables.slice(0, 3).flatMap((name) => [name, name.toLowerCase()]))(
    'ignores %s, so that the address seen is ours',
    async (variable) => {
      const proxy = await own(startProxy({ refusal: '502 Bad Gateway' }));
      const secure = await own(
        startServer((_, response) => response.end('direct'), { tls: identity }),
      );
      const plain = await own(startServer((_, response) => response.end('direct')));
      vi.stubEnv(variable, proxy.url);
      for (const { url } of [secure, plain]) {
        expect((await http.send(request(url, { proxy: 'never' }))).body).toBe('direct');
      }
      expect(proxy.asked).toEqual([]);
    },
  );
});

describe("proxy: 'system'", () => {
  it('goes straight where no variable is set', async () => {
    const server = await own(
      startServer((_, response) => response.end('direct'), { tls: identity }),
    );
    expect((await http.send(request(server.url))).body).toBe('direct');
  });

  it('reaches an https server through a tunnel, with TLS to the server itself', async () => {
    const server = await own(
      startServer((_, response) => response.end('tunnelled'), { tls: identity }),
    );
    const proxy = await own(startProxy({ target: server.port }));
    useProxy(proxy.url);
    const headers = { Authorization: 'Bearer token' };
    const answer = await http.send(request('https://target.example.com/path', { headers }));
    expect(answer.body).toBe('tunnelled');
    expect(proxy.asked).toEqual(['CONNECT target.example.com:443']);
    expect(server.arrivals[0]?.headers).toMatchObject({ authorization: 'Bearer token' });
  });

  it('verifies the certificate behind the tunnel', async () => {
    const stranger = certificate({
      commonName: 'target.example.com',
      hosts: ['target.example.com'],
    });
    const server = await own(startServer((_, response) => response.end(), { tls: stranger }));
    const proxy = await own(startProxy({ target: server.port }));
    useProxy(proxy.url);
    const failure = await failureOf(http.send(request('https://target.example.com/')));
    expect(failure).toMatchObject({ kind: 'tls', host: 'target.example.com', sent: false });
  });

  it('asks the proxy for an http server', async () => {
    const proxy = await own(startProxy({ target: 1 }));
    useProxy(proxy.url);
    expect((await http.send(request('http://target.example.com/a?b=c'))).body).toBe('by proxy');
    expect(proxy.asked).toEqual(['GET http://target.example.com/a?b=c']);
  });

  it('honours NO_PROXY', async () => {
    const server = await own(
      startServer((_, response) => response.end('direct'), { tls: identity }),
    );
    const proxy = await own(startProxy({ refusal: '502 Bad Gateway' }));
    useProxy(proxy.url);
    vi.stubEnv('NO_PROXY', 'example.com,127.0.0.1');
    expect((await http.send(request(server.url))).body).toBe('direct');
    expect(proxy.asked).toEqual([]);
  });

  it.each(['https', 'http'])(
    'tells a proxy that wants a sign-in from a provider that does (%s)',
    async (scheme) => {
      const proxy = await own(startProxy({ refusal: '407 Proxy Authentication Required' }));
      useProxy(proxy.url.replace('://', '://someone:pwd-Secret-4@'));
      const failure = await failureOf(http.send(request(`${scheme}://target.example.com/`)));
      expect(failure).toMatchObject({ kind: 'proxyAuth', host: '127.0.0.1', sent: false });
      expect(`${failure.stack}${JSON.stringify(failure)}`).not.toContain('pwd-Secret-4');
    },
  );

  it.each(['403 Forbidden', '502 Bad Gateway', '200x'])(
    'never takes a refused tunnel for an answer of the server: %s',
    async (refusal) => {
      const proxy = await own(startProxy({ refusal }));
      useProxy(proxy.url);
      const failure = await failureOf(http.send(request('https://target.example.com/')));
      expect(failure).toMatchObject({ kind: 'proxy', host: '127.0.0.1', sent: false });
    },
  );

  it.each(['https', 'http'])(
    'says that it is the proxy that cannot be reached (%s)',
    async (scheme) => {
      const proxy = await startProxy('hang');
      await proxy.close();
      useProxy(proxy.url);
      const failure = await failureOf(http.send(request(`${scheme}://target.example.com/`)));
      expect(failure).toMatchObject({
        kind: 'proxy',
        host: '127.0.0.1',
        code: 'ECONNREFUSED',
        sent: false,
      });
    },
  );

  it('ends at the deadline where the proxy hangs, and closes the connection to it', async () => {
    const proxy = await own(startProxy('hang'));
    useProxy(proxy.url);
    const failure = await failureOf(
      http.send(request('https://target.example.com/', { timeout: 150 })),
    );
    expect(failure).toMatchObject({ kind: 'timeout', sent: false });
    await expect.poll(() => proxy.open()).toBe(0);
  });
});
