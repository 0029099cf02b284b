import { describe, expect, it } from 'vitest';
import { azure } from '../../electron/providers/azure.ts';
import {
  type AzureOptions,
  azureEmulator,
  dnsError,
  loginError,
  managerError,
} from '../support/azure-emulator.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type EmulatedRequest, emulatedHttp, faults, jsonReply } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { secondHost } from '../support/second-host.ts';
import { zoneStore } from '../support/zone-store.ts';

const home = '81.2.69.142';
const old = '89.160.20.112';

const account = {
  tenantId: '11111111-2222-3333-4444-555555555555',
  clientId: '66666666-7777-8888-9999-000000000000',
  clientSecret: 'aBc8Q~secret0123456789~abcdefghijklmnopq',
  subscriptionId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
  resourceGroup: 'dns_(home).rg',
};

const options: AzureOptions = {
  ...account,
  token: 'eyJ0eXAi.secretAccessToken.0123456789',
  login: 'login.microsoftonline.com',
  management: 'management.azure.com',
  scope: 'https://management.azure.com/.default',
  pageSize: 20,
};

const isLogin = ({ url }: EmulatedRequest) => url.pathname.endsWith('/token');
const isZoneList = ({ url }: EmulatedRequest) => url.pathname.endsWith('/dnsZones');
const isRecordSet = ({ url }: EmulatedRequest) => url.pathname.endsWith('/A/home');

/** At the first request of a round. */
const entering: readonly (readonly [
  string,
  ErrorRow['reply'],
  Pick<ErrorRow, 'kind' | 'scope'>,
])[] = [
  [
    '7000215, a wrong secret',
    loginError(401, 'invalid_client', 7_000_215, 'Invalid client secret provided.'),
    { kind: 'auth', scope: 'account' },
  ],
  [
    '7000222, an expired secret',
    loginError(401, 'invalid_client', 7_000_222, 'The provided client secret keys are expired.'),
    { kind: 'auth', scope: 'account' },
  ],
  [
    '700016, an unknown application',
    loginError(400, 'unauthorized_client', 700_016, 'Application was not found.'),
    { kind: 'auth', scope: 'account' },
  ],
  [
    '90002, an unknown tenant',
    loginError(400, 'invalid_request', 90_002, "Tenant 'x' not found."),
    { kind: 'auth', scope: 'account' },
  ],
  [
    '90055, too many requests of the tenant',
    loginError(400, 'invalid_request', 90_055, 'TenantThrottlingError.'),
    { kind: 'rateLimited', scope: 'account' },
  ],
  [
    '90006, a fault further on',
    loginError(400, 'invalid_request', 90_006, 'Try again.'),
    { kind: 'server', scope: 'account' },
  ],
  [
    '90033, a transient fault',
    loginError(400, 'temporarily_unavailable', 90_033, 'A transient error has occurred.'),
    { kind: 'server', scope: 'account' },
  ],
];

const errors: readonly ErrorRow[] = [
  ...entering.map(
    ([title, reply, to]): ErrorRow => ({ title, at: 'read', when: isLogin, reply, ...to }),
  ),
  {
    title: 'InvalidAuthenticationToken',
    at: 'read',
    when: isZoneList,
    reply: managerError(401, 'InvalidAuthenticationToken', 'The access token is invalid.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'AuthorizationFailed of the resource group',
    at: 'read',
    when: isZoneList,
    reply: managerError(403, 'AuthorizationFailed', 'The client does not have authorization.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'AuthorizationFailed of a record set',
    at: 'write',
    reply: managerError(403, 'AuthorizationFailed', 'The client does not have authorization.'),
    kind: 'auth',
  },
  {
    title: 'ResourceGroupNotFound',
    at: 'read',
    when: isZoneList,
    reply: managerError(404, 'ResourceGroupNotFound', "Resource group 'x' could not be found."),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'SubscriptionNotFound',
    at: 'read',
    when: isZoneList,
    reply: managerError(404, 'SubscriptionNotFound', 'The subscription could not be found.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'InvalidSubscriptionId',
    at: 'read',
    when: isZoneList,
    reply: managerError(400, 'InvalidSubscriptionId', 'The provided subscription id is malformed.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: 'ReadOnlyDisabledSubscription',
    at: 'write',
    reply: managerError(409, 'ReadOnlyDisabledSubscription', 'The subscription is disabled.'),
    kind: 'blocked',
    scope: 'account',
  },
  {
    title: 'ParentResourceNotFound',
    at: 'write',
    reply: managerError(404, 'ParentResourceNotFound', 'The parent resource could not be found.'),
    kind: 'zoneNotFound',
  },
  {
    title: 'ResourceNotFound, of the zone',
    at: 'write',
    reply: managerError(
      404,
      'ResourceNotFound',
      "The Resource 'Microsoft.Network/dnszones/example.com' was not found.",
    ),
    kind: 'zoneNotFound',
  },
  {
    title: 'ResourceNotFound, of the record set',
    at: 'write',
    reply: managerError(
      404,
      'ResourceNotFound',
      "The Resource 'Microsoft.Network/dnszones/example.com/A/home' was not found.",
    ),
    kind: 'recordNotFound',
  },
  {
    title: 'PreconditionFailed',
    at: 'write',
    reply: dnsError(412, 'PreconditionFailed', 'The condition is not met.'),
    kind: 'conflict',
  },
  {
    title: 'Conflict',
    at: 'write',
    reply: dnsError(409, 'Conflict', 'A CNAME record with the same name already exists.'),
    kind: 'conflict',
  },
  {
    title: 'BadRequest about a CNAME',
    at: 'write',
    reply: dnsError(400, 'BadRequest', 'A CNAME record with the same name already exists.'),
    kind: 'conflict',
  },
  {
    title: 'ScopeLocked',
    at: 'write',
    reply: managerError(409, 'ScopeLocked', 'The scope is locked.'),
    kind: 'conflict',
  },
  {
    title: 'BadRequest',
    at: 'write',
    reply: dnsError(400, 'BadRequest', 'The time to live is out of range.'),
    kind: 'invalid',
  },
  {
    title: 'TooManyRequests',
    at: 'write',
    reply: {
      ...managerError(429, 'TooManyRequests', 'Slow down.'),
      headers: { 'retry-after': '17' },
    },
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 17_000,
  },
  {
    title: 'InternalServerError',
    at: 'read',
    when: isRecordSet,
    reply: managerError(500, 'InternalServerError', 'Something broke.'),
    kind: 'server',
  },
];

describeConformance('Azure DNS', {
  duplicates: true,
  aliases: 'refused',
  silentWrites: false,
  echoes: true,
  pageSize: 20,
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    const emulator = azureEmulator(store, options);
    return httpWorld({
      provider: azure,
      account,
      secrets: [account.clientSecret, options.token],
      store,
      hosts: { [options.management]: emulator, [options.login]: secondHost(emulator) },
      refusals: {
        credential: loginError(401, 'invalid_client', 7_000_215, 'Invalid client secret provided.'),
        secretEchoed: dnsError(400, 'BadRequest', `bad secret ${account.clientSecret}`),
      },
      isWrite: (request) => request.method !== 'GET' && !isLogin(request),
    });
  },
});

/** A store with home.example.com and its emulator, and a way to bring records to `home`. */
function setUp(more: Partial<AzureOptions> & { readonly cloud?: string } = {}) {
  const { cloud = 'public', ...rest } = more;
  const all = { ...options, ...rest };
  const store = zoneStore();
  const zone = store.addZone('example.com');
  const record = store.add(zone, { name: 'home.example.com', type: 'A', value: old });
  const emulator = azureEmulator(store, all);
  const http = emulatedHttp({ [all.management]: emulator, [all.login]: emulator });
  const parsed = azure.account.parse({ ...account, cloud });
  const apply = (...names: readonly string[]) =>
    azure.apply(
      names.map((name) => change(name, home)),
      parsed,
      testContext({ http }),
    );
  const bodies = () =>
    emulator.requests.filter(({ method }) => method === 'PUT').map(({ body }) => JSON.parse(body));
  return { store, zone, record, emulator, apply, bodies, parsed, http };
}

describe('Azure DNS', () => {
  it('writes a set whole, and only over the one that it read', async () => {
    const { emulator, record, apply, bodies } = setUp();
    await apply('home.example.com', 'new.example.com');
    const puts = emulator.requests.filter(({ method }) => method === 'PUT');
    expect(puts[0]?.headers['if-match']).toBe(`${record.id}:${old}:3600`);
    expect(puts[0]?.headers).not.toHaveProperty('if-none-match');
    expect(puts[1]?.headers['if-none-match']).toBe('*');
    expect(puts[1]?.headers).not.toHaveProperty('if-match');
    expect(bodies()).toEqual([
      { properties: { TTL: 3600, ARecords: [{ ipv4Address: home }], metadata: { note: 'mine' } } },
      { properties: { TTL: 300, ARecords: [{ ipv4Address: home }] } },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  it('looks again where somebody else wrote in between', async () => {
    const { store, zone, record, emulator, apply } = setUp();
    emulator.faults.push({
      when: ({ method }) => method === 'PUT',
      reply: (_, truth) => {
        store.change(record.id, { ttl: 77 });
        return truth();
      },
    });
    const [outcome] = await apply('home.example.com');
    expect(outcome).toMatchObject({ kind: 'updated', evidence: 'provider' });
    expect(store.at(zone, 'home.example.com')).toMatchObject([{ value: home, ttl: 77 }]);
    expect(emulator.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
  });

  it('fetches one token for a round', async () => {
    const { emulator, apply } = setUp();
    await apply('a.example.com', 'b.example.com', 'c.example.com', 'd.example.com');
    expect(emulator.requests.filter(isLogin)).toHaveLength(1);
    expect(emulator.requests.filter(isZoneList)).toHaveLength(1);
  });

  it('lets its token out of no error', async () => {
    const { emulator, apply } = setUp();
    const reply = dnsError(400, 'BadRequest', `refused: ${options.token}`);
    emulator.faults.push({ when: ({ method }) => method === 'PUT', reply });
    const outcomes = await apply('home.example.com');
    expect(outcomes).toMatchObject([{ kind: 'invalid', detail: 'refused: …' }]);
  });

  it('says why the login was refused, without the ids for the support', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({
      reply: loginError(401, 'invalid_client', 7_000_222, 'The client secret keys are expired.'),
    });
    expect(await apply('home.example.com')).toMatchObject([
      { kind: 'auth', detail: 'AADSTS7000222: The client secret keys are expired.' },
    ]);
  });

  it('writes the other zones where its role does not reach one', async () => {
    const { store, emulator, apply } = setUp();
    store.addZone('example.net');
    emulator.faults.push({
      when: ({ method, url }) => method === 'PUT' && url.pathname.includes('example.com'),
      reply: managerError(403, 'AuthorizationFailed', 'no authorization'),
    });
    const outcomes = await apply('home.example.com', 'home.example.net');
    expect(outcomes).toMatchObject([{ kind: 'auth', scope: 'record' }, { kind: 'created' }]);
  });

  it('leaves an alias record set alone', async () => {
    const { emulator, apply } = setUp();
    const target = '/subscriptions/x/publicIPAddresses/gate';
    emulator.faults.push({
      when: isRecordSet,
      reply: jsonReply(200, {
        name: 'home',
        type: 'Microsoft.Network/dnszones/A',
        etag: 'e1',
        properties: { TTL: 60, ARecords: null, metadata: null, targetResource: { id: target } },
      }),
    });
    const [outcome] = await apply('home.example.com');
    expect(outcome).toMatchObject({ kind: 'conflict', detail: saying(target) });
    expect(emulator.requests.some(({ method }) => method === 'PUT')).toBe(false);
  });

  it('does not take a private zone for a public one', async () => {
    const { emulator, parsed, http } = setUp();
    emulator.faults.push({
      when: isZoneList,
      reply: jsonReply(200, {
        value: [
          { name: 'corp.example.com', properties: { zoneType: 'Private' } },
          { name: 'Example.com', properties: { zoneType: 'Public' } },
        ],
      }),
    });
    expect(await azure.zones?.(parsed, testContext({ http }))).toEqual(['example.com']);
  });

  it('carries its token to no other host', async () => {
    const { emulator, parsed, http } = setUp();
    for (const host of ['evil.test', 'management.azure.com.evil.test']) {
      const nextLink = `https://${host}/next`;
      emulator.faults.push({ when: isZoneList, reply: jsonReply(200, { value: [], nextLink }) });
      const listed = await azure.zones?.(parsed, testContext({ http }));
      expect(listed).toMatchObject({ kind: 'unknown' });
      expect(http.sent.some(({ url }) => url.includes('evil'))).toBe(false);
    }
  });

  it('tells a mismatch where the answer names another address', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({
      when: ({ method }) => method === 'PUT',
      reply: jsonReply(200, {
        name: 'home',
        type: 'Microsoft.Network/dnszones/A',
        properties: { TTL: 60, ARecords: [{ ipv4Address: old }] },
      }),
    });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'mismatch' }]);
  });

  it('tries the login once more, not forever, where it breaks', async () => {
    const { store, emulator, parsed, http } = setUp();
    for (const name of ['example.net', 'example.org']) store.addZone(name);
    const names = ['home.example.com', 'home.example.net', 'home.example.org'];
    const context = testContext({ http });
    const apply = (to: string) =>
      azure.apply(
        names.map((name) => change(name, to)),
        parsed,
        context,
      );
    await apply(old);
    emulator.requests.splice(0);
    emulator.faults.push({ when: isLogin, reply: faults.reset, times: 9 });
    const outcomes = await apply(home);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['network', 'network', 'network']);
    expect(emulator.requests).toHaveLength(2);
    expect(outcomes.some((outcome) => 'unconfirmed' in outcome)).toBe(false);
  });

  it.each([
    [
      'china',
      'login.chinacloudapi.cn',
      'management.chinacloudapi.cn',
      'management.core.chinacloudapi.cn',
    ],
    [
      'usgovernment',
      'login.microsoftonline.us',
      'management.usgovcloudapi.net',
      'management.core.usgovcloudapi.net',
    ],
  ])('knows the hosts of the cloud %s', async (cloud, login, management, audience) => {
    const scope = `https://${audience}/.default`;
    const { emulator, apply } = setUp({ cloud, login, management, scope });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'updated' }]);
    expect(emulator.violations).toEqual([]);
  });

  it.each([
    ['an unknown cloud', { cloud: 'moon' }],
    ['a resource group with a slash', { resourceGroup: 'a/b' }],
    ['a secret with a line break', { clientSecret: 'abc\n' }],
    ['no tenant', { tenantId: '' }],
  ])('refuses an account with %s', (_, wrong) => {
    expect(azure.account.safeParse({ ...account, ...wrong }).success).toBe(false);
  });
});
