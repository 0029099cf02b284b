import * as z from 'zod';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages, nextPage } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  apiId: idField({ label: { en: 'APIID', 'zh-CN': 'APIID' } }),
  apiSecret: tokenField({ label: { en: 'API secret', 'zh-CN': 'API 密钥' } }),
});

type Account = z.infer<typeof account>;

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 604_800 },
  requestsPerChange: 2,
};

const pageSize = 100;

/** A plan without weights shows it too, and need not take it back. */
const usualWeight = 1;

/** By the numbers of RFC 1035; 256 forwards web visitors and stands in place of addresses. */
const typeNames: Readonly<Record<number, string>> = {
  1: 'A',
  5: 'CNAME',
  28: 'AAAA',
  256: 'ALIAS',
};
const typeNumbers: Readonly<Record<string, number>> = { A: 1, AAAA: 28 };

const code = z.union([z.number(), z.string()]).transform(Number);
const doneForm = z.object({ code });
const page = <Item>(item: z.ZodType<Item>) =>
  z.object({
    code,
    data: z.object({ total: z.number().nullish(), results: listForm(item).nullish() }).nullish(),
  });
const recordForm = z.object({
  id: z.string(),
  host: z.string().nullish(),
  type: z.number(),
  data: z.string().nullish(),
  ttl: z.number().nullish(),
  lineId: z.union([z.string(), z.number()]).nullish(),
  groupId: z.string().nullish(),
  weight: z.number().nullish(),
  disable: z.boolean().nullish(),
});
const domainsForm = page(z.object({ id: z.string(), domain: z.string() }));
const recordsForm = page(recordForm);
const errorForm = z.object({
  code,
  msg: z.string().nullish(),
  message: z.string().nullish(),
});

const texts = {
  tooFast: /频繁|超限|too many|rate limit/i,
  missing: /不存在|未找到|not (?:found|exist)/i,
  conflict: /冲突|已存在|重复|conflict|exists|duplicate/i,
  zone: /域名|domain/i,
} as const;

/**
 * `{"code": 200, "msg": …, "data": …}` with the status 200: 4xx and 5xx are those of HTTP, 6xx are
 * refusals of what was asked. What a refusal is about, only its text says.
 */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || parsed.data.code === 200) return undefined;
  const { msg, message, ...rest } = parsed.data;
  const says = api.clean(msg || message || '');
  const ofHttp = rest.code >= 400 && rest.code < 600;
  const refused = rest.code >= 600 && rest.code < 700;
  const status = ofHttp ? rest.code : refused ? 400 : reply.status;
  const judged = api.failureOf({ ...reply, status }, says);
  if (judged.kind === 'auth' || judged.kind === 'rateLimited') return judged;
  if (texts.tooFast.test(says)) return failure('rateLimited', says, { scope: 'account' });
  if (status === 404 || texts.missing.test(says)) {
    const zone = !reply.write || (texts.zone.test(says) && !/记录|record/i.test(says));
    return failure(zone ? 'zoneNotFound' : 'recordNotFound', judged.detail);
  }
  return texts.conflict.test(says) ? failure('conflict', says) : judged;
}

function service({ apiId, apiSecret }: Account, context: ProviderContext): RecordService {
  const basic = Buffer.from(`${apiId}:${apiSecret}`).toString('base64');
  const api = httpApi(
    {
      // Other clients use plain http here, which shows the secret to the whole way.
      base: 'https://api.dns.la/api',
      headers: { authorization: `Basic ${basic}` },
      secrets: [apiSecret, basic],
      explain,
    },
    context,
  );

  const all = <Item>(
    path: string,
    filter: Readonly<Record<string, string>>,
    form: ReturnType<typeof page<Item>>,
  ) =>
    allPages<Item, number>(1, async (pageIndex, seen) => {
      const query = { ...filter, pageIndex, pageSize };
      const { data } = await api.read({ method: 'GET', path, query }, form);
      const items = data?.results ?? [];
      const total = data?.total ?? 0;
      return { items, next: nextPage(pageIndex, { seen, got: items.length, total }) };
    });

  const zones = zonesByList(async () =>
    (await all('/domainList', {}, domainsForm)).map(
      ({ id, domain }): Zone => ({ id, name: wireName(domain) }),
    ),
  );

  async function records(zone: Zone, filter: Readonly<Record<string, string>>) {
    const found = await all('/recordList', { domainId: zone.id, ...filter }, recordsForm);
    return found
      .filter(({ disable, lineId }) => !disable && ['', '0'].includes(String(lineId ?? '')))
      .map(
        ({ id, host, type, data, ttl, groupId, weight }): HeldRecord => ({
          id,
          type: typeNames[type] ?? `type ${type}`,
          name: relativeTo(host ?? '', zone.name),
          value: data ?? '',
          ttl: ttl ?? undefined,
          extra: {
            ...(groupId ? { groupId } : {}),
            ...(weight && weight !== usualWeight ? { weight } : {}),
          },
        }),
      );
  }

  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    host: hostOf(name, zone.name, '@'),
    type: typeNumbers[type],
    data: value,
    ttl,
  });

  return {
    newTtl: 600,
    ...zones,
    reader: {
      by: 'name',
      get: (zone, name) => records(zone, { host: hostOf(name, zone.name, '@') }),
      whole: (zone) => records(zone, {}),
    },
    async update(zone, { id, extra }, to) {
      const json = { id, ...extra, ...valuesOf(zone, to) };
      await api.read({ method: 'PUT', path: '/record', json }, doneForm);
      return undefined;
    },
    async create(zone, to) {
      const json = { domainId: zone.id, ...valuesOf(zone, to) };
      await api.read({ method: 'POST', path: '/record', json }, doneForm);
      return undefined;
    },
    async remove(_, { id }) {
      await api.read({ method: 'DELETE', path: '/record', query: { id } }, doneForm);
    },
  };
}

/** DNSLA, https://www.dns.la/docs/ApiDoc. */
export const dnsla = defineRecordProvider(
  {
    id: 'dnsla',
    name: { en: 'DNSLA', 'zh-CN': 'DNSLA' },
    website: 'https://www.dns.la/',
    docs: 'https://www.dns.la/',
    setup: {
      en: 'Sign in, open the settings of your account, and create an APIID with its secret under “API”.',
      'zh-CN': '登录后打开账户设置，在“API”中创建 APIID 和密钥。',
    },
    limits: [
      {
        en: 'The least TTL depends on the plan of the domain.',
        'zh-CN': '最小 TTL 取决于域名的套餐。',
      },
      {
        en: 'Records of other lines than the default one are left alone.',
        'zh-CN': '非默认线路的记录不会被改动。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'CN',
    account,
    capabilities,
  },
  service,
);
