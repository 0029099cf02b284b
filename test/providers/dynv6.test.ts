import { describe, expect, it } from 'vitest';
import { dynv6 } from '../../electron/providers/dynv6.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { home, home6, kinds, old, old6 } from '../support/conformance/trial.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { dynv6Emulator } from '../support/dynv6-emulator.ts';
import { type EmulatedReply, type EmulatedRequest, jsonReply } from '../support/emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'Secret_0123456789abcdef';

const refusal = (status: number, name: string, message: string) =>
  jsonReply(status, { error: { name, message } });
const text = (status: number, body: string): EmulatedReply => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
});
const invalid = (name: string, message: string) =>
  jsonReply(422, {
    error: { name: 'ValidationError', message: 'failed', fields: [{ name, message }] },
  });

const errors: readonly ErrorRow[] = [
  {
    title: '401',
    at: 'read',
    reply: refusal(401, 'Unauthorized', 'invalid token'),
    kind: 'auth',
    scope: 'account',
  },
  { title: '401 without words', at: 'read', reply: text(401, ''), kind: 'auth', scope: 'account' },
  {
    title: '403 of a zone',
    at: 'write',
    reply: refusal(403, 'Forbidden', 'not yours'),
    kind: 'auth',
  },
  {
    title: '404 of the record',
    at: 'write',
    reply: refusal(404, 'NotFound', 'Record or zone not found'),
    kind: 'recordNotFound',
  },
  {
    title: '404 of the zone',
    at: 'write',
    reply: refusal(404, 'NotFound', 'Zone not found'),
    kind: 'zoneNotFound',
  },
  {
    title: '400',
    at: 'write',
    reply: refusal(400, 'BadRequest', 'malformed'),
    kind: 'invalid',
    creating: true,
  },
  { title: '422', at: 'write', reply: invalid('data', 'is invalid'), kind: 'invalid' },
  {
    title: '422 beside a CNAME',
    at: 'write',
    reply: invalid('name', 'has a CNAME record'),
    kind: 'conflict',
    creating: true,
  },
  {
    title: '429',
    at: 'read',
    reply: text(429, 'slow down'),
    kind: 'rateLimited',
    scope: 'account',
  },
  { title: '500', at: 'write', reply: text(500, ''), kind: 'server' },
];

const isUpdate = ({ url }: EmulatedRequest) => url.pathname === '/api/update';

function makeWorld() {
  const store = zoneStore();
  const emulator = dynv6Emulator(store, { token });
  const world = httpWorld({
    provider: dynv6,
    account: { token },
    secrets: [token],
    store,
    hosts: { 'dynv6.com': emulator },
    refusals: {
      credential: refusal(401, 'Unauthorized', 'invalid token'),
      secretEchoed: refusal(404, 'NotFound', `bad token ${token}`),
    },
    isWrite: (request) => request.method !== 'GET' || isUpdate(request),
  });
  return { world, store, emulator };
}

describeConformance('dynv6', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  // All but that to the IPv6 address of a zone's own name, tried below.
  echoes: true,
  ttls: false,
  errors,
  makeWorld: () => makeWorld().world,
});

describe('dynv6', () => {
  async function applied(world: ReturnType<typeof makeWorld>['world'], name: string, to: string) {
    return world.provider.apply([change(name, to)], world.account, world.context());
  }

  it.each([
    ['A', old, home, 'provider'],
    ['AAAA', old6, home6, 'accepted'],
  ])('changes the %s of the apex and nothing else', async (type, before, after, evidence) => {
    const { world } = makeWorld();
    world.addZone('example.com');
    for (const [of, value] of [
      ['A', old],
      ['AAAA', old6],
      ['TXT', '"note"'],
    ] as const) {
      world.addRecord({ name: 'example.com', type: of, value });
    }
    const held = world.records();
    const outcomes = await applied(world, 'example.com', after);
    expect(outcomes).toMatchObject([{ kind: 'updated', evidence, previous: { text: before } }]);
    expect(world.records()).toEqual(
      held.map((each) => (each.type === type ? { ...each, value: after } : each)),
    );
    expect(await applied(world, 'example.com', after)).toMatchObject([{ kind: 'alreadyRight' }]);
    expect(world.requests().writes).toBe(1);
  });

  it('sets the IPv6 address of the apex by the update address, and its prefix never', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    await applied(world, 'example.com', home6);
    const { url } = emulator.requests.at(-1) ?? {};
    expect(url?.href).toBe(
      `https://dynv6.com/api/update?zone=example.com&token=${token}&ipv6=${encodeURIComponent(home6)}`,
    );
  });

  it('sets the IPv4 address of the apex without a word of the other one', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    await applied(world, 'example.com', home);
    expect(emulator.requests.at(-1)).toMatchObject({
      method: 'PATCH',
      body: JSON.stringify({ ipv4address: home }),
    });
  });

  it.each([
    ['invalid authentication token', 401, 'auth', 'account'],
    ['zone not found', 404, 'zoneNotFound', 'record'],
    ['no idea', 200, 'unknown', 'record'],
  ])('understands the update address: %s', async (says, status, kind, scope) => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.answer(text(status, says), 'write', { when: isUpdate, times: 2 });
    const outcomes = await applied(world, 'example.com', home6);
    expect(outcomes).toMatchObject([{ kind, scope, detail: saying(says) }]);
  });

  it('says that an update without an answer is in doubt', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.fault('reset', 'write');
    expect(await applied(world, 'example.com', home6)).toMatchObject([
      { kind: 'network', unconfirmed: true },
    ]);
  });

  it('says which value was refused, and why', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.answer(invalid('data', 'is no address'), 'write');
    expect(await applied(world, 'home.example.com', home)).toMatchObject([
      { kind: 'invalid', detail: 'failed; data is no address' },
    ]);
  });

  it('reads a whole zone for many names, and the addresses of its own name from the zone', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'example.com', type: 'A', value: old });
    const stray = { id: 9, zoneID: 1001, name: '', type: 'A', data: '81.2.69.1' };
    const records = ({ url }: EmulatedRequest) => url.pathname.endsWith('/records');
    world.answer(jsonReply(200, [stray]), 'read', { when: records });
    const names = ['', 'a.', 'b.', 'c.'].map((host) => `${host}example.com`);
    const changes = names.map((name) => change(name, home));
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(kinds(outcomes)).toEqual(['updated', 'created', 'created', 'created']);
    expect(emulator.requests.filter(({ method }) => method === 'GET')).toHaveLength(3);
    expect(emulator.requests.map(({ method }) => method)).not.toContain('DELETE');
    expect(world.violations()).toEqual([]);
  });

  it('takes plain words for an answer, whatever type they are said to have', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    const reply = {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: 'addresses unchanged',
    };
    world.answer(reply, 'write', { when: isUpdate });
    expect(await applied(world, 'example.com', home6)).toMatchObject([{ kind: 'created' }]);
  });

  it.each([
    ['an address', { data: home6 }, 'alreadyRight'],
    ['a MAC address', { data: '02:00:00:00:00:07', expandedData: home6 }, 'alreadyRight'],
    [
      'a MAC address of another prefix',
      { data: '02:00:00:00:00:07', expandedData: old6 },
      'updated',
    ],
    ['nothing', { data: '' }, 'updated'],
  ])('reads a record that holds %s', async (_, data, kind) => {
    const { world } = makeWorld();
    world.addZone('example.com');
    const record = { id: 7, zoneID: 1, name: 'home', type: 'AAAA', ...data };
    const records = ({ url }: EmulatedRequest) => url.pathname.endsWith('/records');
    world.answer(jsonReply(200, [record]), 'read', { when: records });
    world.answer(jsonReply(200, { ...record, data: home6, expandedData: undefined }), 'write');
    expect(await applied(world, 'home.example.com', home6)).toMatchObject([{ kind }]);
  });

  it.each([
    [home6, 'alreadyRight'],
    [`${home6}/64`, 'alreadyRight'],
    ['2a02:8071:1:2::', 'updated'],
    [null, 'created'],
  ])('reads the zone’s ipv6prefix %s', async (ipv6prefix, kind) => {
    const { world } = makeWorld();
    world.addZone('example.com');
    const zone = { id: 1001, name: 'example.com', ipv4address: null, ipv6prefix };
    world.answer(jsonReply(200, zone), 'read', { when: ({ url }) => /\d$/.test(url.pathname) });
    expect(await applied(world, 'example.com', home6)).toMatchObject([{ kind }]);
  });

  it.each(['', 'a b', 'a\nb'])('takes no token %j', (bad) => {
    expect(dynv6.account.safeParse({ token: bad }).success).toBe(false);
  });
});
