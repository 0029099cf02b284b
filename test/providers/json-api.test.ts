import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type FailureKind, failure } from '../../electron/core/outcome.ts';
import {
  ApiFailure,
  encodePart,
  type JsonApiOptions,
  jsonApi,
  settle,
} from '../../electron/providers/api/json-api.ts';
import {
  createEmulator,
  type EmulatedReply,
  emulatedHttp,
  faults,
  jsonReply,
} from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';

function service(reply: () => EmulatedReply, more: Partial<JsonApiOptions> = {}) {
  const emulator = createEmulator(reply);
  const http = emulatedHttp({ 'api.test': emulator });
  const context = testContext({ http });
  const base = 'https://api.test/v1';
  const api = jsonApi(
    { base, headers: { 'x-key': 'hunter2' }, secrets: ['hunter2'], ...more },
    context,
  );
  return { api, emulator, http, context };
}

const get = { method: 'GET', path: '/things' } as const;
const post = { method: 'POST', path: '/things', json: { a: 1 } } as const;

const kindOf = (promise: Promise<unknown>): Promise<FailureKind | 'success'> =>
  promise.then(
    () => 'success' as const,
    (error: unknown) => {
      if (error instanceof ApiFailure) return error.failure.kind;
      throw error;
    },
  );

describe('a call', () => {
  it('sends JSON, the headers of the service and an encoded query', async () => {
    const { api, emulator } = service(() => jsonReply(200, {}));
    await api.send({ ...post, query: { name: '*.é.test', page: 2 } });
    const [request] = emulator.requests;
    expect(request?.url.href).toBe('https://api.test/v1/things?name=%2A.%C3%A9.test&page=2');
    expect(request?.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-key': 'hunter2',
    });
    expect(request?.body).toBe('{"a":1}');
  });

  it('without a body names no type', async () => {
    const { api, emulator } = service(() => jsonReply(200, {}));
    await api.send(get);
    expect(emulator.requests[0]?.headers).not.toHaveProperty('content-type');
  });

  it('whose answer has another form than documented fails, and a write is in doubt', async () => {
    const { api } = service(() => jsonReply(200, { result: 'odd' }));
    const form = z.object({ result: z.number() });
    await expect(api.read(get, form)).rejects.toMatchObject({ failure: { kind: 'unknown' } });
    await expect(api.read(post, form)).rejects.toMatchObject({ failure: { unconfirmed: true } });
  });

  it('that a web page answers is not a success, whatever its status', async () => {
    const { api } = service(() => faults.html);
    expect(await kindOf(api.send(get))).toBe('unknown');
  });

  it('is logged by host, method and status, and by nothing that may be secret', async () => {
    const { api, context } = service(() => jsonReply(200, {}));
    await api.send({ ...get, query: { key: 'hunter2' } });
    expect(context.lines).toEqual([
      {
        level: 'debug',
        message: 'provider answered',
        fields: { host: 'api.test', method: 'GET', status: 200 },
      },
    ]);
  });
});

describe('a text of the service', () => {
  it('loses the secrets that it repeats', () => {
    const { api } = service(() => jsonReply(200, {}));
    expect(api.clean('no hunter2, not hunter2')).toBe('no …, not …');
  });

  it('is kept as it is where there is no secret', () => {
    const { api } = service(() => jsonReply(200, {}), { secrets: [''] });
    expect(api.clean('abc')).toBe('abc');
  });
});

describe('a service that will not answer', () => {
  it.each([
    ['offline', { error: 'offline' }],
    ['tls', { error: 'tls' }],
    ['proxyAuth', { error: 'proxyAuth' }],
    ['rateLimited', faults.rateLimited()],
  ] as const)('is not asked again: %s', async (kind, reply) => {
    const { api, http } = service(() => reply);
    expect(await kindOf(api.send(get))).toBe(kind);
    expect(await kindOf(api.send(get))).toBe(kind);
    expect(http.sent).toHaveLength(1);
  });

  it('is given up after two broken exchanges in a row', async () => {
    const { api, http } = service(() => faults.hang);
    for (let at = 0; at < 5; at += 1) expect(await kindOf(api.send(get))).toBe('network');
    expect(http.sent).toHaveLength(2);
  });

  it('is not given up where an answer came in between', async () => {
    const { api, emulator, http } = service(() => jsonReply(200, {}));
    for (let at = 0; at < 3; at += 1) {
      emulator.faults.push({ reply: faults.reset });
      expect(await kindOf(api.send(get))).toBe('network');
      expect(await kindOf(api.send(get))).toBe('success');
    }
    expect(http.sent).toHaveLength(6);
  });

  it('leaves no doubt about calls that were not sent', async () => {
    const { api } = service(() => faults.hang);
    await expect(api.send(post)).rejects.toMatchObject({ failure: { unconfirmed: true } });
    await expect(api.send(post)).rejects.toMatchObject({ failure: { unconfirmed: true } });
    await expect(api.send(post)).rejects.not.toMatchObject({ failure: { unconfirmed: true } });
  });
});

describe('an abort', () => {
  it('in the middle of a call rejects with its reason', async () => {
    const controller = new AbortController();
    const reason = new Error('stop');
    const emulator = createEmulator(() => {
      controller.abort(reason);
      return faults.hang;
    });
    const http = emulatedHttp({ 'api.test': emulator });
    const context = testContext({ http, signal: controller.signal });
    const api = jsonApi({ base: 'https://api.test', headers: {}, secrets: [] }, context);
    await expect(api.send(get)).rejects.toBe(reason);
    await expect(api.send(get)).rejects.toBe(reason);
    expect(http.sent).toHaveLength(1);
  });
});

describe('settle', () => {
  it('turns a failed call into an outcome and lets other errors pass', async () => {
    const why = failure('server', 'down');
    expect(await settle(() => Promise.reject(new ApiFailure(why)))).toBe(why);
    await expect(settle(() => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
  });
});

describe('encodePart', () => {
  it.each([
    ['*.example.com', '%2A.example.com'],
    ["a!'()b", 'a%21%27%28%29b'],
    ['a b+c', 'a%20b%2Bc'],
  ])('encodes %j', (text, expected) => {
    expect(encodePart(text)).toBe(expected);
  });
});
