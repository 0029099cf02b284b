import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  token: tokenField({ label: { en: 'API key', 'zh-CN': 'API Key' } }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 604_800 },
  requestsPerChange: 2,
};

/** "per_page": 500 at most. */
const pageSize = 500;

const meta = z.object({ links: z.object({ next: z.string().nullish() }).nullish() }).nullish();
const domainsForm = z.object({ domains: listForm(z.object({ domain: z.string() })), meta });
const recordForm = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string().nullish(),
  data: z.string().nullish(),
  ttl: z.number().nullish(),
});
const recordsForm = z.object({ records: listForm(recordForm), meta });
const oneForm = z.object({ record: recordForm });
const errorForm = z.object({ error: z.string() });

const wrongAddress: Localized = {
  en: 'Vultr lets the API key be used from other addresses only; under Account → API → Access Control allow any address, since yours changes',
  'zh-CN':
    'Vultr 不允许从当前 IP 使用此 API Key；由于您的地址会变化，请在 Account → API → Access Control 中允许任意地址',
};

/** `{"error": "Invalid API token.", "status": 401}`; in front of it, plain text. */
function explain(reply: Reply, api: HttpApi) {
  if (reply.status < 400) return undefined;
  const parsed = errorForm.safeParse(reply.json);
  const denied = reply.status === 401 || reply.status === 403;
  if (denied && /\bIP\b/.test(parsed.data?.error ?? reply.body)) {
    return failure('auth', wrongAddress, { scope: 'account' });
  }
  if (!parsed.success) return undefined;
  const says = api.clean(parsed.data.error);
  if (/rate limit/i.test(says) && reply.status !== 429) {
    return failure('rateLimited', says, { scope: 'account' });
  }
  if (denied || reply.status >= 500) return api.failureOf(reply, says);
  if (/(?:invalid|unknown) domain|domain not found/i.test(says)) {
    return failure('zoneNotFound', says);
  }
  if (reply.status === 404) return failure(reply.write ? 'recordNotFound' : 'zoneNotFound', says);
  if (/duplicate|already exist|cname|conflict/i.test(says)) return failure('conflict', says);
  return api.failureOf(reply, says);
}

function service(token: string, context: ProviderContext): RecordService {
  const api = httpApi(
    {
      base: 'https://api.vultr.com/v2',
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      explain,
    },
    context,
  );

  /** All items of a list: each page names the cursor of the next, the last one none. */
  const listed = <Answer extends { meta?: z.infer<typeof meta> }, Item>(
    path: string,
    form: z.ZodType<Answer>,
    itemsOf: (answer: Answer) => readonly Item[],
  ) =>
    allPages('', async (cursor) => {
      const query = { per_page: pageSize, ...(cursor === '' ? {} : { cursor }) };
      const answer = await api.read({ method: 'GET', path, query }, form);
      return { items: itemsOf(answer), next: answer.meta?.links?.next || undefined };
    });

  const zones = zonesByList(() =>
    listed('/domains', domainsForm, ({ domains }) =>
      domains.map(({ domain }): Zone => ({ id: wireName(domain), name: wireName(domain) })),
    ),
  );

  const pathOf = (zone: Zone, id = '') =>
    `/domains/${encodePart(zone.id)}/records${id && `/${encodePart(id)}`}`;

  return {
    newTtl: 300,
    ...zones,
    reader: {
      by: 'zone',
      get: (zone) =>
        listed(pathOf(zone), recordsForm, ({ records }) =>
          records.map(
            ({ id, type, name, data, ttl }): HeldRecord => ({
              id,
              type,
              name: relativeTo(name ?? '', zone.name),
              value: data ?? '',
              ttl: ttl ?? undefined,
            }),
          ),
        ),
    },
    // The answer to a change is empty.
    async update(zone, held, { name, value, ttl }) {
      const json = { name: hostOf(name, zone.name, ''), data: value, ttl };
      await api.send({ method: 'PATCH', path: pathOf(zone, held.id), json });
      return undefined;
    },
    async create(zone, { name, type, value, ttl }) {
      const json = { name: hostOf(name, zone.name, ''), type, data: value, ttl };
      const { record } = await api.read({ method: 'POST', path: pathOf(zone), json }, oneForm);
      return record.data ?? undefined;
    },
    async remove(zone, held) {
      await api.send({ method: 'DELETE', path: pathOf(zone, held.id) });
    },
  };
}

/** Vultr DNS, https://www.vultr.com/api/#tag/dns. */
export const vultr = defineRecordProvider(
  {
    id: 'vultr',
    name: { en: 'Vultr', 'zh-CN': 'Vultr' },
    website: 'https://www.vultr.com/',
    docs: 'https://my.vultr.com/settings/#settingsapi',
    setup: {
      en: 'In the customer portal open Account → API, enable the API and copy the key. Under Access Control allow any IPv4 and any IPv6 address: a listed address locks you out as soon as yours changes.',
      'zh-CN':
        '在客户面板中打开 Account → API，启用 API 并复制 API Key。请在 Access Control 中允许任意 IPv4 和 IPv6 地址，否则地址一变就无法访问。',
    },
    limits: [
      {
        en: 'The API key opens the whole Vultr account; a user of its own, with rights for DNS only, is safer.',
        'zh-CN': 'API Key 拥有整个 Vultr 账户的权限；建议另建仅有 DNS 权限的用户。',
      },
      {
        en: 'Vultr takes about 30 requests in a second.',
        'zh-CN': 'Vultr 限制每秒约 30 次请求。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  ({ token }, context) => service(token, context),
);
