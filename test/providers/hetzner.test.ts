import { describe, expect, it } from 'vitest';
import { hetzner } from '../../electron/providers/hetzner.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { createTrial, home, home6, kinds, old } from '../support/conformance/trial.ts';
import { change, type ErrorRow, type Harness } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type Emulator, jsonReply } from '../support/emulator.ts';
import { hetznerEmulator, hetznerError } from '../support/hetzner-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'cloudSecret0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ';
const legacyToken = 'legacySecret0123456789abcdefghij';

const errors: readonly ErrorRow[] = [
  {
    title: 'unauthorized',
    at: 'read',
    reply: hetznerError(401, 'unauthorized', 'unable to authenticate'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'an error without details',
    at: 'write',
    reply: jsonReply(422, { error: { code: 'incorrect_zone_mode', message: 'not supported' } }),
    kind: 'invalid',
  },
  {
    title: 'forbidden',
    at: 'write',
    reply: hetznerError(403, 'forbidden', 'insufficient permissions'),
    kind: 'auth',
  },
  {
    title: 'token_readonly',
    at: 'write',
    reply: hetznerError(403, 'token_readonly', 'token is readonly'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'not_found, of the zone',
    at: 'read',
    reply: hetznerError(404, 'not_found', 'zone not found'),
    kind: 'zoneNotFound',
  },
  {
    title: 'not_found, of the set',
    at: 'write',
    reply: hetznerError(404, 'not_found', 'RRSet not found'),
    kind: 'recordNotFound',
  },
  {
    title: 'invalid_input',
    at: 'write',
    reply: hetznerError(422, 'invalid_input', 'invalid input', {
      fields: [{ name: 'ttl', messages: ['too small'] }],
    }),
    kind: 'invalid',
  },
  {
    title: 'invalid_input, about a CNAME',
    at: 'write',
    creating: true,
    reply: hetznerError(422, 'invalid_input', 'a CNAME record exists'),
    kind: 'conflict',
  },
  {
    title: 'json_error',
    at: 'write',
    reply: hetznerError(400, 'json_error', 'invalid JSON'),
    kind: 'invalid',
  },
  {
    title: 'uniqueness_error',
    at: 'write',
    creating: true,
    reply: hetznerError(409, 'uniqueness_error', 'RRSet already exists'),
    kind: 'conflict',
  },
  {
    title: 'protected',
    at: 'write',
    reply: hetznerError(423, 'protected', 'change protection is enabled'),
    kind: 'conflict',
  },
  {
    title: 'resource_locked',
    at: 'write',
    reply: hetznerError(423, 'resource_locked', 'contact support'),
    kind: 'conflict',
  },
  {
    title: 'incorrect_zone_mode',
    at: 'write',
    reply: hetznerError(422, 'incorrect_zone_mode', 'not supported for this mode'),
    kind: 'invalid',
  },
  {
    title: 'unsupported_error',
    at: 'write',
    reply: hetznerError(400, 'unsupported_error', 'not supported'),
    kind: 'invalid',
  },
  {
    title: 'resource_limit_exceeded',
    at: 'write',
    creating: true,
    reply: hetznerError(403, 'resource_limit_exceeded', 'record limit exceeded'),
    kind: 'plan',
  },
  {
    title: 'deprecated_api_endpoint',
    at: 'read',
    reply: hetznerError(410, 'deprecated_api_endpoint', 'API functionality was removed'),
    kind: 'unknown',
  },
  {
    title: 'rate_limit_exceeded',
    at: 'read',
    reply: hetznerError(429, 'rate_limit_exceeded', 'limit of 3600 requests per hour reached'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: 'maintenance',
    at: 'write',
    reply: hetznerError(409, 'maintenance', 'cannot perform operation'),
    kind: 'server',
  },
  {
    title: 'server_error',
    at: 'read',
    reply: hetznerError(500, 'server_error', 'an internal error occurred'),
    kind: 'server',
  },
  {
    title: 'an action that failed at once',
    at: 'write',
    reply: jsonReply(201, {
      action: {
        id: 9,
        status: 'error',
        error: { code: 'action_failed', message: 'Action failed' },
      },
    }),
    kind: 'server',
  },
];

let emulator: Emulator;
const makeWorld =
  (secret: string): Harness['makeWorld'] =>
  () => {
    const store = zoneStore();
    emulator = hetznerEmulator(store, { token: secret, pageSize: 20 });
    return httpWorld({
      provider: hetzner,
      account: { token: secret },
      secrets: [secret],
      store,
      hosts: { 'api.hetzner.cloud': emulator },
      refusals: {
        credential: hetznerError(401, 'unauthorized', 'unable to authenticate'),
        secretEchoed: hetznerError(422, 'invalid_input', `bad token ${secret}`),
      },
    });
  };

const harness: Harness = {
  duplicates: true,
  aliases: 'seen',
  // "Must not end with a dot or the Zone name", says its reference of an RRSet's name.
  twiceInZone: false,
  silentWrites: false,
  echoes: false,
  pageSize: 20,
  zonePageSize: 20,
  errors,
  makeWorld: makeWorld(token),
};

describeConformance('Hetzner', harness);

describe('Hetzner', () => {
  const trial = createTrial(harness);
  const { apply, applyOne, one } = trial;
  const sent = () =>
    emulator.requests
      .filter(({ method }) => method === 'POST')
      .map(({ url, body }) => `${url.pathname.replace(/^.*rrsets/, '')} ${body}`);
  const add = (more: { value?: string; ttl?: number } = {}) =>
    trial.world().addRecord({ name: 'home.example.com', type: 'A', value: old, ...more });

  it('sends the value with its comment, and the TTL only where it changes', async () => {
    add();
    await apply(change('home.example.com', home));
    const records = [{ value: home, comment: 'mine' }];
    expect(sent()).toEqual([`/home/A/actions/set_records ${JSON.stringify({ records })}`]);
  });

  it('sends no comment where there was none', async () => {
    const isList = { when: ({ url }: { url: URL }) => url.pathname.endsWith('rrsets') };
    const set = { name: 'home', type: 'A', ttl: 60, records: [{ value: old, comment: null }] };
    add({ ttl: 60 });
    trial
      .world()
      .answer(jsonReply(200, { rrsets: [set], meta: { pagination: {} } }), 'read', isList);
    await apply(change('home.example.com', home));
    expect(sent()).toEqual([`/home/A/actions/set_records {"records":[{"value":"${home}"}]}`]);
  });

  it('changes the TTL alone where the address is right', async () => {
    trial.world().addRecord({
      name: 'home.example.com',
      type: 'AAAA',
      value: '2A02:8071:0001:0002:0:0:0:7',
    });
    await apply(change('home.example.com', home6, { ttl: 600 }));
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toContain('/change_ttl {"ttl":600}');
  });

  it('tells of a set without a TTL of its own that it has none', async () => {
    add({ ttl: 0 });
    const { provider, account } = trial.world();
    const { record } = change('home.example.com', home);
    const found = await provider.read?.([record], account, trial.context());
    expect(found).toStrictEqual([{ values: [old], ttl: undefined }]);
  });

  it('leaves a set without a TTL of its own to that of its zone', async () => {
    add({ ttl: 0 });
    expect(kinds(await apply(change('home.example.com', home)))).toEqual(['updated']);
    expect(one('home.example.com', 'A')?.ttl).toBe(0);
    expect(kinds(await apply(change('home.example.com', home)))).toEqual(['alreadyRight']);
    await apply(change('home.example.com', home, { ttl: 600 }));
    expect(one('home.example.com', 'A')?.ttl).toBe(600);
  });

  it('keeps the comment of the record that had the address', async () => {
    const world = trial.world();
    add();
    add({ value: home });
    emulator.faults.push({
      when: ({ url }) => url.pathname.endsWith('rrsets'),
      reply: (_, truth) => {
        const reply = truth();
        if (!('body' in reply)) return reply;
        const body = JSON.parse(reply.body);
        body.rrsets[0].records[1].comment = 'the right one';
        return { ...reply, body: JSON.stringify(body) };
      },
    });
    await apply(change('home.example.com', home));
    expect(world.records()).toHaveLength(1);
    expect(one('home.example.com', 'A')?.extras).toContain('the right one');
  });

  it('writes the apex as @ and a wildcard encoded', async () => {
    trial.world().addRecord({ name: '*.example.com', type: 'A', value: old });
    await apply(change('example.com', home), change('*.example.com', home));
    expect(sent()[0]).toContain('"name":"@"');
    expect(sent()[1]).toContain('/%2A/A/actions/set_records');
  });

  it.each(['locked', 'conflict'])('waits while the zone is at work: %s', async (code) => {
    add();
    trial.world().answer(hetznerError(423, code, 'zone is locked'), 'write', { times: 3 });
    expect(kinds(await apply(change('home.example.com', home)))).toEqual(['updated']);
    expect(trial.world().requests().writes).toBe(4);
  });

  it('gives the zone a second each time', async () => {
    const sleeps: number[] = [];
    const { now } = trial.context().clock;
    const sleep = async (ms: number) => void sleeps.push(ms);
    trial.reopen({ clock: { now, sleep } });
    add();
    trial.world().answer(hetznerError(423, 'locked', 'zone is locked'), 'write', { times: 2 });
    await apply(change('home.example.com', home));
    expect(sleeps).toEqual([1000, 1000]);
  });

  it('takes no other zone than the one it asked for', async () => {
    const zones = [{ id: 7, name: 'other.example' }];
    trial.world().answer(jsonReply(200, { zones, meta: { pagination: {} } }), 'read');
    expect(kinds(await apply(change('home.example.com', home)))).toEqual(['created']);
    const paths = emulator.requests.map(({ url }) => url.pathname);
    expect(paths.filter((path) => path.startsWith('/v1/zones/7'))).toEqual([]);
  });

  it('gives up where the zone stays at work, and does not wait again for the next record', async () => {
    add();
    const forever = { times: Number.POSITIVE_INFINITY };
    trial.world().answer(hetznerError(423, 'locked', 'zone is locked'), 'write', forever);
    const outcomes = await apply(change('home.example.com', home), change('b.example.com', home));
    expect(kinds(outcomes)).toEqual(['server', 'server']);
    expect(trial.world().requests().writes).toBe(7);
  });

  it('has patience again once a change went through', async () => {
    add();
    const busy = hetznerError(423, 'locked', 'zone is locked');
    trial.world().answer(busy, 'write', { times: 5, when: ({ body }) => body.includes(home) });
    trial.world().answer(busy, 'write', { times: 5, when: ({ body }) => body.includes(home6) });
    const outcomes = await apply(
      change('home.example.com', home),
      change('home.example.com', home6),
    );
    expect(kinds(outcomes)).toEqual(['updated', 'created']);
  });

  it('notices where the new set holds something else', async () => {
    emulator.faults.push({
      when: ({ method }) => method === 'POST',
      reply: jsonReply(201, {
        rrset: { name: 'home', type: 'A', ttl: 300, records: [{ value: old }] },
        action: { id: 1, status: 'running' },
      }),
    });
    expect(await applyOne(change('home.example.com', home))).toMatchObject({ kind: 'mismatch' });
  });

  it('says what the fields are that were refused', async () => {
    add();
    trial.world().refuse('home.example.com');
    expect(await applyOne(change('home.example.com', home))).toMatchObject({
      detail: saying('records: refused'),
    });
  });
});

describe('Hetzner, with a token of the DNS Console', () => {
  const trial = createTrial({ ...harness, makeWorld: makeWorld(legacyToken) });
  const refused = hetznerError(401, 'unauthorized', 'unable to authenticate');

  it('says what to do', async () => {
    trial.world().answer(refused);
    expect(await trial.applyOne(change('home.example.com', home))).toMatchObject({
      kind: 'auth',
      scope: 'account',
      detail: saying('old DNS Console'),
    });
  });

  it('says nothing of it for other tokens', async () => {
    const world = makeWorld(token)();
    world.answer(refused);
    const [outcome] = await world.provider.apply(
      [change('home.example.com', home)],
      world.account,
      world.context(),
    );
    expect(outcome).toMatchObject({ kind: 'auth', detail: 'unable to authenticate' });
  });

  it('is taken by the form only as one word', () => {
    expect(hetzner.account.safeParse({ token: 'a b' }).success).toBe(false);
    expect(hetzner.account.safeParse({ token: '' }).success).toBe(false);
    expect(hetzner.account.safeParse({}).success).toBe(false);
  });
});
