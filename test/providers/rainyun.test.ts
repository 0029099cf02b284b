import { describe, expect, it } from 'vitest';
import { rainyun } from '../../electron/providers/rainyun.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { emulatedHttp, jsonReply } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { rainyunEmulator, rainyunReply } from '../support/rainyun-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const key = 'RYsecret0123456789abcdef';
const home = '81.2.69.142';
const home6 = '2a02:8071:1:2::7';
const old = '89.160.20.112';

const errors: readonly ErrorRow[] = [
  {
    title: '401, in the body',
    at: 'read',
    reply: rainyunReply(401, 'API密钥无效'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403, in both',
    at: 'write',
    reply: rainyunReply(403, '没有权限', undefined, 403),
    kind: 'auth',
  },
  {
    title: '401, with a code of its own',
    at: 'read',
    reply: rainyunReply(30_001, '认证失败', undefined, 401),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '404, of the domain',
    at: 'read',
    reply: rainyunReply(404, '未找到'),
    kind: 'zoneNotFound',
  },
  {
    title: '404, of the domain, at a write',
    at: 'write',
    reply: rainyunReply(404, '域名不存在'),
    kind: 'zoneNotFound',
  },
  {
    title: '404, of the record',
    at: 'write',
    reply: rainyunReply(404, ''),
    kind: 'recordNotFound',
  },
  {
    title: 'a record that is missing, with another code',
    at: 'write',
    reply: rainyunReply(30_404, '该域名下的解析不存在'),
    kind: 'recordNotFound',
  },
  {
    title: '400, for a record that is there',
    at: 'write',
    creating: true,
    reply: rainyunReply(400, '记录已存在', undefined, 400),
    kind: 'conflict',
  },
  {
    title: '400, for a CNAME in the way',
    at: 'write',
    reply: rainyunReply(400, '与 CNAME 记录冲突'),
    kind: 'conflict',
  },
  {
    title: '400, for a value',
    at: 'write',
    reply: rainyunReply(400, 'TTL 不合法', undefined, 400),
    kind: 'invalid',
  },
  {
    title: '429, in both',
    at: 'read',
    reply: {
      ...rainyunReply(429, 'Too Many Requests', undefined, 429),
      headers: { 'retry-after': '30' },
    },
    kind: 'rateLimited',
    scope: 'account',
    retryAfter: 30_000,
  },
  {
    title: 'too many requests, with another code',
    at: 'write',
    reply: rainyunReply(30_029, '请求过于频繁'),
    kind: 'rateLimited',
    scope: 'account',
  },
  { title: '500, in the body', at: 'write', reply: rainyunReply(500, '系统错误'), kind: 'server' },
  { title: 'an unknown code', at: 'write', reply: rainyunReply(10_001, '失败'), kind: 'unknown' },
];

describeConformance('RainYun', {
  duplicates: true,
  aliases: 'seen',
  lines: true,
  silentWrites: false,
  echoes: false,
  pageSize: 20,
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    return httpWorld({
      provider: rainyun,
      account: { key },
      secrets: [key],
      store,
      hosts: { 'api.v2.rainyun.com': rainyunEmulator(store, { key, pageSize: 20 }) },
      refusals: {
        credential: rainyunReply(401, 'API密钥无效'),
        secretEchoed: rainyunReply(400, `bad key ${key}`),
      },
    });
  },
});

function setUp() {
  const store = zoneStore();
  const zone = store.addZone('example.com');
  const record = store.add(zone, { name: 'home.example.com', type: 'A', value: old });
  const emulator = rainyunEmulator(store, { key, pageSize: 100 });
  const http = emulatedHttp({ 'api.v2.rainyun.com': emulator });
  const apply = (...changes: readonly ReturnType<typeof change>[]) =>
    rainyun.apply(changes, { key }, testContext({ http }));
  /** The list of records is this, whatever the store says. */
  const holding = (data: unknown) =>
    emulator.faults.push({
      when: ({ url }) => url.pathname.endsWith('/dns/'),
      reply: rainyunReply(200, '', data),
    });
  const writes = () =>
    emulator.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, url, body }) => [`${method} ${url.pathname}${url.search}`, body]);
  return { store, zone, record, emulator, apply, holding, writes };
}

describe('RainYun', () => {
  it('asks with these queries and writes these bodies', async () => {
    const { zone, record, emulator, apply } = setUp();
    await apply(change('home.example.com', home), change('example.com', home6));
    const asked = emulator.requests.map(({ method, url }) => [method, url.pathname, url.search]);
    const query = {
      columnFilters: { 'domains.Domain': '' },
      sort: [],
      perPage: 100,
      page: 1,
    };
    const path = `/product/domain/${zone.id}/dns`;
    expect(asked).toEqual([
      ['GET', '/product/domain/', `?options=${encodeURIComponent(JSON.stringify(query))}`],
      ['GET', `${path}/`, '?limit=100&page_no=1'],
      ['PATCH', path, ''],
      ['POST', path, ''],
    ]);
    expect(emulator.requests.slice(2).map(({ body }) => JSON.parse(body))).toEqual([
      {
        record_id: Number(record.id),
        host: 'home',
        type: 'A',
        value: home,
        ttl: 3600,
        line: 'DEFAULT',
        level: 5,
      },
      {
        record_id: 0,
        host: '@',
        type: 'AAAA',
        value: home6,
        ttl: 600,
        line: 'DEFAULT',
        level: 10,
      },
    ]);
  });

  it('names the surplus record in the query', async () => {
    const { store, zone, apply, writes } = setUp();
    const { id } = store.add(zone, { name: 'home.example.com', type: 'A', value: '1.1.1.1' });
    await apply(change('home.example.com', home, { from: old }));
    expect(writes()).toContainEqual([`DELETE /product/domain/${zone.id}/dns?record_id=${id}`, '']);
  });

  it('takes small types, no line, and an apex without a host', async () => {
    const { apply, holding } = setUp();
    const rest = { type: 'a', ttl: '600' };
    holding({
      TotalRecords: '2',
      Records: [
        { record_id: '7', host: 'home', value: home, line: 'default', ...rest },
        { record_id: 8, host: null, value: home, line: null, ...rest },
      ],
    });
    expect(
      await apply(change('home.example.com', home), change('example.com', home)),
    ).toMatchObject([{ kind: 'alreadyRight' }, { kind: 'alreadyRight' }]);
  });

  it('gives a record that shows no level the one for new ones', async () => {
    const { record, apply, holding, writes } = setUp();
    const shown = { host: 'home', type: 'A', value: old, ttl: 600, line: 'DEFAULT', level: null };
    holding({ TotalRecords: 1, Records: [{ record_id: Number(record.id), ...shown }] });
    await apply(change('home.example.com', home));
    expect(JSON.parse(writes()[0]?.[1] ?? '')).toMatchObject({ level: 10, ttl: 600 });
  });

  it.each([
    ['no data', null],
    ['no list', { TotalRecords: 0, Records: null }],
  ])('takes an answer with %s for an empty list', async (_, data) => {
    const { apply, holding } = setUp();
    holding(data);
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
  });

  it.each(['PATCH', 'GET'])('believes no answer without a code to a %s', async (asked) => {
    const { emulator, apply } = setUp();
    emulator.faults.push({ when: ({ method }) => method === asked, reply: jsonReply(200, {}) });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'unknown' }]);
  });

  it('reads on where no total is told', async () => {
    const { zone, record, emulator, apply } = setUp();
    emulator.faults.push({
      when: ({ url }) => url.searchParams.get('page_no') === '1',
      reply: rainyunReply(200, '', {
        Records: [{ record_id: 5, host: 'other', type: 'A', value: home, ttl: 600 }],
      }),
    });
    for (let count = 0; count < 100; count += 1) {
      zone.records.unshift({
        ...record,
        id: `${count}`,
        name: `n${count}.example.com`,
      });
    }
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'updated' }]);
  });

  it('takes a code that is a text', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({
      when: ({ method }) => method === 'PATCH',
      reply: jsonReply(200, { code: '200', data: null }),
    });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'updated' }]);
  });

  it('knows a domain by its letters', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({
      reply: rainyunReply(200, '', {
        TotalRecords: 1,
        Records: [{ id: 7, domain: 'Bücher.example' }],
      }),
    });
    await apply(change('xn--bcher-kva.example', home));
    expect(emulator.requests[1]?.url.pathname).toBe('/product/domain/7/dns/');
  });

  it('takes no TTL under ten minutes', () => {
    expect(rainyun.capabilities.ttl).toEqual({ min: 600, max: 86_400 });
  });

  it('says the code with the text', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({
      when: ({ method }) => method === 'PATCH',
      reply: rainyunReply(10_001, '失败'),
    });
    expect(await apply(change('home.example.com', home))).toMatchObject([
      { detail: saying('10001 失败') },
    ]);
  });

  it.each([{ key: '' }, { key: 'a b' }, {}])('takes no account like %j', (account) => {
    expect(rainyun.account.safeParse(account).success).toBe(false);
  });
});
