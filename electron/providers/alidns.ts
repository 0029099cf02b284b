import * as z from 'zod';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { type AlibabaAccount, alibabaAccount, alibabaApi } from './alibaba/api.ts';
import { readable } from './api/capabilities.ts';
import type { CodeRule } from './api/code-rule.ts';
import { defineRecordProvider } from './api/define.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages, nextPage } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

/** Paid editions go down to 1 second, the free one to 600. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 86_400 },
  requestsPerChange: 2,
};

/** The most of `DescribeDomains` and `DescribeSubDomainRecords`. */
const pageSize = 100;
/** The most of `DescribeDomainRecords`. */
const wholePageSize = 500;
/** The line that answers everybody whom no other line of the name does. */
const everybody = 'default';

const total = { TotalCount: z.coerce.number() };
const domainForm = z.object({ DomainName: z.string() });
const domainsForm = z.object({ Domains: z.object({ Domain: listForm(domainForm) }), ...total });
const id = z.union([z.string().regex(/^\w+$/), z.number().transform(String)]);
const recordForm = z.object({
  RecordId: id,
  RR: z.string(),
  Type: z.string(),
  Value: z.string().nullish(),
  TTL: z.coerce.number().nullish(),
  Line: z.string().nullish(),
  Status: z.string().nullish(),
});
const recordsForm = z.object({
  DomainRecords: z.object({ Record: listForm(recordForm) }),
  ...total,
});
const doneForm = z.object({ RecordId: id });

/** https://help.aliyun.com/document_detail/2355841.html; all of them concern one domain or record. */
const rules: readonly CodeRule[] = [
  [/^(?:DomainRecordNotBelongToUser|InvalidRecordId)/, 'recordNotFound'],
  [/^(?:InvalidDomainName|IncorrectDomainUser|DomainAddedByOthers|DomainNotFound)/, 'zoneNotFound'],
  [/^DomainRecord(?:Duplicate|Conflict|Locked)/, 'conflict'],
  [/^Forbidden\.(?:Record|Domain)Locked/, 'conflict'],
  [/^(?:DomainForbidden|RecordForbidden)/, 'blocked'],
  [/^(?:QuotaExceeded|Forbidden\.DomainExpired|DomainExpired|UnsupportedEdition)/, 'plan'],
];

type Shown = z.infer<typeof recordForm>;

function isForEverybody({ Line, Status }: Shown): boolean {
  return (Line ?? everybody) === everybody && !/^disable/i.test(Status ?? '');
}

function heldRecord(shown: Shown, zone: Zone): HeldRecord {
  return {
    id: shown.RecordId,
    type: shown.Type,
    name: relativeTo(shown.RR, zone.name),
    value: shown.Value ?? '',
    ttl: shown.TTL ?? undefined,
  };
}

function service(account: AlibabaAccount, context: ProviderContext): RecordService {
  const product = { host: 'alidns.aliyuncs.com', version: '2015-01-09', rules };
  const api = alibabaApi(account, product, context);

  const zones = zonesByList(() =>
    allPages(1, async (page, seen) => {
      const asked = { PageNumber: page, PageSize: pageSize };
      const answer = await api.look('DescribeDomains', asked, domainsForm);
      const items = answer.Domains.Domain.map(({ DomainName }): Zone => {
        // Its own calls want the name as it shows it, be it in Chinese.
        return { id: DomainName, name: wireName(DomainName) };
      });
      const next = nextPage(page, { seen, got: items.length, total: answer.TotalCount });
      return { items, next };
    }),
  );

  async function records(zone: Zone, size: number, more?: { SubDomain: string }) {
    const action = more === undefined ? 'DescribeDomainRecords' : 'DescribeSubDomainRecords';
    const shown = await allPages(1, async (page, seen) => {
      const asked = { DomainName: zone.id, ...more, PageNumber: page, PageSize: size };
      const answer = await api.look(action, asked, recordsForm);
      const items = answer.DomainRecords.Record;
      const next = nextPage(page, { seen, got: items.length, total: answer.TotalCount });
      return { items, next };
    });
    return shown.filter(isForEverybody).map((each) => heldRecord(each, zone));
  }

  /** A TTL that is left out would become 600. */
  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    RR: hostOf(name, zone.name, '@'),
    Type: type,
    Value: value,
    TTL: ttl,
    Line: everybody,
  });

  return {
    newTtl: 600,
    ...zones,
    reader: {
      by: 'name',
      get: (zone, name) => {
        const host = hostOf(name, zone.name, '');
        return records(zone, pageSize, { SubDomain: host === '' ? zone.id : `${host}.${zone.id}` });
      },
      whole: (zone) => records(zone, wholePageSize),
    },
    // The answers name the record's id, not what it holds.
    async update(zone, held, to) {
      const record = { RecordId: held.id, ...valuesOf(zone, to) };
      await api.change('UpdateDomainRecord', record, doneForm);
      return undefined;
    },
    async create(zone, to) {
      const record = { DomainName: zone.id, ...valuesOf(zone, to) };
      await api.change('AddDomainRecord', record, doneForm);
      return undefined;
    },
    async remove(_, held) {
      await api.change('DeleteDomainRecord', { RecordId: held.id }, doneForm);
    },
  };
}

/** Alibaba Cloud DNS, https://help.aliyun.com/zh/dns/api-alidns-2015-01-09-overview. */
export const alidns = defineRecordProvider(
  {
    id: 'alidns',
    name: { en: 'Alibaba Cloud DNS', 'zh-CN': '阿里云云解析 DNS' },
    website: 'https://www.aliyun.com/product/dns',
    docs: 'https://ram.console.aliyun.com/users',
    setup: {
      en: 'In the RAM console make a user with “OpenAPI Access” and an AccessKey for it. Then make a custom policy with the actions below and grant it to the user (or grant the system policy AliyunDNSFullAccess).',
      'zh-CN':
        '在 RAM 控制台创建勾选“OpenAPI 调用访问”的用户并为其创建 AccessKey，再新建包含下列操作的自定义权限策略并授予该用户（或直接授予系统策略 AliyunDNSFullAccess）。',
    },
    permission: {
      en: 'alidns:DescribeDomains, alidns:DescribeSubDomainRecords, alidns:DescribeDomainRecords, alidns:AddDomainRecord, alidns:UpdateDomainRecord and alidns:DeleteDomainRecord',
      'zh-CN':
        'alidns:DescribeDomains、alidns:DescribeSubDomainRecords、alidns:DescribeDomainRecords、alidns:AddDomainRecord、alidns:UpdateDomainRecord 和 alidns:DeleteDomainRecord',
    },
    limits: [
      {
        en: 'The free edition takes no TTL below 600 seconds.',
        'zh-CN': '免费版的 TTL 不能低于 600 秒。',
      },
      {
        en: 'Only records of the default line are written; those of other lines stay as they are.',
        'zh-CN': '只更新默认线路的记录，其他线路的记录保持不变。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'CN',
    account: alibabaAccount,
    capabilities,
  },
  service,
);
