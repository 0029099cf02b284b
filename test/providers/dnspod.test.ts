import { describe, expect, it } from 'vitest';
import type { Change } from '../../electron/core/provider.ts';
import { dnspod } from '../../electron/providers/dnspod.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { dnspodEmulator, dnspodReply, isDnspodWrite } from '../support/dnspod-emulator.ts';
import { jsonReply } from '../support/emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'dnspodSecret0123456789abcdefghi';
const account = { id: '13490', token };
const login = `13490,${token}`;

type Row = Pick<ErrorRow, 'at' | 'kind' | 'scope' | 'creating'>;

const row = (code: string, more: Row): ErrorRow => ({
  title: code,
  reply: dnspodReply(code, '服务所述'),
  ...more,
});

const auth = { kind: 'auth', scope: 'account' } as const;
const ban = { kind: 'blocked', scope: 'account' } as const;

const errors: readonly ErrorRow[] = [
  row('-1', { at: 'read', ...auth }),
  row('10001', { at: 'read', ...auth }),
  row('20004', { at: 'read', ...auth }),
  row('50', { at: 'read', ...auth }),
  row('52', { at: 'write', ...auth }),
  row('54', { at: 'write', kind: 'auth' }),
  row('85', { at: 'read', ...auth }),
  row('-2', { at: 'read', ...ban }),
  row('-8', { at: 'read', ...ban }),
  row('83', { at: 'write', ...ban }),
  row('-15', { at: 'write', kind: 'blocked' }),
  row('-7', { at: 'read', kind: 'plan', scope: 'account' }),
  row('-99', { at: 'read', kind: 'server' }),
  row('3', { at: 'write', kind: 'server' }),
  row('6', { at: 'write', kind: 'zoneNotFound' }),
  row('7', { at: 'write', kind: 'zoneNotFound' }),
  row('8', { at: 'write', kind: 'recordNotFound' }),
  row('17', { at: 'write', kind: 'recordNotFound' }),
  row('21', { at: 'write', kind: 'conflict' }),
  row('31', { at: 'write', kind: 'conflict', creating: true }),
  row('104', { at: 'write', kind: 'conflict', creating: true }),
  row('23', { at: 'write', kind: 'plan', creating: true }),
  row('24', { at: 'write', kind: 'plan', creating: true }),
  row('25', { at: 'write', kind: 'plan', creating: true }),
  row('33', { at: 'write', kind: 'plan', creating: true }),
  row('500025', { at: 'write', kind: 'plan', creating: true }),
  row('22', { at: 'write', kind: 'invalid' }),
  row('26', { at: 'write', kind: 'invalid' }),
  row('27', { at: 'write', kind: 'invalid' }),
  row('29', { at: 'write', kind: 'invalid' }),
  row('32', { at: 'write', kind: 'invalid' }),
  row('34', { at: 'write', kind: 'invalid' }),
  row('35', { at: 'write', kind: 'invalid' }),
  row('82', { at: 'write', kind: 'invalid' }),
  row('2', { at: 'write', kind: 'unknown' }),
];

function makeScene(site: 'china' | 'international' = 'china') {
  const store = zoneStore();
  const emulator = dnspodEmulator(store, { login, pageSize: 20, site });
  const world = httpWorld({
    provider: dnspod,
    account: { ...account, ...(site === 'china' ? {} : { site }) },
    secrets: [token, login],
    store,
    hosts: { [site === 'china' ? 'dnsapi.cn' : 'api.dnspod.com']: emulator },
    isWrite: isDnspodWrite,
    refusals: {
      credential: dnspodReply('-1', '登陆失败'),
      secretEchoed: dnspodReply('-1', `bad token ${login}`),
    },
  });
  return { store, emulator, world };
}

describeConformance('DNSPod', {
  duplicates: true,
  aliases: 'seen',
  lines: true,
  silentWrites: false,
  echoes: 'changing',
  pageSize: 20,
  zonePageSize: 20,
  errors,
  makeWorld: () => makeScene().world,
});

describeConformance('DNSPod, the international site', {
  duplicates: true,
  aliases: 'seen',
  lines: true,
  silentWrites: false,
  echoes: 'changing',
  pageSize: 20,
  zonePageSize: 20,
  errors: [],
  makeWorld: () => makeScene('international').world,
});

const home = '81.2.69.142';
const old = '89.160.20.112';

describe('DNSPod', () => {
  function scene(...more: Parameters<typeof makeScene>) {
    const made = makeScene(...more);
    const zone = made.store.addZone('example.com');
    const { emulator, world } = made;
    const context = world.context();
    const apply = (...changes: Change[]) => dnspod.apply(changes, world.account, context);
    const asked = () =>
      emulator.requests.map(({ url, body }) => ({
        action: url.pathname.slice(1),
        ...Object.fromEntries(new URLSearchParams(body)),
      }));
    return { ...made, zone, apply, asked };
  }

  const at = (path: string) => ({
    when: ({ url }: { readonly url: URL }) => url.pathname === path,
  });
  const shows = (...records: readonly object[]) => ({
    ...at('/Record.List'),
    reply: dnspodReply('1', '', { info: { record_total: records.length }, records }),
  });

  it('says who asks and always names the address', async () => {
    const { store, zone, apply, asked } = scene();
    const held = store.add(zone, { name: 'example.com', type: 'A', value: old, ttl: 900 });
    await apply(change('example.com', home));
    const common = { login_token: login, format: 'json', lang: 'cn', error_on_empty: 'no' };
    const look = { sub_domain: '@', offset: '0', length: '3000' };
    expect(asked().slice(1)).toEqual([
      { action: 'Record.List', ...common, domain_id: zone.id, ...look },
      {
        action: 'Record.Modify',
        ...common,
        domain_id: zone.id,
        record_id: held.id,
        sub_domain: '@',
        record_type: 'A',
        record_line: '默认',
        value: home,
        ttl: '900',
      },
    ]);
  });

  it('changes nothing that is as it should be, however often it is asked', async () => {
    const { store, zone, emulator, apply } = scene();
    store.add(zone, { name: 'home.example.com', type: 'A', value: old });
    for (let round = 0; round < 8; round += 1) await apply(change('home.example.com', home));
    expect(emulator.requests.filter(isDnspodWrite)).toHaveLength(1);
    expect(emulator.violations).toEqual([]);
  });

  it.each([
    ['as code 10', dnspodReply('10', '没有记录')],
    ['as an empty list', dnspodReply('1', '', { info: { record_total: '0' }, records: [] })],
    ['without a list', dnspodReply('1', '')],
  ])('takes an empty list, told %s, for nothing', async (_, reply) => {
    const { emulator, apply } = scene();
    emulator.faults.push({ ...at('/Record.List'), reply });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
  });

  it('takes an account without a domain for one that lacks the zone', async () => {
    const { store, world, apply } = scene();
    store.zones.splice(0);
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'zoneNotFound' }]);
    expect(await dnspod.zones?.(world.account, world.context())).toEqual([]);
  });

  it('reads codes, ids and numbers in either form, and leaves paused records alone', async () => {
    const { store, zone, emulator, apply, asked } = scene();
    const held = store.add(zone, { name: 'home.example.com', type: 'A', value: old });
    const common = { name: 'home', type: 'A', line: '預設', line_id: 0, ttl: 600 };
    emulator.faults.push({
      ...at('/Record.List'),
      reply: jsonReply(200, {
        status: { code: 1, message: null },
        info: { record_total: 3 },
        records: [
          { ...common, id: 7, value: home, enabled: '0' },
          { ...common, id: 8, value: home, enabled: 0 },
          { ...common, id: Number(held.id), value: old, enabled: 1, weight: 20 },
        ],
      }),
    });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'updated' }]);
    expect(asked().at(-1)).toMatchObject({ record_id: held.id, weight: '20', ttl: '600' });
  });

  it('reads on where it is not told how many there are', async () => {
    const { store, zone, emulator, apply } = scene();
    const held = store.add(zone, { name: 'home.example.com', type: 'A', value: home });
    const common = { name: 'home', line: '默认', ttl: '600', enabled: '1' };
    const page = (...records: readonly object[]) => ({
      ...at('/Record.List'),
      reply: dnspodReply('1', '', { info: {}, records }),
    });
    emulator.faults.push(
      page({ ...common, id: '7', type: 'TXT', value: 'note' }),
      page({ ...common, id: held.id, type: 'A', value: home }),
      { ...at('/Record.List'), reply: dnspodReply('10', '没有记录') },
    );
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'alreadyRight' }]);
    expect(emulator.requests.filter(isDnspodWrite)).toEqual([]);
  });

  it('looks again where the record is said to be so already', async () => {
    const { store, zone, emulator, apply } = scene();
    const held = store.add(zone, { name: 'home.example.com', type: 'A', value: home, ttl: 600 });
    const stale = { id: held.id, name: 'home', type: 'A', line: '默认', ttl: '600', value: old };
    emulator.faults.push(shows(stale), { when: isDnspodWrite, reply: dnspodReply('17', '未变') });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'alreadyRight' }]);
    expect(emulator.requests.filter(isDnspodWrite)).toHaveLength(1);
  });

  it.each([
    ['changed', old],
    ['made', undefined],
  ])('tells of another address in the answer when a record is %s', async (_, before) => {
    const { store, zone, emulator, apply } = scene();
    if (before !== undefined) {
      store.add(zone, { name: 'home.example.com', type: 'A', value: before });
    }
    const record = { id: '1', name: 'home', value: '203.0.113.9' };
    emulator.faults.push({ when: isDnspodWrite, reply: dnspodReply('1', '', { record }) });
    expect(await apply(change('home.example.com', home))).toMatchObject([
      { kind: 'mismatch', detail: saying('203.0.113.9') },
    ]);
  });

  it('leaves a write in doubt after an unknown error, and no look', async () => {
    const { emulator, apply } = scene();
    const reply = dnspodReply('3', '未知错误');
    emulator.faults.push({ reply }, { when: isDnspodWrite, reply });
    const [looked] = await apply(change('home.example.com', home));
    expect(looked).not.toHaveProperty('unconfirmed');
    const [wrote] = await apply(change('home.example.com', home));
    expect(wrote).toMatchObject({ kind: 'server', unconfirmed: true });
  });

  it('leaves other domains alone after a ban of one', async () => {
    const { store, emulator, apply } = scene();
    store.addZone('example.net');
    emulator.faults.push({ when: isDnspodWrite, reply: dnspodReply('-15', '域名已被封禁') });
    const outcomes = await apply(change('a.example.com', home), change('a.example.net', home));
    expect(outcomes).toMatchObject([{ kind: 'blocked', scope: 'record' }, { kind: 'created' }]);
  });

  it.each(['-1', '-2', '-8'])('asks nothing more after %s', async (code) => {
    const { store, emulator, apply } = scene();
    store.addZone('example.net');
    emulator.faults.push({ reply: dnspodReply(code, '服务所述') });
    await apply(change('a.example.com', home), change('a.example.net', home));
    expect(emulator.requests).toHaveLength(1);
  });

  it('asks the international site in its own words', async () => {
    const { apply, asked } = scene('international');
    await apply(change('home.example.com', home));
    expect(asked().at(-1)).toMatchObject({ lang: 'en', record_line: 'default' });
    expect(asked().at(-2)).toMatchObject({ length: '500' });
  });

  it.each([
    ['a space in it', { ...account, token: 'a b' }],
    ['no id', { token }],
    ['an unknown site', { ...account, site: 'europe' }],
  ])('refuses an account with %s', (_, given) => {
    expect(dnspod.account.safeParse(given).success).toBe(false);
  });
});
