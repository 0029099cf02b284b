import { describe, expect, it } from 'vitest';
import { ns1 } from '../../electron/providers/ns1.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { jsonReply } from '../support/emulator.ts';
import { ns1Emulator } from '../support/ns1-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const key = 'qACMD09OJXBxT7XOuRs8Secret';
const home = '81.2.69.142';
const old = '89.160.20.112';

const refusal = (status: number, message: string) => jsonReply(status, { message });

const errors: readonly ErrorRow[] = [
  { title: '401', at: 'read', reply: refusal(401, 'Unauthorized'), kind: 'auth', scope: 'account' },
  {
    title: '403 of a zone or record',
    at: 'write',
    reply: refusal(403, 'permission denied'),
    kind: 'auth',
  },
  {
    title: '404 of the zone',
    at: 'read',
    reply: refusal(404, 'zone not found'),
    kind: 'zoneNotFound',
    when: ({ url }) => url.pathname === '/v1/zones/example.com',
  },
  {
    title: '404 of the record',
    at: 'write',
    reply: refusal(404, 'record not found'),
    kind: 'recordNotFound',
  },
  {
    title: '400 invalid',
    at: 'write',
    reply: refusal(400, 'Input validation failed'),
    kind: 'invalid',
  },
  {
    title: '400 exists',
    at: 'write',
    reply: refusal(400, 'record already exists'),
    kind: 'conflict',
    creating: true,
  },
  {
    title: '400 beside a CNAME',
    at: 'write',
    reply: refusal(400, 'A CNAME exists at this domain'),
    kind: 'conflict',
    creating: true,
  },
  {
    title: '429, which tells the period of its limit',
    at: 'read',
    reply: jsonReply(
      429,
      { message: 'rate limit exceeded' },
      { 'x-ratelimit-limit': '900', 'x-ratelimit-period': '300', 'x-ratelimit-remaining': '0' },
    ),
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 300_000,
  },
  { title: '500', at: 'write', reply: refusal(500, 'internal server error'), kind: 'server' },
];

function makeWorld() {
  const store = zoneStore();
  const emulator = ns1Emulator(store, { key, pageSize: 50 });
  const world = httpWorld({
    provider: ns1,
    account: { key },
    secrets: [key],
    store,
    hosts: { 'api.nsone.net': emulator },
    refusals: {
      credential: refusal(401, 'Unauthorized'),
      secretEchoed: refusal(404, `bad key ${key}`),
    },
  });
  return { world, store, emulator };
}

describeConformance('NS1', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  pageSize: 50,
  zonePageSize: 50,
  errors,
  makeWorld: () => makeWorld().world,
});

describe('NS1', () => {
  const record = (more: object) =>
    jsonReply(200, {
      zone: 'example.com',
      domain: 'home.example.com',
      type: 'A',
      ttl: 60,
      answers: [{ answer: [old] }],
      filters: [],
      ...more,
    });

  async function applied(world: ReturnType<typeof makeWorld>['world'], ...names: string[]) {
    const changes = names.map((name) => change(name, home));
    return world.provider.apply(changes, world.account, world.context());
  }

  it('makes with PUT and changes with POST', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'home.example.com', type: 'A', value: old, ttl: 60 });
    await applied(world, 'home.example.com', '*.example.com');
    const writes = emulator.requests.filter(({ method }) => method !== 'GET');
    const shown = writes.map(({ method, url, body }) => [method, url.pathname, JSON.parse(body)]);
    expect(shown).toMatchObject([
      [
        'POST',
        '/v1/zones/example.com/home.example.com/A',
        { ttl: 60, answers: [{ answer: [home], meta: { note: 'mine' } }] },
      ],
      [
        'PUT',
        '/v1/zones/example.com/%2A.example.com/A',
        { ttl: 300, answers: [{ answer: [home] }] },
      ],
    ]);
  });

  it('reads a zone once for many records, and loses no metadata by it', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    const names = ['a', 'b', 'c', 'd'].map((host) => `${host}.example.com`);
    for (const name of names) world.addRecord({ name, type: 'A', value: old });
    await applied(world, ...names);
    expect(world.records().map(({ value }) => value)).toEqual(names.map(() => home));
    expect(new Set(world.records().map(({ extras }) => extras))).toEqual(
      new Set(['{"line":"default","comment":"mine"}']),
    );
    emulator.requests.length = 0;
    await applied(world, ...names);
    expect(emulator.requests).toHaveLength(2);
  });

  it.each([
    ['that is linked', { link: 'other.example.com', answers: [] }, 'other.example.com'],
    [
      'whose filters choose among answers',
      { answers: [{ answer: [old] }, { answer: [home] }], filters: [{ filter: 'up', config: {} }] },
      'filter chain',
    ],
  ])('leaves a record alone %s', async (_, more, says) => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.answer(record(more), 'read', { when: ({ url }) => url.pathname.endsWith('/A') });
    const outcomes = await applied(world, 'home.example.com');
    expect(outcomes).toMatchObject([{ kind: 'conflict', detail: saying(says) }]);
    expect(world.requests().writes).toBe(0);
  });

  it('leaves a record alone that only shows when it is looked at', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    const names = ['home', 'a', 'b', 'c'].map((host) => `${host}.example.com`);
    for (const name of names) world.addRecord({ name, type: 'A', value: old });
    const linked = record({ link: 'other.example.com', answers: [] });
    world.answer(linked, 'read', { when: ({ url }) => url.pathname.includes('home'), times: 2 });
    expect(await applied(world, ...names)).toMatchObject([
      { kind: 'conflict' },
      { kind: 'updated' },
      { kind: 'updated' },
      { kind: 'updated' },
    ]);
  });

  it('changes a single answer that has filters', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'home.example.com', type: 'A', value: old });
    const filtered = record({ filters: [{ filter: 'up', config: {} }] });
    world.answer(filtered, 'read', { when: ({ url }) => url.pathname.endsWith('/A') });
    expect(await applied(world, 'home.example.com')).toMatchObject([{ kind: 'updated' }]);
  });

  it('offers no zone that is a view', async () => {
    const { world } = makeWorld();
    world.answer(
      jsonReply(200, [
        { zone: 'example.com', name: 'example.com' },
        { zone: 'example.com', name: 'inside' },
        { zone: 'example.net' },
      ]),
    );
    expect(await world.provider.zones?.(world.account, world.context())).toEqual([
      'example.com',
      'example.net',
    ]);
  });

  it('sees an ALIAS in place of addresses', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'example.com', type: 'ALIAS', value: 'host.example.net' });
    const outcomes = await applied(world, 'example.com');
    expect(outcomes).toMatchObject([{ kind: 'conflict', detail: saying('host.example.net') }]);
  });

  it.each(['', 'a b', 'a\nb'])('takes no key %j', (bad) => {
    expect(ns1.account.safeParse({ key: bad }).success).toBe(false);
  });
});
