import { describe, expect, it } from 'vitest';
import { createHandler, type HandlerPorts } from '../../../electron/core/local/handler.ts';
import { type LocalWorld, localWorld, mail, web } from '../../support/local-world.ts';
import { settle } from '../../support/manual-clock.ts';

const threshold = { hosts: ['door'], isToken: (token: string) => token === 'right' };

type Body = Parameters<ReturnType<typeof createHandler>>[1];

function handlerOf(world: LocalWorld, parts: Partial<HandlerPorts> = {}) {
  const { clock, log } = world.core.ports;
  const handle = createHandler({
    target: world.target,
    clock,
    log,
    clean: (text) => text,
    metrics: async () => 'metrics\n',
    folder: '/state',
    pid: 7,
    since: clock.now(),
    signal: new AbortController().signal,
    ...parts,
  });
  return async (
    line: string,
    {
      token = 'right',
      body = '',
      headers = [] as [string, string][],
      read = undefined as Body | undefined,
    } = {},
  ) => {
    const [method = '', target = ''] = line.split(' ');
    const all: [string, string][] = [['host', 'door'], ...headers];
    if (token !== '') all.push(['authorization', `Bearer ${token}`]);
    if (body !== '') {
      all.push(['content-type', 'application/json'], ['content-length', String(body.length)]);
    }
    const readBody = read ?? (async () => ({ text: body }));
    const answer = await handle({ method, target, headers: all }, readBody, threshold);
    const json = answer.headers['content-type']?.includes('json');
    return { ...answer, data: json ? JSON.parse(answer.body) : undefined };
  };
}

describe('POST /api/update', () => {
  it('answers when the check is over, with what the command prints', async () => {
    const world = await localWorld();
    const ask = handlerOf(world);
    const { status, data } = await ask('POST /api/update');
    expect(status).toBe(200);
    expect(data).toMatchObject({ ok: true, status: 0, dryRun: false });
    expect(data.records).toMatchObject([
      { id: web.id, state: 'updated' },
      { id: mail.id, state: 'updated' },
    ]);
  });

  it('brings only the records that were named, and knows the others by none', async () => {
    const world = await localWorld();
    const ask = handlerOf(world);
    const one = await ask('POST /api/update', { body: '{"records":["mail.example.com"]}' });
    expect(one.data.records).toMatchObject([{ id: mail.id, state: 'updated' }]);
    const none = await ask('POST /api/update', { body: '{"records":["male.example.com"]}' });
    expect(none.status).toBe(422);
    expect(none.data).toMatchObject({ ok: false, error: { kind: 'usage' } });
    expect(none.data.error.message).toContain('Did you mean mail.example.com?');
    expect(world.core.told('writing').length + world.core.told('reading').length).toBe(1);
  });

  it('joins those that ask at once', async () => {
    const world = await localWorld();
    const ask = handlerOf(world);
    const all = await Promise.all(Array.from({ length: 30 }, () => ask('POST /api/update')));
    expect(all.every(({ status }) => status === 200)).toBe(true);
    expect(world.core.log.filter(({ message }) => message === 'check')).toHaveLength(2);
  });

  it('lets nobody ask the Internet all the time', async () => {
    const world = await localWorld();
    const ask = handlerOf(world);
    const statuses: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) statuses.push((await ask('POST /api/update')).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(12);
    const refused = await ask('POST /api/update');
    expect(refused.data.error.kind).toBe('tooMany');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await world.core.clock.advance(Number(refused.headers['retry-after']) * 1000);
    expect((await ask('POST /api/update')).status).toBe(200);
  });

  it('writes nothing in a dry run, even while a real check runs', async () => {
    const world = await localWorld();
    const ask = handlerOf(world);
    const only = { body: '{"records":["mail.example.com"]}' };
    const [real, , dry] = await Promise.all([
      ask('POST /api/update', only),
      // This one waits for its turn, and wishes that wait become one.
      ask('POST /api/update', only),
      ask('POST /api/update', { body: '{"dryRun":true}' }),
    ]);
    expect(dry.data).toMatchObject({ dryRun: true, ok: true });
    expect(dry.data.records[0]).toMatchObject({ id: web.id, state: 'write', reason: 'first' });
    expect(real.data.records).toMatchObject([{ id: mail.id, state: 'updated' }]);
    expect(world.updater.state.records[web.id]?.published).toBeUndefined();
  });

  it.each([
    '[]',
    'null',
    '1',
    '{"force":1}',
    '{"forced":true}',
    '{"records":"www.example.com"}',
    '{"records":[1]}',
    '{"__proto__":{"force":true}}',
    '{"constructor":{}}',
    '{"force":true',
    '{"force":true}{}',
  ])('does nothing for the body %s', async (body) => {
    const world = await localWorld();
    const { status, data } = await handlerOf(world)('POST /api/update', { body });
    expect(status).toBe(400);
    expect(data.error.kind).toBe('badRequest');
    expect(world.checks).toBe(0);
  });

  it('does nothing without settings that can be used', async () => {
    const world = await localWorld();
    const target = { ...world.target, settings: () => undefined };
    const { status, data } = await handlerOf(world, { target })('POST /api/update');
    expect({ status, kind: data.error.kind }).toEqual({ status: 409, kind: 'noSettings' });
  });

  it('says that the program is ending, rather than that it is broken', async () => {
    const world = await localWorld();
    const ending = new AbortController();
    const target = {
      ...world.target,
      async check() {
        ending.abort(new Error('the end'));
        throw new Error('the end');
      },
    };
    const { data } = await handlerOf(world, { target, signal: ending.signal })('POST /api/update');
    expect(data.error.kind).toBe('ending');
  });

  it('keeps a fault of its own to the log', async () => {
    const world = await localWorld();
    const target = { ...world.target, check: () => Promise.reject(new Error('inside')) };
    const answer = await handlerOf(world, { target })('POST /api/update');
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain('inside');
    expect(world.core.log.at(-1)).toMatchObject({ level: 'error' });
  });
});

describe('GET', () => {
  it('/api/status is what the command prints, in the asked language', async () => {
    const world = await localWorld();
    await world.updater.check('start');
    const ask = handlerOf(world);
    const { data, headers } = await ask('GET /api/status');
    expect(data).toMatchObject({ ok: true, known: true, running: true, pid: 7, folder: '/state' });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(Object.keys(headers).some((name) => name.startsWith('access-control'))).toBe(false);
    const chinese = await ask('GET /api/nothing', {
      headers: [['accept-language', 'zh-CN,zh;q=0.9']],
    });
    expect(chinese.data.error.message).toContain('此处没有内容');
  });

  it('takes secrets out of what it tells', async () => {
    const world = await localWorld();
    await world.updater.check('start');
    const clean = (text: string) => text.replaceAll('www', '***');
    const ask = handlerOf(world, { clean });
    expect((await ask('GET /api/status')).body).not.toContain('www');
    expect((await ask('POST /api/update')).body).not.toContain('www');
  });

  it('/healthz says without a token that all is well, and nothing else', async () => {
    const world = await localWorld();
    const ask = handlerOf(world);
    await world.updater.check('start');
    expect(await ask('GET /healthz', { token: '' })).toMatchObject({
      status: 200,
      body: '{"ok":true}\n',
    });
    await world.core.clock.advance(3 * world.settings.interval + 1000);
    expect(await ask('GET /healthz', { token: '' })).toMatchObject({
      status: 503,
      body: '{"ok":false}\n',
    });
    await world.updater.pause();
    expect((await ask('GET /healthz', { token: '' })).status).toBe(200);
  });

  it('/metrics is there only where they are counted', async () => {
    const world = await localWorld();
    expect((await handlerOf(world)('GET /metrics')).body).toBe('metrics\n');
    const off = handlerOf(world, { metrics: async () => undefined });
    expect((await off('GET /metrics')).status).toBe(404);
  });
});

describe('a wrong token', () => {
  it('waits, longer each time, and the right one does not', async () => {
    const world = await localWorld();
    const { clock } = world.core;
    const ask = handlerOf(world);
    const times: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) {
      const began = clock.now();
      const answer = ask('GET /api/status', { token: 'wrong' });
      await settle();
      expect((await ask('GET /api/status')).status).toBe(200);
      while (clock.waiting() > 0) await clock.advance(50);
      expect((await answer).status).toBe(401);
      times.push(clock.now() - began);
    }
    expect(times).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
  });

  it('is sent away at once while too many wait', async () => {
    const world = await localWorld();
    const { clock } = world.core;
    const ask = handlerOf(world);
    const answers = Array.from({ length: 20 }, () => ask('GET /api/status', { token: 'wrong' }));
    await settle();
    expect(clock.waiting()).toBe(8);
    await clock.advance(10_000);
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(12);
    expect(world.checks).toBe(0);
  });

  it('and haste without any leave the right one its place', async () => {
    const world = await localWorld();
    const ask = handlerOf(world);
    const statuses = new Set<number>();
    for (let turn = 0; turn < 200; turn += 1) {
      statuses.add((await ask('GET /healthz', { token: '' })).status);
    }
    expect([...statuses]).toEqual([200, 429]);
    expect((await ask('GET /api/status')).status).toBe(200);
  });
});
