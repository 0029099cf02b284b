import { describe, expect, it } from 'vitest';
import { porkbun } from '../../electron/providers/porkbun.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type EmulatedRequest, emulatedHttp, jsonReply } from '../support/emulator.ts';
import { porkbunEmulator } from '../support/porkbun-emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const apiKey = 'pk1_0123456789abcdef';
const secretApiKey = 'sk1_fedcba9876543210';

const refusal = (status: number, message: string, code?: string, more: object = {}) =>
  jsonReply(status, { status: 'ERROR', message, ...(code && { code }), ...more });

const isWrite = ({ url }: EmulatedRequest) => /\/dns\/(?:create|edit|delete)\//.test(url.pathname);

const keyCodes = [
  'INVALID_API_KEYS_001',
  'INVALID_API_KEYS_002',
  'API_KEY_REQUIRED',
  'MISSING_SECRETAPIKEY',
  'INVALID_TOKEN',
  'INVALID_USER',
  'IP_NOT_ALLOWED',
];

const errors: readonly ErrorRow[] = [
  ...keyCodes.map(
    (code): ErrorRow => ({
      title: code,
      at: 'read',
      reply: refusal(400, 'Refused.', code),
      kind: 'auth',
      scope: 'account',
    }),
  ),
  {
    title: 'a bad key, without a code',
    at: 'read',
    reply: refusal(403, 'Invalid API key. (002)'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'a domain that is not opted in',
    at: 'read',
    reply: refusal(400, 'Domain is not opted in to API access.'),
    kind: 'auth',
    when: ({ url }) => url.pathname.includes('/dns/retrieve/'),
  },
  {
    title: 'DOMAIN_NOT_ALLOWED',
    at: 'write',
    reply: refusal(403, 'This domain is not in the allowlist of the key.', 'DOMAIN_NOT_ALLOWED'),
    kind: 'auth',
  },
  {
    title: 'INVALID_DOMAIN',
    at: 'read',
    reply: refusal(400, 'Not yours.', 'INVALID_DOMAIN'),
    kind: 'zoneNotFound',
  },
  {
    title: 'DOMAIN_NOT_FOUND',
    at: 'read',
    reply: refusal(404, 'Domain not found.', 'DOMAIN_NOT_FOUND'),
    kind: 'zoneNotFound',
  },
  {
    title: 'a bad domain, without a code',
    at: 'read',
    reply: refusal(400, 'Invalid domain.'),
    kind: 'zoneNotFound',
  },
  {
    title: 'INVALID_RECORD_ID',
    at: 'write',
    reply: refusal(400, 'Refused.', 'INVALID_RECORD_ID'),
    kind: 'recordNotFound',
  },
  {
    title: 'a bad record, without a code',
    at: 'write',
    reply: refusal(400, 'Invalid record ID.'),
    kind: 'recordNotFound',
  },
  {
    title: 'INVALID_TYPE',
    at: 'write',
    reply: refusal(400, 'Refused.', 'INVALID_TYPE'),
    kind: 'invalid',
  },
  {
    title: 'an edit that is refused for no reason',
    at: 'write',
    reply: refusal(400, 'Edit error: We were unable to edit the DNS record.'),
    kind: 'unknown',
  },
  {
    title: 'a new record that is refused for no reason',
    at: 'write',
    creating: true,
    reply: refusal(400, 'Create error: We were unable to create the DNS record.'),
    kind: 'unknown',
  },
  {
    title: 'RATE_LIMIT_EXCEEDED',
    at: 'read',
    reply: refusal(429, 'Slow down.', 'RATE_LIMIT_EXCEEDED', { ttlRemaining: 7 }),
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 7000,
  },
  {
    title: 'a refusal with the status of a success',
    at: 'write',
    reply: refusal(200, 'Something is wrong.'),
    kind: 'unknown',
  },
  {
    title: '202, a browser check',
    at: 'read',
    reply: { status: 202, body: '' },
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '503',
    at: 'write',
    reply: { status: 503, body: 'Service Temporarily Unavailable' },
    kind: 'server',
  },
];

function makeParts() {
  const store = zoneStore();
  return { store, emulator: porkbunEmulator(store, { apiKey, secretApiKey, pageSize: 20 }) };
}

describeConformance('Porkbun', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: false,
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const { store, emulator } = makeParts();
    return httpWorld({
      provider: porkbun,
      account: { apiKey, secretApiKey },
      secrets: [secretApiKey],
      store,
      isWrite,
      hosts: { 'api.porkbun.com': emulator },
      refusals: {
        credential: refusal(400, 'Invalid API key. (001)', 'INVALID_API_KEYS_001'),
        secretEchoed: refusal(400, `Invalid record ID. ${secretApiKey}`, 'INVALID_RECORD_ID'),
      },
    });
  },
});

describe('Porkbun', () => {
  function world() {
    const { store, emulator } = makeParts();
    const zone = store.addZone('example.com');
    const context = testContext({ http: emulatedHttp({ 'api.porkbun.com': emulator }) });
    const apply = (...changes: ReturnType<typeof change>[]) =>
      porkbun.apply(changes, { apiKey, secretApiKey }, context);
    const writes = () =>
      emulator.requests
        .filter(isWrite)
        .map(({ url, body }) => [url.pathname.slice('/api/json/v3'.length), JSON.parse(body)]);
    return { store, emulator, zone, apply, writes };
  }

  const keys = { apikey: apiKey, secretapikey: secretApiKey };

  it('edits by id with the subdomain alone, the TTL as a text and the notes as found', async () => {
    const { store, zone, apply, writes } = world();
    const held = store.add(zone, {
      name: 'home.example.com',
      type: 'A',
      value: '89.160.20.112',
      ttl: 1800,
      comment: 'the NAS',
    });
    await apply(change('home.example.com', '81.2.69.142'));
    expect(writes()).toEqual([
      [
        `/dns/edit/example.com/${held.id}`,
        { ...keys, name: 'home', type: 'A', content: '81.2.69.142', ttl: '1800', notes: 'the NAS' },
      ],
    ]);
  });

  it('makes the apex with an empty name', async () => {
    const { apply, writes } = world();
    await apply(change('example.com', '2a02:8071:1:2::7'));
    expect(writes()).toEqual([
      [
        '/dns/create/example.com',
        { ...keys, name: '', type: 'AAAA', content: '2a02:8071:1:2::7', ttl: '600' },
      ],
    ]);
  });

  it('names the parking alias that is in the way of a new domain’s apex', async () => {
    const { store, zone, apply, writes } = world();
    store.add(zone, { name: 'example.com', type: 'ALIAS', value: 'pixie.porkbun.com' });
    store.add(zone, { name: '*.example.com', type: 'CNAME', value: 'pixie.porkbun.com' });
    const outcomes = await apply(
      change('example.com', '81.2.69.142'),
      change('*.example.com', '81.2.69.142'),
      change('home.example.com', '81.2.69.142'),
    );
    expect(outcomes).toMatchObject([
      { kind: 'conflict', detail: saying('ALIAS to pixie.porkbun.com') },
      { kind: 'conflict', detail: saying('CNAME to pixie.porkbun.com') },
      { kind: 'created' },
    ]);
    expect(writes()).toHaveLength(1);
  });

  it('says which switch a domain that is not opted in lacks, and writes the others', async () => {
    const { store, emulator, apply } = world();
    store.addZone('example.net');
    emulator.faults.push({
      reply: refusal(400, 'Domain is not opted in to API access.'),
      when: ({ url }) => url.pathname.endsWith('/dns/retrieve/example.com'),
    });
    const outcomes = await apply(
      change('a.example.com', '81.2.69.142'),
      change('a.example.net', '81.2.69.142'),
    );
    expect(outcomes).toMatchObject([
      { kind: 'auth', scope: 'record', detail: saying('“API Access” is switched off') },
      { kind: 'created' },
    ]);
  });

  it('reads ids and TTLs as numbers too', async () => {
    const { emulator, apply } = world();
    const record = { id: 77, name: 'home.example.com', type: 'A', content: '81.2.69.142' };
    emulator.faults.push({
      reply: jsonReply(200, { status: 'SUCCESS', records: [{ ...record, ttl: 900 }] }),
      when: ({ url }) => url.pathname.includes('/dns/retrieve/'),
    });
    expect(await apply(change('home.example.com', '81.2.69.142', { ttl: 900 }))).toMatchObject([
      { kind: 'alreadyRight' },
    ]);
  });

  it.each([{ apiKey: '', secretApiKey }, { apiKey, secretApiKey: 'sk1 with a space' }, { apiKey }])(
    'takes no account like %j',
    (account) => {
      expect(porkbun.account.safeParse(account).success).toBe(false);
    },
  );
});
