import { describe, expect, it } from 'vitest';
import { ovh } from '../../electron/providers/ovh.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { createTrial, home, home6, kinds, old } from '../support/conformance/trial.ts';
import { change, type ErrorRow, type Harness } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type EmulatedRequest, faults, jsonReply } from '../support/emulator.ts';
import { type OvhEmulator, ovhEmulator, ovhError, ovhErrors } from '../support/ovh-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const keys = {
  applicationKey: 'appKey0123456789',
  applicationSecret: 'appSecret0123456789abcdefghijklm',
  consumerKey: 'consumerSecret0123456789abcdefgh',
};

const errors: readonly ErrorRow[] = [
  {
    title: 'INVALID_KEY',
    at: 'read',
    reply: ovhError(403, 'This application key is invalid', 'INVALID_KEY'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'INVALID_CREDENTIAL',
    at: 'read',
    reply: ovhErrors.credential,
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'NOT_CREDENTIAL',
    at: 'read',
    reply: ovhError(401, 'You must login first', 'NOT_CREDENTIAL'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'INVALID_SIGNATURE',
    at: 'read',
    reply: ovhError(400, 'Invalid signature', 'INVALID_SIGNATURE'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'an invalid signature without a code',
    at: 'write',
    reply: ovhError(400, 'Invalid signature'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'an invalid key without a code',
    at: 'write',
    reply: ovhError(400, 'This application key is invalid'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'NOT_GRANTED_CALL',
    at: 'write',
    reply: ovhErrors.notGranted,
    kind: 'auth',
    scope: 'record',
  },
  {
    title: 'a call that is not granted, without a code',
    at: 'write',
    reply: ovhError(403, 'This call has not been granted'),
    kind: 'auth',
    scope: 'record',
  },
  {
    title: 'FORBIDDEN',
    at: 'write',
    reply: ovhError(403, 'No', 'FORBIDDEN'),
    kind: 'auth',
  },
  {
    title: '404 of the record',
    at: 'write',
    reply: ovhError(404, 'The requested object (id = 7) does not exist'),
    kind: 'recordNotFound',
  },
  {
    title: '404 of the zone',
    at: 'write',
    reply: ovhErrors.zone,
    kind: 'zoneNotFound',
  },
  {
    title: '400',
    at: 'write',
    reply: ovhError(400, 'Invalid target'),
    kind: 'invalid',
  },
  {
    title: '400 about a CNAME',
    at: 'write',
    creating: true,
    reply: ovhError(400, 'Conflict with an existing CNAME'),
    kind: 'conflict',
  },
  {
    title: '409',
    at: 'write',
    creating: true,
    reply: ovhError(409, 'This record already exists'),
    kind: 'conflict',
  },
  {
    title: '460, a service that ran out',
    at: 'read',
    reply: ovhError(460, 'This service is expired'),
    kind: 'plan',
  },
  {
    title: '429',
    at: 'read',
    reply: ovhError(429, 'Too many requests'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '500',
    at: 'read',
    reply: ovhError(500, 'Internal server error'),
    kind: 'server',
  },
];

let emulator: OvhEmulator;
interface Parts {
  readonly region?: 'eu' | 'ca' | 'us';
  readonly host?: string;
  readonly granted?: string;
}
const makeWorld = ({ region, host = 'eu.api.ovh.com', granted }: Parts = {}) => {
  const store = zoneStore();
  emulator = ovhEmulator(store, {
    keys,
    base: '/1.0',
    ...(granted === undefined ? {} : { granted }),
  });
  return httpWorld({
    provider: ovh,
    account: { ...keys, ...(region === undefined ? {} : { region }) },
    secrets: [keys.applicationSecret, keys.consumerKey],
    store,
    hosts: { [host]: emulator },
    refusals: {
      credential: ovhErrors.credential,
      secretEchoed: ovhError(400, `bad key ${keys.consumerKey} ${keys.applicationSecret}`),
    },
  });
};

const harness: Harness = {
  duplicates: true,
  aliases: 'seen',
  lists: false,
  silentWrites: true,
  echoes: false,
  errors,
  clockRefusal: ovhErrors.time,
  makeWorld: () => makeWorld(),
};

describeConformance('OVHcloud', harness);

const isRefresh = ({ url }: EmulatedRequest) => url.pathname.endsWith('/refresh');

describe('OVHcloud', () => {
  const trial = createTrial(harness);
  const { apply, applyOne } = trial;
  const sent = (method: string) =>
    emulator.requests
      .filter((request) => request.method === method && !isRefresh(request))
      .map(({ url, body }) => `${url.pathname.replace(/^.*zone\//, '')} ${body}`);
  const refreshes = () => emulator.requests.filter(isRefresh).length;
  const add = (name = 'home.example.com', value = old, type = 'A') =>
    trial.world().addRecord({ name, type, value });

  it('refreshes a zone once, after all its writes', async () => {
    add();
    trial.world().addZone('example.net');
    await apply(
      change('home.example.com', home),
      change('a.example.net', home),
      change('home.example.com', home6),
    );
    expect(refreshes()).toBe(2);
    expect(emulator.published('example.com')).toEqual([
      `home.example.com ${home}`,
      `home.example.com ${home6}`,
    ]);
    expect(emulator.published('example.net')).toEqual([`a.example.net ${home}`]);
    expect(trial.context().remembered.has('refresh:example.com')).toBe(false);
  });

  it('refreshes nothing where nothing was written, or the write was refused', async () => {
    add('home.example.com', home);
    add('b.example.com');
    trial.world().refuse('b.example.com');
    const outcomes = await apply(change('home.example.com', home), change('b.example.com', home));
    expect(kinds(outcomes)).toEqual(['alreadyRight', 'invalid']);
    expect(refreshes()).toBe(0);
    expect(trial.context().remembered.has('refresh:example.com')).toBe(false);
  });

  it('refreshes after a write whose answer was lost', async () => {
    add();
    trial.world().fault('answerLost', 'write');
    expect(kinds(await apply(change('home.example.com', home)))).toEqual(['network']);
    expect(emulator.published('example.com')).toEqual([`home.example.com ${home}`]);
  });

  it.each([
    ['refused', ovhErrors.notGranted, 'auth'],
    ['broken', faults.reset, 'network'],
    ['failed', ovhError(500, 'Internal server error'), 'server'],
  ] as const)(
    'doubts what it wrote where the refresh is %s, and refreshes in the next round',
    async (_, reply, kind) => {
      add();
      add('right.example.com', home);
      const changes = [change('home.example.com', home), change('right.example.com', home)];
      trial.world().answer(reply, 'write', { when: isRefresh });
      const [written, right] = await apply(...changes);
      expect(written).toMatchObject({
        kind,
        unconfirmed: true,
        detail: saying('written, but not published'),
      });
      expect(right).toMatchObject({ kind: 'alreadyRight' });
      expect(emulator.published('example.com')).toEqual([]);

      trial.reopen({ remembered: trial.context().remembered });
      expect(kinds(await apply(...changes))).toEqual(['alreadyRight', 'alreadyRight']);
      expect(emulator.published('example.com')).toContain(`home.example.com ${home}`);
      await apply(...changes);
      expect(refreshes()).toBe(2);
    },
  );

  it('doubts all of a zone where the refresh that was due fails again', async () => {
    add();
    const forever = { when: isRefresh, times: Number.POSITIVE_INFINITY };
    trial.world().answer(ovhError(500, 'Internal server error'), 'write', forever);
    await apply(change('home.example.com', home));
    const outcome = await applyOne(change('home.example.com', home));
    expect(outcome).toMatchObject({ kind: 'server', unconfirmed: true });
  });

  it('keeps the refresh due where the new record shows something else', async () => {
    const record = { id: 9, zone: 'example.com', fieldType: 'A', subDomain: 'home', target: old };
    trial.world().answer(jsonReply(200, record), 'write', { when: (each) => !isRefresh(each) });
    expect(await applyOne(change('home.example.com', home))).toMatchObject({ kind: 'mismatch' });
    expect(refreshes()).toBe(1);
  });

  it('sends the value and the TTL of a record, and the apex as no name', async () => {
    add('example.com');
    await apply(change('example.com', home), change('example.com', home6));
    expect(sent('PUT')).toEqual([
      expect.stringMatching(/^example\.com\/record\/\d+ \{"target":"81\.2\.69\.142","ttl":3600\}$/),
    ]);
    const made = { fieldType: 'AAAA', subDomain: '', target: home6, ttl: 300 };
    expect(sent('POST')).toEqual([`example.com/record ${JSON.stringify(made)}`]);
  });

  it('looks at the records of that name and type only', async () => {
    add();
    add('home.example.com', '"note"', 'TXT');
    add('www.example.com');
    await apply(change('home.example.com', old));
    const looks = emulator.requests
      .map(({ url }) => url.pathname.replace(/\d+$/, 'ID') + url.search)
      .filter((path) => path.includes('/record'));
    expect(looks).toEqual([
      '/1.0/domain/zone/example.com/record?fieldType=A&subDomain=home',
      '/1.0/domain/zone/example.com/record/ID',
    ]);
  });

  it('leaves a record without a TTL of its own so', async () => {
    trial.world().addRecord({ name: 'home.example.com', type: 'A', value: old, ttl: 0 });
    await apply(change('home.example.com', home));
    expect(trial.one('home.example.com', 'A')).toMatchObject({ value: home, ttl: 0 });
  });

  it('passes over a record that goes away between two looks', async () => {
    add();
    add('home.example.com', home);
    const gone = ovhError(404, 'The requested object (id = 7) does not exist');
    trial.world().answer(gone, 'read', { when: ({ url }) => /record\/\d+$/.test(url.pathname) });
    expect(kinds(await apply(change('home.example.com', home)))).toEqual(['alreadyRight']);
  });
});

describe('OVHcloud, with a key for one zone', () => {
  const trial = createTrial({ ...harness, makeWorld: () => makeWorld({ granted: 'example.com' }) });

  it('finds that zone', async () => {
    expect(kinds(await trial.apply(change('a.b.example.com', home)))).toEqual(['created']);
  });

  it('says of any other that it was not granted', async () => {
    trial.world().addZone('example.net');
    const outcomes = await trial.apply(
      change('a.example.net', home),
      change('a.example.com', home),
    );
    expect(outcomes[0]).toMatchObject({ kind: 'auth', scope: 'record', detail: saying('granted') });
    expect(outcomes[1]).toMatchObject({ kind: 'created' });
  });
});

describe('the account of OVHcloud', () => {
  it.each([
    ['eu', 'eu.api.ovh.com'],
    ['ca', 'ca.api.ovh.com'],
    ['us', 'api.us.ovhcloud.com'],
  ] as const)('speaks to the host of its region: %s', async (region, host) => {
    const world = makeWorld({ region, host });
    world.addZone('example.com');
    const outcomes = await world.provider.apply(
      [change('home.example.com', home)],
      world.account,
      world.context(),
    );
    expect(kinds(outcomes)).toEqual(['created']);
    expect(new Set(world.hosts())).toEqual(new Set([host]));
  });

  it('is European where nothing is said, and takes no other region', () => {
    expect(ovh.account.parse(keys)).toMatchObject({ region: 'eu' });
    expect(ovh.account.safeParse({ ...keys, region: 'asia' }).success).toBe(false);
    expect(ovh.account.safeParse({ ...keys, consumerKey: 'a b' }).success).toBe(false);
    expect(ovh.account.safeParse({ ...keys, applicationSecret: undefined }).success).toBe(false);
  });
});
