import * as z from 'zod';
import { failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages, nextPage } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  token: tokenField({
    label: { en: 'Personal access token', 'zh-CN': '个人访问令牌' },
  }),
});

/** "Create a New Domain Record": 30 is the least. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 30, max: 604_800 },
  requestsPerChange: 2,
};

/** The most that the API gives on one page. */
const pageSize = 200;

const total = z.object({ total: z.number() });
const domainsForm = z.object({
  domains: listForm(z.object({ name: z.string() })),
  meta: total,
});
const recordForm = z.object({
  id: z.number(),
  type: z.string(),
  name: z.string(),
  data: z.string().nullish(),
  ttl: z.number().nullish(),
});
const recordsForm = z.object({ domain_records: listForm(recordForm), meta: total });
const oneForm = z.object({ domain_record: recordForm });
const errorForm = z.object({ id: z.string(), message: z.string() });

/** `{"id": "not_found", "message": …}`: a domain that is not there, unless a record was asked for. */
function explain(reply: Reply) {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  // A token's scopes hold for all domains, its user's rights perhaps not.
  if (reply.status === 403 && /required permission/i.test(parsed.data.message)) {
    return failure('auth', parsed.data.message, { scope: 'account' });
  }
  if (reply.status !== 404) return undefined;
  return failure(reply.write ? 'recordNotFound' : 'zoneNotFound', parsed.data.message);
}

function service(token: string, context: ProviderContext): RecordService {
  const api = httpApi(
    {
      base: 'https://api.digitalocean.com/v2',
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      explain,
    },
    context,
  );

  const zones = zonesByList(() =>
    allPages(1, async (page, seen) => {
      const query = { page, per_page: pageSize };
      const answer = await api.read({ method: 'GET', path: '/domains', query }, domainsForm);
      const items = answer.domains.map(({ name }): Zone => {
        const wire = wireName(name);
        return { id: wire, name: wire };
      });
      return { items, next: nextPage(page, { seen, got: items.length, ...answer.meta }) };
    }),
  );

  const pathOf = (zone: Zone, id = '') => `/domains/${zone.id}/records${id && `/${id}`}`;

  const records = (zone: Zone, filter: Readonly<Record<string, string>>) =>
    allPages(1, async (page, seen) => {
      const query = { ...filter, page, per_page: pageSize };
      const answer = await api.read({ method: 'GET', path: pathOf(zone), query }, recordsForm);
      const items = answer.domain_records.map(
        ({ id, type, name, data, ttl }): HeldRecord => ({
          id: String(id),
          type,
          name: relativeTo(name, zone.name),
          value: data ?? '',
          ttl: ttl ?? undefined,
        }),
      );
      return { items, next: nextPage(page, { seen, got: items.length, ...answer.meta }) };
    });

  const valuesOf = ({ type, value, ttl }: WantedRecord) => ({ type, data: value, ttl });

  return {
    newTtl: 300,
    ...zones,
    reader: {
      by: 'name',
      // The filter wants the full name, although records show the relative one.
      get: (zone, name) => records(zone, { name }),
      whole: (zone) => records(zone, {}),
    },
    async update(zone, held, to) {
      // PATCH keeps what is left out; PUT replaces.
      const path = pathOf(zone, held.id);
      const json = valuesOf(to);
      return (await api.read({ method: 'PATCH', path, json }, oneForm)).domain_record.data ?? '';
    },
    async create(zone, to) {
      const json = { name: hostOf(to.name, zone.name, '@'), ...valuesOf(to) };
      const call = { method: 'POST', path: pathOf(zone), json } as const;
      return (await api.read(call, oneForm)).domain_record.data ?? '';
    },
    async remove(zone, held) {
      await api.send({ method: 'DELETE', path: pathOf(zone, held.id) });
    },
  };
}

/**
 * DigitalOcean, https://docs.digitalocean.com/reference/api/digitalocean/#tag/Domain-Records. The
 * smallest whole provider: copy it for a service whose records have ids.
 */
export const digitalocean = defineRecordProvider(
  {
    id: 'digitalocean',
    name: { en: 'DigitalOcean', 'zh-CN': 'DigitalOcean' },
    website: 'https://www.digitalocean.com/',
    docs: 'https://cloud.digitalocean.com/account/api/tokens',
    setup: {
      en: 'In the control panel open API → Tokens and generate a new token with custom scopes.',
      'zh-CN': '在控制面板中打开 API → Tokens，使用自定义范围（Custom Scopes）生成新令牌。',
    },
    permission: {
      en: 'domain:read, domain:create, domain:update and domain:delete',
      'zh-CN': 'domain:read、domain:create、domain:update 和 domain:delete',
    },
    limits: [
      {
        en: 'DigitalOcean takes 5,000 requests of one token in an hour.',
        'zh-CN': 'DigitalOcean 限制每个令牌每小时 5000 次请求。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  ({ token }, context) => service(token, context),
);
