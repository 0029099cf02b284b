import * as z from 'zod';
import { failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetService } from './api/set-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  token: tokenField({
    label: { en: 'Personal access token', 'zh-CN': '个人访问令牌' },
    help: {
      en: 'It expires after a year at most; then make a new one.',
      'zh-CN': '最长有效期为一年，到期后请重新创建。',
    },
  }),
});

/** "rrset_ttl": 300 to 2,592,000 seconds. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 300, max: 604_800 },
  requestsPerChange: 2,
};

const pageSize = 100;

const domainsForm = listForm(z.object({ fqdn: z.string() }));
const setForm = z.object({
  rrset_name: z.string(),
  rrset_type: z.string(),
  rrset_ttl: z.number(),
  rrset_values: listForm(z.string()),
});
const setsForm = listForm(setForm);
const errorForm = z.object({
  message: z.string().default(''),
  cause: z.string().default(''),
  errors: listForm(z.object({ description: z.string().default('') })).optional(),
});

function explain(reply: Reply, clean: (text: string) => string) {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { message, cause, errors = [] } = parsed.data;
  const says = clean(
    [message, cause, ...errors.map((each) => each.description)].filter(Boolean).join('; '),
  );
  if (reply.status === 404) return failure('zoneNotFound', says);
  if (/cname/i.test(says)) return failure('conflict', says);
  return undefined;
}

function service(token: string, context: ProviderContext): SetService {
  const api = httpApi(
    {
      base: 'https://api.gandi.net/v5/livedns',
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      explain: (reply, own) => explain(reply, own.clean),
    },
    context,
  );

  const zones = zonesByList(() =>
    allPages(1, async (page) => {
      const query = { page, per_page: pageSize };
      const answer = await api.read({ method: 'GET', path: '/domains', query }, domainsForm);
      const items = answer.map(({ fqdn }): Zone => ({ id: wireName(fqdn), name: wireName(fqdn) }));
      return { items, next: items.length === 0 ? undefined : page + 1 };
    }),
  );

  const pathOf = (zone: Zone, ...parts: readonly string[]) =>
    ['/domains', zone.id, 'records', ...parts]
      .map((part, at) => (at === 0 ? part : encodePart(part)))
      .join('/');

  const sets = (zone: Zone, ...parts: readonly string[]) =>
    allPages(1, async (page) => {
      const query = { page, per_page: pageSize };
      const answer = await api.read(
        { method: 'GET', path: pathOf(zone, ...parts), query },
        setsForm,
      );
      const items = answer.map(
        ({ rrset_name, rrset_type, rrset_ttl, rrset_values }): HeldSet => ({
          name: relativeTo(rrset_name, zone.name),
          type: rrset_type,
          ttl: rrset_ttl,
          values: rrset_values,
        }),
      );
      return { items, next: answer.length < pageSize ? undefined : page + 1 };
    });

  async function write(zone: Zone, { name, type, values, ttl }: WantedSet): Promise<undefined> {
    const path = pathOf(zone, hostOf(name, zone.name, '@'), type);
    const json = { rrset_values: values, rrset_ttl: ttl };
    // The answer is a message; it names no value.
    await api.read({ method: 'PUT', path, json }, z.object({ message: z.string() }));
    return undefined;
  }

  return {
    newTtl: 300,
    batch: 1,
    ...zones,
    reader: {
      by: 'name',
      get: (zone, name) => sets(zone, hostOf(name, zone.name, '@')),
      whole: (zone) => sets(zone),
    },
    write: async (zone, wanted) => {
      for (const set of wanted) await write(zone, set);
      return undefined;
    },
  };
}

/**
 * Gandi LiveDNS, https://api.gandi.net/docs/livedns/. The smallest whole provider of the other
 * kind: copy it for a service that replaces all values of a name and type at once.
 */
export const gandi = defineSetProvider(
  {
    id: 'gandi',
    name: { en: 'Gandi', 'zh-CN': 'Gandi' },
    website: 'https://www.gandi.net/',
    docs: 'https://admin.gandi.net/organizations/account/pat',
    setup: {
      en: 'In your organization’s settings create a personal access token, limited to your domain. The older API keys do not work here.',
      'zh-CN':
        '在组织设置中创建仅限于您的域名的个人访问令牌（Personal Access Token）。旧的 API Key 不适用。',
    },
    permission: {
      en: '“See and renew domain names” and “Manage domain name technical configurations”',
      'zh-CN': '“See and renew domain names”和“Manage domain name technical configurations”',
    },
    limits: [
      {
        en: 'The domain must use Gandi’s LiveDNS name servers.',
        'zh-CN': '域名必须使用 Gandi LiveDNS 的域名服务器。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'FR',
    account,
    capabilities,
  },
  ({ token }, context) => service(token, context),
);
