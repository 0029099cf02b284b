import { describe, expect, it } from 'vitest';
import { njalla } from '../../electron/providers/njalla.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type EmulatedRequest, jsonReply } from '../support/emulator.ts';
import { njallaEmulator } from '../support/njalla-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'de65d2cec2b202c9a37089ad4ac9b81e';
const home = '81.2.69.142';
const old = '89.160.20.112';

const refusal = (code: number | string, message: string) =>
  jsonReply(200, { jsonrpc: '2.0', error: { code, message } });

const methodOf = ({ body }: EmulatedRequest) =>
  (JSON.parse(body) as { readonly method: string }).method;
const reads = (request: EmulatedRequest) => methodOf(request) === 'list-records';

const errors: readonly ErrorRow[] = [
  {
    title: '401',
    at: 'read',
    reply: refusal(401, 'Unauthorized'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403 token, as a text',
    at: 'read',
    reply: refusal('403', 'Invalid token.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403 token, in capitals',
    at: 'read',
    reply: jsonReply(200, { jsonrpc: '2.0', Error: { code: 403, message: 'Invalid token.' } }),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403 of one domain',
    at: 'write',
    reply: refusal(403, 'Permission denied'),
    kind: 'auth',
  },
  {
    title: '404 of the domain',
    at: 'write',
    reply: refusal(404, 'Domain not found'),
    kind: 'zoneNotFound',
  },
  {
    title: '404 of the record',
    at: 'write',
    reply: refusal(404, 'Not found'),
    kind: 'recordNotFound',
  },
  { title: '400', at: 'write', reply: refusal(400, 'Invalid ttl'), kind: 'invalid' },
  { title: '400 of a look', at: 'read', reply: refusal(400, 'Odd'), kind: 'unknown', when: reads },
  {
    title: '400 beside a CNAME',
    at: 'write',
    reply: refusal(400, 'A CNAME record exists'),
    kind: 'conflict',
    creating: true,
  },
  {
    title: '409',
    at: 'write',
    reply: refusal(409, 'Conflict'),
    kind: 'conflict',
    creating: true,
  },
  {
    title: '429',
    at: 'read',
    reply: refusal(429, 'Slow down'),
    kind: 'rateLimited',
    scope: 'account',
  },
  { title: '500', at: 'read', reply: refusal(500, 'Oops'), kind: 'server' },
];

function makeWorld(id: (id: string) => string | number = String) {
  const store = zoneStore();
  const emulator = njallaEmulator(store, { token, id });
  const world = httpWorld({
    provider: njalla,
    account: { token },
    secrets: [token],
    store,
    hosts: { 'njal.la': emulator },
    refusals: {
      credential: refusal(403, 'Invalid token.'),
      secretEchoed: refusal(400, `Odd token ${token}`),
    },
    isWrite: (request) => !methodOf(request).startsWith('list-'),
  });
  return { world, store, emulator };
}

describeConformance('Njalla', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  ttls: [900, 3600],
  errors,
  makeWorld: () => makeWorld().world,
});

describe('Njalla', () => {
  it.each([
    ['texts', String],
    ['numbers', Number],
  ])('sends ids back as the %s that they came as', async (_, id) => {
    const { world } = makeWorld(id);
    world.addZone('example.com');
    for (const value of [old, '81.2.69.1']) {
      world.addRecord({ name: 'home.example.com', type: 'A', value, ttl: 900 });
    }
    const changes = [change('home.example.com', home)];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([{ kind: 'updated', evidence: 'provider' }]);
    expect(world.records().map(({ value }) => value)).toEqual([home]);
  });

  it('asks for the method with all of the record', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    const changes = [change('example.com', home)];
    await world.provider.apply(changes, world.account, world.context());
    expect(JSON.parse(emulator.requests.at(-1)?.body ?? '')).toEqual({
      method: 'add-record',
      params: { domain: 'example.com', name: '@', type: 'A', content: home, ttl: 300 },
    });
  });

  it('makes no record beside a Dynamic one', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'home.example.com', type: 'Dynamic', value: '' });
    const changes = [change('home.example.com', home), change('a.example.com', home)];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([
      { kind: 'conflict', detail: saying('Dynamic') },
      { kind: 'created' },
    ]);
  });

  it('says that a write that broke on their side is in doubt', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.answer(refusal(500, 'Oops'), 'write');
    const changes = [change('example.com', home)];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([{ kind: 'server', unconfirmed: true, detail: 'Oops' }]);
  });

  it('takes a domain that is gone for that', async () => {
    const { world, store } = makeWorld();
    world.addZone('example.com');
    const context = world.context();
    const changes = [change('home.example.com', home)];
    await world.provider.apply(changes, world.account, context);
    store.zones.length = 0;
    const outcomes = await world.provider.apply(changes, world.account, context);
    expect(outcomes).toMatchObject([{ kind: 'zoneNotFound' }]);
  });

  it.each(['', 'a b', 'a\nb'])('takes no token %j', (bad) => {
    expect(njalla.account.safeParse({ token: bad }).success).toBe(false);
  });
});
