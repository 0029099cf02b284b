import * as z from 'zod';
import { isWithin } from '../core/name.ts';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
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
  key: tokenField({ label: { en: 'API key', 'zh-CN': 'API Key' } }),
});

/** "rrttl": 3,600 to 2,592,000 seconds. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 3600, max: 604_800 },
  requestsPerChange: 2,
};

const pageSize = 100;

/** The JSON is made from XML: a list of one comes as the thing itself, an empty one as nothing. */
function oneOrMany<Item>(item: z.ZodType<Item>) {
  const none = z.union([z.literal(''), z.null()]).transform((): Item[] => []);
  const one = item.transform((only): Item[] => [only]);
  return z
    .union([none, listForm(item), one])
    .optional()
    .transform((list) => list ?? []);
}

/** Names alone, or with their dates; the older form has them one level deeper. */
const domainForm = z.union([
  z.string(),
  z.object({ domain: z.string() }).transform(({ domain }) => domain),
]);
const domainsForm = z.object({
  reply: z.object({
    domains: z.union([
      z.object({ domain: oneOrMany(z.string()) }).transform(({ domain }) => domain),
      oneOrMany(domainForm),
    ]),
    pager: z.object({ total: looseNumber }).nullish(),
  }),
});
const recordsForm = z.object({
  reply: z.object({
    resource_record: oneOrMany(
      z.object({
        record_id: looseText,
        type: z.string(),
        host: z.string(),
        value: z.string().nullish(),
        ttl: looseNumber,
      }),
    ),
  }),
});
const replyForm = z.object({
  reply: z.object({ code: looseText, detail: z.string().nullish() }),
});

/** "Response Codes"; those of the account end the round. */
const accountCodes: Readonly<Record<string, FailureKind>> = {
  109: 'auth',
  110: 'auth',
  111: 'auth',
  112: 'plan',
  113: 'auth',
  116: 'auth',
  400: 'rateLimited',
};
const recordCodes: Readonly<Record<string, FailureKind>> = {
  108: 'invalid',
  114: 'invalid',
  115: 'server',
  200: 'zoneNotFound',
  201: 'server',
};

/** Code 280 stands for all that can be wrong with a record. */
function dnsKind(says: string): FailureKind {
  if (/cname|already exist|conflict|duplicate/i.test(says)) return 'conflict';
  return /record.?id|not found|does not exist|no such/i.test(says) ? 'recordNotFound' : 'invalid';
}

/** `{"reply": {"code": 280, "detail": …}}`, with the HTTP status of a success. */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = replyForm.safeParse(reply.json);
  if (!parsed.success || parsed.data.reply.code === '300') return undefined;
  const { code, detail } = parsed.data.reply;
  const says = `${code} ${api.clean(detail ?? '')}`.trim();
  const ofAccount = accountCodes[code];
  if (ofAccount !== undefined) return failure(ofAccount, says, { scope: 'account' });
  const kind = code === '280' ? dnsKind(says) : (recordCodes[code] ?? 'unknown');
  return failure(kind, says, kind === 'server' && reply.write ? { unconfirmed: true } : {});
}

/**
 * Hosts are documented as full names, and shown inside their zone by now. One answer keeps to one
 * form: a single host that is not in the zone by its name (`www`, the empty apex) makes all relative.
 */
function showsFullNames(shown: readonly { readonly host: string }[], zone: Zone): boolean {
  return shown.every(({ host }) => isWithin(wireName(host), zone.name));
}

function service(key: string, context: ProviderContext): RecordService {
  const api = httpApi({ base: 'https://www.namesilo.com/api', secrets: [key], explain }, context);

  /** Everything is a GET with the key in its query. */
  const get = (write: boolean, operation: string, query: Readonly<Record<string, string>>) => ({
    method: 'GET' as const,
    path: `/${operation}`,
    write,
    query: { version: '1', type: 'json', key, ...query },
  });

  const list = () =>
    allPages(1, async (page, seen) => {
      const query = { page: String(page), pageSize: String(pageSize) };
      const { reply } = await api.read(get(false, 'listDomains', query), domainsForm);
      const items = reply.domains.map((domain): Zone => {
        const wire = wireName(domain);
        return { id: wire, name: wire };
      });
      const total = reply.pager?.total;
      if (total === undefined) return { items, next: undefined };
      return { items, next: nextPage(page, { seen, got: items.length, total }) };
    });

  async function records(zone: Zone): Promise<readonly HeldRecord[]> {
    const call = get(false, 'dnsListRecords', { domain: zone.id });
    const { reply } = await api.read(call, recordsForm);
    const full = showsFullNames(reply.resource_record, zone);
    return reply.resource_record.map(({ record_id, type, host, value, ttl }) => ({
      id: record_id,
      name: full ? wireName(host) : relativeTo(host, zone.name),
      type,
      value: value ?? '',
      ttl,
    }));
  }

  const valuesOf = (zone: Zone, { name, value, ttl }: WantedRecord) => ({
    rrhost: hostOf(name, zone.name, ''),
    rrvalue: value,
    ...(ttl === undefined ? {} : { rrttl: String(ttl) }),
  });

  return {
    ...zonesByList(list),
    newTtl: 3600,
    reader: { by: 'zone', get: records },
    async update(zone, held, to) {
      const query = { domain: zone.id, rrid: held.id, ...valuesOf(zone, to) };
      await api.read(get(true, 'dnsUpdateRecord', query), replyForm);
      return undefined;
    },
    async create(zone, to) {
      const query = { domain: zone.id, rrtype: to.type, ...valuesOf(zone, to) };
      await api.read(get(true, 'dnsAddRecord', query), replyForm);
      return undefined;
    },
    async remove(zone, held) {
      await api.read(get(true, 'dnsDeleteRecord', { domain: zone.id, rrid: held.id }), replyForm);
    },
  };
}

/** NameSilo API v1, https://www.namesilo.com/api-reference. */
export const namesilo = defineRecordProvider(
  {
    id: 'namesilo',
    name: { en: 'NameSilo', 'zh-CN': 'NameSilo' },
    website: 'https://www.namesilo.com/',
    docs: 'https://www.namesilo.com/account/api-manager',
    setup: {
      en: 'In the API Manager generate a key that is not read-only. Do not limit it to IP addresses, since yours changes.',
      'zh-CN':
        '在 API Manager 中生成密钥，不要勾选只读，也不要限制可访问的 IP，因为您的地址会变化。',
    },
    limits: [
      {
        en: 'The shortest TTL at NameSilo is an hour.',
        'zh-CN': 'NameSilo 的 TTL 最短为一小时。',
      },
      {
        en: 'The domain must use NameSilo’s own name servers.',
        'zh-CN': '域名必须使用 NameSilo 自己的域名服务器。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  ({ key }, context) => service(key, context),
);
