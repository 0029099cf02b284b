import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../electron/core/outcome.ts';
import { namesilo } from '../../electron/providers/namesilo.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { type EmulatedRequest, emulatedHttp, jsonReply } from '../support/emulator.ts';
import { namesiloEmulator } from '../support/namesilo-emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const key = '71dZaE8c2Aa926Ca2E8c1';

const answer = (code: number | string, detail: string, more: object = {}) =>
  jsonReply(200, { request: { operation: 'x' }, reply: { code, detail, ...more } });

const isWrite = ({ url }: EmulatedRequest) =>
  /\/dns(?:Add|Update|Delete)Record$/.test(url.pathname);

const codes: readonly (readonly [number, string, FailureKind, 'account' | 'record'])[] = [
  [108, 'Missing parameters', 'invalid', 'record'],
  [109, 'No API key specified', 'auth', 'account'],
  [110, 'Invalid API Key (Permission denied)', 'auth', 'account'],
  [111, 'Invalid User', 'auth', 'account'],
  [112, 'API not available to Sub-Accounts', 'plan', 'account'],
  [113, 'This API account cannot be accessed from your IP', 'auth', 'account'],
  [114, 'Invalid Domain Syntax', 'invalid', 'record'],
  [115, 'Central Registry Not Responding', 'server', 'record'],
  [116, 'Invalid sandbox account', 'auth', 'account'],
  [200, 'Domain is not active, or does not belong to this user', 'zoneNotFound', 'record'],
  [201, 'Internal system error', 'server', 'record'],
  [210, 'General error', 'unknown', 'record'],
  [280, 'could not update resource record', 'invalid', 'record'],
  [280, 'a CNAME record exists for this host', 'conflict', 'record'],
  [280, 'The record ID is missing or invalid', 'recordNotFound', 'record'],
  [400, 'Existing API request is still processing', 'rateLimited', 'account'],
];

const errors: readonly ErrorRow[] = [
  ...codes.map(
    ([code, detail, kind, scope]): ErrorRow => ({
      title: `${code} ${detail}`,
      at: code === 280 ? 'write' : 'read',
      reply: answer(code, detail),
      kind,
      scope,
    }),
  ),
  {
    title: 'a code as a text',
    at: 'write',
    reply: answer('110', 'Invalid API Key'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '280 of a record that is there',
    at: 'write',
    creating: true,
    reply: answer(280, 'could not add resource record to domain since it already exists'),
    kind: 'conflict',
  },
];

function makeParts(relativeHosts = false) {
  const store = zoneStore();
  return { store, emulator: namesiloEmulator(store, { key, pageSize: 20, relativeHosts }) };
}

describeConformance('NameSilo', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: false,
  ttls: [7207, 3600],
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const { store, emulator } = makeParts();
    return httpWorld({
      provider: namesilo,
      account: { key },
      secrets: [key],
      store,
      isWrite,
      hosts: { 'www.namesilo.com': emulator },
      refusals: {
        credential: answer(110, 'Invalid API Key'),
        secretEchoed: answer(280, `bad key ${key}`),
      },
    });
  },
});

describe('NameSilo', () => {
  function world(relativeHosts = false) {
    const { store, emulator } = makeParts(relativeHosts);
    const zone = store.addZone('example.com');
    const context = testContext({ http: emulatedHttp({ 'www.namesilo.com': emulator }) });
    const apply = (...changes: ReturnType<typeof change>[]) =>
      namesilo.apply(changes, { key }, context);
    const writes = () => emulator.requests.filter(isWrite).map(({ url }) => url.href);
    return { store, emulator, zone, apply, writes, context };
  }

  const common = `version=1&type=json&key=${key}&domain=example.com`;

  it('updates by id with the host inside its zone and the TTL as found', async () => {
    const { store, zone, apply, writes } = world();
    const one = { name: 'home.example.com', type: 'A', value: '89.160.20.112', ttl: 7207 };
    const { id } = store.add(zone, one);
    await apply(change('home.example.com', '81.2.69.142'));
    expect(writes()).toEqual([
      `https://www.namesilo.com/api/dnsUpdateRecord?${common}&rrid=r${id}&rrhost=home&rrvalue=81.2.69.142&rrttl=7207`,
    ]);
  });

  it.each(['dnsAddRecord', 'dnsUpdateRecord', 'dnsDeleteRecord'])(
    'takes %s for a write, although it is a GET',
    async (operation) => {
      const { store, zone, emulator, apply } = world();
      const one = { name: 'home.example.com', type: 'A', ttl: 7207 };
      if (operation !== 'dnsAddRecord') store.add(zone, { ...one, value: '89.160.20.112' });
      if (operation === 'dnsDeleteRecord') store.add(zone, { ...one, value: '89.160.20.113' });
      const when = ({ url }: EmulatedRequest) => url.pathname.endsWith(operation);
      emulator.faults.push({ reply: { reset: true }, when });
      expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
        { kind: 'network', unconfirmed: true },
      ]);
    },
  );

  it('is in doubt about a write that met an internal error', async () => {
    const { emulator, apply } = world();
    emulator.faults.push({ reply: answer(201, 'Internal system error'), when: isWrite });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'server', unconfirmed: true },
    ]);
  });

  it('makes the apex with an empty host', async () => {
    const { apply, writes } = world();
    await apply(change('example.com', '2a02:8071:1:2::7'));
    expect(writes()).toEqual([
      `https://www.namesilo.com/api/dnsAddRecord?${common}&rrtype=AAAA&rrhost=&rrvalue=2a02%3A8071%3A1%3A2%3A%3A7&rrttl=3600`,
    ]);
  });

  it('follows the id, which is another one after each update', async () => {
    const { store, zone, apply, writes } = world();
    store.add(zone, { name: 'home.example.com', type: 'A', value: '89.160.20.112', ttl: 7207 });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'updated' },
    ]);
    expect(await apply(change('home.example.com', '81.2.69.143'))).toMatchObject([
      { kind: 'updated' },
    ]);
    expect(new Set(writes().map((url) => new URL(url).searchParams.get('rrid'))).size).toBe(2);
  });

  it('understands hosts inside their zone, the apex among them', async () => {
    const { store, zone, apply } = world(true);
    for (const name of ['example.com', 'home.example.com']) {
      store.add(zone, { name, type: 'A', value: '89.160.20.112', ttl: 7207 });
    }
    const outcomes = await apply(
      change('example.com', '81.2.69.142'),
      change('home.example.com', '81.2.69.142'),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'updated']);
  });

  it.each([
    { shown: 'inside their zone', relativeHosts: true },
    { shown: 'in full', relativeHosts: false },
  ])(
    'tells names that end with the zone’s twice from the others, shown $shown',
    async ({ relativeHosts }) => {
      const { store, zone, apply } = world(relativeHosts);
      const inner = ['example.com.example.com', 'home.example.com.example.com'];
      for (const name of [...inner, 'www.example.com']) {
        store.add(zone, { name, type: 'A', value: '89.160.20.112', ttl: 7207 });
      }
      const before = store.held();
      const names = ['example.com', 'home.example.com'];
      const made = await apply(...names.map((name) => change(name, '81.2.69.142')));
      expect(made.map(({ kind }) => kind)).toEqual(['created', 'created']);
      expect(store.held()).toEqual(expect.arrayContaining([...before]));
      const changed = await apply(...inner.map((name) => change(name, '81.2.69.142')));
      expect(changed.map(({ kind }) => kind)).toEqual(['updated', 'updated']);
      expect(store.held().map(({ name, value }) => `${name} ${value}`)).toEqual(
        expect.arrayContaining([...names, ...inner].map((name) => `${name} 81.2.69.142`)),
      );
    },
  );

  const record = { record_id: 7, type: 'A', host: 'home.example.com', value: '81.2.69.142' };

  it.each([
    ['a list', [{ ...record, ttl: 7207 }], 'alreadyRight'],
    ['one record alone', { ...record, ttl: '7207' }, 'alreadyRight'],
    ['an empty list', [], 'created'],
    ['an empty text', '', 'created'],
    ['nothing', null, 'created'],
  ])('reads the records as %s', async (_, resource_record, kind) => {
    const { emulator, apply } = world();
    emulator.faults.push({
      reply: answer(300, 'success', { resource_record }),
      when: ({ url }) => url.pathname.endsWith('dnsListRecords'),
    });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([{ kind }]);
  });

  it.each([
    ['names', ['example.com', 'example.net'], ['example.com', 'example.net']],
    ['names one level deeper', { domain: ['example.com', 'b.net'] }, ['b.net', 'example.com']],
    ['one name one level deeper', { domain: 'example.com' }, ['example.com']],
    ['one domain alone', { domain: 'example.com', created: '2025-08-01' }, ['example.com']],
    ['nothing', '', []],
  ])('reads the domains as %s', async (_, domains, expected) => {
    const { emulator, context } = world();
    emulator.faults.push({ reply: answer(300, 'success', { domains }) });
    expect(await namesilo.zones?.({ key }, context)).toEqual(expected);
    expect(emulator.requests).toHaveLength(1);
  });

  it.each([{ key: '' }, { key: 'a b' }, {}])('takes no account like %j', (account) => {
    expect(namesilo.account.safeParse(account).success).toBe(false);
  });
});
