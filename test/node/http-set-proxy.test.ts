import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HttpRequest } from '../../electron/core/ports.ts';
import type { ProxySetting } from '../../electron/core/settings.ts';
import { createPorts } from '../../electron/node/engine-ports.ts';
import { createHttp } from '../../electron/node/http.ts';
import { createSilentLog } from '../../electron/node/log.ts';
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
const ofProxy = certificate({ commonName: 'proxy', issuer: authority, hosts: ['127.0.0.1'] });

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

function request(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  const { signal } = new AbortController();
  return { method: 'GET', url, proxy: 'system', timeout: 5_000, maxBytes: 1_000, signal, ...more };
}

/** A client that goes by a setting, which the test may change. */
function setUp(first?: string) {
  let setting = first as ProxySetting | undefined;
  const http = createHttp({ userAgent: 'test', proxy: () => setting, connected: () => true });
  const change = (next: string | undefined) => {
    setting = next as ProxySetting | undefined;
  };
  return { http, change };
}

const startTarget = () =>
  startServer((_, response) => response.end('tunnelled'), { tls: identity });

describe('a proxy in the settings', () => {
  it.each([
    ['http', {}],
    ['https', { tls: ofProxy }],
  ])('by %s is the way to https servers', async (_, options) => {
    const server = await own(startTarget());
    const proxy = await own(startProxy({ target: server.port }, options));
    const { http } = setUp(proxy.url);
    expect((await http.send(request('https://target.example.com/a'))).body).toBe('tunnelled');
    expect(proxy.asked).toEqual(['CONNECT target.example.com:443']);
  });

  it('is shown nothing that is not encrypted: that goes as if there were none', async () => {
    const proxy = await own(startProxy({ target: 1 }));
    const { http } = setUp(proxy.url);
    const asked = request('http://target.invalid/b?c=d', { headers: { 'X-API-Key': 'secret' } });
    expect(await failureOf(http.send(asked))).toMatchObject({ kind: 'notFound' });
    const other = await own(startProxy({ target: 1 }));
    vi.stubEnv('HTTP_PROXY', other.url);
    expect((await http.send(asked)).body).toBe('by proxy');
    expect([proxy.asked.length, other.asked.length]).toEqual([0, 1]);
  });

  it('is used before one of the environment', async () => {
    const server = await own(startTarget());
    const other = await own(startProxy({ refusal: '502 Bad Gateway' }));
    const proxy = await own(startProxy({ target: server.port }));
    vi.stubEnv('HTTPS_PROXY', other.url);
    await setUp(proxy.url).http.send(request('https://target.example.com/'));
    expect([proxy.asked.length, other.asked.length]).toEqual([1, 0]);
  });

  it('that is off keeps one of the environment away', async () => {
    const other = await own(startProxy({ refusal: '502 Bad Gateway' }));
    const server = await own(startTarget());
    for (const name of variables.slice(0, 3)) vi.stubEnv(name, other.url);
    expect((await setUp('off').http.send(request(server.url))).body).toBe('tunnelled');
    expect(other.asked).toEqual([]);
  });

  it('is never used for what learns the public address', async () => {
    const proxy = await own(startProxy({ refusal: '502 Bad Gateway' }));
    const { http } = setUp(proxy.url);
    const asked = request('http://target.invalid/', { proxy: 'never' });
    expect(await failureOf(http.send(asked))).toMatchObject({ kind: 'notFound' });
    expect(proxy.asked).toEqual([]);
  });

  it('that cannot be reached is named as what failed', async () => {
    for (const options of [{}, { tls: ofProxy }]) {
      const proxy = await startProxy('hang', options);
      await proxy.close();
      const failure = await failureOf(
        setUp(proxy.url).http.send(request('https://target.example.com/')),
      );
      expect(failure).toMatchObject({ kind: 'proxy', host: '127.0.0.1', sent: false });
    }
  });

  it('whose certificate nobody vouches for is what failed, and gets nothing', async () => {
    const proxy = await own(
      startProxy({ target: 1 }, { tls: certificate({ commonName: 'stranger' }) }),
    );
    const failure = await failureOf(
      setUp(proxy.url).http.send(request('https://target.example.com/')),
    );
    expect(failure).toMatchObject({ kind: 'proxy', host: '127.0.0.1', sent: false });
    expect(proxy.asked).toEqual([]);
  });

  it('is followed with the next request when the settings change', async () => {
    const server = await own(startTarget());
    const first = await own(startProxy({ target: server.port }));
    const second = await own(startProxy({ target: server.port }));
    let proxy = first.url as ProxySetting;
    const { http } = createPorts(
      {
        version: '0',
        providers: [],
        sourceFor: () => {
          throw new Error('no source');
        },
      },
      {
        store: { load: async () => undefined, save: async () => undefined },
        log: createSilentLog(),
        proxy: () => proxy,
      },
    );
    await http.send(request('https://target.example.com/'));
    proxy = second.url as ProxySetting;
    await http.send(request('https://target.example.com/'));
    proxy = 'off';
    expect((await http.send(request(server.url))).body).toBe('tunnelled');
    expect([first.asked.length, second.asked.length]).toEqual([1, 1]);
  });

  it('is not used for this computer itself', async () => {
    const server = await own(startTarget());
    const proxy = await own(startProxy({ refusal: '502 Bad Gateway' }));
    expect((await setUp(proxy.url).http.send(request(server.url))).body).toBe('tunnelled');
    expect(proxy.asked).toEqual([]);
  });
});

describe('NO_PROXY', () => {
  const cases: readonly (readonly [list: string, url: string, straight: boolean])[] = [
    ['*', 'https://api.example.invalid', true],
    ['api.example.invalid', 'https://api.example.invalid', true],
    ['API.Example.Invalid.', 'https://api.example.invalid', true],
    ['example.invalid', 'https://api.example.invalid', false],
    ['.example.invalid', 'https://api.example.invalid', true],
    ['*.example.invalid', 'https://api.example.invalid', true],
    ['.example.invalid', 'https://badexample.invalid', false],
    ['a.invalid, api.example.invalid', 'https://api.example.invalid', true],
    ['api.example.invalid:443', 'https://api.example.invalid', true],
    ['api.example.invalid:8080', 'https://api.example.invalid', false],
    ['198.51.100.0/24', 'https://198.51.100.7:1', true],
    ['198.51.100.0/24', 'https://203.0.113.7:1', false],
    ['198.51.100.0/99', 'https://198.51.100.7:1', false],
    ['2001:db8::/32', 'https://[2001:db8::7]:1', true],
    ['[2001:DB8:0::7]:1', 'https://[2001:db8::7]:1', true],
    ['2001:db8::7', 'https://[2001:db8::8]:1', false],
  ];

  it.each(cases)('of %s, asked for %s: straight %s', async (list, url, straight) => {
    const proxy = await own(startProxy({ target: 1 }));
    vi.stubEnv('NO_PROXY', list);
    // What the other side says, if there is one, is of no matter here.
    const send = (setting?: string) =>
      setUp(setting)
        .http.send(request(url, { timeout: 300 }))
        .catch(() => undefined);
    await send(proxy.url);
    expect(proxy.asked).toHaveLength(straight ? 0 : 1);
    // The same list says the same of a proxy of the environment.
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    await send();
    expect(proxy.asked).toHaveLength(straight ? 0 : 2);
  });
});
