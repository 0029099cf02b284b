import { describe, expect, it } from 'vitest';
import { dnsla } from '../../electron/providers/dnsla.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { dnslaDenied, dnslaEmulator, dnslaReply } from '../support/dnsla-emulator.ts';
import { emulatedHttp, jsonReply } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const account = { apiId: '85369994254488576', apiSecret: 'secret0123456789abcdef' };
const basic = Buffer.from(`${account.apiId}:${account.apiSecret}`).toString('base64');
const home = '81.2.69.142';
const home6 = '2a02:8071:1:2::7';
const old = '89.160.20.112';

const errors: readonly ErrorRow[] = [
  {
    title: '401, in the body',
    at: 'read',
    reply: dnslaReply(401, '认证失败'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403, in the body',
    at: 'write',
    reply: dnslaReply(403, '没有权限'),
    kind: 'auth',
  },
  {
    title: '401, of HTTP',
    at: 'read',
    reply: dnslaDenied,
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '601, of the domain',
    at: 'read',
    reply: dnslaReply(601, '域名不存在'),
    kind: 'zoneNotFound',
  },
  {
    title: '601, of the domain, when a record is made',
    at: 'write',
    creating: true,
    reply: dnslaReply(601, '域名不存在'),
    kind: 'zoneNotFound',
  },
  {
    title: '404, of the record',
    at: 'write',
    reply: dnslaReply(404, '记录不存在'),
    kind: 'recordNotFound',
  },
  {
    title: 'a record that is missing, with another code',
    at: 'write',
    reply: dnslaReply(602, '该域名下的记录不存在'),
    kind: 'recordNotFound',
  },
  {
    title: '6xx, for a record that is in the way',
    at: 'write',
    creating: true,
    reply: dnslaReply(604, '与已有记录冲突'),
    kind: 'conflict',
  },
  {
    title: '6xx, for a value',
    at: 'write',
    reply: dnslaReply(603, 'TTL 值不合法'),
    kind: 'invalid',
  },
  {
    title: '400, with the status and the other name of the text',
    at: 'write',
    reply: jsonReply(400, { code: '400', message: 'invalid ttl' }),
    kind: 'invalid',
  },
  {
    title: '429, in the body',
    at: 'read',
    reply: dnslaReply(429, 'Too Many Requests'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: 'too many requests, with another code',
    at: 'write',
    reply: dnslaReply(400, '请求过于频繁'),
    kind: 'rateLimited',
    scope: 'account',
  },
  { title: '500, in the body', at: 'read', reply: dnslaReply(500, '系统错误'), kind: 'server' },
  { title: 'an unknown code', at: 'write', reply: dnslaReply(10_001, '失败'), kind: 'unknown' },
];

describeConformance('DNSLA', {
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
      provider: dnsla,
      account,
      secrets: [account.apiSecret, basic],
      store,
      hosts: { 'api.dns.la': dnslaEmulator(store, { ...account, pageSize: 20 }) },
      refusals: {
        credential: dnslaDenied,
        secretEchoed: dnslaReply(400, `bad key ${account.apiSecret}`),
      },
    });
  },
});

function setUp() {
  const store = zoneStore();
  const zone = store.addZone('example.com');
  const record = store.add(zone, { name: 'home.example.com', type: 'A', value: old });
  const emulator = dnslaEmulator(store, { ...account, pageSize: 100 });
  const http = emulatedHttp({ 'api.dns.la': emulator });
  const apply = (...changes: readonly ReturnType<typeof change>[]) =>
    dnsla.apply(changes, dnsla.account.parse(account), testContext({ http }));
  /** The list holds this, whatever the store says. */
  const holding = (data: unknown) =>
    emulator.faults.push({
      when: ({ url }) => url.pathname === '/api/recordList',
      reply: dnslaReply(200, '', data),
    });
  return { store, zone, record, emulator, http, apply, holding };
}

describe('DNSLA', () => {
  it('speaks over TLS only, with these requests', async () => {
    const { zone, record, emulator, http, apply } = setUp();
    await apply(change('home.example.com', home), change('example.com', home6));
    const sent = emulator.requests.map(({ method, url, body }) => [
      `${method} ${url.pathname}${url.search}`,
      body && JSON.parse(body),
    ]);
    const values = { host: 'home', type: 1, data: home, ttl: 3600 };
    const inZone = `domainId=${zone.id}`;
    expect(sent).toEqual([
      ['GET /api/domainList?pageIndex=1&pageSize=100', ''],
      [`GET /api/recordList?${inZone}&host=home&pageIndex=1&pageSize=100`, ''],
      [`GET /api/recordList?${inZone}&host=%40&pageIndex=1&pageSize=100`, ''],
      ['PUT /api/record', { id: record.id, groupId: 'mine', ...values }],
      ['POST /api/record', { domainId: zone.id, host: '@', type: 28, data: home6, ttl: 600 }],
    ]);
    expect(http.sent.every(({ url }) => url.startsWith('https://'))).toBe(true);
  });

  it('leaves disabled records alone', async () => {
    const { emulator, apply, holding } = setUp();
    const record = { id: '7', host: 'home', type: 1, data: old, ttl: 600, lineId: '0' };
    holding({ total: 1, results: [{ ...record, disable: true }] });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
    expect(emulator.requests.some(({ method }) => method === 'PUT')).toBe(false);
  });

  it('keeps a weight that somebody set', async () => {
    const { emulator, apply, holding } = setUp();
    const record = { id: '7', host: 'home', type: 1, data: old, ttl: 600, lineId: '' };
    holding({ total: 1, results: [{ ...record, weight: 5 }] });
    await apply(change('home.example.com', home));
    const put = emulator.requests.find(({ method }) => method === 'PUT');
    expect(JSON.parse(put?.body ?? '')).toMatchObject({ id: '7', data: home, weight: 5 });
  });

  it('knows that a refusal wrote nothing', async () => {
    const { emulator, apply } = setUp();
    const reply = dnslaReply(603, '主机记录不合法');
    emulator.faults.push({ when: ({ method }) => method === 'PUT', reply });
    const [outcome] = await apply(change('home.example.com', home));
    expect(outcome).toMatchObject({ kind: 'invalid', detail: '主机记录不合法' });
    expect(outcome).not.toHaveProperty('unconfirmed', true);
  });

  it('puts no address beside a forwarded name', async () => {
    const { apply, holding } = setUp();
    const record = { id: '7', host: 'home', type: 256, data: 'https://target.test/', ttl: 600 };
    holding({ total: 1, results: [{ ...record, lineId: '', dominant: true }] });
    const [outcome] = await apply(change('home.example.com', home));
    expect(outcome).toMatchObject({ kind: 'conflict', detail: saying('target.test') });
  });

  it.each([
    ['no data', null],
    ['no results', { total: 0, results: null }],
  ])('takes an answer with %s for an empty list', async (_, data) => {
    const { apply, holding } = setUp();
    holding(data);
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
  });

  it('takes a code that is a text', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({
      when: ({ method }) => method === 'PUT',
      reply: jsonReply(200, { code: '200', msg: 'ok' }),
    });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'updated' }]);
  });

  it.each([
    ['no id', { apiSecret: 'abc' }],
    ['a secret with a space', { ...account, apiSecret: 'a b' }],
  ])('refuses an account with %s', (_, wrong) => {
    expect(dnsla.account.safeParse(wrong).success).toBe(false);
  });
});
