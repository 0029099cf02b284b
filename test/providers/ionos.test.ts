import { describe, expect, it } from 'vitest';
import { ionos } from '../../electron/providers/ionos.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { createTrial, home, home6, kinds, old } from '../support/conformance/trial.ts';
import { change, type ErrorRow, type Harness } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type Emulator, jsonReply } from '../support/emulator.ts';
import { ionosEmulator, ionosError, ionosUnauthorized } from '../support/ionos-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const secret = 'ionosSecret0123456789abcdefghijklmnop';
const apiKey = `0123456789abcdef.${secret}`;

const errors: readonly ErrorRow[] = [
  { title: 'UNAUTHORIZED', at: 'read', reply: ionosUnauthorized, kind: 'auth', scope: 'account' },
  {
    title: 'FORBIDDEN_REQUEST',
    at: 'write',
    reply: ionosError(403, 'FORBIDDEN_REQUEST', 'Request not allowed.'),
    kind: 'auth',
  },
  {
    title: 'RECORD_NOT_FOUND',
    at: 'write',
    reply: ionosError(404, 'RECORD_NOT_FOUND', 'Record does not exist.'),
    kind: 'recordNotFound',
  },
  {
    title: 'ZONE_NOT_FOUND',
    at: 'write',
    reply: ionosError(404, 'ZONE_NOT_FOUND', 'Zone does not exist.'),
    kind: 'zoneNotFound',
  },
  {
    title: '404 of the zone, with nothing said',
    at: 'read',
    reply: { status: 404, body: '' },
    kind: 'zoneNotFound',
  },
  {
    title: '404 of the record, with another code',
    at: 'write',
    reply: ionosError(404, 'NOT_FOUND'),
    kind: 'recordNotFound',
  },
  {
    title: 'INVALID_RECORD',
    at: 'write',
    reply: ionosError(400, 'INVALID_RECORD', 'Record is invalid.', { requiredFields: ['type'] }),
    kind: 'invalid',
  },
  {
    title: 'INVALID_DATA',
    at: 'write',
    reply: ionosError(400, 'INVALID_DATA', 'The request body is invalid.'),
    kind: 'invalid',
  },
  {
    title: 'INVALID_DOMAIN_NAME',
    at: 'write',
    reply: ionosError(400, 'INVALID_DOMAIN_NAME', 'Domain is missing/invalid.'),
    kind: 'invalid',
  },
  {
    title: 'a duplicate',
    at: 'write',
    creating: true,
    reply: ionosError(400, 'DUPLICATE_RECORD', 'Record already exists.'),
    kind: 'conflict',
  },
  {
    title: 'one error that is no list',
    at: 'write',
    creating: true,
    reply: jsonReply(400, { code: 'DUPLICATE_RECORD', message: 'Record already exists.' }),
    kind: 'conflict',
  },
  {
    title: '429 with nothing said',
    at: 'read',
    reply: { status: 429, body: '' },
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: 'INTERNAL_SERVER_ERROR',
    at: 'read',
    reply: ionosError(500, 'INTERNAL_SERVER_ERROR'),
    kind: 'server',
  },
];

let emulator: Emulator;
const harness: Harness = {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    emulator = ionosEmulator(store, { apiKey });
    return httpWorld({
      provider: ionos,
      account: { apiKey },
      secrets: [apiKey, secret],
      store,
      hosts: { 'api.hosting.ionos.com': emulator },
      refusals: {
        credential: ionosUnauthorized,
        secretEchoed: ionosError(400, 'INVALID_DATA', `bad secret ${secret}`),
      },
    });
  },
};

describeConformance('IONOS', harness);

describe('IONOS', () => {
  const trial = createTrial(harness);
  const { apply, applyOne } = trial;
  const sent = (method: string) =>
    emulator.requests
      .filter((request) => request.method === method)
      .map(({ body }) => JSON.parse(body));
  const add = (name: string, more: { value?: string; line?: string } = {}) =>
    trial.world().addRecord({ name, type: 'A', value: old, ...more });

  it('sends back what a change replaces, and full names for new records', async () => {
    add('example.com');
    await apply(change('example.com', home), change('example.com', home6));
    expect(sent('PUT')).toEqual([{ disabled: false, content: home, ttl: 3600, prio: 4 }]);
    const made = { name: 'example.com', type: 'AAAA', content: home6, ttl: 300 };
    expect(sent('POST')).toEqual([[{ ...made, prio: 0, disabled: false }]]);
  });

  it('leaves a disabled record alone, and makes another', async () => {
    add('home.example.com', { line: 'disabled' });
    const before = trial.world().records();
    expect(kinds(await apply(change('home.example.com', home)))).toEqual(['created']);
    expect(trial.world().records()).toEqual([
      ...before,
      expect.objectContaining({ name: 'home.example.com', value: home }),
    ]);
  });

  it('changes a wildcard that is there (ddns-updater: it made a second one)', async () => {
    add('*.example.com');
    expect(kinds(await apply(change('*.example.com', home)))).toEqual(['updated']);
    expect(trial.values('*.example.com')).toEqual([home]);
  });

  it('asks for the types that matter only', async () => {
    await apply(change('home.example.com', home));
    const queries = emulator.requests.map(({ url }) => url.search).filter(Boolean);
    expect(queries).toEqual(['?recordType=A%2CAAAA%2CCNAME']);
  });

  it('reads the list of zones once', async () => {
    await apply(change('home.example.com', home), change('a.b.missing.net', home));
    const lists = emulator.requests.filter(({ url }) => url.pathname === '/dns/v1/zones');
    expect(lists).toHaveLength(1);
  });

  it('takes a zone without records for an empty one', async () => {
    const isZone = { when: ({ url }: { url: URL }) => /zones\/[^/]+$/.test(url.pathname) };
    trial.world().answer(jsonReply(200, { id: 'x', name: 'example.com' }), 'read', isZone);
    expect(kinds(await apply(change('home.example.com', home)))).toEqual(['created']);
  });

  it('says which fields were refused', async () => {
    trial.world().refuse('home.example.com');
    expect(await applyOne(change('home.example.com', home))).toMatchObject({
      detail: saying('Record is invalid. (content)'),
    });
  });

  it.each(['changing', 'making'])('notices another address in the answer: %s', async (doing) => {
    if (doing === 'changing') add('home.example.com');
    const record = { id: 'x', name: 'home.example.com', type: 'A', content: old };
    trial.world().answer(jsonReply(200, doing === 'changing' ? record : [record]), 'write');
    expect(await applyOne(change('home.example.com', home))).toMatchObject({ kind: 'mismatch' });
  });
});

describe('the account of IONOS', () => {
  it.each([
    ['abc.def', true],
    ['abc.def.ghi', true],
    ['abcdef', false],
    ['.def', false],
    ['abc.', false],
    ['abc. def', false],
    ['', false],
  ])('is a prefix and a secret: %j', (key, good) => {
    expect(ionos.account.safeParse({ apiKey: key }).success).toBe(good);
  });
});
