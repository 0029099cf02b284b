import * as z from 'zod';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { noneIfNotFound } from './api/api-failure.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages, nextOffset } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';
import { type TencentAccount, tencentAccount, tencentApi } from './tencent/api.ts';
import { rules } from './tencentcloud/rules.ts';

/** "TTL": 1 to 604800, the least by the domain's plan. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  requestsPerChange: 2,
};

/** The most of `DescribeDomainList` and `DescribeRecordList`. */
const pageSize = 3000;
/** The line for everybody whom no other line of the name is for; its name depends on the language. */
const everybody = '0';

const total = z.coerce.number();
const domainsForm = z.object({
  DomainCountInfo: z.object({ DomainTotal: total }),
  DomainList: listForm(z.object({ DomainId: z.number(), Name: z.string() })),
});
const recordForm = z.object({
  RecordId: z.number(),
  Name: z.string(),
  Type: z.string(),
  Value: z.string().nullish(),
  TTL: z.number().nullish(),
  LineId: z.coerce.string(),
  Status: z.string().nullish(),
  Weight: z.number().nullish(),
});
const recordsForm = z.object({
  RecordCountInfo: z.object({ TotalCount: total }),
  RecordList: listForm(recordForm),
});
const writtenForm = z.object({ RecordId: z.number() });
const removedForm = z.object({ RequestId: z.string() });

type Shown = z.infer<typeof recordForm>;

function isForEverybody({ LineId, Status }: Shown): boolean {
  return LineId === everybody && !/^disable/i.test(Status ?? '');
}

function heldRecord(shown: Shown, zone: Zone): HeldRecord {
  const { RecordId, Name, Type, Value, TTL, Weight } = shown;
  return {
    id: String(RecordId),
    type: Type,
    name: relativeTo(Name, zone.name),
    value: Value ?? '',
    ttl: TTL ?? undefined,
    // Left out, it would be taken off.
    extra: Weight === null || Weight === undefined ? {} : { Weight },
  };
}

/** The id counts; the name must be there, and may be one that is shown in Chinese. */
const domainOf = ({ id, name }: Zone) => ({ Domain: name, DomainId: Number(id) });

function service(account: TencentAccount, context: ProviderContext): RecordService {
  const product = { service: 'dnspod', version: '2021-03-23', rules };
  const api = tencentApi(account, product, context);

  /** All items of a list by offset. A page with nothing on it is an error here: `ResourceNotFound.NoDataOf…`. */
  function listed<Answer, Item>(
    action: string,
    asked: object,
    form: z.ZodType<Answer>,
    read: (answer: Answer) => { readonly items: readonly Item[]; readonly total: number },
  ): Promise<readonly Item[]> {
    return allPages(0, async (Offset) => {
      const look = api.look(action, { ...asked, Offset, Limit: pageSize }, form);
      const [page] = await noneIfNotFound(look.then((answer) => [read(answer)]));
      const { items = [], total } = page ?? {};
      return { items, next: nextOffset(Offset, items.length, total) };
    });
  }

  const zones = zonesByList(() =>
    listed('DescribeDomainList', {}, domainsForm, ({ DomainList, DomainCountInfo }) => ({
      items: DomainList.map(({ DomainId, Name }): Zone => {
        return { id: String(DomainId), name: wireName(Name) };
      }),
      total: DomainCountInfo.DomainTotal,
    })),
  );

  async function records(zone: Zone, more: { Subdomain?: string }) {
    const asked = { ...domainOf(zone), ...more };
    const all = await listed('DescribeRecordList', asked, recordsForm, (answer) => ({
      items: answer.RecordList,
      total: answer.RecordCountInfo.TotalCount,
    }));
    return all.filter(isForEverybody).map((each) => heldRecord(each, zone));
  }

  /** Looks are asked for a `Subdomain`, writes for a `SubDomain`. */
  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    ...domainOf(zone),
    SubDomain: hostOf(name, zone.name, '@'),
    RecordType: type,
    RecordLine: account.site === 'international' ? 'Default' : '默认',
    RecordLineId: everybody,
    Value: value,
    TTL: ttl,
  });

  return {
    newTtl: 600,
    ...zones,
    reader: {
      by: 'name',
      get: (zone, name) => records(zone, { Subdomain: hostOf(name, zone.name, '@') }),
      whole: (zone) => records(zone, {}),
    },
    // The answers name the record's id, not what it holds.
    async update(zone, held, to) {
      const record = { ...valuesOf(zone, to), ...held.extra, RecordId: Number(held.id) };
      await api.change('ModifyRecord', record, writtenForm);
      return undefined;
    },
    async create(zone, to) {
      await api.change('CreateRecord', valuesOf(zone, to), writtenForm);
      return undefined;
    },
    async remove(zone, held) {
      const record = { ...domainOf(zone), RecordId: Number(held.id) };
      await api.change('DeleteRecord', record, removedForm);
    },
  };
}

/** Tencent Cloud DNSPod by API 3.0, https://cloud.tencent.com/document/api/1427. */
export const tencentcloud = defineRecordProvider(
  {
    id: 'tencentcloud',
    name: { en: 'Tencent Cloud DNSPod', 'zh-CN': '腾讯云 DNSPod' },
    website: 'https://cloud.tencent.com/product/dns',
    docs: 'https://console.cloud.tencent.com/cam',
    setup: {
      en: 'In the CAM console, under Users → User List, make a sub-user with programmatic access, and attach a custom policy with the actions below (or the preset policy QcloudDNSPodFullAccess). Its keys are on its own page, under API Key. Do not use those of the root account.',
      'zh-CN':
        '在访问管理（CAM）的“用户列表”中新建支持“编程访问”的子用户，并授予包含下列操作的自定义策略（或直接授予预设策略 QcloudDNSPodFullAccess）；密钥在该用户的“API 密钥”页。不要使用主账号的密钥。',
    },
    permission: {
      en: 'dnspod:DescribeDomainList, dnspod:DescribeRecordList, dnspod:CreateRecord, dnspod:ModifyRecord and dnspod:DeleteRecord',
      'zh-CN':
        'dnspod:DescribeDomainList、dnspod:DescribeRecordList、dnspod:CreateRecord、dnspod:ModifyRecord 和 dnspod:DeleteRecord',
    },
    limits: [
      {
        en: 'The free plan takes no TTL below 600 seconds.',
        'zh-CN': '免费套餐的 TTL 不能低于 600 秒。',
      },
      {
        en: 'Only records of the default line are written; those of other lines stay as they are.',
        'zh-CN': '只更新默认线路的记录，其他线路的记录保持不变。',
      },
      {
        en: 'Tencent Cloud takes 20 requests of one kind in a second.',
        'zh-CN': '腾讯云限制每个接口每秒 20 次请求。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'CN',
    account: tencentAccount,
    capabilities,
  },
  service,
);
