import { describe, expect, it } from 'vitest';
import { spaceship } from '../../electron/providers/spaceship.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type EmulatedRequest, emulatedHttp } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { problem, spaceshipEmulator } from '../support/spaceship-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const apiKey = 'JdIS8QYFMZpVKupJtdc3';
const apiSecret = 'F3brvQluT4s8aDB7PeFBH6qKHfH2xTKTneCjZbq3z2w7rj2vV6n_zhSvvJoQ';

const errors: readonly ErrorRow[] = [
  {
    title: '401',
    at: 'read',
    reply: problem(401, 'application.unauthorized', 'Unauthorized'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403, of a missing permission',
    at: 'write',
    reply: problem(403, 'application.forbidden', 'Forbidden'),
    kind: 'auth',
  },
  {
    title: '404, of the domain',
    at: 'read',
    reply: problem(404, 'business.notFound', 'SOA record for domain example.com not found.'),
    kind: 'zoneNotFound',
  },
  {
    title: '404, in few words',
    at: 'read',
    reply: problem(404, 'business.notFound', 'Not found.'),
    kind: 'zoneNotFound',
  },
  {
    title: '404, of the domain',
    at: 'write',
    reply: problem(404, 'business.notFound', 'SOA record for domain example.com not found.'),
    kind: 'zoneNotFound',
  },
  {
    title: '404, of the record',
    at: 'write',
    reply: problem(404, 'business.notFound', 'Record not found.'),
    kind: 'recordNotFound',
  },
  {
    title: '400',
    at: 'write',
    reply: problem(400, 'business.badRequest', 'Bad request'),
    kind: 'invalid',
  },
  {
    title: '409',
    at: 'write',
    reply: problem(409, 'business.conflict', 'Conflict'),
    kind: 'conflict',
  },
  {
    title: '422',
    at: 'write',
    reply: problem(422, 'validation', 'Validation failed', [
      { field: 'items.0.ttl', details: 'must be from 60 to 3600' },
    ]),
    kind: 'invalid',
  },
  {
    title: '422, of a CNAME in the way',
    at: 'write',
    reply: problem(422, 'validation', 'Validation failed', [
      { details: 'a CNAME record has this name' },
    ]),
    kind: 'conflict',
  },
  {
    title: '429',
    at: 'write',
    reply: {
      ...problem(429, 'application.rateLimit', 'Too many requests'),
      headers: { 'retry-after': '42' },
    },
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 42_000,
  },
  {
    title: '500',
    at: 'read',
    reply: problem(500, 'application.internal', 'Internal error'),
    kind: 'server',
  },
];

function makeParts() {
  const store = zoneStore();
  return { store, emulator: spaceshipEmulator(store, { apiKey, apiSecret }) };
}

describeConformance('Spaceship', {
  duplicates: true,
  aliases: 'seen',
  replacesByAdding: true,
  silentWrites: true,
  echoes: false,
  pageSize: 500,
  zonePageSize: 100,
  errors,
  makeWorld: () => {
    const { store, emulator } = makeParts();
    return httpWorld({
      provider: spaceship,
      account: { apiKey, apiSecret },
      secrets: [apiSecret],
      store,
      hosts: { 'spaceship.dev': emulator },
      refusals: {
        credential: problem(401, 'application.unauthorized', 'Unauthorized'),
        secretEchoed: problem(404, 'business.notFound', `bad secret ${apiSecret}`),
      },
    });
  },
});

describe('Spaceship', () => {
  function world() {
    const { store, emulator } = makeParts();
    const zone = store.addZone('example.com');
    const context = testContext({ http: emulatedHttp({ 'spaceship.dev': emulator }) });
    const apply = (...changes: ReturnType<typeof change>[]) =>
      spaceship.apply(changes, { apiKey, apiSecret }, context);
    const writes = () =>
      emulator.requests
        .filter(({ method }) => method !== 'GET')
        .map(({ method, body }) => [method, JSON.parse(body)]);
    const values = (name: string) => store.at(zone, name).map(({ value }) => value);
    return { store, emulator, zone, apply, writes, values };
  }

  const home = { name: 'home.example.com', type: 'A', ttl: 1800 };

  it('puts the new address there before the old ones go, with the TTL as found', async () => {
    const { store, zone, apply, writes } = world();
    store.add(zone, { ...home, value: '89.160.20.112' });
    store.add(zone, { ...home, value: '89.160.20.113' });
    await apply(change('home.example.com', '81.2.69.142'));
    const place = { type: 'A', name: 'home' };
    expect(writes()).toEqual([
      ['PUT', { force: true, items: [{ ...place, address: '81.2.69.142', ttl: 1800 }] }],
      [
        'DELETE',
        [
          { ...place, address: '89.160.20.112' },
          { ...place, address: '89.160.20.113' },
        ],
      ],
    ]);
  });

  it('makes the apex as @ and deletes nothing', async () => {
    const { apply, writes } = world();
    await apply(change('example.com', '2a02:8071:1:2::7'));
    const item = { type: 'AAAA', name: '@', address: '2a02:8071:1:2::7', ttl: 600 };
    expect(writes()).toEqual([['PUT', { force: true, items: [item] }]]);
  });

  it('changes a TTL in place, and takes another spelling for the same record', async () => {
    const { store, zone, apply, writes } = world();
    const value = '2A02:8071:1:2:0:0:0:7';
    store.add(zone, { ...home, type: 'AAAA', value });
    await apply(change('home.example.com', '2a02:8071:1:2::7', { ttl: 300 }));
    const item = { type: 'AAAA', name: 'home', address: value, ttl: 300 };
    expect(writes()).toEqual([['PUT', { force: true, items: [item] }]]);
  });

  it('deletes nothing where the new address was refused', async () => {
    const { store, zone, apply, values } = world();
    store.add(zone, { ...home, value: '89.160.20.112' });
    store.refused.add('home.example.com');
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'invalid', detail: saying('items.0: is not accepted') },
    ]);
    expect(values('home.example.com')).toEqual(['89.160.20.112']);
  });

  it('is content where the old address is gone already', async () => {
    const { store, emulator, zone, apply } = world();
    store.add(zone, { ...home, value: '89.160.20.112' });
    const reply = problem(404, 'business.notFound', 'Record not found.');
    emulator.faults.push({ reply, when: ({ method }) => method === 'DELETE' });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'updated', previous: { text: '89.160.20.112' } },
    ]);
  });

  it('finds its change done where only the answer to its second half was lost', async () => {
    const { store, emulator, zone, apply, values } = world();
    store.add(zone, { ...home, value: '89.160.20.112' });
    const when = ({ method }: EmulatedRequest) => method === 'DELETE';
    emulator.faults.push({ when, reply: { reset: true }, effect: 'after' });
    const outcomes = [
      ...(await apply(change('home.example.com', '81.2.69.142'))),
      ...(await apply(change('home.example.com', '81.2.69.142'))),
    ];
    expect(outcomes).toMatchObject([
      { kind: 'network', unconfirmed: true },
      { kind: 'alreadyRight' },
    ]);
    expect(values('home.example.com')).toEqual(['81.2.69.142']);
  });

  it('clears up at the next look where the old address could not be deleted', async () => {
    const { store, emulator, zone, apply, values } = world();
    store.add(zone, { ...home, value: '89.160.20.112' });
    emulator.faults.push({
      reply: { status: 500, body: '' },
      when: ({ method }) => method === 'DELETE',
    });
    const outcomes = [
      ...(await apply(change('home.example.com', '81.2.69.142'))),
      ...(await apply(change('home.example.com', '81.2.69.142'))),
    ];
    expect(outcomes).toMatchObject([{ kind: 'server', unconfirmed: true }, { kind: 'updated' }]);
    expect(values('home.example.com')).toEqual(['81.2.69.142']);
  });

  it('leaves a record alone that belongs to another feature', async () => {
    const { store, emulator, zone, apply, writes } = world();
    store.add(zone, { ...home, value: '89.160.20.112', line: 'product' });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'conflict', detail: saying('another feature of Spaceship (product)') },
    ]);
    expect(writes()).toEqual([]);
    expect(emulator.violations).toEqual([]);
  });

  it('names an ALIAS that stands at the apex', async () => {
    const { store, zone, apply } = world();
    store.add(zone, { name: 'example.com', type: 'ALIAS', value: 'host.example.net' });
    expect(await apply(change('example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'conflict', detail: saying('ALIAS to host.example.net') },
    ]);
  });

  it.each([{ apiKey: '', apiSecret }, { apiKey, apiSecret: 'a\nb' }, { apiKey }])(
    'takes no account like %j',
    (account) => {
      expect(spaceship.account.safeParse(account).success).toBe(false);
    },
  );
});
