import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type FailureKind, failure } from '../../electron/core/outcome.ts';
import { ApiFailure, settle } from '../../electron/providers/api/api-failure.ts';
import { encodePart } from '../../electron/providers/api/call.ts';
import { type HttpApiOptions, httpApi } from '../../electron/providers/api/http-api.ts';
import {
  createEmulator,
  type EmulatedReply,
  emulatedHttp,
  faults,
  jsonReply,
} from '../support/emulator.ts';
import { testContext, testNow } from '../support/provider-context.ts';

function service(reply: () => EmulatedReply, more: Partial<HttpApiOptions> = {}) {
  const emulator = createEmulator(reply);
  const http = emulatedHttp({ 'api.test': emulator });
  const context = testContext({ http });
  const base = 'https://api.test/v1';
  const api = httpApi(
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

  it.each([
    [500, true],
    [503, true],
    [409, undefined],
  ])(
    'that is refused with %i in the service’s own words leaves a write in doubt: %s',
    async (status, unconfirmed) => {
      const explain = () => failure('server', 'busy');
      const { api } = service(() => jsonReply(status, {}), { explain });
      const why = await api.send(post).catch((error: unknown) => error);
      expect(why instanceof ApiFailure && why.failure.unconfirmed).toBe(unconfirmed);
    },
  );

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
  async function rejects(options: Partial<HttpApiOptions>, body: object): Promise<unknown> {
    const { api } = service(() => jsonReply(400, body), options);
    const error: unknown = await api.send(get).catch((reason: unknown) => reason);
    return error instanceof ApiFailure ? error.failure : error;
  }

  it('loses the secrets that it repeats before it is cut, though nobody asks for that', async () => {
    const explain: HttpApiOptions['explain'] = ({ body }) => failure('plan', body.slice(0, 20));
    expect(await rejects({ explain }, { message: 'for hunter2' })).toMatchObject({
      detail: '{"message":"for …"}',
    });
    expect(await rejects({ explain }, { message: 'it is hunter2' })).toMatchObject({
      detail: '{"message":"it is …"',
    });
  });

  it('loses those that are added to it', async () => {
    const explain: HttpApiOptions['explain'] = () => failure('plan', 'not with hunter2');
    expect(await rejects({ explain }, {})).toMatchObject({ detail: 'not with …' });
  });

  it('is judged as it came, even where its code is what somebody took for a key', async () => {
    const explain: HttpApiOptions['explain'] = ({ json }) =>
      JSON.stringify(json).includes('over_quota') ? failure('plan', 'no more') : undefined;
    const secrets = ['over_quota'];
    expect(await rejects({ explain, secrets }, { code: 'over_quota' })).toMatchObject({
      kind: 'plan',
      detail: 'no more',
    });
  });

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

  const gateway = faults.status(504);

  it('is given up after five broken gateways in a row', async () => {
    const { api, http } = service(() => gateway);
    for (let at = 0; at < 9; at += 1) expect(await kindOf(api.send(get))).toBe('server');
    expect(http.sent).toHaveLength(5);
  });

  it('is given up where only looks get through', async () => {
    const { api, emulator } = service(() => jsonReply(200, {}));
    const isPost = ({ method }: { method: string }) => method === 'POST';
    emulator.faults.push({ reply: gateway, when: isPost, times: 99 });
    for (let at = 0; at < 5; at += 1) {
      expect(await kindOf(api.send(get))).toBe('success');
      expect(await kindOf(api.send(post))).toBe('server');
    }
    expect(await kindOf(api.send(get))).toBe('server');
    expect(emulator.requests.filter(isPost)).toHaveLength(5);
  });

  it('is not given up where it says itself that one thing has to wait', async () => {
    const busy = failure('server', 'the zone is locked');
    const { api, http } = service(() => jsonReply(423, {}), { explain: () => busy });
    for (let at = 0; at < 9; at += 1) expect(await kindOf(api.send(get))).toBe('server');
    expect(http.sent).toHaveLength(9);
  });

  it('is asked on after a 403 and after an answer that is too long', async () => {
    for (const reply of [faults.status(403), faults.oversized(5 * 1024 * 1024)]) {
      const { api, http } = service(() => reply);
      for (let at = 0; at < 3; at += 1) {
        await expect(api.send(get)).rejects.toMatchObject({ failure: { scope: 'record' } });
      }
      expect(http.sent).toHaveLength(3);
    }
  });

  it('leaves no doubt about calls that were not sent', async () => {
    const { api } = service(() => faults.hang);
    await expect(api.send(post)).rejects.toMatchObject({ failure: { unconfirmed: true } });
    await expect(api.send(post)).rejects.toMatchObject({ failure: { unconfirmed: true } });
    await expect(api.send(post)).rejects.not.toMatchObject({ failure: { unconfirmed: true } });
  });
});

describe('the time that is signed', () => {
  const minute = 60_000;

  function signing(reply: (at: number) => EmulatedReply, refuses: boolean) {
    const times: number[] = [];
    let asked = 0;
    const made = service(
      () => {
        asked += 1;
        return reply(asked);
      },
      {
        sign: (request, at) => {
          times.push(at - testNow);
          return request;
        },
        explain: ({ status }) =>
          refuses && status === 400 ? failure('clock', 'late', { scope: 'account' }) : undefined,
      },
    );
    return { ...made, times };
  }

  const dated = (status: number, date: string) => jsonReply(status, {}, { date });
  const later = new Date(testNow + 25 * minute).toUTCString();

  it('is ours, whatever the host’s clock says, while ours is taken', async () => {
    const { api, times } = signing(() => dated(200, later), false);
    await api.send(get);
    await api.send(get);
    expect(times).toEqual([0, 0]);
  });

  it('is the host’s once ours was refused', async () => {
    const { api, times } = signing((asked) => dated(asked === 1 ? 400 : 200, later), true);
    await api.send(get);
    await api.send(get);
    expect(times).toEqual([0, 25 * minute, 25 * minute]);
  });

  it.each([
    'Mon, 01 Jan 2035 00:00:00 GMT',
    'Sat, 13 Sep 275760 00:00:00 GMT',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'soon',
    '',
  ])('is never one that cannot be: %j', async (date) => {
    const { api, times } = signing(() => dated(400, date), true);
    await expect(api.send(get)).rejects.toMatchObject({
      failure: { kind: 'clock', detail: 'late' },
    });
    expect(times).toEqual([0]);
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
    const api = httpApi({ base: 'https://api.test', headers: {}, secrets: [] }, context);
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
