import { describe, expect, it } from 'vitest';
import { hostinger } from '../../electron/providers/hostinger.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { emulatedHttp, jsonReply } from '../support/emulator.ts';
import { hostingerEmulator } from '../support/hostinger-emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'hst_secret0123456789abcdef';

const refusal = (status: number, message: string, errors?: object) =>
  jsonReply(status, { message, ...(errors && { errors }), correlation_id: '26a91bd9' });

const clash =
  '[DNS:4008] DNS resource record is not valid or conflicts with another resource record';

const errors: readonly ErrorRow[] = [
  {
    title: '401',
    at: 'read',
    reply: refusal(401, 'Unauthenticated'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '401, of the older form',
    at: 'read',
    reply: jsonReply(401, { error: 'Unauthorized', correlation_id: '26a91bd9' }),
    kind: 'auth',
    scope: 'account',
  },
  { title: '403', at: 'write', reply: refusal(403, 'Forbidden'), kind: 'auth' },
  {
    title: '404',
    at: 'read',
    reply: refusal(404, '[DNS:4004] DNS zone not found'),
    kind: 'zoneNotFound',
  },
  {
    title: '404',
    at: 'write',
    reply: refusal(404, '[DNS:4004] DNS zone not found'),
    kind: 'zoneNotFound',
  },
  {
    title: '422',
    at: 'write',
    reply: refusal(422, 'The given data was invalid.', { 'zone.0.ttl': ['is too small'] }),
    kind: 'invalid',
  },
  { title: '422 DNS:4008', at: 'write', reply: refusal(422, clash), kind: 'conflict' },
  {
    title: '422, of the CDN',
    at: 'write',
    reply: refusal(422, 'Cannot add A/AAAA record when CDN is enabled'),
    kind: 'conflict',
  },
  {
    title: '429',
    at: 'write',
    reply: { ...refusal(429, 'Too Many Attempts.'), headers: { 'retry-after': '60' } },
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 60_000,
  },
  { title: '500', at: 'read', reply: refusal(500, 'Server Error'), kind: 'server' },
];

function makeParts() {
  const store = zoneStore();
  return { store, emulator: hostingerEmulator(store, { token }) };
}

describeConformance('Hostinger', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: false,
  errors,
  makeWorld: () => {
    const { store, emulator } = makeParts();
    return httpWorld({
      provider: hostinger,
      account: { token },
      secrets: [token],
      store,
      hosts: { 'developers.hostinger.com': emulator },
      refusals: {
        credential: refusal(401, 'Unauthenticated'),
        secretEchoed: refusal(404, `bad token ${token}`),
      },
    });
  },
});

describe('Hostinger', () => {
  function world() {
    const { store, emulator } = makeParts();
    const zone = store.addZone('example.com');
    const http = emulatedHttp({ 'developers.hostinger.com': emulator });
    const context = testContext({ http });
    const apply = (...changes: ReturnType<typeof change>[]) =>
      hostinger.apply(changes, { token }, context);
    const writes = () =>
      emulator.requests
        .filter(({ method }) => method !== 'GET')
        .map(({ method, url, body }) => [method, url.pathname, JSON.parse(body)]);
    return { store, emulator, zone, apply, writes };
  }

  it('replaces several sets with one request, the apex as @', async () => {
    const { store, zone, apply, writes } = world();
    store.add(zone, { name: 'home.example.com', type: 'A', value: '89.160.20.112', ttl: 1800 });
    await apply(
      change('home.example.com', '81.2.69.142'),
      change('example.com', '2a02:8071:1:2::7'),
    );
    const sets = [
      { name: 'home', type: 'A', ttl: 1800, records: [{ content: '81.2.69.142' }] },
      { name: '@', type: 'AAAA', ttl: 300, records: [{ content: '2a02:8071:1:2::7' }] },
    ];
    expect(writes()).toEqual([
      ['PUT', '/api/dns/v1/zones/example.com', { overwrite: true, zone: sets }],
    ]);
  });

  it('leaves a name alone where a disabled record would be lost', async () => {
    const { store, zone, apply, writes } = world();
    const one = { name: 'home.example.com', type: 'A' };
    store.add(zone, { ...one, value: '89.160.20.112' });
    store.add(zone, { ...one, value: '89.160.20.113', line: 'disabled' });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'conflict', detail: saying('home.example.com has a disabled A record') },
    ]);
    expect(writes()).toEqual([]);
  });

  it('shows no disabled record as held', async () => {
    const { store, emulator, zone } = world();
    const one = { name: 'home.example.com', type: 'A' };
    store.add(zone, { ...one, value: '89.160.20.112' });
    store.add(zone, { ...one, value: '89.160.20.113', line: 'disabled' });
    const http = emulatedHttp({ 'developers.hostinger.com': emulator });
    const { record } = change('home.example.com', '81.2.69.142');
    expect(await hostinger.read?.([record], { token }, testContext({ http }))).toMatchObject([
      { values: ['89.160.20.112'] },
    ]);
  });

  it('says which field was refused', async () => {
    const { emulator, apply } = world();
    const reply = refusal(422, 'Invalid.', { 'zone.0.ttl': ['is too small', 'is odd'] });
    emulator.faults.push({ reply, when: ({ method }) => method === 'PUT' });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'invalid', detail: saying('Invalid.; is too small; is odd') },
    ]);
  });

  it('says what an answer of the older form says', async () => {
    const { emulator, apply } = world();
    emulator.faults.push({ reply: jsonReply(401, { error: 'Unauthorized' }) });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'auth', detail: saying('Unauthorized') },
    ]);
  });

  it.each([{ token: '' }, { token: 'a b' }, {}])('takes no account like %j', (account) => {
    expect(hostinger.account.safeParse(account).success).toBe(false);
  });
});
