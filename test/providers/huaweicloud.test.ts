import { describe, expect, it } from 'vitest';
import { huaweicloud } from '../../electron/providers/huaweicloud.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { jsonReply } from '../support/emulator.ts';
import { dnsError, gatewayError, huaweicloudEmulator } from '../support/huaweicloud-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const accessKey = 'AKIDEXAMPLE';
const secretKey = 'SECRETEXAMPLE+/=';
const home = '81.2.69.142';
const old = '89.160.20.112';
const global = 'dns.myhuaweicloud.com';

const iam = 'Incorrect IAM authentication information: ';

const own = (
  code: string,
  status: number,
  at: ErrorRow['at'],
  kind: ErrorRow['kind'],
  scope: 'account' | 'record' = 'record',
  creating = false,
): ErrorRow => ({
  title: code,
  at,
  reply: (code.startsWith('APIG') ? gatewayError : dnsError)(status, code, 'because'),
  kind,
  scope,
  creating,
});

const errors: readonly ErrorRow[] = [
  own('DNS.0000', 500, 'read', 'server'),
  own('DNS.0002', 400, 'write', 'invalid'),
  own('DNS.0005', 401, 'read', 'auth', 'account'),
  own('DNS.0013', 403, 'write', 'auth', 'account'),
  own('DNS.0014', 403, 'read', 'rateLimited', 'account'),
  own('DNS.0016', 400, 'write', 'conflict', 'record', true),
  own('DNS.0021', 400, 'write', 'server'),
  own('DNS.0030', 403, 'write', 'auth'),
  own('DNS.0040', 403, 'write', 'blocked', 'account'),
  own('DNS.0302', 404, 'write', 'zoneNotFound'),
  own('DNS.0308', 400, 'write', 'invalid'),
  own('DNS.0312', 400, 'write', 'conflict', 'record', true),
  own('DNS.0313', 404, 'write', 'recordNotFound'),
  own('DNS.0319', 400, 'write', 'invalid'),
  own('DNS.0335', 400, 'write', 'conflict', 'record', true),
  own('DNS.0403', 403, 'write', 'plan', 'record', true),
  own('DNS.1206', 404, 'write', 'zoneNotFound'),
  own('DNS.1802', 403, 'write', 'auth'),
  own('DNS.2003', 403, 'write', 'blocked'),
  own('APIGW.0301', 401, 'read', 'auth', 'account'),
  own('APIG.0301', 401, 'read', 'auth', 'account'),
  own('APIGW.0302', 403, 'read', 'auth', 'account'),
  own('APIGW.0308', 429, 'read', 'rateLimited', 'account'),
  {
    title: 'APIG.0301 of a locked key',
    at: 'read',
    reply: gatewayError(401, 'APIG.0301', `${iam}AK access failed to reach the limit,forbidden.`),
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 300_000,
  },
  {
    title: 'a refusal by a policy, as the permission check words it',
    at: 'write',
    reply: jsonReply(403, { error: { code: 'DNS.1802', message: 'policy does not allow' } }),
    kind: 'auth',
  },
];

const pages = { pageSize: 50, zonePageSize: 20 };

function makeWorld(
  more: Partial<Parameters<typeof huaweicloudEmulator>[1]> = {},
  account: Readonly<Record<string, unknown>> = {},
) {
  const store = zoneStore();
  const host = more.host ?? global;
  const keys = { accessKey, secretKey };
  const emulator = huaweicloudEmulator(store, { host, ...keys, ...pages, ...more });
  const world = httpWorld({
    provider: huaweicloud,
    account: { ...keys, ...account },
    secrets: [secretKey],
    store,
    hosts: { [host]: emulator },
    refusals: {
      credential: gatewayError(401, 'APIGW.0301', `${iam}Get secretKey failed,ak:x`),
      secretEchoed: dnsError(400, 'DNS.0002', `the secret is ${secretKey}`),
    },
  });
  return { store, emulator, world };
}

describeConformance('Huawei Cloud', {
  duplicates: true,
  aliases: 'seen',
  lines: true,
  silentWrites: false,
  echoes: true,
  ...pages,
  clockRefusal: gatewayError(401, 'APIGW.0301', `${iam}verify aksk signature fail`),
  errors,
  makeWorld: () => makeWorld().world,
});

describe('Huawei Cloud', () => {
  async function apply({ world }: ReturnType<typeof makeWorld>, name: string, to = home) {
    const [outcome] = await huaweicloud.apply([change(name, to)], world.account, world.context());
    expect(world.violations()).toEqual([]);
    return outcome;
  }

  it('asks for the documented changes', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    made.store.add(zone, { name: 'home.example.com', type: 'A', value: old, ttl: 77 });
    await apply(made, 'home.example.com');
    await apply(made, '*.example.com');
    const [update, create] = made.emulator.requests.filter(({ method }) => method !== 'GET');
    const set = { name: 'home.example.com.', type: 'A', ttl: 77, records: [home] };
    expect(JSON.parse(update?.body ?? '')).toEqual(set);
    expect(update?.method).toBe('PUT');
    expect(JSON.parse(create?.body ?? '')).toEqual({
      ...set,
      name: '*.example.com.',
      ttl: 300,
      line: 'default_view',
    });
  });

  it('is not misled by fuzzy searches', async () => {
    const made = makeWorld();
    made.store.addZone('myexample.com');
    made.store.addZone('example.com.cn');
    const zone = made.store.addZone('example.com');
    for (const name of ['ahome.example.com', 'a.home.example.com']) {
      made.store.add(zone, { name, type: 'A', value: home });
    }
    const outcome = await apply(made, 'home.example.com');
    expect(outcome).toMatchObject({ kind: 'created' });
    expect(made.store.at(zone, 'home.example.com')).toHaveLength(1);
  });

  it('leaves several sets with weights alone, and says why', async () => {
    const made = makeWorld({ weights: true });
    const zone = made.store.addZone('example.com');
    made.store.add(zone, { name: 'www.example.com', type: 'A', value: old });
    made.store.add(zone, { name: 'www.example.com', type: 'A', value: '198.51.100.7' });
    const outcome = await apply(made, 'www.example.com');
    expect(outcome).toMatchObject({ kind: 'conflict', detail: saying('weights') });
    expect(made.world.requests().writes).toBe(0);
  });

  it('leaves an alias record alone, and says where it points', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    const value = 'elb.example.net';
    made.store.add(zone, { name: 'www.example.com', type: 'A', value, line: 'alias' });
    const outcome = await apply(made, 'www.example.com');
    expect(outcome).toMatchObject({ kind: 'conflict', detail: saying('elb.example.net') });
    expect(made.world.requests().writes).toBe(0);
  });

  it('does not wake a paused set', async () => {
    const paused = new Set<string>();
    const made = makeWorld({ paused });
    const zone = made.store.addZone('example.com');
    paused.add(made.store.add(zone, { name: 'home.example.com', type: 'A', value: old }).id);
    const outcome = await apply(made, 'home.example.com');
    expect(outcome).toMatchObject({ kind: 'conflict', detail: saying('already exists') });
    expect(made.store.at(zone, 'home.example.com')).toMatchObject([{ value: old }]);
  });

  it('believes the answer where it names another address', async () => {
    const made = makeWorld();
    made.store.addZone('example.com');
    const reply = jsonReply(202, { id: 'ff1', records: [old] });
    made.emulator.faults.push({ when: ({ method }) => method === 'POST', reply });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'mismatch' });
  });

  it('takes "no record sets found" for an empty list', async () => {
    const made = makeWorld();
    made.store.addZone('example.com');
    made.emulator.faults.push({
      when: ({ method, url }) => method === 'GET' && url.pathname.endsWith('/recordsets'),
      reply: dnsError(404, 'DNS.0004', 'No record sets found.'),
    });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'created' });
  });

  it('speaks to the endpoint of another site', async () => {
    const endpoint = 'dns.eu-west-101.myhuaweicloud.eu';
    const made = makeWorld({ host: endpoint }, { endpoint });
    made.store.addZone('example.com');
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'created' });
  });

  it.each([
    { accessKey: '' },
    { secretKey: 'a b' },
    { endpoint: 'https://dns.myhuaweicloud.com' },
    { endpoint: 'dns.myhuaweicloud.com.evil.test' },
    { endpoint: 'dns.a/.myhuaweicloud.com' },
  ])('refuses an account with %j', (wrong) => {
    const good = { accessKey, secretKey };
    expect(huaweicloud.account.safeParse({ ...good, ...wrong }).success).toBe(false);
    expect(huaweicloud.account.safeParse(good).success).toBe(true);
  });
});
