import { describe, expect, it } from 'vitest';
import { godaddy } from '../../electron/providers/godaddy.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { emulatedHttp, jsonReply } from '../support/emulator.ts';
import { godaddyEmulator } from '../support/godaddy-emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const key = 'e4XYZabcdefg_AbCdEfGhIjKlMnOpQrStUv';
const secret = 'Sp3cr3tOf22Letters0123';

const refusal = (status: number, code: string, message: string, more: object = {}) =>
  jsonReply(status, { code, message, ...more });

const errors: readonly ErrorRow[] = [
  {
    title: '401 UNABLE_TO_AUTHENTICATE',
    at: 'read',
    reply: refusal(401, 'UNABLE_TO_AUTHENTICATE', 'Unauthorized : Could not authenticate API key'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403 ACCESS_DENIED (since May 2024 for small accounts)',
    at: 'read',
    reply: refusal(403, 'ACCESS_DENIED', 'Authenticated user is not allowed access'),
    kind: 'plan',
    scope: 'account',
  },
  {
    title: '403 of another kind',
    at: 'read',
    reply: refusal(403, 'FORBIDDEN', 'Forbidden'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '404 UNKNOWN_DOMAIN',
    at: 'read',
    reply: refusal(404, 'UNKNOWN_DOMAIN', 'The given domain is not registered'),
    kind: 'zoneNotFound',
  },
  {
    title: '404 UNKNOWN_DOMAIN',
    at: 'write',
    reply: refusal(404, 'UNKNOWN_DOMAIN', 'The given domain is not registered'),
    kind: 'zoneNotFound',
  },
  {
    title: '409 of a locked domain',
    at: 'write',
    reply: refusal(409, 'DOMAIN_LOCKED', 'The domain is locked'),
    kind: 'conflict',
  },
  {
    title: '422 DUPLICATE_RECORD',
    at: 'write',
    reply: refusal(422, 'DUPLICATE_RECORD', 'Another record with the same attributes exists'),
    kind: 'conflict',
  },
  {
    title: '422 INVALID_BODY',
    at: 'write',
    reply: refusal(422, 'INVALID_BODY', "Request body doesn't fulfill schema", { fields: [] }),
    kind: 'invalid',
  },
  {
    title: '429 TOO_MANY_REQUESTS',
    at: 'write',
    reply: refusal(429, 'TOO_MANY_REQUESTS', 'Too many requests', { retryAfterSec: 37 }),
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 37_000,
  },
  {
    title: '500 ERROR_UNKNOWN',
    at: 'read',
    reply: refusal(500, 'ERROR_UNKNOWN', 'Internal server error'),
    kind: 'server',
  },
  {
    title: '504 gateway timeout',
    at: 'write',
    reply: refusal(504, 'GATEWAY_TIMEOUT', 'Gateway timeout'),
    kind: 'server',
  },
];

function makeParts(zonePage = 20) {
  const store = zoneStore();
  return { store, emulator: godaddyEmulator(store, { key, secret, pageSize: zonePage }) };
}

describeConformance('GoDaddy', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: true,
  echoes: false,
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const { store, emulator } = makeParts();
    return httpWorld({
      provider: godaddy,
      account: { key, secret },
      secrets: [secret],
      store,
      hosts: { 'api.godaddy.com': emulator },
      refusals: {
        credential: refusal(401, 'UNABLE_TO_AUTHENTICATE', 'Unauthorized'),
        secretEchoed: refusal(422, 'DUPLICATE_RECORD', `bad key ${key}:${secret}`),
      },
    });
  },
});

describe('GoDaddy', () => {
  function world() {
    const { store, emulator } = makeParts();
    const zone = store.addZone('example.com');
    const context = testContext({ http: emulatedHttp({ 'api.godaddy.com': emulator }) });
    const apply = (...changes: ReturnType<typeof change>[]) =>
      godaddy.apply(changes, { key, secret }, context);
    const writes = () =>
      emulator.requests
        .filter(({ method }) => method !== 'GET')
        .map(({ method, url, body }) => `${method} ${url.href} ${body}`);
    return { store, emulator, zone, apply, writes };
  }

  it('replaces the set of one name and type, with the apex as @ and the wildcard as *', async () => {
    const { apply, writes } = world();
    await apply(
      change('home.example.com', '81.2.69.142', { ttl: 900 }),
      change('example.com', '2a02:8071:1:2::7', { ttl: 900 }),
      change('*.example.com', '81.2.69.142'),
    );
    const records = 'PUT https://api.godaddy.com/v1/domains/example.com/records';
    expect(writes()).toEqual([
      `${records}/A/home [{"data":"81.2.69.142","ttl":900}]`,
      `${records}/AAAA/@ [{"data":"2a02:8071:1:2::7","ttl":900}]`,
      `${records}/A/* [{"data":"81.2.69.142","ttl":600}]`,
    ]);
  });

  it('takes over the apex of a parked domain, whose A record is the word Parked', async () => {
    const { apply, store, zone } = world();
    store.add(zone, { name: 'example.com', type: 'A', value: 'Parked', ttl: 600 });
    expect(await apply(change('example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'updated', previous: undefined },
    ]);
    expect(store.at(zone, 'example.com', 'A').map(({ value }) => value)).toEqual(['81.2.69.142']);
  });

  it('says what a refused account lacks', async () => {
    const { apply, emulator } = world();
    const reply = refusal(403, 'ACCESS_DENIED', 'Authenticated user is not allowed access');
    emulator.faults.push({ reply });
    const [outcome] = await apply(change('home.example.com', '81.2.69.142'));
    expect(outcome).toMatchObject({ detail: saying(/ten domains.*not allowed access/) });
  });

  it('says which field was refused', async () => {
    const { apply, emulator } = world();
    const fields = [{ code: 'UNEXPECTED', message: 'ttl: is not one of', path: 'records[0]' }];
    const reply = refusal(422, 'INVALID_BODY', 'Schema', { fields });
    emulator.faults.push({ reply, when: ({ method }) => method === 'PUT' });
    const [outcome] = await apply(change('home.example.com', '81.2.69.142'));
    expect(outcome).toMatchObject({
      kind: 'invalid',
      detail: saying('Schema; ttl: is not one of'),
    });
  });

  it('ends the list of domains where the service shows the marker’s own domain again', async () => {
    const { emulator, apply } = world();
    const same = jsonReply(200, [{ domain: 'example.com', status: 'ACTIVE' }]);
    emulator.faults.push({
      reply: same,
      times: 5,
      when: ({ url }) => url.pathname === '/v1/domains',
    });
    expect(await apply(change('home.example.com', '81.2.69.142'))).toMatchObject([
      { kind: 'created' },
    ]);
    expect(emulator.requests.filter(({ url }) => url.pathname === '/v1/domains')).toHaveLength(2);
  });

  it.each([{ key: '', secret }, { key: 'a b', secret }, { key, secret: 'line\nbreak' }, { key }])(
    'takes no account like %j',
    (account) => {
      expect(godaddy.account.safeParse(account).success).toBe(false);
    },
  );
});
