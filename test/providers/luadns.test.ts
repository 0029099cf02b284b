import { describe, expect, it } from 'vitest';
import { luadns } from '../../electron/providers/luadns.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { emulatedHttp, jsonReply } from '../support/emulator.ts';
import { luadnsEmulator, luadnsError } from '../support/luadns-emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const account = { email: 'me@example.com', apiKey: 'secret0123456789abcdef' };
const basic = Buffer.from(`${account.email}:${account.apiKey}`).toString('base64');
const home = '81.2.69.142';
const home6 = '2a02:8071:1:2::7';
const old = '89.160.20.112';

const errors: readonly ErrorRow[] = [
  {
    title: '401 Unauthorized',
    at: 'read',
    reply: luadnsError(401, 'Invalid credentials'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403 Forbidden',
    at: 'write',
    reply: luadnsError(403, 'Operation not allowed'),
    kind: 'auth',
  },
  {
    title: '404 Not Found, of the zone',
    at: 'read',
    reply: luadnsError(404, 'Not found'),
    kind: 'zoneNotFound',
  },
  {
    title: '404 Not Found, of the zone, when a record is made',
    at: 'write',
    creating: true,
    reply: luadnsError(404, 'Zone not found'),
    kind: 'zoneNotFound',
  },
  {
    title: '404 Not Found, of the record',
    at: 'write',
    reply: luadnsError(404, 'Record not found'),
    kind: 'recordNotFound',
  },
  {
    title: '400 Bad Request',
    at: 'write',
    reply: luadnsError(400, 'Malformed request'),
    kind: 'invalid',
  },
  {
    title: '422 Unprocessable Entity',
    at: 'write',
    reply: luadnsError(422, 'Validation failed: ttl'),
    kind: 'invalid',
  },
  {
    title: '422 Unprocessable Entity, for a CNAME',
    at: 'write',
    creating: true,
    reply: luadnsError(422, 'Validation failed: a CNAME record exists'),
    kind: 'conflict',
  },
  {
    title: '429 Too Many Requests',
    at: 'read',
    reply: luadnsError(429, 'Slow down'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '500 Internal Server Error',
    at: 'read',
    reply: luadnsError(500, 'Something broke'),
    kind: 'server',
  },
];

describe.each([
  ['all at once', undefined],
  ['in pages', 20],
])('with lists that come %s', (_, pageSize) => {
  describeConformance('LuaDNS', {
    duplicates: true,
    aliases: 'seen',
    silentWrites: false,
    echoes: true,
    ...(pageSize === undefined ? {} : { pageSize, zonePageSize: pageSize }),
    errors,
    makeWorld: () => {
      const store = zoneStore();
      const size = pageSize === undefined ? {} : { pageSize };
      return httpWorld({
        provider: luadns,
        account,
        secrets: [account.apiKey, basic],
        store,
        hosts: { 'api.luadns.com': luadnsEmulator(store, { ...account, ...size }) },
        refusals: {
          credential: luadnsError(401, 'Invalid credentials'),
          secretEchoed: luadnsError(422, `bad key ${account.apiKey} in Basic ${basic}`),
        },
      });
    },
  });
});

function setUp() {
  const store = zoneStore();
  const zone = store.addZone('example.com');
  const record = store.add(zone, { name: 'home.example.com', type: 'A', value: old });
  const emulator = luadnsEmulator(store, account);
  const http = emulatedHttp({ 'api.luadns.com': emulator });
  const apply = (...changes: readonly ReturnType<typeof change>[]) =>
    luadns.apply(changes, luadns.account.parse(account), testContext({ http }));
  return { store, zone, record, emulator, apply };
}

describe('LuaDNS', () => {
  it('names records in full, the apex too, and sends them whole', async () => {
    const { zone, record, emulator, apply } = setUp();
    await apply(
      change('home.example.com', home),
      change('example.com', home6),
      change('*.example.com', home),
    );
    const writes = emulator.requests.filter(({ method }) => method !== 'GET');
    const root = `/v1/zones/${zone.id}/records`;
    expect(writes.map(({ method, url, body }) => [method, url.pathname, JSON.parse(body)])).toEqual(
      [
        [
          'PUT',
          `${root}/${record.id}`,
          { name: 'home.example.com.', type: 'A', content: home, ttl: 3600 },
        ],
        ['POST', root, { name: 'example.com.', type: 'AAAA', content: home6, ttl: 300 }],
        ['POST', root, { name: '*.example.com.', type: 'A', content: home, ttl: 300 }],
      ],
    );
    expect(emulator.violations).toEqual([]);
  });

  it('puts no address beside a redirect', async () => {
    const { store, zone, emulator, apply } = setUp();
    store.add(zone, { name: 'www.example.com', type: 'REDIRECT', value: 'https://target.test/' });
    const [outcome] = await apply(change('www.example.com', home));
    expect(outcome).toMatchObject({ kind: 'conflict', detail: saying('target.test') });
    expect(emulator.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('does not read on for ever where the headers tell of pages that are not there', async () => {
    const { emulator, apply } = setUp();
    const headers = { 'x-total-pages': '9' };
    const when = ({ url }: { url: URL }) => url.pathname.endsWith('/records');
    emulator.faults.push({ when, reply: jsonReply(200, [], headers) });
    expect(await apply(change('new.example.com', home))).toMatchObject([{ kind: 'created' }]);
    expect(emulator.requests.filter(({ method }) => method === 'GET')).toHaveLength(2);
  });

  it('tells a mismatch where the answer names another address', async () => {
    const { emulator, apply } = setUp();
    const reply = { id: 7, name: 'home.example.com.', type: 'A', content: old, ttl: 60 };
    emulator.faults.push({ when: ({ method }) => method === 'PUT', reply: jsonReply(200, reply) });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'mismatch' }]);
  });

  it.each([
    ['no email', { apiKey: 'abc' }],
    ['a key with a line break', { ...account, apiKey: 'abc\n' }],
  ])('refuses an account with %s', (_, wrong) => {
    expect(luadns.account.safeParse(wrong).success).toBe(false);
  });
});
