import * as z from 'zod';
import type { Name } from '../core/name.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { type AlibabaAccount, alibabaAccount, alibabaApi } from './alibaba/api.ts';
import { type Joined, joinedOf, joinedType, recordForm, setsOf, typeOf } from './aliesa/joined.ts';
import { failureIn } from './api/api-failure.ts';
import { readable } from './api/capabilities.ts';
import type { CodeRule } from './api/code-rule.ts';
import { defineSetProvider } from './api/define.ts';
import { listForm } from './api/list-form.ts';
import { looseText } from './api/loose-form.ts';
import { wireName } from './api/names.ts';
import { allPages, nextPage } from './api/paging.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetService } from './api/set-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

/** "Ttl": 30 to 86400, or 1 for automatic. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 30, max: 86_400 },
  requestsPerChange: 2,
};

/** The most of `ListSites` and `ListRecords`. */
const pageSize = 500;
const sitesForm = z.object({
  Sites: listForm(
    z.object({ SiteId: looseText, SiteName: z.string(), AccessType: z.string().nullish() }),
  ),
  TotalCount: z.number(),
});
const recordsForm = z.object({ Records: listForm(recordForm), TotalCount: z.number() });
const createdForm = z.object({ RecordId: looseText });
/** `RecordId` is 0 in it, or missing. */
const updatedForm = z.object({ RequestId: z.string() });

/** The codes are not listed in one place; these are the words that they are made of. */
const rules: readonly CodeRule[] = [
  [/TooManyRequests/i, 'rateLimited', 'account'],
  [/ServiceBusy/i, 'server'],
  [/Quota|PlanNot|NotSupportedByPlan|LimitExceed/i, 'plan'],
  [/Conflict|Duplicate|AlreadyExist/i, 'conflict'],
  [/Site.*Not(?:Found|Exist)|InvalidSite(?:Id)?$/i, 'zoneNotFound'],
  [/Record.*Not(?:Found|Exist)|InvalidRecordId/i, 'recordNotFound'],
];

/** A site that is reached by a CNAME has proxied records only, so its id says so. */
const byCname = ':cname';

function service(account: AlibabaAccount, context: ProviderContext): SetService {
  const product = { host: 'esa.cn-hangzhou.aliyuncs.com', version: '2024-09-10', rules };
  const api = alibabaApi(account, product, context);
  /** A name's second set must not bring back what its first has just replaced. */
  const joined = new Map<Name, Joined>();

  const zones = zonesByList(() =>
    allPages(1, async (page, seen) => {
      const asked = { PageNumber: page, PageSize: pageSize };
      const { Sites, TotalCount: total } = await api.look('ListSites', asked, sitesForm);
      const items = Sites.map(({ SiteId, SiteName, AccessType }): Zone => {
        return { id: AccessType === 'CNAME' ? SiteId + byCname : SiteId, name: wireName(SiteName) };
      });
      return { items, next: nextPage(page, { seen, got: Sites.length, total }) };
    }),
  );

  async function records(zone: Zone, more: { RecordName?: Name }): Promise<readonly HeldSet[]> {
    const SiteId = zone.id.replace(byCname, '');
    const shown = await allPages(1, async (page, seen) => {
      const asked = { SiteId, ...more, PageNumber: page, PageSize: pageSize };
      const answer = await api.look('ListRecords', asked, recordsForm);
      const { Records: items, TotalCount: total } = answer;
      return { items, next: nextPage(page, { seen, got: items.length, total }) };
    });
    if (more.RecordName !== undefined) joined.delete(more.RecordName);
    return shown.flatMap((each) => {
      const name = wireName(each.RecordName);
      const record = joinedOf(each);
      if (each.RecordType !== joinedType) {
        return { name, type: each.RecordType, values: record.values, ttl: record.ttl };
      }
      joined.set(name, record);
      return setsOf(name, record);
    });
  }

  async function write(zone: Zone, { name, type, values, ttl }: WantedSet): Promise<void> {
    const now = joined.get(name);
    const others = now?.values.filter((value) => typeOf(value) !== type) ?? [];
    const all = type === 'A' ? [...values, ...others] : [...others, ...values];
    const content = { Type: joinedType, Data: JSON.stringify({ Value: all.join(',') }), Ttl: ttl };
    if (now !== undefined) {
      const record = { RecordId: now.id, ...content, ...now.kept };
      try {
        await api.change('UpdateRecord', record, updatedForm);
      } catch (error) {
        // It may have been done: the name's other set must not take it back.
        if (failureIn(error).unconfirmed) joined.set(name, { ...now, values: all, ttl });
        throw error;
      }
      joined.set(name, { ...now, values: all, ttl });
      return;
    }
    const Proxied = zone.id.endsWith(byCname);
    const kept = Proxied ? { Proxied, BizName: 'web' } : { Proxied };
    const SiteId = zone.id.replace(byCname, '');
    const record = { SiteId, RecordName: name, ...content, ...kept };
    const { RecordId: id } = await api.change('CreateRecord', record, createdForm);
    joined.set(name, { id, values: all, ttl, kept });
  }

  return {
    newTtl: 600,
    batch: 1,
    ...zones,
    reader: {
      by: 'name',
      get: (zone, RecordName) => records(zone, { RecordName }),
      whole: (zone) => records(zone, {}),
    },
    async write(zone, sets) {
      for (const set of sets) await write(zone, set);
      return undefined;
    },
    isProxied: (name) => joined.get(name)?.kept.Proxied === true,
  };
}

/** Alibaba Cloud Edge Security Acceleration, https://help.aliyun.com/zh/edge-security-acceleration/esa/api-esa-2024-09-10-overview. */
export const aliesa = defineSetProvider(
  {
    id: 'aliesa',
    name: { en: 'Alibaba Cloud ESA', 'zh-CN': '阿里云边缘安全加速 ESA' },
    website: 'https://www.aliyun.com/product/esa',
    docs: 'https://ram.console.aliyun.com/users',
    setup: {
      en: 'In the RAM console make a user with “OpenAPI Access” and an AccessKey for it. Then make a custom policy with the actions below and grant it to the user (or grant the system policy AliyunESAFullAccess).',
      'zh-CN':
        '在 RAM 控制台创建勾选“OpenAPI 调用访问”的用户并为其创建 AccessKey，再新建包含下列操作的自定义权限策略并授予该用户（或直接授予系统策略 AliyunESAFullAccess）。',
    },
    permission: {
      en: 'esa:ListSites, esa:ListRecords, esa:CreateRecord and esa:UpdateRecord',
      'zh-CN': 'esa:ListSites、esa:ListRecords、esa:CreateRecord 和 esa:UpdateRecord',
    },
    limits: [
      {
        en: 'ESA keeps the IPv4 and IPv6 addresses of a name in one record, with one TTL, and wants at least one IPv4 address in it.',
        'zh-CN':
          'ESA 将同一名称的 IPv4 和 IPv6 地址存放在一条记录中，TTL 相同，且至少需要一个 IPv4 地址。',
      },
      {
        en: 'New records of a site that is reached by a CNAME are proxied, as ESA wants it there.',
        'zh-CN': 'CNAME 接入的站点只支持代理加速，因此新建的记录会开启代理。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'CN',
    account: alibabaAccount,
    capabilities,
  },
  service,
);
