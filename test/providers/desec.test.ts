import { describe, expect, it } from 'vitest';
import { desec } from '../../electron/providers/desec.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { desecEmulator } from '../support/desec-emulator.ts';
import { saying } from '../support/detail.ts';
import { jsonReply } from '../support/emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'i-T3b1hSecret_ab8tRS98stGtURe';
const home = '81.2.69.142';
const old = '89.160.20.112';
const home6 = '2a02:8071:1:2::7';

const refusal = (status: number, detail: string) => jsonReply(status, { detail });

const conflict =
  'RRset with conflicting type present: database (CNAME). (No other RRsets are allowed alongside CNAME.)';

const errors: readonly ErrorRow[] = [
  {
    title: '401',
    at: 'read',
    reply: refusal(401, 'Invalid token.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403 of an account',
    at: 'read',
    reply: refusal(403, 'You do not have permission to perform this action.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403 of one set, by a token policy',
    at: 'write',
    reply: refusal(403, 'Insufficient token permissions.'),
    kind: 'auth',
  },
  {
    title: '404 of the domain',
    at: 'read',
    reply: refusal(404, 'Not found.'),
    kind: 'zoneNotFound',
  },
  {
    title: '400 TTL',
    at: 'write',
    reply: jsonReply(400, [{ ttl: ['Ensure this value is greater than or equal to 3600.'] }]),
    kind: 'invalid',
  },
  {
    title: '400 of the second stage',
    at: 'write',
    reply: jsonReply(400, ['Record content malformed.']),
    kind: 'invalid',
  },
  {
    title: '400 beside a CNAME',
    at: 'write',
    reply: jsonReply(400, [{ non_field_errors: [conflict] }]),
    kind: 'conflict',
  },
  {
    title: '409 of a concurrent edit',
    at: 'write',
    reply: refusal(409, 'Conflict: duplicate key'),
    kind: 'conflict',
  },
  { title: '413', at: 'write', reply: refusal(413, 'Payload too large.'), kind: 'invalid' },
  {
    title: '429 of a throttle',
    at: 'write',
    reply: jsonReply(
      429,
      { detail: 'Request was throttled. Expected available in 49 seconds.' },
      { 'retry-after': '49' },
    ),
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 49_000,
  },
  {
    title: '429 of concurrent requests',
    at: 'write',
    reply: refusal(429, 'Too many concurrent requests.'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '500',
    at: 'write',
    reply: refusal(500, "Internal Server Error. We're on it!"),
    kind: 'server',
  },
];

function makeWorld(minimumTtl = 3600) {
  const store = zoneStore();
  const emulator = desecEmulator(store, { token, pageSize: 120, minimumTtl });
  const world = httpWorld({
    provider: desec,
    account: { token },
    secrets: [token],
    store,
    hosts: { 'desec.io': emulator },
    refusals: {
      credential: refusal(401, 'Invalid token.'),
      secretEchoed: refusal(404, `bad token ${token}`),
    },
  });
  return { world, store, emulator };
}

describeConformance('deSEC', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  ttls: [60, 7200],
  pageSize: 120,
  zonePageSize: 120,
  errors,
  makeWorld: () => makeWorld().world,
});

describe('deSEC', () => {
  it('writes both families with one request, and the apex as an empty subname', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'example.com', type: 'AAAA', value: '2a02:8071:1:2::9', ttl: 60 });
    const changes = [change('example.com', home), change('example.com', home6)];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([
      { kind: 'created', evidence: 'provider' },
      { kind: 'updated', evidence: 'provider' },
    ]);
    const writes = emulator.requests.filter(({ method }) => method === 'PATCH');
    expect(writes.map(({ body }) => JSON.parse(body))).toEqual([
      [
        { subname: '', type: 'A', records: [home], ttl: 3600 },
        // Its TTL is below the domain's least, and stays by not being sent.
        { subname: '', type: 'AAAA', records: [home6] },
      ],
    ]);
    expect(world.violations()).toEqual([]);
  });

  it('asks once who owns a name, however deep it is', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    const changes = [change('a.b.c.example.com', home)];
    await world.provider.apply(changes, world.account, world.context());
    const asked = emulator.requests.filter(({ url }) => url.searchParams.has('owns_qname'));
    expect(asked.map(({ url }) => url.search)).toEqual(['?owns_qname=a.b.c.example.com']);
  });

  it('asks again where the answer to a longer name tells nothing', async () => {
    const { world, store } = makeWorld();
    for (const name of ['example.com', 'lab.example.com']) world.addZone(name);
    const changes = [
      change('a.lab.example.com', home),
      change('b.lab.example.com', home, { zone: 'example.com' }),
    ];
    await world.provider.apply(changes, world.account, world.context());
    expect(store.zones.map(({ records }) => records.map(({ name }) => name))).toEqual([
      ['b.lab.example.com'],
      ['a.lab.example.com'],
    ]);
  });

  it('tells for each record whether its token may write it', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    for (const name of ['a.example.com', 'b.example.com']) {
      world.addRecord({ name, type: 'A', value: old });
    }
    const denied = refusal(403, 'Insufficient token permissions.');
    const ofA = { when: ({ body }: { body: string }) => body.includes('"a"'), times: 2 };
    world.answer(denied, 'write', ofA);
    const changes = [change('a.example.com', home), change('b.example.com', home)];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([
      { kind: 'auth', scope: 'record', detail: saying('Insufficient token permissions.') },
      { kind: 'updated' },
    ]);
  });

  it('says which value was refused, and why', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    const changes = [change('home.example.com', home, { ttl: 600 })];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([
      {
        kind: 'invalid',
        detail: saying('ttl: Ensure this value is greater than or equal to 3600.'),
      },
    ]);
  });

  it('follows the cursor of a page, never its address', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.answer(
      jsonReply(200, [{ name: 'example.net' }], {
        link: '<https://elsewhere.test/api/v1/domains/?cursor=120>; rel="next"',
      }),
    );
    await world.provider.zones?.(world.account, world.context());
    expect(world.hosts()).toEqual(['desec.io', 'desec.io']);
  });

  it.each(['', 'a b', 'a\nb'])('takes no token %j', (bad) => {
    expect(desec.account.safeParse({ token: bad }).success).toBe(false);
  });
});
