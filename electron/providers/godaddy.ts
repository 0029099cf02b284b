import * as z from 'zod';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetService } from './api/set-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  key: idField({ label: { en: 'API key', 'zh-CN': 'API Key' } }),
  secret: tokenField({
    label: { en: 'API secret', 'zh-CN': 'API Secret' },
    help: {
      en: 'Of a key for the Production environment; one for OTE does not work here.',
      'zh-CN': '须为 Production（生产）环境的密钥；OTE（测试）环境的密钥不适用。',
    },
  }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 600, max: 604_800 },
  requestsPerChange: 2,
};

/** Most domains of one answer. */
const pageSize = 1000;

const domainsForm = listForm(z.object({ domain: z.string() }));
const recordsForm = listForm(
  z.object({
    type: z.string(),
    name: z.string(),
    data: z.string().nullish(),
    ttl: z.number().nullish(),
  }),
);
const errorForm = z.object({
  code: z.string(),
  message: z.string().nullish(),
  fields: listForm(z.object({ message: z.string().nullish() })).nullish(),
  retryAfterSec: z.number().nullish(),
});

/** `{"code": "DUPLICATE_RECORD", "message": …, "fields": [{"message": …}]}`. */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { code, message, fields, retryAfterSec } = parsed.data;
  const says = [message, ...(fields ?? []).map((field) => field.message)].filter(Boolean);
  const text = api.clean(says.join('; ') || code);
  if (code === 'ACCESS_DENIED') {
    return failure(
      'plan',
      {
        en: `GoDaddy opens its API only to accounts with ten domains or more, or with a Domain Pro plan (${text})`,
        'zh-CN': `GoDaddy 只向拥有至少十个域名或订阅了 Domain Pro 的账户开放 API（${text}）`,
      },
      { scope: 'account' },
    );
  }
  if (code === 'DUPLICATE_RECORD') return failure('conflict', text);
  if (reply.status === 404) return failure('zoneNotFound', text);
  const why = api.failureOf(reply, text);
  const wait = why.retryAfter ?? (retryAfterSec ? retryAfterSec * 1000 : undefined);
  return why.kind === 'rateLimited' ? { ...why, retryAfter: wait } : why;
}

function service(key: string, secret: string, context: ProviderContext): SetService {
  const api = httpApi(
    {
      base: 'https://api.godaddy.com/v1',
      headers: { authorization: `sso-key ${key}:${secret}` },
      secrets: [secret],
      explain,
    },
    context,
  );

  /** The last name of a page is where the next begins; a service that shows it again is understood. */
  const list = () => {
    const seen = new Set<string>();
    return allPages('', async (marker) => {
      const query = { statuses: 'ACTIVE', limit: pageSize, ...(marker && { marker }) };
      const answer = await api.read({ method: 'GET', path: '/domains', query }, domainsForm);
      const fresh = answer.map(({ domain }) => domain).filter((domain) => !seen.has(domain));
      for (const domain of fresh) seen.add(domain);
      const items = fresh.map((domain): Zone => ({ id: wireName(domain), name: wireName(domain) }));
      return { items, next: fresh.at(-1) };
    });
  };

  const pathOf = (zone: Zone) => `/domains/${encodePart(zone.id)}/records`;

  async function sets(zone: Zone): Promise<readonly HeldSet[]> {
    const records = await api.read({ method: 'GET', path: pathOf(zone) }, recordsForm);
    const groups = Map.groupBy(
      records,
      ({ name, type }) => `${relativeTo(name, zone.name)} ${type}`,
    );
    return [...groups.values()].flatMap((group): readonly HeldSet[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { name, type, ttl } = first;
      const values = group.map(({ data }) => data ?? '');
      return [{ name: relativeTo(name, zone.name), type, ttl: ttl ?? undefined, values }];
    });
  }

  async function write(zone: Zone, { name, type, values, ttl }: WantedSet): Promise<void> {
    // The name goes in as it is: `@` and `*` are legal in a path.
    const path = `${pathOf(zone)}/${type}/${hostOf(name, zone.name, '@')}`;
    const json = values.map((data) => ({ data, ttl }));
    await api.send({ method: 'PUT', path, json });
  }

  return {
    ...zonesByList(list),
    newTtl: 600,
    batch: 1,
    reader: { by: 'zone', get: sets },
    async write(zone, wanted) {
      for (const set of wanted) await write(zone, set);
      return undefined;
    },
  };
}

/** GoDaddy Domains API v1, https://developer.godaddy.com/doc/endpoint/domains. */
export const godaddy = defineSetProvider(
  {
    id: 'godaddy',
    name: { en: 'GoDaddy', 'zh-CN': 'GoDaddy' },
    website: 'https://www.godaddy.com/',
    docs: 'https://developer.godaddy.com/keys',
    setup: {
      en: 'On GoDaddy’s developer page create a new API key for the Production environment; the secret is shown only once.',
      'zh-CN':
        '在 GoDaddy 开发者页面为 Production（生产）环境创建新的 API Key；Secret 只显示一次。',
    },
    limits: [
      {
        en: 'Since May 2024 GoDaddy’s DNS API serves only accounts with ten domains or more, or with a Domain Pro plan.',
        'zh-CN':
          '自 2024 年 5 月起，GoDaddy 的 DNS API 仅向拥有至少十个域名或订阅了 Domain Pro 的账户开放。',
      },
      {
        en: 'GoDaddy takes 60 requests of one account in a minute.',
        'zh-CN': 'GoDaddy 限制每个账户每分钟 60 次请求。',
      },
      {
        en: 'The domain must use GoDaddy’s own name servers.',
        'zh-CN': '域名必须使用 GoDaddy 自己的域名服务器。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  ({ key, secret }, context) => service(key, secret, context),
);
