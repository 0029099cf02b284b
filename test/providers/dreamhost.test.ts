import { describe, expect, it } from 'vitest';
import { dreamhost } from '../../electron/providers/dreamhost.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { home, old } from '../support/conformance/trial.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { dreamhostEmulator } from '../support/dreamhost-emulator.ts';
import { type EmulatedRequest, jsonReply } from '../support/emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const key = 'Secret0123456789';

const refusal = (data: string, reason?: string) =>
  jsonReply(200, { result: 'error', data, ...(reason && { reason }) });

const row = (at: ErrorRow['at'], data: string, kind: ErrorRow['kind'], more = {}): ErrorRow => ({
  title: data,
  at,
  reply: refusal(data),
  kind,
  ...more,
});

const account = { scope: 'account' };

const errors: readonly ErrorRow[] = [
  row('read', 'invalid_api_key', 'auth', account),
  row('read', 'no_key', 'auth', account),
  row('read', 'this_key_cannot_access_this_cmd', 'auth', account),
  row('read', 'slow_down_bucko', 'rateLimited', account),
  row('read', 'format_not_supported', 'unknown'),
  row('read', 'internal_error', 'server'),
  row('write', 'internal_error_could_not_add_record', 'server'),
  row('write', 'no_such_zone', 'zoneNotFound'),
  row('write', 'no_such_record', 'recordNotFound'),
  row('write', 'invalid_value', 'invalid'),
  row('write', 'not_editable', 'conflict'),
  row('write', 'record_already_exists_not_editable', 'conflict'),
  row('write', 'record_already_exists_remove_first', 'conflict'),
  row('write', 'CNAME_already_on_record', 'conflict'),
];

const commandOf = ({ url }: EmulatedRequest) => url.searchParams.get('cmd');

function makeWorld() {
  const store = zoneStore();
  const emulator = dreamhostEmulator(store, { key });
  const world = httpWorld({
    provider: dreamhost,
    account: { key },
    secrets: [key],
    store,
    hosts: { 'api.dreamhost.com': emulator },
    refusals: {
      credential: refusal('invalid_api_key'),
      secretEchoed: refusal('invalid_value', `bad ${key}`),
    },
    isWrite: (request) => commandOf(request) !== 'dns-list_records',
  });
  return { world, store, emulator };
}

describeConformance('DreamHost', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: false,
  ttls: false,
  replacesByAdding: true,
  errors,
  makeWorld: () => makeWorld().world,
});

describe('DreamHost', () => {
  it('adds the new record before it takes the old one away, each with an id of its own', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'home.example.com', type: 'A', value: old });
    await world.provider.apply([change('home.example.com', home)], world.account, world.context());
    const shown = emulator.requests.map(({ url }) => Object.fromEntries(url.searchParams));
    expect(shown).toMatchObject([
      { key, cmd: 'dns-list_records', format: 'json' },
      {
        cmd: 'dns-add_record',
        record: 'home.example.com',
        type: 'A',
        value: home,
        comment: 'mine',
      },
      { cmd: 'dns-remove_record', record: 'home.example.com', type: 'A', value: old },
    ]);
    expect(new Set(shown.map((query) => query.unique_id)).size).toBe(3);
    expect(world.violations()).toEqual([]);
  });

  it('finds its change done where only the answer to its second half was lost', async () => {
    const { world, emulator } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'home.example.com', type: 'A', value: old });
    const when = (request: EmulatedRequest) => commandOf(request) === 'dns-remove_record';
    emulator.faults.push({ when, reply: { reset: true }, effect: 'after' });
    const round = () =>
      world.provider.apply([change('home.example.com', home)], world.account, world.context());
    expect(await round()).toMatchObject([{ kind: 'network', unconfirmed: true }]);
    expect(await round()).toMatchObject([{ kind: 'alreadyRight' }]);
    expect(world.records().map(({ value }) => value)).toEqual([home]);
  });

  it('reads the records of all zones once, until it writes', async () => {
    const { world, emulator } = makeWorld();
    for (const zone of ['example.com', 'example.net']) {
      world.addZone(zone);
      world.addRecord({ name: zone, type: 'A', value: home });
    }
    const changes = ['example.com', 'example.net'].map((name) => change(name, home));
    await world.provider.apply(changes, world.account, world.context());
    expect(emulator.requests).toHaveLength(1);
  });

  it('reads anew what a write has changed', async () => {
    const { world } = makeWorld();
    for (const zone of ['example.com', 'example.net']) world.addZone(zone);
    const changes = ['example.com', 'example.net'].map((name) => change(name, home));
    await world.provider.apply(changes, world.account, world.context());
    expect(world.requests()).toEqual({ reads: 2, writes: 2 });
  });

  it('leaves a record of the service’s own hosting alone', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.addRecord({ name: 'example.com', type: 'A', value: old, line: 'hosting' });
    const outcomes = await world.provider.apply(
      [change('example.com', home)],
      world.account,
      world.context(),
    );
    expect(outcomes).toMatchObject([{ kind: 'conflict', detail: saying('hosting') }]);
    expect(world.requests().writes).toBe(0);
  });

  it('takes a zone that is gone for that', async () => {
    const { world, store } = makeWorld();
    world.addZone('example.com');
    const context = world.context();
    await world.provider.apply([change('example.com', home)], world.account, context);
    store.zones.length = 0;
    const outcomes = await world.provider.apply(
      [change('example.com', home)],
      world.account,
      context,
    );
    expect(outcomes).toMatchObject([{ kind: 'zoneNotFound' }]);
    expect(world.requests().writes).toBe(1);
  });

  it('leaves a record of that name in another zone alone', async () => {
    const { world, store } = makeWorld();
    for (const zone of ['example.com', 'lab.example.com']) world.addZone(zone);
    const name = 'a.lab.example.com';
    const [parent] = store.zones;
    if (parent) store.add(parent, { name, type: 'A', value: old });
    const outcomes = await world.provider.apply(
      [change(name, home)],
      world.account,
      world.context(),
    );
    expect(outcomes).toMatchObject([{ kind: 'created' }]);
    expect(store.zones.map(({ records }) => records.map(({ value }) => value))).toEqual([
      [old],
      [home],
    ]);
  });

  it('takes half an answer for no success', async () => {
    const { world } = makeWorld();
    world.addZone('example.com');
    world.fault('truncated', 'write');
    const outcomes = await world.provider.apply(
      [change('example.com', home)],
      world.account,
      world.context(),
    );
    expect(outcomes).toMatchObject([{ kind: 'unknown', unconfirmed: true }]);
  });

  it.each(['', 'a b', 'a\nb'])('takes no key %j', (bad) => {
    expect(dreamhost.account.safeParse({ key: bad }).success).toBe(false);
  });
});
