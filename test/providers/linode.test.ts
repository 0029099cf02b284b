import { describe, expect, it } from 'vitest';
import { linode } from '../../electron/providers/linode.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { createTrial, home, home6, kinds, old } from '../support/conformance/trial.ts';
import { change, type ErrorRow, type Harness } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type Emulator, jsonReply } from '../support/emulator.ts';
import { linodeEmulator, linodeError } from '../support/linode-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'linodeSecret0123456789abcdef';

const errors: readonly ErrorRow[] = [
  {
    title: '401',
    at: 'read',
    reply: linodeError(401, 'Invalid Token'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403, a scope that lacks',
    at: 'write',
    reply: linodeError(403, 'Your OAuth token is not authorized to use this endpoint.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '404 of the domain',
    at: 'read',
    reply: linodeError(404, 'Not found'),
    kind: 'zoneNotFound',
  },
  {
    title: '404 of the record',
    at: 'write',
    reply: linodeError(404, 'Not found'),
    kind: 'recordNotFound',
  },
  {
    title: '400',
    at: 'write',
    reply: linodeError(400, 'Must be a valid IPv4 address', 'target'),
    kind: 'invalid',
  },
  {
    title: '400, a CNAME in the way',
    at: 'write',
    creating: true,
    reply: linodeError(400, 'Record conflict - CNAMES must be unique', 'name'),
    kind: 'conflict',
  },
  {
    title: '400, a record that exists',
    at: 'write',
    creating: true,
    reply: linodeError(400, 'This record already exists'),
    kind: 'conflict',
  },
  {
    title: '429',
    at: 'read',
    reply: {
      ...linodeError(429, 'Too many requests'),
      headers: { 'content-type': 'application/json', 'retry-after': '30' },
    },
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 30_000,
  },
  {
    title: '500',
    at: 'read',
    reply: linodeError(500, 'Internal Server Error'),
    kind: 'server',
  },
];

let emulator: Emulator;
const makeWorld = (dropsNewTtl = false) => {
  const store = zoneStore();
  emulator = linodeEmulator(store, { token, pageSize: 25, dropsNewTtl });
  return httpWorld({
    provider: linode,
    account: { token },
    secrets: [token],
    store,
    hosts: { 'api.linode.com': emulator },
    refusals: {
      credential: linodeError(401, 'Invalid Token'),
      secretEchoed: linodeError(400, `bad token ${token}`),
    },
  });
};

const harness: Harness = {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  ttls: [7200, 300],
  pageSize: 25,
  zonePageSize: 25,
  errors,
  makeWorld: () => makeWorld(),
};

describeConformance('Linode', harness);

describe('Linode', () => {
  const trial = createTrial(harness);
  const { apply, applyOne, one } = trial;
  const sent = (method: string) =>
    emulator.requests.filter((request) => request.method === method).map(({ body }) => body);

  it.each([
    [30, 30],
    [31, 120],
    [301, 3600],
    [345_601, 604_800],
  ])('takes a TTL of %i for one of %i, and sets it once', async (asked, held) => {
    const wanted = change('home.example.com', home, { ttl: asked });
    expect(kinds(await apply(wanted))).toEqual(['created']);
    expect(one('home.example.com', 'A')?.ttl).toBe(held);
    expect(kinds(await apply(wanted))).toEqual(['alreadyRight']);
  });

  it('leaves a record without a TTL of its own so', async () => {
    trial.world().addRecord({ name: 'home.example.com', type: 'A', value: old, ttl: 0 });
    await apply(change('home.example.com', home));
    expect(one('home.example.com', 'A')).toMatchObject({ value: home, ttl: 0 });
  });

  it('tells of a record without a TTL of its own that it has none', async () => {
    trial.world().addRecord({ name: 'home.example.com', type: 'A', value: old, ttl: 0 });
    const { provider, account } = trial.world();
    const { record } = change('home.example.com', home);
    const found = await provider.read?.([record], account, trial.context());
    expect(found).toStrictEqual([{ values: [old], ttl: undefined }]);
  });

  it('sends the apex as no name, and of an old record the address and the TTL', async () => {
    trial.world().addRecord({ name: 'example.com', type: 'AAAA', value: '2a02:8071::1' });
    await apply(change('example.com', home), change('example.com', home6));
    expect(sent('POST')).toEqual([
      JSON.stringify({ type: 'A', name: '', target: home, ttl_sec: 300 }),
    ]);
    expect(sent('PUT')).toEqual([JSON.stringify({ target: home6, ttl_sec: 3600 })]);
  });

  it('asks for one domain by its whole name', async () => {
    await apply(change('home.example.com', home));
    const filters = emulator.requests.flatMap(({ headers }) => headers['x-filter'] ?? []);
    expect(filters).toEqual(['{"domain":"home.example.com"}', '{"domain":"example.com"}']);
  });

  it('takes no other domain than the one it asked for', async () => {
    const data = [{ id: 7, domain: 'other.example' }];
    trial.world().answer(jsonReply(200, { data, page: 1, pages: 1, results: 1 }), 'read');
    expect(kinds(await apply(change('home.example.com', home)))).toEqual(['created']);
    expect(emulator.requests.map(({ url }) => url.pathname)).not.toContain('/v4/domains/7/records');
  });

  it('says which field was refused', async () => {
    trial.world().refuse('home.example.com');
    expect(await applyOne(change('home.example.com', home))).toMatchObject({
      detail: saying('target: Target refused'),
    });
  });

  it.each(['changing', 'making'])('notices another address in the answer: %s', async (doing) => {
    if (doing === 'changing') {
      trial.world().addRecord({ name: 'home.example.com', type: 'A', value: old });
    }
    trial.world().answer(jsonReply(200, { id: 9, type: 'A', name: 'home', target: old }), 'write');
    expect(await applyOne(change('home.example.com', home))).toMatchObject({ kind: 'mismatch' });
  });
});

describe('Linode, where it drops the TTL of a new record', () => {
  const trial = createTrial({ ...harness, makeWorld: () => makeWorld(true) });

  it('sets it at once', async () => {
    expect(kinds(await trial.apply(change('home.example.com', home)))).toEqual(['created']);
    expect(trial.one('home.example.com', 'A')?.ttl).toBe(300);
    expect(trial.world().requests().writes).toBe(2);
  });

  it('is in doubt, not undone, where that fails', async () => {
    const when = ({ method }: { readonly method: string }) => method === 'PUT';
    trial.world().answer(jsonReply(429, { errors: [{ reason: 'slow' }] }), 'write', { when });
    const outcome = await trial.applyOne(change('home.example.com', home));
    expect(outcome).toMatchObject({ kind: 'rateLimited', unconfirmed: true });
    expect(outcome).toMatchObject({ detail: saying('but not the TTL: slow') });
    expect(trial.values('home.example.com')).toEqual([home]);
  });
});

describe('the account of Linode', () => {
  it('is a token of one word', () => {
    expect(linode.account.safeParse({ token }).success).toBe(true);
    expect(linode.account.safeParse({ token: 'a b' }).success).toBe(false);
    expect(linode.account.safeParse({}).success).toBe(false);
  });
});
