import * as z from 'zod';
import type { Name } from '../core/name.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { readable } from './api/capabilities.ts';
import type { CodeRule } from './api/code-rule.ts';
import { defineRecordProvider } from './api/define.ts';
import { listForm } from './api/list-form.ts';
import { wireName } from './api/names.ts';
import { allPages, nextOffset } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';
import { type TencentAccount, tencentAccount, tencentApi } from './tencent/api.ts';

/** "TTL": 60 to 86400. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 86_400 },
  requestsPerChange: 2,
};

/** The most of `DescribeZones`. */
const zonePageSize = 100;
/** The most of `DescribeDnsRecords`. */
const pageSize = 1000;
/** The line for everybody whom no other line of the name is for. */
const everybody = 'Default';

const zonesForm = z.object({
  TotalCount: z.number(),
  Zones: listForm(
    z.object({ ZoneId: z.string(), ZoneName: z.string(), Type: z.string().nullish() }),
  ).nullish(),
});
const recordForm = z.object({
  RecordId: z.string(),
  Name: z.string(),
  Type: z.string(),
  Content: z.string().nullish(),
  TTL: z.number().nullish(),
  Location: z.string().nullish(),
  Status: z.string().nullish(),
  Weight: z.number().nullish(),
});
const recordsForm = z.object({
  TotalCount: z.number(),
  DnsRecords: listForm(recordForm).nullish(),
});
const createdForm = z.object({ RecordId: z.string() });
const doneForm = z.object({ RequestId: z.string() });

/** https://cloud.tencent.com/document/api/1552/80729, as far as DNS records meet them. */
const rules: readonly CodeRule[] = [
  [/^InvalidParameter\.ZoneNotFound|^InvalidParameterValue\.DomainNotMatchZone/, 'zoneNotFound'],
  [/^ResourceNotFound/, 'recordNotFound'],
  [/^InvalidParameterValue\.Conflict/, 'conflict'],
  [/^(?:OperationDenied|InternalError)\.ConfigLocked/, 'conflict'],
  [
    /^OperationDenied\.(?:ErrZoneIsAlreadyPaused|ZoneNotActive|OwnershipVerificationNotPassed)/,
    'conflict',
  ],
  [/^FailedOperation\.InvalidZoneStatus/, 'conflict'],
  [/^OperationDenied\.DomainIsBlocked/, 'blocked'],
  [/^OperationDenied\.(?:DomainNoICP|RecordIsForbidden)/, 'plan'],
  [/^FailedOperation\.InsufficientAccountBalance/, 'plan', 'account'],
  [/^LimitExceeded\.RateLimitExceeded/, 'rateLimited', 'account'],
  // Something else is being changed; later it will do.
  [/^OperationDenied\.ResourceLockedTemporary/, 'server'],
  [/^InvalidParameter\.(?:ActionInProgress|ZoneIsGrayPublishing)/, 'server'],
  [/^FailedOperation/, 'server'],
];

type Shown = z.infer<typeof recordForm>;

function isForEverybody({ Location, Status }: Shown): boolean {
  return (Location || everybody) === everybody && !/^disable/i.test(Status ?? '');
}

function heldRecord({ RecordId, Name, Type, Content, TTL, Weight }: Shown): HeldRecord {
  return {
    id: RecordId,
    type: Type,
    name: wireName(Name),
    value: Content ?? '',
    ttl: TTL ?? undefined,
    // Left out, it would be taken off.
    extra: Weight === null || Weight === undefined ? {} : { Weight },
  };
}

function service(account: TencentAccount, context: ProviderContext): RecordService {
  const api = tencentApi(account, { service: 'teo', version: '2022-09-01', rules }, context);

  const zones = zonesByList(() =>
    allPages(0, async (Offset) => {
      const asked = { Offset, Limit: zonePageSize };
      const answer = await api.look('DescribeZones', asked, zonesForm);
      const all = answer.Zones ?? [];
      // Sites that are reached by a CNAME have no DNS records here, and several may have one name.
      const full = all.filter(({ Type }) => (Type || 'full') === 'full');
      const items = full.map(
        ({ ZoneId: id, ZoneName }): Zone => ({ id, name: wireName(ZoneName) }),
      );
      return { items, next: nextOffset(Offset, all.length, answer.TotalCount) };
    }),
  );

  async function records({ id: ZoneId }: Zone, name?: Name): Promise<readonly HeldRecord[]> {
    const filter = name === undefined ? {} : { Filters: [{ Name: 'name', Values: [name] }] };
    const shown = await allPages(0, async (Offset) => {
      const asked = { ZoneId, ...filter, Offset, Limit: pageSize };
      const answer = await api.look('DescribeDnsRecords', asked, recordsForm);
      const items = answer.DnsRecords ?? [];
      return { items, next: nextOffset(Offset, items.length, answer.TotalCount) };
    });
    return shown.filter(isForEverybody).map(heldRecord);
  }

  const valuesOf = ({ name, type, value, ttl }: WantedRecord) => ({
    Name: name,
    Type: type,
    Content: value,
    Location: everybody,
    TTL: ttl,
  });

  return {
    newTtl: 300,
    ...zones,
    reader: { by: 'name', get: records, whole: (zone) => records(zone) },
    // The answers name the record's id at most, not what it holds.
    async update({ id: ZoneId }, held, to) {
      const record = { RecordId: held.id, ...valuesOf(to), ...held.extra };
      await api.change('ModifyDnsRecords', { ZoneId, DnsRecords: [record] }, doneForm);
      return undefined;
    },
    async create({ id: ZoneId }, to) {
      await api.change('CreateDnsRecord', { ZoneId, ...valuesOf(to) }, createdForm);
      return undefined;
    },
    async remove({ id: ZoneId }, held) {
      await api.change('DeleteDnsRecords', { ZoneId, RecordIds: [held.id] }, doneForm);
    },
  };
}

/** Tencent Cloud EdgeOne, https://cloud.tencent.com/document/api/1552/80720 (DNS records). */
export const edgeone = defineRecordProvider(
  {
    id: 'edgeone',
    name: { en: 'Tencent Cloud EdgeOne', 'zh-CN': '腾讯云 EdgeOne' },
    website: 'https://cloud.tencent.com/product/teo',
    docs: 'https://console.cloud.tencent.com/cam',
    setup: {
      en: 'In the CAM console, under Users → User List, make a sub-user with programmatic access, and attach a custom policy with the actions below (or the preset policy QcloudTEOFullAccess). Its keys are on its own page, under API Key. Do not use those of the root account.',
      'zh-CN':
        '在访问管理（CAM）的“用户列表”中新建支持“编程访问”的子用户，并授予包含下列操作的自定义策略（或直接授予预设策略 QcloudTEOFullAccess）；密钥在该用户的“API 密钥”页。不要使用主账号的密钥。',
    },
    permission: {
      en: 'teo:DescribeZones, teo:DescribeDnsRecords, teo:CreateDnsRecord, teo:ModifyDnsRecords and teo:DeleteDnsRecords',
      'zh-CN':
        'teo:DescribeZones、teo:DescribeDnsRecords、teo:CreateDnsRecord、teo:ModifyDnsRecords 和 teo:DeleteDnsRecords',
    },
    limits: [
      {
        en: 'Only sites whose name servers are EdgeOne’s have DNS records; those that are reached by a CNAME have none.',
        'zh-CN': '仅 NS 接入的站点有 DNS 记录，CNAME 接入的站点不适用。',
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
