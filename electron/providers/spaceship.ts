import * as z from 'zod';
import { parseAddress, sameAddress } from '../core/address.ts';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { halfDone, surplusLeft, unlessGone } from './api/half-done.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetService } from './api/set-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  apiKey: idField({ label: { en: 'API key', 'zh-CN': 'API Key' } }),
  apiSecret: tokenField({ label: { en: 'API secret', 'zh-CN': 'API Secret' } }),
});

type Account = z.output<typeof account>;

/** "ttl": 60 to 3,600 seconds. A change is a look, the new address, and the old one out. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 3600 },
  requestsPerChange: 3,
};

/** The most that the API gives on one page. */
const domainsPerPage = 100;
const recordsPerPage = 500;

const domainsForm = z.object({ items: listForm(z.object({ name: z.string() })) });
const itemForm = z.object({
  type: z.string(),
  name: z.string(),
  ttl: z.number().nullish(),
  address: z.string().nullish(),
  cname: z.string().nullish(),
  aliasName: z.string().nullish(),
  group: z.object({ type: z.string() }).nullish(),
});
const recordsForm = z.object({ items: listForm(itemForm) });
const errorForm = z.object({
  detail: z.string().nullish(),
  data: listForm(
    z.object({ field: z.string().nullish(), details: z.string().nullish() }),
  ).nullish(),
});

/** `{"detail": …, "data": [{"field": …, "details": …}]}`, as application/problem+json. */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { detail, data } = parsed.data;
  const fields = (data ?? []).map(({ field, details }) =>
    [field, details].filter(Boolean).join(': '),
  );
  const says = api.clean([detail, ...fields].filter(Boolean).join('; '));
  if (reply.status === 404) {
    const zone = !reply.write || /\bSOA\b|domain/i.test(says);
    return failure(zone ? 'zoneNotFound' : 'recordNotFound', says);
  }
  const refused = reply.status === 400 || reply.status === 422;
  if (refused && /conflict|cname/i.test(says)) return failure('conflict', says);
  return api.failureOf(reply, says);
}

type Item = z.output<typeof itemForm>;

/** Records of the groups `product` and `personalNS` belong to features of Spaceship's own. */
function blockedBy(items: readonly Item[]): Failure | undefined {
  const group = items.map((item) => item.group?.type ?? 'custom').find((type) => type !== 'custom');
  if (group === undefined) return undefined;
  return failure('conflict', {
    en: `this record belongs to another feature of Spaceship (${group}); switch that off first`,
    'zh-CN': `这条记录属于 Spaceship 的其他功能（${group}），请先关闭该功能`,
  });
}

function setOf(items: readonly [Item, ...Item[]], zone: Zone): HeldSet {
  const [{ name, type, ttl }] = items;
  const blocked = blockedBy(items);
  return {
    name: relativeTo(name, zone.name),
    type,
    ttl: ttl ?? undefined,
    values: items.map(({ address, cname, aliasName }) => address ?? cname ?? aliasName ?? ''),
    ...(blocked === undefined ? {} : { blocked }),
  };
}

function service({ apiKey, apiSecret }: Account, context: ProviderContext): SetService {
  const api = httpApi(
    {
      base: 'https://spaceship.dev/api/v1',
      headers: { 'x-api-key': apiKey, 'x-api-secret': apiSecret },
      secrets: [apiSecret],
      explain,
    },
    context,
  );

  function list<Found>(path: string, take: number, form: z.ZodType<{ items: Found[] }>) {
    return allPages(0, async (skip, seen) => {
      const call = { method: 'GET', path, query: { take, skip } } as const;
      const { items } = await api.read(call, form);
      return { items, next: items.length < take ? undefined : seen + items.length };
    });
  }

  const pathOf = (zone: Zone) => `/dns/records/${encodePart(zone.id)}`;

  async function sets(zone: Zone): Promise<readonly HeldSet[]> {
    const items = await list(pathOf(zone), recordsPerPage, recordsForm);
    const groups = Map.groupBy(items, ({ name, type }) => `${relativeTo(name, zone.name)} ${type}`);
    return [...groups.values()].flatMap(([first, ...others]) =>
      first === undefined ? [] : [setOf([first, ...others], zone)],
    );
  }

  /**
   * A record is its name, type and address; there is no change of address. The right one is there
   * before the others go. One that has the address in another spelling is that record.
   */
  async function write(zone: Zone, { name, type, values, ttl, held }: WantedSet): Promise<void> {
    const place = { type, name: hostOf(name, zone.name, '@') };
    const [value] = values;
    const address = parseAddress(value);
    const before = held?.values ?? [];
    const kept = before.find((text) => sameAddress(parseAddress(text), address));
    const items = [{ ...place, address: kept ?? value, ttl }];
    await api.send({ method: 'PUT', path: pathOf(zone), json: { force: true, items } });
    const stale = before.filter((text) => text !== kept);
    if (stale.length === 0) return;
    const json = stale.map((text) => ({ ...place, address: text }));
    await api
      .send({ method: 'DELETE', path: pathOf(zone), json })
      .catch(unlessGone)
      .catch(halfDone(surplusLeft));
  }

  return {
    ...zonesByList(async () =>
      (await list('/domains', domainsPerPage, domainsForm)).map(({ name }): Zone => {
        const wire = wireName(name);
        return { id: wire, name: wire };
      }),
    ),
    newTtl: 600,
    batch: 1,
    reader: { by: 'zone', get: sets },
    async write(zone, wanted) {
      for (const set of wanted) await write(zone, set);
      return undefined;
    },
  };
}

/** Spaceship API v1, https://docs.spaceship.dev/. */
export const spaceship = defineSetProvider(
  {
    id: 'spaceship',
    name: { en: 'Spaceship', 'zh-CN': 'Spaceship' },
    website: 'https://www.spaceship.com/',
    docs: 'https://www.spaceship.com/application/api-manager/',
    setup: {
      en: 'In the API Manager choose “New API key” and tick the permissions below; the secret is shown only once.',
      'zh-CN': '在 API Manager 中点击“New API key”，并勾选下列权限；Secret 只显示一次。',
    },
    permission: {
      en: 'domains:read, dnsrecords:read and dnsrecords:write',
      'zh-CN': 'domains:read、dnsrecords:read 和 dnsrecords:write',
    },
    limits: [
      {
        en: 'Spaceship takes 300 requests for one domain in five minutes.',
        'zh-CN': 'Spaceship 限制每个域名每五分钟 300 次请求。',
      },
      {
        en: 'The longest TTL at Spaceship is an hour.',
        'zh-CN': 'Spaceship 的 TTL 最长为一小时。',
      },
      {
        en: 'The domain must use Spaceship’s own name servers.',
        'zh-CN': '域名必须使用 Spaceship 自己的域名服务器。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  (fields, context) => service(fields, context),
);
