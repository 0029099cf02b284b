import { describe, expect, it } from 'vitest';
import { gcore } from '../../electron/providers/gcore.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { jsonReply } from '../support/emulator.ts';
import { gcoreEmulator } from '../support/gcore-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = '1234$Secret0123456789abcdef';
const home = '81.2.69.142';
const old = '89.160.20.112';
const path = '/dns/v2/zones/example.com';

const refusal = (status: number, error: string) => jsonReply(status, { error });

const errors: readonly ErrorRow[] = [
  {
    title: '401',
    at: 'read',
    reply: refusal(401, 'invalid api key'),
    kind: 'auth',
    scope: 'account',
  },
  { title: '403', at: 'write', reply: refusal(403, 'forbidden'), kind: 'auth' },
  {
    title: '404 of the zone',
    at: 'read',
    reply: refusal(404, 'zone is not found'),
    kind: 'zoneNotFound',
    when: ({ url }) => url.pathname === path,
  },
  {
    title: '404 of the set',
    at: 'write',
    reply: refusal(404, 'rrset is not found in zone'),
    kind: 'recordNotFound',
  },
  { title: '400', at: 'write', reply: refusal(400, 'bad body'), kind: 'invalid' },
  {
    title: '400 exists',
    at: 'write',
    reply: refusal(400, 'rrset already exists'),
    kind: 'conflict',
    creating: true,
  },
  {
    title: '400 beside a CNAME',
    at: 'write',
    reply: refusal(400, 'CNAME record exists'),
    kind: 'conflict',
    creating: true,
  },
  {
    title: '403 of a plan',
    at: 'write',
    reply: refusal(403, 'limit of rrsets is exceeded'),
    kind: 'plan',
    creating: true,
  },
  {
    title: '429',
    at: 'read',
    reply: refusal(429, 'limit exceeded'),
    kind: 'rateLimited',
    scope: 'account',
  },
  { title: '500', at: 'write', reply: refusal(500, 'internal'), kind: 'server' },
];

function makeWorld() {
  const store = zoneStore();
  const emulator = gcoreEmulator(store, { token, pageSize: 40 });
  const world = httpWorld({
    provider: gcore,
    account: { token },
    secrets: [token],
    store,
    hosts: { 'api.gcore.com': emulator },
    refusals: {
      credential: refusal(401, 'invalid api key'),
      secretEchoed: refusal(404, `bad token ${token}`),
    },
  });
  return { world, store, emulator };
}

describeConformance('Gcore', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  pageSize: 40,
  zonePageSize: 40,
  errors,
  makeWorld: () => makeWorld().world,
});

describe('Gcore', () => {
  async function appliedTo(set: object) {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    const shown = { name: 'home.example.com', type: 'A', ttl: 60, ...set };
    world.answer(jsonReply(200, shown), 'read', {
      when: ({ url }) => url.pathname.endsWith('/A'),
    });
    world.answer(jsonReply(200, {}), 'write');
    const changes = [change('home.example.com', home)];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    const writes = emulator.requests.filter(({ method }) => method !== 'GET');
    return { outcomes, writes: writes.map(({ method, body }) => [method, JSON.parse(body)]) };
  }

  it('makes with POST and changes with PUT, always enabled', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'home.example.com', type: 'A', value: old, ttl: 60 });
    const changes = [change('home.example.com', home), change('*.example.com', home)];
    await world.provider.apply(changes, world.account, world.context());
    const writes = emulator.requests.filter(({ method }) => method !== 'GET');
    expect(writes.map(({ method, url, body }) => [method, url.pathname, JSON.parse(body)])).toEqual(
      [
        [
          'PUT',
          `${path}/home.example.com/A`,
          {
            ttl: 60,
            resource_records: [{ content: [home], enabled: true, meta: { notes: ['mine'] } }],
          },
        ],
        [
          'POST',
          `${path}/%2A.example.com/A`,
          { ttl: 300, resource_records: [{ content: [home], enabled: true }] },
        ],
      ],
    );
  });

  it.each(['pickers', 'filters'])('sends %s, metadata and disabled records back', async (field) => {
    const off = { content: ['81.2.69.1'], enabled: false, meta: { notes: ['spare'] } };
    const own = { meta: { failover: { protocol: 'HTTP' } }, [field]: [{ type: 'is_healthy' }] };
    const served = { content: [old], enabled: true, meta: { countries: ['de'] } };
    const { outcomes, writes } = await appliedTo({
      ...own,
      resource_records: [
        { id: 1, ...off },
        { id: 2, ...served },
      ],
    });
    expect(outcomes).toMatchObject([{ kind: 'updated', evidence: 'accepted' }]);
    const records = [{ ...served, content: [home] }, off];
    expect(writes).toEqual([['PUT', { ttl: 60, ...own, resource_records: records }]]);
  });

  it('adds to a set of which all records are off', async () => {
    const off = { content: [home], enabled: false };
    const { outcomes, writes } = await appliedTo({ resource_records: [off] });
    expect(outcomes).toMatchObject([{ kind: 'created' }]);
    const records = [{ content: [home], enabled: true }, off];
    expect(writes).toEqual([['PUT', { ttl: 60, resource_records: records }]]);
  });

  it('leaves a set alone whose policy chooses among records', async () => {
    const { outcomes, writes } = await appliedTo({
      pickers: [{ type: 'geodns' }],
      resource_records: [{ content: [old] }, { content: [home] }],
    });
    expect(outcomes).toMatchObject([{ kind: 'conflict', detail: saying('policy') }]);
    expect(writes).toEqual([]);
  });

  it('says what was refused, in the service’s own words', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.answer(refusal(400, 'ttl: too small'), 'write');
    const changes = [change('home.example.com', home)];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([{ kind: 'invalid', detail: 'ttl: too small' }]);
  });

  it('takes a zone that is gone for that, not for a missing record', async () => {
    const { world, store } = makeWorld();
    world.addZone('example.com');
    const context = world.context();
    const changes = [change('home.example.com', home)];
    await world.provider.apply(changes, world.account, context);
    store.zones.length = 0;
    const outcomes = await world.provider.apply(changes, world.account, context);
    expect(outcomes).toMatchObject([{ kind: 'zoneNotFound' }]);
    expect(world.requests().writes).toBe(1);
  });

  it('takes the answer’s word for what it holds', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.answer(jsonReply(200, { resource_records: [{ content: [old] }] }), 'write');
    const changes = [change('home.example.com', home)];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([{ kind: 'mismatch' }]);
  });

  it('reads a zone once for many records', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    const names = ['a', 'b', 'c', 'd'].map((host) => `${host}.example.com`);
    for (const name of names) world.addRecord({ name, type: 'A', value: old });
    const changes = names.map((name) => change(name, home));
    await world.provider.apply(changes, world.account, world.context());
    expect(emulator.requests.filter(({ method }) => method === 'GET')).toHaveLength(2);
    expect(new Set(world.records().map(({ value, extras }) => `${value} ${extras}`)).size).toBe(1);
  });

  it.each(['', 'a b', 'a\nb'])('takes no token %j', (bad) => {
    expect(gcore.account.safeParse({ token: bad }).success).toBe(false);
  });
});
