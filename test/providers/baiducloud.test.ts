import { describe, expect, it } from 'vitest';
import { baiducloud } from '../../electron/providers/baiducloud.ts';
import { baiduBcdEmulator } from '../support/baidubcd-emulator.ts';
import { baiduDnsEmulator } from '../support/baiducloud-emulator.ts';
import { baiduError } from '../support/baiducloud-gate.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import type { EmulatedRequest } from '../support/emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const accessKeyId = 'c98fb9a1366011e8912505e5e0ae9978';
const secretAccessKey = '0fc6d606526c424bsecret';
const home = '81.2.69.142';
const home6 = '2a02:8071:1:2::7';
const old = '89.160.20.112';

const own = (
  code: string,
  status: number,
  at: ErrorRow['at'],
  kind: ErrorRow['kind'],
  scope: 'account' | 'record' = 'record',
  message = 'because',
): ErrorRow => ({
  title: `${code}: ${message}`,
  at,
  reply: baiduError(status, code, message),
  kind,
  scope,
  creating: kind === 'conflict',
});

const errors: readonly ErrorRow[] = [
  own('InvalidAccessKeyId', 403, 'read', 'auth', 'account'),
  own('InvalidHTTPAuthHeader', 400, 'read', 'auth', 'account'),
  own('SignatureDoesNotMatch', 400, 'read', 'auth', 'account'),
  own('AccessDenied', 403, 'write', 'auth'),
  own('QualifyNotPass', 403, 'read', 'blocked', 'account'),
  own('OptInRequired', 403, 'read', 'plan', 'account'),
  own('RequestExpired', 400, 'read', 'clock', 'account'),
  own('Throttling', 429, 'write', 'rateLimited', 'account'),
  own('RequestLimitExceeded', 400, 'read', 'rateLimited', 'account'),
  own('InternalError', 500, 'read', 'server', 'record', 'record already exists in cache'),
  own('InappropriateJSON', 400, 'write', 'invalid'),
  own('NoSuchObject', 404, 'write', 'zoneNotFound', 'record', 'zone not exist'),
  own('NoSuchObject', 404, 'write', 'recordNotFound', 'record', 'record not exist'),
  own('NoSuchRecord', 404, 'write', 'recordNotFound', 'record', '解析记录不存在'),
  own('NoSuchDomain', 404, 'read', 'zoneNotFound', 'record', '域名不存在'),
  own('RecordConflict', 409, 'write', 'conflict'),
  own('BadRequest', 400, 'write', 'conflict', 'record', '解析记录冲突'),
  own('QuotaExceeded', 400, 'write', 'plan'),
];

const pages = { pageSize: 20, zonePageSize: 10 };

const isWrite = ({ method, url }: EmulatedRequest) =>
  method !== 'GET' && !url.pathname.endsWith('/resolve/list');

function makeWorld(product: 'dns' | 'bcd', paused: ReadonlySet<string> = new Set()) {
  const store = zoneStore();
  const keys = { accessKeyId, secretAccessKey };
  const make = product === 'dns' ? baiduDnsEmulator : baiduBcdEmulator;
  const emulator = make(store, { ...keys, ...pages, paused });
  const world = httpWorld({
    provider: baiducloud,
    account: { ...keys, product },
    secrets: [secretAccessKey],
    store,
    hosts: { [`${product}.baidubce.com`]: emulator },
    isWrite,
    refusals: {
      credential: baiduError(403, 'InvalidAccessKeyId', 'The Access Key ID is not in our records.'),
      secretEchoed: baiduError(403, 'AccessDenied', `the secret is ${secretAccessKey}`),
    },
  });
  return { store, emulator, world };
}

for (const product of ['dns', 'bcd'] as const) {
  describeConformance(`Baidu AI Cloud (${product})`, {
    duplicates: true,
    aliases: 'seen',
    lines: true,
    silentWrites: true,
    echoes: false,
    ...pages,
    clockRefusal: baiduError(400, 'RequestExpired', 'Request has expired.'),
    errors,
    makeWorld: () => makeWorld(product).world,
  });
}

async function apply({ world }: ReturnType<typeof makeWorld>, name: string, to = home) {
  const [outcome] = await baiducloud.apply([change(name, to)], world.account, world.context());
  expect(world.violations()).toEqual([]);
  return outcome;
}

const bodies = ({ emulator }: ReturnType<typeof makeWorld>) =>
  emulator.requests.filter(isWrite).map(({ method, url, body }) => ({
    asked: `${method} ${url.pathname}`,
    body: JSON.parse(body) as unknown,
  }));

describe.each(['dns', 'bcd'] as const)('Baidu AI Cloud (%s)', (product) => {
  it('takes no zone or host whose name only holds the one sought', async () => {
    const made = makeWorld(product);
    made.store.addZone('myexample.com');
    const zone = made.store.addZone('example.com');
    made.store.add(zone, { name: 'myhome.example.com', type: 'A', value: home });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'created' });
    expect(made.store.at(zone, 'home.example.com')).toHaveLength(1);
  });

  it('does not wake a paused record', async () => {
    const paused = new Set<string>();
    const made = makeWorld(product, paused);
    const zone = made.store.addZone('example.com');
    const off = made.store.add(zone, { name: 'home.example.com', type: 'A', value: old });
    paused.add(off.id);
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'created' });
    expect(zone.records[0]).toEqual(off);
  });

  it('is served with a clock that is an hour behind', async () => {
    const made = makeWorld(product);
    made.store.addZone('example.com');
    made.store.now += 3_600_000;
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'created' });
  });

  it('finds no zone where the service leaves out empty lists', async () => {
    const made = makeWorld(product);
    made.emulator.faults.push({
      reply: { status: 200, body: '{"isTruncated":false,"totalCount":0}' },
      times: Number.POSITIVE_INFINITY,
    });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'zoneNotFound' });
  });
});

describe('Baidu AI Cloud', () => {
  it('asks the DNS service for the documented changes', async () => {
    const made = makeWorld('dns');
    const zone = made.store.addZone('example.com');
    const { id } = made.store.add(zone, { name: 'example.com', type: 'A', value: old, ttl: 77 });
    await apply(made, 'example.com');
    await apply(made, '*.example.com', home6);
    expect(bodies(made)).toEqual([
      {
        asked: `PUT /v1/dns/zone/example.com/record/${id}`,
        body: { rr: '@', type: 'A', value: home, ttl: 77, description: 'mine' },
      },
      {
        asked: 'POST /v1/dns/zone/example.com/record',
        body: { rr: '*', type: 'AAAA', value: home6, ttl: 300, line: 'default' },
      },
    ]);
  });

  it('asks the domain service for the documented changes, with IPv6 in capitals', async () => {
    const made = makeWorld('bcd');
    const zone = made.store.addZone('example.com');
    const record = made.store.add(zone, { name: 'example.com', type: 'A', value: old, ttl: 77 });
    await apply(made, 'example.com');
    await apply(made, '*.example.com', home6);
    const same = { view: 'DEFAULT', zoneName: 'example.com' };
    expect(bodies(made)).toEqual([
      {
        asked: 'POST /v1/domain/resolve/edit',
        body: {
          ...same,
          recordId: Number(record.id),
          domain: '@',
          rdType: 'A',
          ttl: 77,
          rdata: home,
        },
      },
      {
        asked: 'POST /v1/domain/resolve/add',
        body: { ...same, domain: '*', rdType: 'AAAA', ttl: 300, rdata: home6.toUpperCase() },
      },
    ]);
  });

  it('takes the domain service’s other spelling of the type', async () => {
    const made = makeWorld('bcd');
    made.store.addZone('example.com');
    const record = { recordId: 7, domain: 'home', rdType: 'A', rdata: home, ttl: 300 };
    made.emulator.faults.push({
      when: ({ url }) => url.pathname.endsWith('/list'),
      reply: { status: 200, body: JSON.stringify({ totalCount: 1, result: [record] }) },
    });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'alreadyRight' });
  });

  it.each([{ accessKeyId: '' }, { secretAccessKey: 'a b' }, { product: 'cdn' }])(
    'refuses an account with %j',
    (wrong) => {
      const good = { accessKeyId, secretAccessKey };
      expect(baiducloud.account.safeParse({ ...good, ...wrong }).success).toBe(false);
      expect(baiducloud.account.safeParse(good).success).toBe(true);
    },
  );
});
