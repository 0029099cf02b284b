import { describe, expect, it } from 'vitest';
import { servercow } from '../../electron/providers/servercow.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { jsonReply } from '../support/emulator.ts';
import { servercowEmulator } from '../support/servercow-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const username = '12345__ddns';
const password = 'Secret0123456789abcdef';
const home = '81.2.69.142';
const old = '89.160.20.112';

const refusal = (error: string) => jsonReply(200, { error });

const row = (at: ErrorRow['at'], text: string, kind: ErrorRow['kind'], more = {}): ErrorRow => ({
  title: text,
  at,
  reply: refusal(text),
  kind,
  ...more,
});

const account = { scope: 'account' };

const errors: readonly ErrorRow[] = [
  row('read', 'authentication failed', 'auth', account),
  row('read', 'too many requests', 'rateLimited', account),
  row('read', 'something else', 'unknown'),
  row('write', 'no such domain in user context', 'zoneNotFound'),
  row('write', 'permission denied', 'auth'),
  row('write', 'a CNAME exists', 'conflict', { creating: true }),
  row('write', 'parameter type must be cname, txt, tlsa, caa, a or aaaa', 'invalid'),
  row('write', 'parameter ttl is invalid', 'invalid'),
];

function makeWorld() {
  const store = zoneStore();
  const emulator = servercowEmulator(store, { username, password });
  const world = httpWorld({
    provider: servercow,
    account: { username, password },
    secrets: [password],
    store,
    hosts: { 'api.servercow.de': emulator },
    refusals: {
      credential: refusal('authentication failed'),
      secretEchoed: refusal(`wrong ${password}`),
    },
  });
  return { world, store, emulator };
}

describeConformance('Servercow', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: false,
  errors,
  makeWorld: () => makeWorld().world,
});

describe('Servercow', () => {
  it('reads a zone as it finds it, and no second time', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'home.example.com', type: 'A', value: old, ttl: 60 });
    const changes = [change('home.example.com', home)];
    await world.provider.apply(changes, world.account, world.context());
    expect(emulator.requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'GET /dns/v1/domains/home.example.com',
      'GET /dns/v1/domains/example.com',
      'POST /dns/v1/domains/example.com',
    ]);
    expect(JSON.parse(emulator.requests.at(-1)?.body ?? '')).toEqual({
      type: 'A',
      name: 'home',
      content: home,
      ttl: 60,
    });
  });

  it('reads anew where a refusal shows that its look was stale', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    world.answer(refusal('a CNAME exists'), 'write');
    const changes = [change('example.com', home)];
    await world.provider.apply(changes, world.account, world.context());
    expect(emulator.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  });

  it.each([
    ['a', [{ name: 'home', type: 'a', ttl: '60', content: home }], 'alreadyRight'],
    ['A', [{ name: 'home', type: 'A', ttl: 60, content: [old, home] }], 'updated'],
    ['nothing', [], 'created'],
  ])('reads %s', async (_, answer, kind) => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.answer(jsonReply(200, answer), 'read', {
      when: ({ url }) => url.pathname.endsWith('/example.com'),
    });
    const changes = [change('home.example.com', home, { zone: 'example.com' })];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([{ kind }]);
  });

  it('finds the zones of many names, though none can be listed', async () => {
    const { world } = makeWorld();
    for (const zone of ['example.com', 'example.net']) world.addZone(zone);
    const names = ['example.com', 'a.example.com', 'b.example.com', 'example.net', 'a.example.net'];
    const changes = names.map((name) => change(name, home));
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes.map(({ kind }) => kind)).toEqual(names.map(() => 'created'));
    expect(world.provider.zones).toBeUndefined();
  });

  it.each([
    [{ username, password }, true],
    [{ username }, false],
    [{ username: 'a b', password }, false],
    [{ username, password: 'a\nb' }, false],
  ])('judges the account %j', (given, good) => {
    expect(servercow.account.safeParse(given).success).toBe(good);
  });
});
