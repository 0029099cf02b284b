import { describe, expect, it } from 'vitest';
import { bunny } from '../../electron/providers/bunny.ts';
import { bunnyDenied, bunnyEmulator, bunnyError } from '../support/bunny-emulator.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type EmulatedReply, emulatedHttp, jsonReply } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const accessKey = '0123abcd-secret-4567-89ab-cdef0123456789ab';
const home = '81.2.69.142';
const home6 = '2a02:8071:1:2::7';
const old = '89.160.20.112';

const errors: readonly ErrorRow[] = [
  { title: '401', at: 'read', reply: bunnyDenied, kind: 'auth', scope: 'account' },
  {
    title: '403 without a body',
    at: 'write',
    reply: { status: 403, body: '' },
    kind: 'auth',
  },
  {
    title: 'dnszone.not_found',
    at: 'read',
    reply: bunnyError(404, 'dnszone.not_found', 'The requested DNS zone was not found'),
    kind: 'zoneNotFound',
  },
  {
    title: '404 without a body',
    at: 'read',
    reply: { status: 404, body: '' },
    kind: 'zoneNotFound',
  },
  {
    title: 'dnszone.not_found',
    at: 'write',
    reply: bunnyError(404, 'dnszone.not_found', 'The requested DNS zone was not found'),
    kind: 'zoneNotFound',
  },
  {
    title: 'dnszone.record_not_found',
    at: 'write',
    reply: bunnyError(404, 'dnszone.record_not_found', 'The record was not found'),
    kind: 'recordNotFound',
  },
  {
    title: '404 without a body',
    at: 'write',
    reply: { status: 404, body: '' },
    kind: 'recordNotFound',
  },
  {
    title: 'dnszone.record.invalid_value',
    at: 'write',
    reply: bunnyError(400, 'dnszone.record.invalid_value', 'The record value is invalid.'),
    kind: 'invalid',
  },
  {
    title: 'a CNAME in the way',
    at: 'write',
    creating: true,
    reply: bunnyError(400, 'dnszone.record.invalid', 'A CNAME exists for that name.'),
    kind: 'conflict',
  },
  {
    title: '429',
    at: 'read',
    reply: { status: 429, body: '' },
    kind: 'rateLimited',
    scope: 'account',
  },
  { title: '500', at: 'read', reply: { status: 500, body: '' }, kind: 'server' },
];

describeConformance('bunny.net', {
  duplicates: true,
  aliases: 'seen',
  lines: true,
  silentWrites: true,
  echoes: 'making',
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    return httpWorld({
      provider: bunny,
      account: { accessKey },
      secrets: [accessKey],
      store,
      hosts: { 'api.bunny.net': bunnyEmulator(store, { accessKey, pageSize: 20 }) },
      refusals: {
        credential: bunnyDenied,
        secretEchoed: bunnyError(400, 'user.error', `bad key ${accessKey}`),
      },
    });
  },
});

function setUp() {
  const store = zoneStore();
  const zone = store.addZone('example.com');
  const emulator = bunnyEmulator(store, { accessKey, pageSize: 100 });
  const http = emulatedHttp({ 'api.bunny.net': emulator });
  const apply = (...changes: readonly ReturnType<typeof change>[]) =>
    bunny.apply(changes, bunny.account.parse({ accessKey }), testContext({ http }));
  const writes = () => emulator.requests.filter(({ method }) => method !== 'GET');
  /** The zone holds these records, whatever the store says. */
  const holding = (...Records: readonly object[]) => {
    const reply: EmulatedReply = jsonReply(200, { Id: 1, Domain: 'example.com', Records });
    emulator.faults.push({ when: ({ url }) => /^\/dnszone\/\d+$/.test(url.pathname), reply });
  };
  return { store, zone, emulator, apply, writes, holding };
}

describe('bunny.net', () => {
  it('sends back all that a record has beside its address', async () => {
    const { apply, writes, holding } = setUp();
    const kept = {
      Weight: 40,
      Accelerated: true,
      MonitorType: 1,
      EnviromentalVariables: [{ Name: 'a', Value: 'b' }],
      LatencyZone: 'DE',
      Comment: 'mine',
      AutoSslIssuance: false,
      SmartRoutingType: 0,
    };
    const shown = { Priority: 0, Tag: '', LinkName: '', MonitorStatus: 2, Disabled: false };
    const record = { Id: 77, Type: 0, Name: 'home', Value: old, Ttl: 120 };
    holding({ ...record, ...kept, ...shown, GeolocationLatitude: null });
    await apply(change('home.example.com', home));
    const [{ body, url } = { body: '', url: { pathname: '' } }] = writes();
    expect(url.pathname).toMatch(/^\/dnszone\/\d+\/records\/77$/);
    expect(JSON.parse(body)).toEqual({ ...record, ...kept, Value: home });
  });

  it('makes a record at the apex with an empty name', async () => {
    const { apply, writes, emulator } = setUp();
    await apply(change('example.com', home6));
    expect(writes().map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
      ['PUT', { Type: 1, Name: '', Value: home6, Ttl: 300 }],
    ]);
    expect(emulator.violations).toEqual([]);
  });

  it('leaves disabled records alone', async () => {
    const { apply, writes, holding } = setUp();
    holding({ Id: 77, Type: 0, Name: 'home', Value: old, Ttl: 120, Disabled: true });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
    expect(writes().map(({ method }) => method)).toEqual(['PUT']);
  });

  it.each([
    ['redirect', 5, { Value: 'https://target.test/' }],
    ['flattened name', 6, { Value: 'target.test' }],
    ['pull zone', 7, { Value: '', LinkName: 'target.test' }],
    ['script', 11, { Value: '', LinkName: 'target.test' }],
  ])('puts no address beside a %s', async (_, Type, to) => {
    const { apply, writes, holding } = setUp();
    holding({ Id: 77, Type, Name: 'home', Ttl: 120, ...to });
    const [outcome] = await apply(change('home.example.com', home));
    expect(outcome).toMatchObject({ kind: 'conflict', detail: saying('target.test') });
    expect(writes()).toEqual([]);
  });

  it('reads enumerations by their names, too', async () => {
    const { emulator, apply, writes, holding } = setUp();
    emulator.faults.push({
      when: ({ method }) => method === 'POST',
      reply: { status: 204, body: '' },
    });
    const record = { Name: 'home', Ttl: 120, SmartRoutingType: 'None' };
    holding(
      { Id: 76, Type: 'AAAA', Value: home6, ...record },
      { Id: 77, Type: 'A', Value: old, ...record },
      { Id: 78, Type: 'A', Value: old, ...record, SmartRoutingType: 'Latency' },
      { Id: 79, Type: 'PullZone', Value: '', LinkName: 'x', ...record, Name: 'cdn' },
    );
    const outcomes = await apply(change('home.example.com', home), change('cdn.example.com', home));
    expect(outcomes).toMatchObject([{ kind: 'updated' }, { kind: 'conflict' }]);
    expect(writes().map(({ method, url }) => [method, url.pathname.split('/').at(-1)])).toEqual([
      ['POST', '77'],
    ]);
  });

  it('takes the zone of that very name where the search finds more', async () => {
    const { store, emulator, apply } = setUp();
    store.zones.reverse();
    store.addZone('notexample.com');
    store.zones.reverse();
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
    expect(store.held()).toMatchObject([{ name: 'home.example.com' }]);
    expect(emulator.requests.map(({ url }) => url.searchParams.get('search'))).toContain(
      'example.com',
    );
  });

  it('takes a zone without a list of records for an empty one', async () => {
    const { emulator, apply } = setUp();
    const reply = jsonReply(200, { Id: 1, Domain: 'example.com', Records: null });
    emulator.faults.push({ when: ({ url }) => /^\/dnszone\/\d+$/.test(url.pathname), reply });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
  });

  it('tells a mismatch where the answer names another address', async () => {
    const { emulator, apply } = setUp();
    const reply = jsonReply(201, { Id: 77, Type: 0, Name: 'home', Value: old, Ttl: 300 });
    emulator.faults.push({ when: ({ method }) => method === 'PUT', reply });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'mismatch' }]);
  });

  it.each([
    ['a key with a space', { accessKey: 'a b' }],
    ['no key', {}],
  ])('refuses an account with %s', (_, wrong) => {
    expect(bunny.account.safeParse(wrong).success).toBe(false);
  });
});
