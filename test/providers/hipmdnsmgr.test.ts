import { describe, expect, it } from 'vitest';
import { hipmdnsmgr } from '../../electron/providers/hipmdnsmgr.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type EmulatedRequest, emulatedHttp, jsonReply } from '../support/emulator.ts';
import { dnsmgrReply, hipmdnsmgrEmulator } from '../support/hipmdnsmgr-emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const host = 'dnsmgr.example.net';
const url = `https://${host}`;
const token = 'dnsmgr_0123456789abcdef0123456789abcdef';
const home = '81.2.69.142';
const home6 = '2a02:8071:1:2::7';
const old = '89.160.20.112';

const unauthorized = jsonReply(401, { code: -1, msg: 'Invalid or expired token' });

/** Asked of one domain, not for the list of them. */
const ofRecords = ({ url: { pathname } }: EmulatedRequest) => pathname.includes('/records');

const errors: readonly ErrorRow[] = [
  { title: '401', at: 'read', reply: unauthorized, kind: 'auth', scope: 'account' },
  {
    title: '403, of a token for other domains',
    at: 'read',
    reply: jsonReply(403, { code: -1, msg: 'Token does not have permission for this domain' }),
    kind: 'auth',
    when: ofRecords,
  },
  {
    title: 'Permission denied for subdomain',
    at: 'write',
    reply: dnsmgrReply(-1, 'Permission denied for subdomain'),
    kind: 'auth',
  },
  {
    title: 'Domain not found, at a look',
    at: 'read',
    reply: dnsmgrReply(-1, 'Domain not found'),
    kind: 'zoneNotFound',
  },
  {
    title: 'Domain not found, at a write',
    at: 'write',
    reply: dnsmgrReply(-1, 'Domain not found'),
    kind: 'zoneNotFound',
  },
  {
    title: 'Record not found',
    at: 'write',
    reply: dnsmgrReply(-1, 'Record not found'),
    kind: 'recordNotFound',
  },
  {
    title: 'Invalid value for A record',
    at: 'write',
    reply: dnsmgrReply(-1, 'Invalid value for A record'),
    kind: 'invalid',
  },
  {
    title: 'name, type, and value are required',
    at: 'write',
    reply: dnsmgrReply(-1, 'name, type, and value are required'),
    kind: 'invalid',
  },
  {
    title: 'Failed to update record',
    at: 'write',
    reply: dnsmgrReply(-1, 'Failed to update record'),
    kind: 'unknown',
  },
  {
    title: 'a conflict at the service behind it',
    at: 'write',
    creating: true,
    reply: dnsmgrReply(-1, 'The DNS record already exists.'),
    kind: 'conflict',
  },
  {
    title: 'a limit of the service behind it',
    at: 'read',
    reply: dnsmgrReply(-1, 'Request was denied due to user flow control: Throttling.User'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '429',
    at: 'write',
    reply: jsonReply(429, { code: 429, msg: '请求过于频繁' }),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '500',
    at: 'write',
    reply: dnsmgrReply(500, 'Internal server error', undefined, 500),
    kind: 'server',
  },
  ...documented(),
];

/** What the documentation lists; the source writes -1 and a text instead. */
function documented(): readonly ErrorRow[] {
  const rows: readonly (readonly [
    number,
    string,
    Pick<ErrorRow, 'kind' | 'scope' | 'at' | 'when'>,
  ])[] = [
    [100_001, '参数验证失败', { at: 'write', kind: 'invalid' }],
    [100_005, '参数超出范围', { at: 'write', kind: 'invalid' }],
    [200_003, 'Token 已过期', { at: 'read', kind: 'auth', scope: 'account' }],
    [200_009, '账户已被禁用', { at: 'write', kind: 'auth', scope: 'account' }],
    [300_001, '权限不足', { at: 'write', kind: 'auth' }],
    [300_004, '无权访问该域名', { at: 'read', kind: 'auth', when: ofRecords }],
    [300_007, '子域名权限受限', { at: 'write', kind: 'auth' }],
    [400_001, '域名不存在', { at: 'read', kind: 'zoneNotFound' }],
    [400_001, '参数验证失败', { at: 'write', kind: 'unknown' }],
    [400_002, '', { at: 'read', kind: 'zoneNotFound' }],
    [400_003, '', { at: 'write', kind: 'recordNotFound' }],
    [400_008, '资源冗余', { at: 'write', kind: 'conflict' }],
    [400_010, '', { at: 'write', kind: 'conflict' }],
    [400_013, 'CNAME', { at: 'write', kind: 'conflict' }],
    [401_001, 'Token 无效或过期', { at: 'read', kind: 'auth', scope: 'account' }],
    [403_001, '权限不足', { at: 'write', kind: 'auth' }],
    [500_001, 'DNS 服务商调用失败', { at: 'write', kind: 'server' }],
    [500_002, 'DNS 账号认证失败', { at: 'write', kind: 'auth' }],
    [500_003, '服务商', { at: 'read', kind: 'rateLimited', scope: 'account' }],
    [500_004, '服务商响应超时', { at: 'write', kind: 'server' }],
    [500_005, '', { at: 'read', kind: 'zoneNotFound' }],
    [900_002, '数据库错误', { at: 'write', kind: 'server' }],
    [900_007, '系统维护中', { at: 'read', kind: 'server' }],
  ];
  return rows.map(([code, msg, rest]) => ({
    title: `${code} ${msg}`,
    reply: dnsmgrReply(code, msg),
    ...rest,
  }));
}

describeConformance('HiPM DNSMgr', {
  duplicates: true,
  aliases: 'seen',
  // What some of the services behind it make of them is another name.
  twiceInZone: false,
  lines: true,
  silentWrites: false,
  echoes: false,
  pageSize: 20,
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    return httpWorld({
      provider: hipmdnsmgr,
      account: { url, token },
      secrets: [token],
      store,
      hosts: { [host]: hipmdnsmgrEmulator(store, { token, pageSize: 20 }) },
      refusals: {
        credential: unauthorized,
        secretEchoed: dnsmgrReply(-1, `Invalid value: ${token}`),
      },
    });
  },
});

describe('HiPM DNSMgr', () => {
  type Options = Partial<Parameters<typeof hipmdnsmgrEmulator>[1]> & { readonly url?: string };

  function setUp({ url: where = url, ...options }: Options = {}) {
    const store = zoneStore();
    const zone = store.addZone('example.com');
    const record = store.add(zone, { name: 'home.example.com', type: 'A', value: old });
    const emulator = hipmdnsmgrEmulator(store, { token, pageSize: 100, ...options });
    const http = emulatedHttp({ [host]: emulator });
    const account = hipmdnsmgr.account.parse({ url: where, token });
    const apply = (...changes: readonly ReturnType<typeof change>[]) =>
      hipmdnsmgr.apply(changes, account, testContext({ http }));
    const zones = () => hipmdnsmgr.zones?.(account, testContext({ http }));
    const asked = () =>
      emulator.requests.map(
        ({ method, url: { pathname, search } }) => `${method} ${pathname}${search}`,
      );
    const bodies = () => emulator.requests.flatMap(({ body }) => (body ? [JSON.parse(body)] : []));
    /** The list of records is this, whatever the store says. */
    const holding = (...list: readonly object[]) =>
      emulator.faults.push({
        when: ({ method, url: { pathname } }) => method === 'GET' && pathname.endsWith('/records'),
        reply: dnsmgrReply(0, 'success', { total: list.length, list }),
      });
    return { store, zone, record, emulator, apply, zones, asked, bodies, holding };
  }

  const shown = { id: 'r-1', name: 'home', type: 'A', value: old, ttl: 600, status: 1 };

  it('asks and writes so, with the line, weight and remark as found', async () => {
    const { zone, record, apply, asked, bodies } = setUp();
    await apply(change('home.example.com', home), change('example.com', home6));
    const path = `/api/domains/${zone.id}/records`;
    expect(asked()).toEqual([
      'GET /api/domains?page=1&pageSize=100',
      'GET /api/domains?page=2&pageSize=100',
      `GET ${path}?page=1&pageSize=100`,
      `PUT ${path}/r-${record.id}`,
      `POST ${path}`,
    ]);
    expect(bodies()).toEqual([
      {
        name: 'home',
        type: 'A',
        value: home,
        ttl: 3600,
        line: 'default',
        weight: 3,
        remark: 'mine',
      },
      { name: '@', type: 'AAAA', value: home6, ttl: 600, line: '0' },
    ]);
  });

  it.each([
    [`${url}/`, ''],
    [`${url}/api`, ''],
    [`${url}/api/`, ''],
    [`${url}/dns`, '/dns'],
    [`${url}/dns/api/`, '/dns'],
  ])('finds the API of %s', async (where, under) => {
    const { emulator, apply } = setUp({ url: where, under });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'updated' }]);
    expect(emulator.violations).toEqual([]);
  });

  it('ends where every page holds all domains of the token', async () => {
    const { store, zones, asked } = setUp({ allAtOnce: true });
    for (let count = 0; count < 150; count += 1) store.addZone(`z${count}.example.net`);
    expect(await zones()).toHaveLength(151);
    expect(asked()).toHaveLength(2);
  });

  it('reads as many pages as there are by the total', async () => {
    const { store, zones, asked } = setUp({ asPage: true, pageSize: 2 });
    store.addZone('example.net');
    store.addZone('bücher.example');
    expect(await zones()).toEqual(['example.com', 'example.net', 'xn--bcher-kva.example']);
    expect(asked()).toHaveLength(2);
  });

  it('does not believe an empty list at once', async () => {
    const { apply, bodies, holding, record, asked } = setUp();
    holding();
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'updated' }]);
    expect(asked().at(-1)).toContain(`/r-${record.id}`);
    expect(bodies()).toHaveLength(1);
  });

  it('leaves disabled records and other lines alone', async () => {
    const { apply, holding } = setUp();
    holding({ ...shown, status: 0 }, { ...shown, id: 'r-2', line: 'telecom' });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
  });

  it.each(['', '0', -1, 'default', 'DEFAULT', 'default_view', '默认', null])(
    'takes the line %j for the default one',
    async (line) => {
      const { apply, holding } = setUp();
      holding({ ...shown, value: home, line });
      expect(await apply(change('home.example.com', home))).toMatchObject([
        { kind: 'alreadyRight' },
      ]);
    },
  );

  it('keeps a record of Cloudflare proxied', async () => {
    const { record, apply, holding, bodies } = setUp();
    const cloudflare = { proxied: true, proxiable: true };
    holding({ ...shown, id: `r-${record.id}`, line: '1', ttl: 1, cloudflare });
    await apply(change('home.example.com', home));
    expect(bodies()).toEqual([{ name: 'home', type: 'A', value: home, ttl: 1, line: '1' }]);
  });

  it('gives a record without a line the default one', async () => {
    const { record, apply, holding, bodies } = setUp();
    holding({ ...shown, id: `r-${record.id}`, name: 'HOME' });
    await apply(change('home.example.com', home));
    expect(bodies()).toEqual([{ name: 'home', type: 'A', value: home, ttl: 600, line: '0' }]);
  });

  it('writes an id as one part of the path', async () => {
    const { zone, apply, holding, asked } = setUp();
    holding({ ...shown, id: 'home/A' });
    await apply(change('home.example.com', home));
    expect(asked()).toContain(`PUT /api/domains/${zone.id}/records/home%2FA`);
  });

  it('says what the server says', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({
      when: ({ method }) => method === 'PUT',
      reply: dnsmgrReply(-1, 'Failed to update record'),
    });
    expect(await apply(change('home.example.com', home))).toMatchObject([
      { kind: 'unknown', detail: saying('Failed to update record') },
    ]);
  });

  it.each([
    [{ code: 500_004, msg: '' }, 'server', true, '500004'],
    [{ code: 400_010 }, 'conflict', undefined, '400010'],
  ])('tells of %j in the code where there is no text', async (reply, kind, unconfirmed, says) => {
    const { emulator, apply } = setUp();
    emulator.faults.push({ when: ({ method }) => method === 'PUT', reply: jsonReply(200, reply) });
    const [outcome] = await apply(change('home.example.com', home));
    expect(outcome).toEqual({
      kind,
      detail: saying(says),
      scope: 'record',
      ...(unconfirmed && { unconfirmed }),
    });
  });

  it('leaves no doubt where a look fails', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({ reply: dnsmgrReply(500_001, 'DNS 服务商调用失败') });
    const [outcome] = await apply(change('home.example.com', home));
    expect(outcome).toEqual({ kind: 'server', detail: 'DNS 服务商调用失败', scope: 'record' });
  });

  it('believes no answer without a code', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({ when: ({ method }) => method === 'PUT', reply: jsonReply(200, {}) });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'unknown' }]);
  });

  it.each([
    { url, token: '' },
    { url, token: 'a b' },
    { token },
    { url: 'https://user:pass@dnsmgr.example.net', token },
    { url: 'https://user@dnsmgr.example.net', token },
    { url: 'https://dnsmgr.example.net/?a=b', token },
    { url: 'https://dnsmgr.example.net/ x', token },
    { url: 'https://', token },
    { url: 'https://[', token },
  ])('takes no account like %j', (account) => {
    expect(hipmdnsmgr.account.safeParse(account).success).toBe(false);
  });

  it.each(['dnsmgr.example.net', 'localhost:3001'])('wants the scheme of %s', (where) => {
    const { error } = hipmdnsmgr.account.safeParse({ url: where, token });
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]).toMatchObject({
      params: {
        message: {
          en: expect.stringMatching(/http:\/\/ or https:\/\//),
          'zh-CN': expect.stringMatching(/缺少 http:\/\/ 或 https:\/\//),
        },
      },
    });
  });
});
