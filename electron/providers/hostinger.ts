import * as z from 'zod';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetService } from './api/set-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  token: tokenField({
    label: { en: 'API token', 'zh-CN': 'API 令牌' },
    help: {
      en: 'It may do all that you may do, and expires if you said so when making it.',
      'zh-CN': '它拥有与您本人相同的权限；若创建时设置了有效期，到期后会失效。',
    },
  }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 86_400 },
  batch: true,
  requestsPerChange: 2,
};

/** A domain that is being set up has no name yet. */
const domainsForm = listForm(z.object({ domain: z.string().nullish() }));
const setForm = z.object({
  name: z.string(),
  type: z.string(),
  ttl: z.number().nullish(),
  records: listForm(z.object({ content: z.string(), is_disabled: z.boolean().nullish() })),
});
const setsForm = listForm(setForm);
/** "Request accepted": the answer names no value. */
const doneForm = z.object({ message: z.string() });
const errorForm = z.object({
  message: z.string().nullish(),
  error: z.string().nullish(),
  errors: z.record(z.string(), listForm(z.string())).nullish(),
});

/** `{"message": "[DNS:4008] …", "errors": {"zone.0.ttl": ["…"]}, "correlation_id": …}`; older ones say `error`. */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { message, error, errors } = parsed.data;
  const parts = [message ?? error, ...Object.values(errors ?? {}).flat()];
  const says = api.clean(parts.filter(Boolean).join('; '));
  if (reply.status === 404) return failure('zoneNotFound', says);
  // A record of another type is in the way, or the service's own CDN is.
  const refused = reply.status === 400 || reply.status === 422;
  if (refused && /DNS:4008|conflicts? with|CDN is enabled/i.test(says)) {
    return failure('conflict', says);
  }
  return api.failureOf(reply, says);
}

function heldSet({ name, type, ttl, records }: z.output<typeof setForm>, zone: Zone): HeldSet {
  const live = records.filter((record) => record.is_disabled !== true);
  const set = {
    name: relativeTo(name, zone.name),
    type,
    ttl: ttl ?? undefined,
    values: live.map(({ content }) => content),
  };
  if (live.length === records.length) return set;
  // Replacing the set would drop it: what is written cannot be disabled.
  const blocked = failure('conflict', {
    en: `${set.name} has a disabled ${type} record, which a change would delete`,
    'zh-CN': `${set.name} 有一条已停用的 ${type} 记录，修改会将其删除`,
  });
  return { ...set, blocked };
}

function service(token: string, context: ProviderContext): SetService {
  const api = httpApi(
    {
      base: 'https://developers.hostinger.com/api',
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      explain,
    },
    context,
  );

  async function list(): Promise<readonly Zone[]> {
    const call = { method: 'GET', path: '/domains/v1/portfolio' } as const;
    return (await api.read(call, domainsForm)).flatMap(({ domain }): readonly Zone[] =>
      domain ? [{ id: wireName(domain), name: wireName(domain) }] : [],
    );
  }

  const pathOf = (zone: Zone) => `/dns/v1/zones/${encodePart(zone.id)}`;

  async function sets(zone: Zone): Promise<readonly HeldSet[]> {
    const answer = await api.read({ method: 'GET', path: pathOf(zone) }, setsForm);
    return answer.map((set) => heldSet(set, zone));
  }

  /** "Records matching name and type will be deleted and new ones created"; all others stay. */
  async function write(zone: Zone, wanted: readonly WantedSet[]): Promise<undefined> {
    const written = wanted.map(({ name, type, values, ttl }) => ({
      name: hostOf(name, zone.name, '@'),
      type,
      ttl,
      records: values.map((content) => ({ content })),
    }));
    const json = { overwrite: true, zone: written };
    await api.read({ method: 'PUT', path: pathOf(zone), json }, doneForm);
    return undefined;
  }

  return {
    ...zonesByList(list),
    newTtl: 300,
    batch: 100,
    reader: { by: 'zone', get: sets },
    write,
  };
}

/** Hostinger API, https://developers.hostinger.com/#tag/dns-zone. */
export const hostinger = defineSetProvider(
  {
    id: 'hostinger',
    name: { en: 'Hostinger', 'zh-CN': 'Hostinger' },
    website: 'https://www.hostinger.com/',
    docs: 'https://hpanel.hostinger.com/profile/api',
    setup: {
      en: 'In hPanel open Account → API and generate a token.',
      'zh-CN': '在 hPanel 中打开 Account → API，生成令牌。',
    },
    limits: [
      {
        en: 'Hostinger may block your address for a while after too many requests.',
        'zh-CN': '请求过于频繁时，Hostinger 可能会暂时封锁您的地址。',
      },
      {
        en: 'Only the domains of your own Hostinger portfolio are found, and they must use Hostinger’s name servers.',
        'zh-CN': '只能找到您 Hostinger 域名列表中的域名，且须使用 Hostinger 的域名服务器。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  ({ token }, context) => service(token, context),
);
