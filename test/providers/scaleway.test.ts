import { describe, expect, it } from 'vitest';
import { scaleway } from '../../electron/providers/scaleway.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { createTrial, home, home6, kinds, old } from '../support/conformance/trial.ts';
import { change, type ErrorRow, type Harness } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type Emulator, jsonReply } from '../support/emulator.ts';
import {
  scalewayDenied,
  scalewayEmulator,
  scalewayError,
  scalewayForbidden,
} from '../support/scaleway-emulator.ts';
import { type ZoneStore, zoneStore } from '../support/zone-store.ts';

const secretKey = '11111111-secret-4111-8111-111111111111';

const errors: readonly ErrorRow[] = [
  {
    title: 'denied_authentication',
    at: 'read',
    reply: scalewayDenied,
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'permissions_denied, for the list of zones',
    at: 'read',
    reply: scalewayForbidden,
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'permissions_denied, for a zone',
    at: 'write',
    reply: scalewayForbidden,
    kind: 'auth',
    scope: 'record',
  },
  {
    title: 'quotas_exceeded',
    at: 'write',
    reply: scalewayError(403, 'quotas_exceeded', 'quota exceeded', {
      details: [{ resource: 'records', quota: 10, current: 10 }],
    }),
    kind: 'plan',
  },
  {
    title: 'not_found, of the zone',
    at: 'read',
    reply: scalewayError(404, 'not_found', 'resource is not found', { resource: 'dns_zone' }),
    kind: 'zoneNotFound',
  },
  {
    title: 'NoSuchDNSZone',
    at: 'write',
    reply: scalewayError(404, 'not_found', 'NoSuchDNSZone'),
    kind: 'zoneNotFound',
  },
  {
    title: 'NoSuchDNSRecord',
    at: 'write',
    reply: scalewayError(404, 'not_found', 'NoSuchDNSRecord'),
    kind: 'recordNotFound',
  },
  {
    title: 'invalid_arguments',
    at: 'write',
    reply: scalewayError(400, 'invalid_arguments', 'invalid argument(s)', {
      details: [{ argument_name: 'ttl', reason: 'constraint' }],
    }),
    kind: 'invalid',
  },
  {
    title: 'invalid_arguments, about a CNAME',
    at: 'write',
    creating: true,
    reply: scalewayError(400, 'invalid_arguments', 'a CNAME record exists'),
    kind: 'conflict',
  },
  {
    title: 'transient_state',
    at: 'write',
    reply: scalewayError(409, 'transient_state', 'resource is in a transient state'),
    kind: 'server',
  },
  {
    title: 'locked',
    at: 'write',
    reply: scalewayError(423, 'locked', 'resource is locked'),
    kind: 'server',
  },
  {
    title: 'precondition_failed',
    at: 'write',
    reply: scalewayError(412, 'precondition_failed', 'precondition is not respected'),
    kind: 'conflict',
  },
  {
    title: '409',
    at: 'write',
    reply: scalewayError(409, 'resource_already_exists', 'resource already exists'),
    kind: 'conflict',
  },
  {
    title: 'too_many_requests',
    at: 'read',
    reply: scalewayError(429, 'too_many_requests', 'quota of requests is exceeded'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: 'internal',
    at: 'read',
    reply: scalewayError(500, 'internal', 'internal error'),
    kind: 'server',
  },
];

let emulator: Emulator;
let store: ZoneStore;
const makeWorld = (more: Partial<Parameters<typeof scalewayEmulator>[1]> = {}) => {
  store = zoneStore();
  emulator = scalewayEmulator(store, { secretKey, pageSize: 100, ...more });
  return httpWorld({
    provider: scaleway,
    account: { secretKey },
    secrets: [secretKey],
    store,
    hosts: { 'api.scaleway.com': emulator },
    refusals: {
      credential: scalewayDenied,
      secretEchoed: scalewayError(400, 'invalid_arguments', `bad key ${secretKey}`),
    },
  });
};

const harness: Harness = {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  pageSize: 100,
  zonePageSize: 100,
  errors,
  makeWorld: () => makeWorld(),
};

describeConformance('Scaleway', harness);

describe('Scaleway', () => {
  const trial = createTrial(harness);
  const { apply, applyOne } = trial;
  const changes = () =>
    emulator.requests
      .filter(({ method }) => method === 'PATCH')
      .map(({ body }) => JSON.parse(body).changes);
  const add = (name: string, value = old, type = 'A') =>
    trial.world().addRecord({ name, type, value });

  it('replaces a set that is there and adds one that is not, in one request', async () => {
    add('example.com');
    await apply(
      change('example.com', home),
      change('example.com', home6),
      change('new.example.com', home6),
    );
    const apex = { name: '', type: 'A', data: home, ttl: 3600, comment: 'mine' };
    expect(changes()).toEqual([
      [
        { set: { id_fields: { name: '', type: 'A' }, records: [apex] } },
        { add: { records: [{ name: '', type: 'AAAA', data: home6, ttl: 300 }] } },
        { add: { records: [{ name: 'new', type: 'AAAA', data: home6, ttl: 300 }] } },
      ],
    ]);
  });

  it('names a record as the service shows it, in Unicode', async () => {
    add('xn--hm-via.example.com');
    await apply(change('xn--hm-via.example.com', home));
    expect(changes()[0]).toMatchObject([{ set: { id_fields: { name: 'häm', type: 'A' } } }]);
  });

  it('finds zones of several labels', async () => {
    trial.world().addZone('lab.example.com');
    await apply(change('a.lab.example.com', home));
    const [written] = emulator.requests.filter(({ method }) => method === 'PATCH');
    expect(written?.url.pathname).toBe('/domain/v2beta1/dns-zones/lab.example.com/records');
  });

  it('takes a zone that is forbidden and no longer listed for a missing one', async () => {
    add('home.example.com');
    trial.world().addZone('example.net');
    await apply(change('home.example.com', home), change('home.example.net', home));
    store.zones.splice(0, 1);
    const outcomes = await apply(change('home.example.com', old), change('home.example.net', old));
    expect(kinds(outcomes)).toEqual(['zoneNotFound', 'updated']);
  });

  it('takes a zone that is forbidden though listed for forbidden', async () => {
    await apply(change('home.example.com', home));
    trial.world().answer(scalewayForbidden, 'read');
    expect(await applyOne(change('home.example.com', old))).toMatchObject({
      kind: 'auth',
      scope: 'record',
      detail: saying('read domain'),
    });
  });

  it('says which argument was refused', async () => {
    trial.world().refuse('home.example.com');
    expect(await applyOne(change('home.example.com', home))).toMatchObject({
      detail: saying('data constraint data is refused'),
    });
  });

  it('notices where the answer names another address', async () => {
    const records = [{ name: 'home', type: 'A', data: old, ttl: 300 }];
    trial.world().answer(jsonReply(200, { records }), 'write');
    expect(await applyOne(change('home.example.com', home))).toMatchObject({ kind: 'mismatch' });
  });

  it('takes a key of one word', () => {
    expect(scaleway.account.safeParse({ secretKey }).success).toBe(true);
    expect(scaleway.account.safeParse({ secretKey: 'a b' }).success).toBe(false);
    expect(scaleway.account.safeParse({}).success).toBe(false);
  });
});

describe('Scaleway, with a dynamic record', () => {
  const dynamic = new Set(['home.example.com A']);
  const trial = createTrial({ ...harness, makeWorld: () => makeWorld({ dynamic }) });

  it('leaves it alone, and writes the others', async () => {
    trial.world().addRecord({ name: 'home.example.com', type: 'A', value: old });
    const outcomes = await trial.apply(
      change('home.example.com', home),
      change('home.example.com', home6),
    );
    expect(kinds(outcomes)).toEqual(['conflict', 'created']);
    expect(outcomes[0]).toMatchObject({ detail: saying('dynamic record') });
    expect(trial.values('home.example.com', 'A')).toEqual([old]);
  });
});

describe('Scaleway, where an answer names no record', () => {
  const trial = createTrial({ ...harness, makeWorld: () => makeWorld({ quiet: true }) });

  it('takes the write for accepted', async () => {
    expect(await trial.applyOne(change('home.example.com', home))).toMatchObject({
      kind: 'created',
      evidence: 'accepted',
    });
  });
});
