import * as z from 'zod';
import { failure } from '../core/outcome.ts';
import type { Capabilities, Change, Provider, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { addressOnly, halfDone } from './api/half-done.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  token: tokenField({
    label: { en: 'Personal Access Token', 'zh-CN': '个人访问令牌（Personal Access Token）' },
  }),
});

/** "ttl_sec": any other value is rounded up to the next of these. 0 is the domain's own. */
const ttls = [30, 120, 300, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 172_800, 345_600, 604_800];

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 30, max: 604_800 },
  requestsPerChange: 2,
};

/** The most that the API gives on one page. */
const pageSize = 500;

const paged = { page: z.number(), pages: z.number() };
const domainsForm = z.object({
  data: listForm(z.object({ id: z.number(), domain: z.string() })),
  ...paged,
});
const recordForm = z.object({
  id: z.number(),
  type: z.string(),
  name: z.string().nullish(),
  target: z.string().nullish(),
  ttl_sec: z.number().nullish(),
});
const recordsForm = z.object({ data: listForm(recordForm), ...paged });
const reasonForm = z.object({ reason: z.string().default(''), field: z.string().nullish() });
const errorForm = z.object({ errors: listForm(reasonForm) });

/** `{"errors": [{"field": "target", "reason": …}]}`. */
function explain(reply: Reply, api: HttpApi) {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const reasons = parsed.data.errors.map(({ field, reason }) =>
    field ? `${field}: ${reason}` : reason,
  );
  const says = api.clean(reasons.join('; '));
  if (reply.status === 404) return failure(reply.write ? 'recordNotFound' : 'zoneNotFound', says);
  // A token's scopes hold for all domains, its user's grants for each.
  if (reply.status === 403 && /oauth token/i.test(says)) {
    return failure('auth', says, { scope: 'account' });
  }
  const refused = reply.status === 400 || reply.status === 409;
  if (refused && /conflict|cname|already exist|duplicate/i.test(says)) {
    return failure('conflict', says);
  }
  return api.failureOf(reply, says);
}

function service(token: string, context: ProviderContext): RecordService {
  const api = httpApi(
    {
      base: 'https://api.linode.com/v4',
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      explain,
    },
    context,
  );

  const next = ({ page, pages }: { page: number; pages: number }) =>
    page < pages ? page + 1 : undefined;

  const domains = (headers: Readonly<Record<string, string>>) =>
    allPages(1, async (page) => {
      const query = { page, page_size: pageSize };
      const call = { method: 'GET', path: '/domains', query, headers } as const;
      const answer = await api.read(call, domainsForm);
      const items = answer.data.map(({ id, domain }): Zone => {
        return { id: String(id), name: wireName(domain) };
      });
      return { items, next: next(answer) };
    });

  const pathOf = (zone: Zone, id = '') => `/domains/${zone.id}/records${id && `/${id}`}`;

  const records = (zone: Zone) =>
    allPages(1, async (page) => {
      const query = { page, page_size: pageSize };
      const answer = await api.read({ method: 'GET', path: pathOf(zone), query }, recordsForm);
      const items = answer.data.map(
        ({ id, type, name, target, ttl_sec }): HeldRecord => ({
          id: String(id),
          type,
          name: relativeTo(name ?? '', zone.name),
          value: target ?? '',
          ttl: ttl_sec ?? undefined,
        }),
      );
      return { items, next: next(answer) };
    });

  async function put(zone: Zone, id: string, { value, ttl }: WantedRecord): Promise<string> {
    const json = { target: value, ttl_sec: ttl };
    const answer = await api.read({ method: 'PUT', path: pathOf(zone, id), json }, recordForm);
    return answer.target ?? '';
  }

  return {
    newTtl: 300,
    list: () => domains({}),
    find: async (name) => {
      const found = await domains({ 'x-filter': JSON.stringify({ domain: name }) });
      return found.find((zone) => zone.name === name);
    },
    reader: { by: 'zone', get: records },
    update: (zone, held, to) => put(zone, held.id, to),
    async create(zone, to) {
      const { name, type, value, ttl } = to;
      const host = hostOf(name, zone.name, '');
      // What ends with the zone's name is taken for a full name, and cut.
      const named = host.endsWith(zone.name) ? name : host;
      const json = { type, name: named, target: value, ttl_sec: ttl };
      const made = await api.read({ method: 'POST', path: pathOf(zone), json }, recordForm);
      // It is known to drop the TTL of a new record, which leaves it at a day.
      const dropped = (made.ttl_sec ?? ttl) !== ttl;
      if (!dropped) return made.target ?? '';
      return put(zone, String(made.id), to).catch(halfDone(addressOnly));
    },
    async remove(zone, held) {
      await api.send({ method: 'DELETE', path: pathOf(zone, held.id) });
    },
  };
}

/** A change with the TTL that the service makes of the user's, so that it is not set again each time. */
function rounded(change: Change): Change {
  const { record } = change;
  if (record.ttl === undefined) return change;
  const ttl = ttls.find((each) => each >= (record.ttl ?? 0)) ?? ttls.at(-1);
  return { ...change, record: { ...record, ttl } };
}

const plain = defineRecordProvider<z.infer<typeof account>>(
  {
    id: 'linode',
    name: { en: 'Linode (Akamai)', 'zh-CN': 'Linode（Akamai）' },
    website: 'https://www.linode.com/',
    docs: 'https://cloud.linode.com/profile/tokens',
    setup: {
      en: 'In Cloud Manager open your profile, then API Tokens, and create a Personal Access Token with access to Domains only. Mind its expiry.',
      'zh-CN':
        '在 Cloud Manager 的个人资料中打开 API Tokens，创建仅可访问 Domains 的 Personal Access Token，并注意其有效期。',
    },
    permission: { en: '“Domains”: Read/Write', 'zh-CN': '“Domains”：Read/Write' },
    limits: [
      {
        en: 'Linode knows a few TTLs only (30, 120, 300, 3600 seconds and longer) and rounds any other up.',
        'zh-CN': 'Linode 仅支持若干 TTL 值（30、120、300、3600 秒及更长），其他值会向上取整。',
      },
      {
        en: 'Linode’s name servers answer only while the account has at least one active Linode.',
        'zh-CN': '账户中至少有一台运行中的 Linode 时，其域名服务器才会应答。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  ({ token }, context) => service(token, context),
);

/** Linode's DNS Manager, https://techdocs.akamai.com/linode-api/reference/get-domains. */
export const linode: Provider = {
  ...plain,
  apply: (changes, credentials, context) => plain.apply(changes.map(rounded), credentials, context),
};
