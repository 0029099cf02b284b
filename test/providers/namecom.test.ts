import { describe, expect, it } from 'vitest';
import { namecom } from '../../electron/providers/namecom.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { emulatedHttp, jsonReply } from '../support/emulator.ts';
import { namecomEmulator } from '../support/namecom-emulator.ts';
import { testContext, testNow } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const username = 'jane';
const token = '0123456789abcdef0123456789abcdef01234567';

const refusal = (status: number, message: string, details?: string) =>
  jsonReply(status, { message, ...(details && { details }) });

const errors: readonly ErrorRow[] = [
  {
    title: '401 Unauthenticated',
    at: 'read',
    reply: refusal(401, 'Unauthenticated', 'Invalid credentials'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '402 Payment Required',
    at: 'write',
    reply: refusal(402, 'Payment Required'),
    kind: 'plan',
    scope: 'account',
  },
  {
    title: '403 Permission Denied',
    at: 'read',
    reply: refusal(
      403,
      'Permission Denied',
      'Authentication Error - Account Has Namesecure Enabled',
    ),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '404 Not Found, of the domain',
    at: 'read',
    reply: refusal(404, 'Not Found'),
    kind: 'zoneNotFound',
  },
  {
    title: '404 Not Found, of the record',
    at: 'write',
    reply: refusal(404, 'Not Found'),
    kind: 'recordNotFound',
  },
  {
    title: '400 Invalid Argument',
    at: 'write',
    reply: refusal(400, 'Invalid Argument', 'Parameter Value Error - Invalid TTL'),
    kind: 'invalid',
  },
  {
    title: '400 Duplicate Record',
    at: 'write',
    creating: true,
    reply: refusal(400, 'Invalid Argument', 'Parameter Value Error - Duplicate Record'),
    kind: 'conflict',
  },
  {
    title: '400 of a CNAME in the way',
    at: 'write',
    reply: refusal(400, 'Invalid Argument', 'CNAME records cannot share a host'),
    kind: 'conflict',
  },
  { title: '409 Conflict', at: 'write', reply: refusal(409, 'Conflict'), kind: 'conflict' },
  { title: '423 Locked', at: 'write', reply: refusal(423, 'Locked'), kind: 'blocked' },
  {
    title: '451 Unavailable For Legal Reasons',
    at: 'write',
    reply: refusal(451, 'Unavailable For Legal Reasons'),
    kind: 'blocked',
  },
  {
    title: '429 Too Many Requests',
    at: 'write',
    reply: {
      ...refusal(429, 'Too Many Requests'),
      headers: { 'x-ratelimit-reset': String(testNow / 1000 + 40) },
    },
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 40_000,
  },
  {
    title: '429 whose reset is past',
    at: 'read',
    reply: { ...refusal(429, 'Too Many Requests'), headers: { 'x-ratelimit-reset': '1747668270' } },
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 0,
  },
  { title: '500', at: 'read', reply: refusal(500, 'Internal Error'), kind: 'server' },
  { title: '503', at: 'write', reply: refusal(503, 'Service Unavailable'), kind: 'server' },
];

function makeParts() {
  const store = zoneStore();
  return { store, emulator: namecomEmulator(store, { username, token, pageSize: 20 }) };
}

describeConformance('Name.com', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  pageSize: 20,
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const { store, emulator } = makeParts();
    return httpWorld({
      provider: namecom,
      account: { username, token },
      secrets: [token, btoa(`${username}:${token}`)],
      store,
      hosts: { 'api.name.com': emulator },
      refusals: {
        credential: refusal(401, 'Unauthenticated', 'Invalid credentials'),
        secretEchoed: refusal(400, 'Duplicate Record', `bad token ${token}`),
      },
    });
  },
});

describe('Name.com', () => {
  function world() {
    const { store, emulator } = makeParts();
    const zone = store.addZone('example.com');
    const context = testContext({ http: emulatedHttp({ 'api.name.com': emulator }) });
    const apply = (...changes: ReturnType<typeof change>[]) =>
      namecom.apply(changes, { username, token }, context);
    const writes = () =>
      emulator.requests
        .filter(({ method }) => method !== 'GET')
        .map(({ method, url, body }) => [method, url.pathname, JSON.parse(body)]);
    return { store, emulator, zone, apply, writes };
  }

  it('changes and makes records with all their fields, the apex as an empty host', async () => {
    const { store, zone, apply, writes } = world();
    const one = { name: 'example.com', type: 'A', value: '89.160.20.112', ttl: 1800 };
    const { id } = store.add(zone, one);
    await apply(
      change('example.com', '81.2.69.142'),
      change('home.example.com', '2a02:8071:1:2::7'),
    );
    const path = '/core/v1/domains/example.com/records';
    expect(writes()).toEqual([
      ['PUT', `${path}/${id}`, { host: '', type: 'A', answer: '81.2.69.142', ttl: 1800 }],
      ['POST', path, { host: 'home', type: 'AAAA', answer: '2a02:8071:1:2::7', ttl: 300 }],
    ]);
  });

  it('names an ANAME that stands at the apex', async () => {
    const { store, zone, apply } = world();
    store.add(zone, { name: 'example.com', type: 'ANAME', value: 'host.example.net' });
    expect(await apply(change('example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'conflict', detail: saying('ANAME to host.example.net') },
    ]);
  });

  it('does not believe an answer that names another address', async () => {
    const { emulator, apply } = world();
    emulator.faults.push({
      reply: jsonReply(200, { id: 7, host: 'home', type: 'A', answer: '81.2.69.143', ttl: 300 }),
      when: ({ method }) => method === 'POST',
    });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'mismatch' },
    ]);
  });

  it('ends a list whose next page is the same', async () => {
    const { emulator, apply } = world();
    emulator.faults.push({
      reply: jsonReply(200, { domains: [{ domainName: 'example.com' }], nextPage: 1 }),
      when: ({ url }) => url.pathname.endsWith('/domains'),
      times: Number.POSITIVE_INFINITY,
    });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'created' },
    ]);
  });

  it.each([{ username: '', token }, { username, token: 'a b' }, { username }])(
    'takes no account like %j',
    (account) => {
      expect(namecom.account.safeParse(account).success).toBe(false);
    },
  );
});
