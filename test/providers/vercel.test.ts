import { describe, expect, it } from 'vitest';
import { vercel } from '../../electron/providers/vercel.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { emulatedHttp, jsonReply } from '../support/emulator.ts';
import { testContext, testNow } from '../support/provider-context.ts';
import { vercelEmulator, vercelError } from '../support/vercel-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'vcp_secret0123456789abcdef';
const home = '81.2.69.142';
const home6 = '2a02:8071:1:2::7';
const old = '89.160.20.112';

const errors: readonly ErrorRow[] = [
  {
    title: 'forbidden, a wrong token',
    at: 'read',
    reply: vercelError(403, 'forbidden', 'Not authorized', { invalidToken: true }),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'forbidden, a token that is wrong by now',
    at: 'write',
    reply: vercelError(403, 'forbidden', 'Not authorized', { invalidToken: true }),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'forbidden, one domain',
    at: 'write',
    reply: vercelError(403, 'forbidden', 'Not authorized'),
    kind: 'auth',
  },
  {
    title: 'unauthorized',
    at: 'write',
    reply: vercelError(401, 'unauthorized', 'The request is not authorized'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '402, an account that is blocked for its bills',
    at: 'write',
    reply: vercelError(402, 'payment_required', 'The account was soft-blocked'),
    kind: 'blocked',
    scope: 'account',
  },
  {
    title: 'not_found, of the domain',
    at: 'read',
    reply: vercelError(404, 'not_found', 'The domain is not found'),
    kind: 'zoneNotFound',
  },
  {
    title: 'not_found, of the domain, when a record is made',
    at: 'write',
    creating: true,
    reply: vercelError(404, 'not_found', 'The domain is not found'),
    kind: 'zoneNotFound',
  },
  {
    title: 'not_found, of the record',
    at: 'write',
    reply: vercelError(404, 'not_found', 'The DNS record is not found'),
    kind: 'recordNotFound',
  },
  {
    title: 'record_conflict',
    at: 'write',
    creating: true,
    reply: vercelError(409, 'record_conflict', 'The record exists already'),
    kind: 'conflict',
  },
  {
    title: 'bad_request',
    at: 'write',
    reply: vercelError(400, 'bad_request', 'Invalid request: `ttl` should be >= 60'),
    kind: 'invalid',
  },
  {
    title: 'rate_limited, with its reset',
    at: 'write',
    reply: vercelError(429, 'rate_limited', 'Rate limit exceeded', {
      limit: { total: 50, remaining: 0, reset: testNow / 1000 + 45 },
    }),
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 45_000,
  },
  {
    title: 'rate_limited, with another status',
    at: 'read',
    reply: vercelError(400, 'rate_limited', 'Rate limit exceeded'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: 'internal_server_error',
    at: 'read',
    reply: vercelError(500, 'internal_server_error', 'An unexpected error has occurred'),
    kind: 'server',
  },
];

describeConformance('Vercel', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: 'changing',
  pageSize: 20,
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    return httpWorld({
      provider: vercel,
      account: { token },
      secrets: [token],
      store,
      hosts: { 'api.vercel.com': vercelEmulator(store, { token, pageSize: 20 }) },
      refusals: {
        credential: vercelError(403, 'forbidden', 'Not authorized', { invalidToken: true }),
        secretEchoed: vercelError(400, 'bad_request', `bad token ${token}`),
      },
    });
  },
});

function setUp(teamId?: string) {
  const store = zoneStore();
  const zone = store.addZone('example.com');
  const record = store.add(zone, { name: 'home.example.com', type: 'A', value: old });
  const team = teamId === undefined ? {} : { teamId };
  const emulator = vercelEmulator(store, { token, pageSize: 100, ...team });
  const http = emulatedHttp({ 'api.vercel.com': emulator });
  const account = vercel.account.parse({ token, ...team });
  const apply = (...names: readonly string[]) =>
    vercel.apply(
      names.map((name) => change(name, home)),
      account,
      testContext({ http }),
    );
  return { store, zone, record, emulator, http, account, apply };
}

describe('Vercel', () => {
  it('changes and makes records with these requests', async () => {
    const { record, emulator, http, account } = setUp();
    const changes = [change('home.example.com', home), change('example.com', home6)];
    await vercel.apply(changes, account, testContext({ http }));
    const sent = emulator.requests.map(({ method, url, body }) => [
      `${method} ${url.pathname}${url.search}`,
      body && JSON.parse(body),
    ]);
    expect(sent).toEqual([
      ['GET /v5/domains?limit=100', ''],
      ['GET /v5/domains/example.com/records?limit=100', ''],
      [`PATCH /v1/domains/records/rec_${record.id}`, { type: 'A', value: home, ttl: 3600 }],
      ['POST /v2/domains/example.com/records', { name: '', type: 'AAAA', value: home6, ttl: 60 }],
    ]);
  });

  it('names the team in every request, where the account has one', async () => {
    const { store, zone, emulator, apply } = setUp('team_1a2b');
    store.add(zone, { name: 'home.example.com', type: 'A', value: '89.160.20.113' });
    const outcomes = await apply('home.example.com', 'new.example.com');
    expect(outcomes).toMatchObject([{ kind: 'updated' }, { kind: 'created' }]);
    expect(emulator.requests.map(({ method }) => method)).toContain('DELETE');
    for (const { url } of emulator.requests) {
      expect(url.searchParams.get('teamId')).toBe('team_1a2b');
    }
    expect(emulator.violations).toEqual([]);
  });

  it('does not stumble over Vercel’s own default records', async () => {
    const { emulator, apply } = setUp();
    const alias = { type: 'ALIAS', value: 'cname.vercel-dns.com.', ttl: 60, creator: 'system' };
    emulator.faults.push({
      when: ({ url }) => url.pathname.endsWith('/records'),
      reply: jsonReply(200, {
        records: [
          { id: '', name: '', ...alias },
          { id: 'rec_9', name: '*', ...alias },
        ],
      }),
    });
    const outcomes = await apply('example.com', '*.example.com');
    expect(outcomes).toMatchObject([{ kind: 'created' }, { kind: 'created' }]);
  });

  it('does not take the type “record” for that of the record', async () => {
    const { emulator, apply } = setUp();
    const record = { id: 'rec_7', name: 'home', type: 'record', recordType: 'A', value: home };
    emulator.faults.push({
      when: ({ url }) => url.pathname.endsWith('/records'),
      reply: jsonReply(200, { records: [{ ...record, ttl: null, comment: null }] }),
    });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'alreadyRight' }]);
  });

  it('tells a mismatch where the answer names another address', async () => {
    const { emulator, apply } = setUp();
    const reply = { id: 'rec_7', name: 'home', type: 'record', recordType: 'A', value: old };
    emulator.faults.push({
      when: ({ method }) => method === 'PATCH',
      reply: jsonReply(200, reply),
    });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'mismatch' }]);
  });

  it.each([
    ['a token with a space', { token: 'a b' }],
    ['no token', {}],
    ['an empty team', { token, teamId: '' }],
  ])('refuses an account with %s', (_, wrong) => {
    expect(vercel.account.safeParse(wrong).success).toBe(false);
  });
});
