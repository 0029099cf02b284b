import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { googlecloud } from '../../electron/providers/googlecloud.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { type EmulatedRequest, emulatedHttp, jsonReply } from '../support/emulator.ts';
import {
  cloudError,
  type GooglecloudOptions,
  googlecloudEmulator,
  grantError,
  lateGrant,
} from '../support/googlecloud-emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { secondHost } from '../support/second-host.ts';
import { zoneStore } from '../support/zone-store.ts';

const home = '81.2.69.142';
const home6 = '2a02:8071:1:2::7';
const old = '89.160.20.112';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const keyFile = {
  type: 'service_account',
  project_id: 'home-123456',
  private_key_id: '0123456789abcdef',
  private_key: pem,
  client_email: 'ddns@home-123456.iam.gserviceaccount.com',
  client_id: '1234567890',
  token_uri: 'https://oauth2.googleapis.com/token',
  universe_domain: 'googleapis.com',
};
const key = JSON.stringify(keyFile, undefined, 2);

const options: GooglecloudOptions = {
  project: keyFile.project_id,
  email: keyFile.client_email,
  keyId: keyFile.private_key_id,
  publicKey,
  token: 'ya29.secretAccessToken0123456789',
  pageSize: 20,
};

const isLogin = ({ url }: EmulatedRequest) => url.pathname === '/token';
const isZoneList = ({ url }: EmulatedRequest) => url.pathname.endsWith('/managedZones');
const isSetList = ({ url }: EmulatedRequest) => url.pathname.endsWith('/rrsets');

const errors: readonly ErrorRow[] = [
  {
    title: 'invalid_grant, a deleted key',
    at: 'read',
    when: isLogin,
    reply: grantError(400, 'invalid_grant', 'Invalid JWT Signature.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'invalid_grant, a deleted account',
    at: 'read',
    when: isLogin,
    reply: grantError(400, 'invalid_grant', 'Invalid grant: account not found'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'disabled_client',
    at: 'read',
    when: isLogin,
    reply: grantError(401, 'disabled_client', 'The OAuth client was disabled.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'internal_failure of the login',
    at: 'read',
    when: isLogin,
    reply: grantError(500, 'internal_failure', 'Backend error'),
    kind: 'server',
  },
  {
    title: 'authError',
    at: 'read',
    when: isZoneList,
    reply: cloudError(401, 'authError', 'Invalid credentials.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'forbidden, for the project',
    at: 'read',
    when: isZoneList,
    reply: cloudError(403, 'forbidden', 'Forbidden'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'forbidden, for the zone',
    at: 'write',
    reply: cloudError(403, 'forbidden', 'Forbidden'),
    kind: 'auth',
  },
  {
    title: 'accessNotConfigured',
    at: 'read',
    when: isZoneList,
    reply: cloudError(403, 'accessNotConfigured', 'Cloud DNS API has not been used before.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'SERVICE_DISABLED, in the details',
    at: 'write',
    reply: jsonReply(403, {
      error: { code: 403, message: 'It is disabled.', details: [{ reason: 'SERVICE_DISABLED' }] },
    }),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'inactiveBillingState',
    at: 'read',
    when: isZoneList,
    reply: cloudError(403, 'inactiveBillingState', 'The project has no active billing.'),
    kind: 'plan',
    scope: 'account',
  },
  {
    title: 'rateLimitExceeded',
    at: 'write',
    reply: {
      ...cloudError(403, 'rateLimitExceeded', 'Rate limit exceeded'),
      headers: { 'retry-after': '30' },
    },
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 30_000,
  },
  {
    title: 'userRateLimitExceeded',
    at: 'read',
    when: isSetList,
    reply: cloudError(403, 'userRateLimitExceeded', 'User rate limit exceeded'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: 'dailyLimitExceeded',
    at: 'read',
    when: isSetList,
    reply: cloudError(403, 'dailyLimitExceeded', 'Daily limit exceeded'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: 'quotaExceeded',
    at: 'write',
    creating: true,
    reply: cloudError(403, 'quotaExceeded', "The limit of 'rrsetsPerManagedZone' is exceeded."),
    kind: 'plan',
  },
  {
    title: 'notFound, of the project',
    at: 'read',
    when: isZoneList,
    reply: cloudError(404, 'notFound', "The 'parameters.project' resource does not exist."),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'notFound, of the zone',
    at: 'write',
    reply: cloudError(404, 'notFound', "The 'parameters.managedZone' resource does not exist."),
    kind: 'zoneNotFound',
  },
  {
    title: 'notFound, of the set',
    at: 'write',
    reply: cloudError(404, 'notFound', "The 'entity.rrset' resource does not exist."),
    kind: 'recordNotFound',
  },
  {
    title: 'alreadyExists',
    at: 'write',
    creating: true,
    reply: cloudError(409, 'alreadyExists', "The 'entity.rrset' resource already exists."),
    kind: 'conflict',
  },
  {
    title: 'cnameResourceRecordSetConflict',
    at: 'write',
    creating: true,
    reply: cloudError(400, 'cnameResourceRecordSetConflict', 'It conflicts with a CNAME.'),
    kind: 'conflict',
  },
  {
    title: 'conditionNotMet',
    at: 'write',
    reply: cloudError(412, 'conditionNotMet', 'Precondition not met'),
    kind: 'conflict',
  },
  {
    title: 'invalid',
    at: 'write',
    reply: cloudError(400, 'invalid', "Invalid value for 'entity.rrset.ttl'"),
    kind: 'invalid',
  },
  {
    title: 'backendError',
    at: 'read',
    when: isSetList,
    reply: cloudError(503, 'backendError', 'Backend error'),
    kind: 'server',
  },
];

describeConformance('Google Cloud DNS', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  pageSize: 20,
  zonePageSize: 20,
  clockRefusal: lateGrant,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    const emulator = googlecloudEmulator(store, options);
    return httpWorld({
      provider: googlecloud,
      account: { key },
      secrets: [key, pem, options.token],
      store,
      hosts: { 'dns.googleapis.com': emulator, 'oauth2.googleapis.com': secondHost(emulator) },
      refusals: {
        credential: grantError(401, 'invalid_grant', 'Invalid JWT Signature.'),
        secretEchoed: cloudError(400, 'invalid', `bad key ${pem}`),
      },
      isWrite: (request) => request.method !== 'GET' && !isLogin(request),
    });
  },
});

/** A store with home.example.com and its emulator, and a way to bring records to an address. */
function setUp() {
  const store = zoneStore();
  const zone = store.addZone('example.com');
  store.add(zone, { name: 'home.example.com', type: 'A', value: old });
  const emulator = googlecloudEmulator(store, options);
  const http = emulatedHttp({ 'dns.googleapis.com': emulator, 'oauth2.googleapis.com': emulator });
  const account = googlecloud.account.parse({ key });
  const apply = (...names: readonly string[]) =>
    googlecloud.apply(
      names.map((name) => change(name, home)),
      account,
      testContext({ http }),
    );
  return { store, zone, emulator, http, account, apply };
}

describe('Google Cloud DNS', () => {
  it('names sets in full, the apex too, and changes nothing but the addresses', async () => {
    const { emulator, http, account } = setUp();
    const changes = [
      change('home.example.com', home),
      change('example.com', home6),
      change('*.example.com', home),
    ];
    await googlecloud.apply(changes, account, testContext({ http }));
    const writes = emulator.requests.filter(({ method }) => !['GET'].includes(method)).slice(1);
    const root = '/dns/v1/projects/home-123456/managedZones/z-example-com/rrsets';
    expect(writes.map(({ method, url, body }) => [method, url.pathname, JSON.parse(body)])).toEqual(
      [
        [
          'PATCH',
          `${root}/home.example.com./A`,
          { name: 'home.example.com.', type: 'A', ttl: 3600, rrdatas: [home] },
        ],
        ['POST', root, { name: 'example.com.', type: 'AAAA', ttl: 300, rrdatas: [home6] }],
        ['POST', root, { name: '*.example.com.', type: 'A', ttl: 300, rrdatas: [home] }],
      ],
    );
    expect(emulator.violations).toEqual([]);
  });

  it('fetches one token and one list of zones for a round', async () => {
    const { emulator, apply } = setUp();
    await apply('a.example.com', 'b.lab.example.com', 'c.example.com', 'd.example.com');
    expect(emulator.requests.filter(isLogin)).toHaveLength(1);
    expect(emulator.requests.filter(isZoneList)).toHaveLength(1);
  });

  it('reads the dates of the login, so that a clock that is ahead does no harm', async () => {
    const { store, emulator, apply } = setUp();
    store.now -= 3 * 60 * 60 * 1000;
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'updated' }]);
    expect(emulator.requests.filter(isLogin)).toHaveLength(2);
  });

  it('lets its token out of no error', async () => {
    const { emulator, apply } = setUp();
    const reply = cloudError(400, 'invalid', `refused: ${options.token}`);
    emulator.faults.push({ when: ({ method }) => method === 'PATCH', reply });
    expect(await apply('home.example.com')).toMatchObject([
      { kind: 'invalid', detail: 'refused: …' },
    ]);
  });

  it('lets no line of its private key out of an error', async () => {
    const { emulator, apply } = setUp();
    const reply = cloudError(400, 'invalid', `refused: ${pem}`);
    emulator.faults.push({ when: ({ method }) => method === 'PATCH', reply });
    expect(await apply('home.example.com')).toMatchObject([
      { kind: 'invalid', detail: 'refused: …' },
    ]);
  });

  it('leaves a set with a routing policy alone', async () => {
    const { emulator, apply } = setUp();
    const routingPolicy = { geo: { items: [{ location: 'us-east1', rrdatas: [old] }] } };
    const set = { name: 'home.example.com.', type: 'A', ttl: 60, routingPolicy };
    emulator.faults.push({ when: isSetList, reply: jsonReply(200, { rrsets: [set] }) });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'conflict', scope: 'record' }]);
    expect(emulator.requests.some(({ method }) => method === 'PATCH')).toBe(false);
  });

  it('writes the other zones where its role does not reach one', async () => {
    const { store, emulator, apply } = setUp();
    store.addZone('example.net');
    emulator.faults.push({
      when: ({ method }) => method === 'PATCH',
      reply: cloudError(403, 'forbidden', 'Forbidden'),
    });
    const outcomes = await apply('home.example.com', 'home.example.net');
    expect(outcomes).toMatchObject([{ kind: 'auth', scope: 'record' }, { kind: 'created' }]);
  });

  it('does not take a private zone for the public one of the same name', async () => {
    const { emulator, http, account, apply } = setUp();
    const managedZones = [
      { name: 'inside', dnsName: 'example.com.', visibility: 'private' },
      { name: 'z-example-com', dnsName: 'example.com.', visibility: 'public' },
    ];
    const reply = jsonReply(200, { managedZones });
    emulator.faults.push({ when: isZoneList, reply, times: 2 });
    expect(await googlecloud.zones?.(account, testContext({ http }))).toEqual(['example.com']);
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'updated' }]);
  });

  it('takes an answer without a list for an empty one', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({ when: isSetList, reply: jsonReply(200, { kind: 'x' }) });
    expect(await apply('new.example.com')).toMatchObject([{ kind: 'created' }]);
  });

  it('tells a mismatch where the answer names another address', async () => {
    const { emulator, apply } = setUp();
    const reply = jsonReply(200, { name: 'home.example.com.', type: 'A', ttl: 60, rrdatas: [old] });
    emulator.faults.push({ when: ({ method }) => method === 'PATCH', reply });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'mismatch' }]);
  });

  it('looks into another project where the account names one', async () => {
    const { http } = setUp();
    const account = googlecloud.account.parse({ key, project: 'other-1' });
    expect(await googlecloud.zones?.(account, testContext({ http }))).toMatchObject({
      kind: 'auth',
      detail: "The 'parameters.project' resource named 'other-1' does not exist.",
    });
  });
});

describe('the account of Google Cloud DNS', () => {
  const { project_id: _, ...nowhere } = keyFile;

  it.each([
    ['no JSON', 'AIzaSyABC', 'Paste the whole key file'],
    ['half of the file', key.slice(0, 200), 'Paste the whole key file'],
    ['the key of an OAuth client', '{"installed":{"client_id":"x"}}', 'not the key of a service'],
    ['a user’s own login', '{"type":"authorized_user"}', 'not the key of a service'],
    [
      'a private key that is cut off',
      JSON.stringify({ ...keyFile, private_key: pem.slice(0, 300) }),
      'The “private_key” in it is incomplete',
    ],
    ['no project', JSON.stringify(nowhere), 'The key names no project'],
  ])('is told what is wrong with %s', (__, text, says) => {
    const parsed = googlecloud.account.safeParse({ key: text });
    const messages = parsed.error?.issues.map(({ message }) => message) ?? [];
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(says);
  });

  it('may name the project itself', () => {
    const account = { key: JSON.stringify(nowhere), project: 'home-123456' };
    expect(googlecloud.account.safeParse(account).success).toBe(true);
  });
});
