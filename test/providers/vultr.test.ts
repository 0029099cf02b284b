import { describe, expect, it } from 'vitest';
import { vultr } from '../../electron/providers/vultr.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { createTrial, home, home6, kinds, old } from '../support/conformance/trial.ts';
import { change, type ErrorRow, type Harness } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type Emulator, jsonReply } from '../support/emulator.ts';
import { vultrEmulator, vultrError } from '../support/vultr-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'VULTRSECRET0123456789ABCDEFGHIJ';

const errors: readonly ErrorRow[] = [
  {
    title: '401',
    at: 'read',
    reply: vultrError(401, 'Invalid API token.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '401, another address',
    at: 'read',
    reply: vultrError(401, 'Unauthorized IP address: 203.0.113.7'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403, rights that lack',
    at: 'write',
    reply: vultrError(403, 'Unauthorized.'),
    kind: 'auth',
  },
  {
    title: '404 of the domain',
    at: 'read',
    reply: vultrError(404, 'Invalid domain.'),
    kind: 'zoneNotFound',
  },
  {
    title: '400 of the domain',
    at: 'write',
    reply: vultrError(400, 'Invalid domain.'),
    kind: 'zoneNotFound',
  },
  {
    title: '404 of the record',
    at: 'write',
    reply: vultrError(404, 'Invalid record.'),
    kind: 'recordNotFound',
  },
  { title: '400', at: 'write', reply: vultrError(400, 'Invalid TTL.'), kind: 'invalid' },
  { title: '422', at: 'write', reply: vultrError(422, 'Unprocessable.'), kind: 'invalid' },
  {
    title: '400, a duplicate',
    at: 'write',
    creating: true,
    reply: vultrError(400, 'Unable to create record: Duplicate records are not allowed.'),
    kind: 'conflict',
  },
  {
    title: '400, a CNAME in the way',
    at: 'write',
    creating: true,
    reply: vultrError(400, 'A CNAME record exists for this name.'),
    kind: 'conflict',
  },
  {
    title: '429',
    at: 'read',
    reply: vultrError(429, 'Too many requests.'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '503 that is a rate limit',
    at: 'read',
    reply: vultrError(503, 'Rate limit reached - please try your request again later.'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '500',
    at: 'read',
    reply: vultrError(500, 'Internal server error.'),
    kind: 'server',
  },
];

let emulator: Emulator;
const harness: Harness = {
  duplicates: true,
  aliases: 'seen',
  silentWrites: true,
  echoes: 'making',
  pageSize: 20,
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    emulator = vultrEmulator(store, { token, pageSize: 20 });
    return httpWorld({
      provider: vultr,
      account: { token },
      secrets: [token],
      store,
      hosts: { 'api.vultr.com': emulator },
      refusals: {
        credential: vultrError(401, 'Invalid API token.'),
        secretEchoed: vultrError(400, `bad token ${token}`),
      },
    });
  },
};

describeConformance('Vultr', harness);

describe('Vultr', () => {
  const trial = createTrial(harness);
  const { apply, applyOne } = trial;
  const sent = (method: string) =>
    emulator.requests.filter((request) => request.method === method).map(({ body }) => body);

  it('sends the name in a change too, the apex as no name', async () => {
    trial.world().addRecord({ name: 'example.com', type: 'AAAA', value: '2a02:8071::1', ttl: 120 });
    await apply(change('example.com', home), change('example.com', home6));
    expect(sent('POST')).toEqual([JSON.stringify({ name: '', type: 'A', data: home, ttl: 300 })]);
    expect(sent('PATCH')).toEqual([JSON.stringify({ name: '', data: home6, ttl: 120 })]);
  });

  it.each([
    ['in JSON', vultrError(401, 'Unauthorized IP address: 203.0.113.7')],
    [
      'in plain text',
      { status: 403, body: 'Your IP (203.0.113.7) is not authorized to use this API key' },
    ],
  ])('says what to do where the key is good for other addresses only: %s', async (_, reply) => {
    trial.world().answer(reply);
    expect(await applyOne(change('home.example.com', home))).toMatchObject({
      kind: 'auth',
      scope: 'account',
      detail: saying('allow any address'),
    });
  });

  it('does not take a wrong key for a wrong address', async () => {
    trial.world().answer(vultrError(401, 'Invalid API token.'));
    expect(await applyOne(change('home.example.com', home))).toMatchObject({
      detail: 'Invalid API token.',
    });
  });

  it('reads the list of domains once', async () => {
    await apply(change('home.example.com', home), change('a.b.missing.net', home));
    const lists = emulator.requests.filter(({ url }) => url.pathname === '/v2/domains');
    expect(lists).toHaveLength(1);
  });

  it('notices where the new record holds something else', async () => {
    const record = { id: 'x', type: 'A', name: 'home', data: old, ttl: 300 };
    trial.world().answer(jsonReply(201, { record }), 'write');
    expect(await applyOne(change('home.example.com', home))).toMatchObject({ kind: 'mismatch' });
  });

  it.each([{ domains: [] }, { domains: [], meta: null }, { domains: [], meta: { links: null } }])(
    'takes a list without links for the last page: %j',
    async (answer) => {
      trial.world().answer(jsonReply(200, answer));
      expect(kinds(await apply(change('home.example.com', home)))).toEqual(['zoneNotFound']);
    },
  );

  it('takes a key of one word', () => {
    expect(vultr.account.safeParse({ token }).success).toBe(true);
    expect(vultr.account.safeParse({ token: 'a b' }).success).toBe(false);
    expect(vultr.account.safeParse({}).success).toBe(false);
  });
});
