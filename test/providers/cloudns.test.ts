import { describe, expect, it } from 'vitest';
import { cloudns } from '../../electron/providers/cloudns.ts';
import { cloudnsEmulator } from '../support/cloudns-emulator.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { jsonReply } from '../support/emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const password = 'Secret0123456789abcdef';
const home = '81.2.69.142';
const old = '89.160.20.112';

const refusal = (statusDescription: string) =>
  jsonReply(200, { status: 'Failed', statusDescription });

const row = (at: ErrorRow['at'], text: string, kind: ErrorRow['kind'], more = {}): ErrorRow => ({
  title: text,
  at,
  reply: refusal(text),
  kind,
  ...more,
});

const account = { scope: 'account' };
const creating = { creating: true };

const errors: readonly ErrorRow[] = [
  row('read', 'Invalid authentication, incorrect auth-id or auth-password.', 'auth', account),
  row(
    'read',
    'Invalid authentication, incorrect sub-auth-id, sub-auth-user or auth-password.',
    'auth',
    account,
  ),
  row('read', 'Your IP address is not allowed to use this API user.', 'auth', account),
  row('read', 'Too many requests.', 'rateLimited', account),
  row('read', 'The HTTP API is not available, upgrade your plan.', 'plan', account),
  row('write', 'Missing domain-name', 'zoneNotFound'),
  row('write', 'Invalid record-id param.', 'recordNotFound'),
  row('write', "You don't have permission to do that.", 'auth'),
  row('write', 'A CNAME record exists for this host.', 'conflict', creating),
  row('write', 'This record already exists.', 'conflict', creating),
  row('write', 'You have reached the limit of records.', 'plan', creating),
  row('write', 'Invalid TTL. Choose from the list of the values we support.', 'invalid'),
];

const writes = ['/dns/add-record.json', '/dns/mod-record.json', '/dns/delete-record.json'];

function makeWorld(user: Readonly<Record<string, string>> = { 'auth-id': '1234' }) {
  const store = zoneStore();
  const emulator = cloudnsEmulator(store, { user, password });
  const world = httpWorld({
    provider: cloudns,
    account:
      'auth-id' in user
        ? { authId: user['auth-id'], password }
        : { subAuthId: user['sub-auth-id'], password },
    secrets: [password],
    store,
    hosts: { 'api.cloudns.net': emulator },
    refusals: {
      credential: refusal('Invalid authentication, incorrect auth-id or auth-password.'),
      secretEchoed: refusal(`Wrong value ${password}`),
    },
    isWrite: ({ url }) => writes.includes(url.pathname),
  });
  return { world, store, emulator };
}

describeConformance('ClouDNS', {
  duplicates: true,
  aliases: 'seen',
  lines: true,
  silentWrites: false,
  echoes: false,
  ttls: [1800, 900],
  zonePageSize: 100,
  errors,
  makeWorld: () => makeWorld().world,
});

describe('ClouDNS', () => {
  it('names a sub-user as such', async () => {
    const { world } = makeWorld({ 'sub-auth-id': '77' });
    world.addZone('example.com');
    const changes = [change('home.example.com', home)];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([{ kind: 'created', evidence: 'accepted' }]);
    expect(world.violations()).toEqual([]);
  });

  it('sends a changed record whole: its host and its TTL are required', async () => {
    const { world, store, emulator } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'example.com', type: 'A', value: old, ttl: 900 });
    const changes = [change('example.com', home)];
    await world.provider.apply(changes, world.account, world.context());
    const id = store.zones[0]?.records[0]?.id;
    expect(emulator.requests.at(-1)?.body).toBe(
      `auth-id=1234&auth-password=${password}&domain-name=example.com&record-id=${id}&host=&record=${home}&ttl=900`,
    );
  });

  it.each([
    ['a list', [{ id: 5, type: 'A', host: '', record: old, ttl: 60, status: '1' }], 'updated'],
    ['a list with nothing in it', [], 'created'],
    ['an object with nothing in it', {}, 'created'],
    [
      'numbers as texts',
      { 5: { id: '5', type: 'A', host: '', record: old, ttl: '60' } },
      'updated',
    ],
    [
      'an inactive record',
      { 5: { id: '5', type: 'A', host: '', record: old, ttl: '60', status: 0 } },
      'created',
    ],
  ])('reads %s', async (_, answer, kind) => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.answer(jsonReply(200, answer), 'read', {
      when: ({ url }) => url.pathname === '/dns/records.json',
    });
    world.answer(jsonReply(200, { status: 'Success' }), 'write');
    const changes = [change('example.com', home)];
    const outcomes = await world.provider.apply(changes, world.account, world.context());
    expect(outcomes).toMatchObject([{ kind }]);
  });

  it.each([
    [{ authId: '1234', password }, true],
    [{ subAuthId: '1234', password }, true],
    [{ password }, false],
    [{ authId: '1234', subAuthId: '77', password }, false],
    [{ authId: '1234' }, false],
    [{ authId: '1 2', password }, false],
    [{ authId: '1234', password: 'a b' }, false],
  ])('judges the account %j', (given, good) => {
    expect(cloudns.account.safeParse(given).success).toBe(good);
  });
});
