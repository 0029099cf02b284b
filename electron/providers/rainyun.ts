import * as z from 'zod';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseNumber, looseText } from './api/loose-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages, nextPage } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  key: tokenField({ label: { en: 'API key', 'zh-CN': 'API 密钥' } }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 600, max: 86_400 },
  requestsPerChange: 2,
};

const pageSize = 100;

/** The line that answers everybody. */
const everybody = 'DEFAULT';

const code = z.union([z.literal(200), z.literal('200')]);
const doneForm = z.object({ code });
const page = <Item>(item: z.ZodType<Item>) =>
  z.object({
    code,
    data: z.object({ TotalRecords: looseNumber, Records: listForm(item).nullish() }).nullish(),
  });
const domainsForm = page(z.object({ id: looseText, domain: z.string() }));
const recordsForm = page(
  z.object({
    record_id: looseText,
    host: z.string().nullish(),
    type: z.string(),
    value: z.string().nullish(),
    ttl: looseNumber,
    line: z.string().nullish(),
    level: z.number().nullish(),
  }),
);
const errorForm = z.object({ code: looseNumber, message: z.string().nullish() });

const texts = {
  tooFast: /频繁|超限|too many|rate limit/i,
  missing: /不存在|未找到|not (?:found|exist)/i,
  conflict: /冲突|已存在|重复|conflict|exists|duplicate/i,
  record: /记录|解析|record/i,
  zone: /域名|产品|domain|product/i,
} as const;

/** `{"code": 200, "data": …}`. Any other code is a refusal, whatever the status; what it is about, only its text says. */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  const code = parsed.data?.code;
  if (code === undefined || code === 200) return undefined;
  const says = `${code} ${api.clean(parsed.data?.message ?? '')}`.trim();
  const status = code >= 400 && code < 600 ? code : reply.status;
  const judged = api.failureOf({ ...reply, status }, says);
  if (judged.kind === 'auth' || judged.kind === 'rateLimited') return judged;
  if (texts.tooFast.test(says)) return failure('rateLimited', says, { scope: 'account' });
  if (status === 404 || texts.missing.test(says)) {
    const zone = !reply.write || (texts.zone.test(says) && !texts.record.test(says));
    return failure(zone ? 'zoneNotFound' : 'recordNotFound', says);
  }
  return texts.conflict.test(says) ? failure('conflict', says) : judged;
}

function service(key: string, context: ProviderContext): RecordService {
  const api = httpApi(
    {
      base: 'https://api.v2.rainyun.com',
      headers: { 'x-api-key': key },
      secrets: [key],
      explain,
    },
    context,
  );

  const all = <Item>(
    path: string,
    queryOf: (at: number) => Readonly<Record<string, string | number>>,
    form: ReturnType<typeof page<Item>>,
  ) =>
    allPages<Item, number>(1, async (at, seen) => {
      const { data } = await api.read({ method: 'GET', path, query: queryOf(at) }, form);
      const items = data?.Records ?? [];
      const total = data?.TotalRecords ?? Number.POSITIVE_INFINITY;
      return { items, next: nextPage(at, { seen, got: items.length, total }) };
    });

  async function list(): Promise<readonly Zone[]> {
    const options = { columnFilters: { 'domains.Domain': '' }, sort: [], perPage: pageSize };
    const queryOf = (at: number) => ({ options: JSON.stringify({ ...options, page: at }) });
    const found = await all('/product/domain/', queryOf, domainsForm);
    return found.map(({ id, domain }) => ({ id, name: wireName(domain) }));
  }

  const pathOf = ({ id }: Zone) => `/product/domain/${encodePart(id)}/dns`;

  async function records(zone: Zone): Promise<readonly HeldRecord[]> {
    const queryOf = (at: number) => ({ limit: pageSize, page_no: at });
    const found = await all(`${pathOf(zone)}/`, queryOf, recordsForm);
    return found
      .filter(({ line }) => !line || line.toUpperCase() === everybody)
      .map(({ record_id, host, type, value, ttl, level }) => ({
        id: record_id,
        name: relativeTo(host ?? '', zone.name),
        type: type.toUpperCase(),
        value: value ?? '',
        ttl,
        extra: typeof level === 'number' ? { level } : {},
      }));
  }

  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    host: hostOf(name, zone.name, '@'),
    type,
    value,
    ttl,
    line: everybody,
  });

  return {
    ...zonesByList(list),
    newTtl: 600,
    reader: { by: 'zone', get: records },
    async update(zone, { id, extra }, to) {
      const json = { record_id: Number(id), level: 10, ...extra, ...valuesOf(zone, to) };
      await api.read({ method: 'PATCH', path: pathOf(zone), json }, doneForm);
      return undefined;
    },
    async create(zone, to) {
      const json = { record_id: 0, level: 10, ...valuesOf(zone, to) };
      await api.read({ method: 'POST', path: pathOf(zone), json }, doneForm);
      return undefined;
    },
    async remove(zone, { id }) {
      const call = { method: 'DELETE', path: pathOf(zone), query: { record_id: id } } as const;
      await api.read(call, doneForm);
    },
  };
}

/** RainYun API v2, https://www.rainyun.com/docs/rcs/detail/api. */
export const rainyun = defineRecordProvider(
  {
    id: 'rainyun',
    name: { en: 'RainYun', 'zh-CN': '雨云' },
    website: 'https://www.rainyun.com/',
    docs: 'https://app.rainyun.com/account/settings/api-key',
    setup: {
      en: 'Sign in, open the settings of your account, and create an API key.',
      'zh-CN': '登录后打开账户设置，在“API 密钥”中创建密钥。',
    },
    limits: [
      {
        en: 'The shortest TTL at RainYun is ten minutes.',
        'zh-CN': '雨云的 TTL 最短为十分钟。',
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
  ({ key }, context) => service(key, context),
);
