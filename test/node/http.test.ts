import dns, { type LookupOptions } from 'node:dns';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type HttpRequest, notPublicCode } from '../../electron/core/ports.ts';
import { createHttp } from '../../electron/node/http.ts';
import { disposer, failureOf } from '../support/disposer.ts';
import { startServer, startSocketServer } from '../support/echo-server.ts';

const { own, dispose } = disposer();
afterEach(dispose);

const http = createHttp({ userAgent: 'ddns-tray/0.0.0 (test)' });

function request(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  const { signal } = new AbortController();
  return { method: 'GET', url, proxy: 'never', timeout: 5_000, maxBytes: 65_536, signal, ...more };
}

describe('what is sent', () => {
  it('carries the method, the path, the query, the headers and the body as given, and says who asks', async () => {
    const server = await own(startServer((_, response) => response.end()));
    const headers = { 'Content-Type': 'application/json', 'X-Token': 'abc' };
    const body = '{"name":"例え"}';
    await http.send(request(`${server.url}/a/b?c=d%20e`, { method: 'PATCH', headers, body }));
    expect(server.arrivals).toHaveLength(1);
    expect(server.arrivals[0]).toMatchObject({
      method: 'PATCH',
      path: '/a/b?c=d%20e',
      body,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'x-token': 'abc',
        'user-agent': 'ddns-tray/0.0.0 (test)',
        accept: '*/*',
        connection: 'close',
      },
    });
  });

  it('declares no type for a body whose type the caller did not name', async () => {
    const server = await own(startServer((_, response) => response.end()));
    await http.send(request(server.url, { method: 'POST', body: 'x' }));
    expect(server.arrivals[0]?.headers).not.toHaveProperty('content-type');
  });

  it('opens a connection for each request and keeps none', async () => {
    const ports = new Set<number | undefined>();
    const server = await own(
      startServer((incoming, response) => {
        ports.add(incoming.socket.remotePort);
        response.end();
      }),
    );
    for (let turn = 0; turn < 3; turn += 1) await http.send(request(server.url));
    expect(ports.size).toBe(3);
  });
});

describe('what is answered', () => {
  it.each([200, 204, 304, 400, 401, 403, 407, 429, 500, 503, 511])(
    'returns status %i as an answer',
    async (status) => {
      const server = await own(startServer((_, response) => response.writeHead(status).end()));
      expect((await http.send(request(server.url))).status).toBe(status);
    },
  );

  it.each([301, 302, 303, 307, 308])(
    'returns the redirect %i and sends no credential after it',
    async (status) => {
      const other = await own(startServer((_, response) => response.end('the other side')));
      const server = await own(
        startServer((_, response) =>
          response.writeHead(status, { location: `${other.url}/there` }).end(),
        ),
      );
      const headers = { Authorization: 'Bearer secret', 'X-Auth-Key': 'secret' };
      const answer = await http.send(request(server.url, { headers }));
      expect(answer.status).toBe(status);
      expect(answer.headers.location).toBe(`${other.url}/there`);
      expect(other.arrivals).toEqual([]);
    },
  );

  it('gives the body as text, even where it is JSON, with header names in lower case', async () => {
    const server = await own(
      startServer((_, response) => {
        response.setHeader('Content-Type', 'application/json');
        response.setHeader('X-Two', ['a', 'b']);
        response.setHeader('Set-Cookie', ['c=1', 'd=2']);
        response.end('{"ip":"1.2.3.4"}\n');
      }),
    );
    const { body, headers } = await http.send(request(server.url));
    expect(body).toBe('{"ip":"1.2.3.4"}\n');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-two': 'a, b',
      'set-cookie': 'c=1, d=2',
    });
  });

  it('unpacks a compressed body', async () => {
    const server = await own(
      startServer((_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello')),
      ),
    );
    expect((await http.send(request(server.url))).body).toBe('hello');
  });
});

describe('a body that is no text', () => {
  it('comes as one character for each byte, and as UTF-8 unless told otherwise', async () => {
    const bytes = Buffer.from([0, 0x7f, 0x80, 0xff, 0xef, 0xbb, 0xbf, 0xc3, 0xa9]);
    const server = await own(startServer((_, response) => response.end(bytes)));
    const { body } = await http.send(request(server.url, { encoding: 'latin1' }));
    expect(Buffer.from(body, 'latin1')).toEqual(bytes);
    expect((await http.send(request(server.url, { encoding: 'utf8' }))).body).toBe(
      bytes.toString('utf8'),
    );
  });
});

describe('a local address', () => {
  it('is where the request comes from', async () => {
    const from: (string | undefined)[] = [];
    const server = await own(
      startServer((incoming, response) => {
        from.push(incoming.socket.remoteAddress);
        response.end();
      }),
    );
    for (const localAddress of ['127.0.0.2', undefined, '127.0.0.3']) {
      await http.send(request(server.url, { family: 'ipv4', localAddress }));
    }
    expect(from).toEqual(['127.0.0.2', '127.0.0.1', '127.0.0.3']);
  });

  it('that this computer has not is offline', async () => {
    const server = await own(startServer((_, response) => response.end()));
    const localAddress = '192.0.2.1';
    const failure = await failureOf(
      http.send(request(server.url, { family: 'ipv4', localAddress })),
    );
    expect(failure).toMatchObject({ kind: 'offline', code: 'EADDRNOTAVAIL', sent: false });
    expect(server.arrivals).toEqual([]);
  });
});

describe('a host that has to be public', () => {
  const namedAs = (url: string) => url.replace('127.0.0.1', 'echo.example.com');

  function leadingTo(address: string) {
    type Callback = (error: null, address: unknown, family?: number) => void;
    const lookup = (_: string, options: LookupOptions, callback: Callback) => {
      const family = address.includes(':') ? 6 : 4;
      if (options.all) callback(null, [{ address, family }]);
      else callback(null, address, family);
    };
    vi.spyOn(dns, 'lookup').mockImplementation(lookup as typeof dns.lookup);
  }

  it('is not connected to where its name leads into this computer or a local network', async () => {
    const server = await own(startServer((_, response) => response.end('forged')));
    const url = namedAs(server.url);
    for (const address of ['127.0.0.1', '0.0.0.0', '::1', '10.0.0.1', '192.168.1.1', 'fe80::1']) {
      leadingTo(address);
      for (const family of [undefined, address.includes(':') ? 'ipv6' : 'ipv4'] as const) {
        const wanted = { publicOnly: true, ...(family === undefined ? {} : { family }) };
        const failure = await failureOf(http.send(request(url, wanted)));
        expect(failure).toMatchObject({ kind: 'other', code: notPublicCode, sent: false });
      }
    }
    expect(server.arrivals).toEqual([]);
    leadingTo('127.0.0.1');
    expect((await http.send(request(url, { family: 'ipv4' }))).body).toBe('forged');
  });

  it('is looked up as ever otherwise', async () => {
    const lookup = vi
      .spyOn(dns, 'lookup')
      .mockImplementation(((_: string, __: LookupOptions, callback: (error: Error) => void) =>
        callback(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))) as typeof dns.lookup);
    const failure = await failureOf(
      http.send(request('http://echo.example.com/', { family: 'ipv4', publicOnly: true })),
    );
    expect(['notFound', 'offline']).toContain(failure.kind);
    expect(lookup).toHaveBeenCalledOnce();
  });
});

describe('the limits', () => {
  it('takes a body of exactly the limit and refuses one byte more', async () => {
    const server = await own(
      startServer((incoming, response) => response.end('x'.repeat(Number(incoming.url?.slice(1))))),
    );
    expect((await http.send(request(`${server.url}/100`, { maxBytes: 100 }))).body).toHaveLength(
      100,
    );
    const failure = await failureOf(http.send(request(`${server.url}/101`, { maxBytes: 100 })));
    expect(failure).toMatchObject({ kind: 'tooLarge', host: '127.0.0.1', sent: true });
  });

  it('counts unpacked bytes, so that 50 MB in a few KB of gzip are refused', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const server = await own(
      startServer((_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      ),
    );
    expect(await failureOf(http.send(request(server.url)))).toMatchObject({ kind: 'tooLarge' });
  });

  it('ends a server that never answers at the deadline', async () => {
    const server = await own(startServer(() => {}));
    const failure = await failureOf(http.send(request(server.url, { timeout: 150 })));
    expect(failure).toMatchObject({ kind: 'timeout', sent: true });
  });

  it('ends a server that drips bytes for ever at the deadline', async () => {
    const server = await own(
      startServer((_, response) => {
        const drip = setInterval(() => response.write('x'), 10);
        response.on('close', () => clearInterval(drip));
      }),
    );
    const failure = await failureOf(http.send(request(server.url, { timeout: 200 })));
    expect(failure).toMatchObject({ kind: 'timeout', sent: true });
  });

  it('ends a server that is silent in the TLS handshake, and knows that nothing was sent', async () => {
    const server = await own(startSocketServer(() => {}));
    const url = server.url.replace('http:', 'https:');
    const failure = await failureOf(http.send(request(url, { timeout: 150 })));
    expect(failure).toMatchObject({ kind: 'timeout', sent: false });
  });

  it('leaves no timer behind', async () => {
    const server = await own(startServer((_, response) => response.end()));
    const cleared = vi.spyOn(globalThis, 'clearTimeout');
    const set = vi.spyOn(globalThis, 'setTimeout');
    await http.send(request(server.url, { timeout: 86_400_000 }));
    const timers = set.mock.results.filter((_, at) => set.mock.calls[at]?.[1] === 86_400_000);
    expect(timers).not.toEqual([]);
    for (const { value } of timers) expect(cleared.mock.calls.flat()).toContain(value);
    vi.restoreAllMocks();
  });
});

describe('the signal', () => {
  it('sends nothing where it is aborted already', async () => {
    const server = await own(startServer((_, response) => response.end()));
    const failure = await failureOf(
      http.send(request(server.url, { signal: AbortSignal.abort() })),
    );
    expect(failure).toMatchObject({ kind: 'aborted', sent: false });
    expect(server.arrivals).toEqual([]);
  });

  it('counts from the first moment, though the first request has axios to load', async () => {
    const stop = new AbortController();
    const server = await own(startServer((_, response) => response.end()));
    const fresh = createHttp({ userAgent: 'test' });
    const sending = failureOf(fresh.send(request(server.url, { signal: stop.signal })));
    stop.abort();
    expect(await sending).toMatchObject({ kind: 'aborted', sent: false });
    expect(server.arrivals).toEqual([]);
  });

  it('ends a request under way, and says that it may have been received', async () => {
    const stop = new AbortController();
    const server = await own(startServer(() => stop.abort()));
    const failure = await failureOf(http.send(request(server.url, { signal: stop.signal })));
    expect(failure).toMatchObject({ kind: 'aborted', sent: true });
  });
});

describe('the family', () => {
  /** A resolver where every name has both addresses of loopback, as a name of a dual-stack service has. */
  function resolveBoth() {
    type Callback = (error: null, address: unknown, family?: number) => void;
    const lookup = (_: string, options: LookupOptions, callback: Callback) => {
      const all = [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ].filter(({ family }) => !options.family || family === options.family);
      if (options.all) callback(null, all);
      else callback(null, all[0]?.address, all[0]?.family);
    };
    vi.spyOn(dns, 'lookup').mockImplementation(lookup as typeof dns.lookup);
  }

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is the one asked for, where a name has both', async () => {
    const four = await own(startServer((_, response) => response.end('four')));
    const six = await own(
      startServer((_, response) => response.end('six'), { host: '::1', port: four.port }),
    );
    resolveBoth();
    const url = `http://both.example.com:${six.port}/`;
    expect((await http.send(request(url, { family: 'ipv4' }))).body).toBe('four');
    expect((await http.send(request(url, { family: 'ipv6' }))).body).toBe('six');
  });

  it('is never given up: a server of the other family alone is a failure', async () => {
    const four = await own(startServer((_, response) => response.end('four')));
    resolveBoth();
    const url = `http://both.example.com:${four.port}/`;
    const failure = await failureOf(http.send(request(url, { family: 'ipv6' })));
    expect(failure).toMatchObject({ kind: 'refused', host: 'both.example.com', sent: false });
    expect(four.arrivals).toEqual([]);
    expect((await http.send(request(url))).body).toBe('four');
  });

  it('holds for a literal address too', async () => {
    const four = await own(startServer((_, response) => response.end('four')));
    const failure = await failureOf(http.send(request(four.url, { family: 'ipv6' })));
    expect(failure).toMatchObject({ kind: 'notFound', sent: false });
    expect(four.arrivals).toEqual([]);
    expect((await http.send(request(four.url, { family: 'ipv4' }))).body).toBe('four');
  });
});
