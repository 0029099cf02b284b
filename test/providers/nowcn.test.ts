import { describe, expect, it } from 'vitest';
import { eranet } from '../../electron/providers/eranet.ts';
import { nowcn } from '../../electron/providers/nowcn.ts';
import { tnethk } from '../../electron/providers/tnethk.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import type { EmulatedRequest } from '../support/emulator.ts';
import { nowcnEmulator, nowcnError } from '../support/nowcn-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const accessInstanceId = 'id@example.com';
const secret = 'secret+/=0123456789';
const home = '81.2.69.142';
const home6 = '2a02:8071:1:2::7';
const old = '89.160.20.112';

const brands = [
  { provider: nowcn, host: 'api.now.cn' },
  { provider: eranet, host: 'www.eranet.com' },
  { provider: tnethk, host: 'www.tnet.hk' },
] as const;

const domains = [
  'example.com',
  'notexample.com, lab.example.com',
  'Example.net',
  'bücher.example',
  ...Array.from({ length: 5 }, (_, at) => `z${at}.example`),
].join(' ');

const own = (
  error: string,
  at: ErrorRow['at'],
  kind: ErrorRow['kind'],
  scope: 'account' | 'record' = 'record',
): ErrorRow => ({
  title: error,
  at,
  reply: nowcnError(error),
  kind,
  scope,
  creating: kind === 'conflict',
});

const errors: readonly ErrorRow[] = [
  own('AccessInstanceID is invalid', 'read', 'auth', 'account'),
  own('Signature verification failed', 'read', 'auth', 'account'),
  own('签名错误', 'read', 'auth', 'account'),
  own('IP不在白名单', 'read', 'auth', 'account'),
  own('Timestamp is expired', 'read', 'clock', 'account'),
  own('请求过于频繁', 'read', 'rateLimited', 'account'),
  own('域名不存在', 'write', 'zoneNotFound'),
  own('domain not found', 'write', 'zoneNotFound'),
  own('解析记录不存在', 'write', 'recordNotFound'),
  own('the record already exists', 'write', 'conflict'),
  own('与CNAME记录冲突', 'write', 'conflict'),
  own('Value is illegal', 'write', 'invalid'),
  own('TTL格式有误', 'write', 'invalid'),
  own('whatever', 'write', 'unknown'),
  {
    title: 'a text with status 500',
    at: 'read',
    reply: nowcnError('whatever', 500),
    kind: 'server',
  },
];

const isWrite = ({ url }: EmulatedRequest) => !url.pathname.endsWith('/DescribeRecordIndex');

function makeWorld(
  { provider, host }: (typeof brands)[number] = brands[0],
  more: { readonly lowerCase?: boolean } = {},
) {
  const store = zoneStore();
  const keys = { accessInstanceId, secret };
  const emulator = nowcnEmulator(store, { host, ...keys, ...more });
  const world = httpWorld({
    provider,
    account: { ...keys, domains },
    secrets: [secret],
    store,
    hosts: { [host]: emulator },
    isWrite,
    refusals: {
      credential: nowcnError('AccessInstanceID is invalid'),
      secretEchoed: nowcnError(`the record ${secret} is wrong`),
    },
  });
  return { store, emulator, world, provider };
}

for (const brand of brands) {
  describeConformance(brand.provider.name.en, {
    duplicates: true,
    aliases: 'refused',
    lists: false,
    silentWrites: false,
    echoes: false,
    clockRefusal: nowcnError('Timestamp is expired'),
    errors,
    makeWorld: () => makeWorld(brand).world,
  });
}

describe('now.cn and its kin', () => {
  let seed = 1;

  async function apply({ world }: ReturnType<typeof makeWorld>, name: string, to = home) {
    seed += 1;
    const context = world.context({ seed });
    const [outcome] = await nowcn.apply([change(name, to)], world.account, context);
    expect(world.violations()).toEqual([]);
    return outcome;
  }

  it('ask for the documented changes', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    const { id } = made.store.add(zone, { name: 'example.com', type: 'A', value: old, ttl: 900 });
    await apply(made, 'example.com');
    await apply(made, '*.example.com', home6);
    const asked = made.emulator.requests.filter(isWrite).map(({ url }) => {
      const query = [...url.searchParams].filter(([key]) => !/^Sig|^Acc|^Time/.test(key));
      return { path: url.pathname, query: Object.fromEntries(query) };
    });
    expect(asked).toEqual([
      {
        path: '/api/Dns/UpdateDomainRecord',
        query: { Id: id, Domain: 'example.com', Host: '@', Type: 'A', Value: home, Ttl: '900' },
      },
      {
        path: '/api/Dns/AddDomainRecord',
        query: { Domain: 'example.com', Host: '*', Type: 'AAAA', Value: home6, Ttl: '600' },
      },
    ]);
  });

  it('are understood with keys in lower case and numbers as texts', async () => {
    const made = makeWorld(brands[0], { lowerCase: true });
    const zone = made.store.addZone('example.com');
    made.store.add(zone, { name: 'home.example.com', type: 'A', value: old, ttl: 900 });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'updated' });
    expect(zone.records).toMatchObject([{ value: home, ttl: 900 }]);
  });

  it('make no second record where the list is null or the host another', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    made.emulator.faults.push({
      reply: { status: 200, body: '{"RequestId":"x","Data":null,"error":""}' },
    });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'created' });
    made.emulator.faults.push({
      reply: {
        status: 200,
        body: JSON.stringify({ Data: [{ id: 7, Host: 'myhome', Type: 'A', Value: home }] }),
      },
    });
    // What is not of that name is left aside; the service says that the record is there.
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'alreadyRight' });
    expect(zone.records).toHaveLength(1);
  });

  it('are sent a TTL where they show none', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    const { id } = made.store.add(zone, { name: 'home.example.com', type: 'A', value: old });
    made.emulator.faults.push({
      reply: {
        status: 200,
        body: JSON.stringify({ Data: [{ id: Number(id), Host: 'home', Type: 'A', Value: old }] }),
      },
    });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'updated' });
    expect(made.emulator.requests.at(-1)?.url.searchParams.get('Ttl')).toBe('600');
  });

  it('say that a signature is refused for the time where only that explains it', async () => {
    const made = makeWorld();
    made.store.addZone('example.com');
    made.store.now += 40 * 60_000;
    const date = new Date(made.store.now).toUTCString();
    const refused = nowcnError('Signature verification failed');
    made.emulator.faults.push({ reply: { ...refused, headers: { date } } as typeof refused });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'created' });
  });

  it('are not asked about a domain that the account does not name', async () => {
    const made = makeWorld();
    made.store.addZone('other.example');
    expect(await apply(made, 'home.other.example')).toMatchObject({ kind: 'zoneNotFound' });
    expect(made.emulator.requests).toEqual([]);
  });

  it('list no domains where the account is refused in the middle of them', async () => {
    const made = makeWorld();
    for (const name of ['example.com', 'notexample.com', 'example.net']) made.store.addZone(name);
    made.emulator.faults.push({
      when: ({ url }) => url.searchParams.get('Domain') === 'example.net',
      reply: nowcnError('请求过于频繁'),
    });
    const listed = await nowcn.zones?.(made.world.account, made.world.context());
    expect(listed).toMatchObject({ kind: 'rateLimited', scope: 'account' });
  });

  it('leave nothing in doubt that they refused', async () => {
    const made = makeWorld();
    made.store.addZone('example.com');
    made.emulator.faults.push({ when: isWrite, reply: nowcnError('whatever') });
    const outcome = await apply(made, 'home.example.com');
    expect(outcome).toEqual({ kind: 'unknown', scope: 'record', detail: 'whatever' });
  });

  it('tell that a domain is not there any more', async () => {
    const made = makeWorld();
    const outcome = await apply(made, 'home.example.com');
    expect(outcome).toMatchObject({ kind: 'zoneNotFound', scope: 'record', detail: '域名不存在' });
  });

  it('tell why none of the domains can be read', async () => {
    const made = makeWorld();
    const { zones } = nowcn;
    const listed = await zones?.(made.world.account, made.world.context());
    expect(listed).toMatchObject({ kind: 'zoneNotFound', detail: '域名不存在' });
  });

  it.each([
    { accessInstanceId: '' },
    { secret: 'a b' },
    { domains: '' },
    { domains: ' , ' },
    { domains: 'example.com localhost' },
    { domains: 'https://example.com/' },
  ])('refuse an account with %j', (wrong) => {
    const good = { accessInstanceId, secret, domains };
    expect(nowcn.account.safeParse({ ...good, ...wrong }).success).toBe(false);
    expect(nowcn.account.safeParse(good).success).toBe(true);
  });
});
