import * as z from 'zod';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseText } from './api/loose-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages, nextPage } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import type { Zone } from './api/zone-search.ts';
import { volcengineSigner } from './signing/volcengine.ts';
import { explain } from './volcengine/errors.ts';

const account = z.object({
  accessKeyId: idField({ label: { en: 'Access Key ID', 'zh-CN': 'Access Key ID' } }),
  secretAccessKey: tokenField({
    label: { en: 'Secret Access Key', 'zh-CN': 'Secret Access Key' },
  }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  requestsPerChange: 2,
};

const version = '2018-08-01';
const pageSize = 500;

/** The line that answers everybody whom no other line is for. */
const defaultLine = 'default';

const zonesForm = z.object({
  Zones: listForm(z.object({ ZID: looseText, ZoneName: z.string() })).nullish(),
  Total: z.number().nullish(),
});
const recordForm = z.object({
  RecordID: looseText,
  Host: z.string(),
  Type: z.string(),
  Value: z.string(),
  TTL: z.number().nullish(),
  Line: z.string().nullish(),
  Enable: z.boolean().nullish(),
});
const recordsForm = z.object({
  Records: listForm(recordForm).nullish(),
  TotalCount: z.number().nullish(),
});
const writtenForm = z.object({ Value: z.string().nullish() }).nullish();
function service(
  { accessKeyId, secretAccessKey }: z.infer<typeof account>,
  context: ProviderContext,
): RecordService {
  const sign = { accessKeyId, secretAccessKey, region: 'cn-north-1', service: 'DNS' };
  const api = httpApi(
    {
      base: 'https://open.volcengineapi.com',
      secrets: [secretAccessKey],
      sign: volcengineSigner(sign),
      explain,
    },
    context,
  );

  async function ask<T>(
    action: string,
    form: z.ZodType<T>,
    query: Readonly<Record<string, string | number>>,
  ): Promise<T> {
    const call = {
      method: 'GET',
      path: '/',
      query: { Action: action, Version: version, ...query },
    } as const;
    return (await api.read(call, z.object({ Result: form }))).Result;
  }

  async function order(action: string, json: Readonly<Record<string, unknown>>) {
    const query = { Action: action, Version: version };
    const call = { method: 'POST', path: '/', query, json } as const;
    const form = z.object({ ResponseMetadata: z.object({}), Result: z.unknown().optional() });
    const { Result } = await api.read(call, form);
    return writtenForm.safeParse(Result).data?.Value ?? undefined;
  }

  const zones = (filter: Readonly<Record<string, string>>) =>
    allPages(1, async (page, seen) => {
      const query = { ...filter, PageNumber: page, PageSize: pageSize };
      const { Zones, Total } = await ask('ListZones', zonesForm, query);
      const shown = Zones ?? [];
      const items = shown.map(({ ZID, ZoneName }): Zone => ({ id: ZID, name: wireName(ZoneName) }));
      return { items, next: nextPage(page, { seen, got: shown.length, total: Total ?? 0 }) };
    });

  const records = async (zone: Zone, filter: Readonly<Record<string, string>>) => {
    const all = await allPages(1, async (page, seen) => {
      const query = { ZID: zone.id, ...filter, PageNumber: page, PageSize: pageSize };
      const { Records, TotalCount } = await ask('ListRecords', recordsForm, query);
      const items = Records ?? [];
      return { items, next: nextPage(page, { seen, got: items.length, total: TotalCount ?? 0 }) };
    });
    return all
      .filter(({ Line, Enable }) => (Line ?? defaultLine) === defaultLine && Enable !== false)
      .map(
        ({ RecordID, Host, Type, Value, TTL }): HeldRecord => ({
          id: RecordID,
          name: relativeTo(Host, zone.name),
          type: Type,
          value: Value,
          ttl: TTL ?? undefined,
        }),
      );
  };

  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    Host: hostOf(name, zone.name, '@'),
    Line: defaultLine,
    Type: type,
    Value: value,
    TTL: ttl,
  });

  return {
    newTtl: 600,
    list: () => zones({}),
    find: async (name) => {
      // The search is fuzzy where the mode is not understood.
      const found = await zones({ Key: name, SearchMode: 'exact' });
      return found.find((zone) => zone.name === name);
    },
    reader: {
      by: 'name',
      get: (zone, name) =>
        records(zone, { Host: hostOf(name, zone.name, '@'), SearchMode: 'exact' }),
      whole: (zone) => records(zone, {}),
    },
    // What is left out (weight, remark) stays.
    update: (zone, held, to) => order('UpdateRecord', { RecordID: held.id, ...valuesOf(zone, to) }),
    create: (zone, to) => order('CreateRecord', { ZID: Number(zone.id), ...valuesOf(zone, to) }),
    remove: async (_, held) => void (await order('DeleteRecord', { RecordID: held.id })),
  };
}

/** Volcengine TrafficRoute DNS, https://www.volcengine.com/docs/6758/155086. */
export const volcengine = defineRecordProvider(
  {
    id: 'volcengine',
    name: { en: 'Volcengine TrafficRoute', 'zh-CN': '火山引擎 TrafficRoute' },
    website: 'https://www.volcengine.com/product/trafficroute',
    docs: 'https://console.volcengine.com/iam/identitymanage/user',
    setup: {
      en: 'In the IAM console make a user for programmatic access alone, grant it the permission below, and take the access key from the page of that user. Do not use a key of the main account.',
      'zh-CN':
        '在“访问控制 → 身份管理 → 用户”中新建仅用于“编程访问”的用户并授予下列权限；密钥在该用户的“密钥”页。不要使用主账号的密钥。',
    },
    permission: {
      en: 'the policy DNSFullAccess, or of the service DNS only ListZones, ListRecords, CreateRecord, UpdateRecord and DeleteRecord',
      'zh-CN':
        '系统策略 DNSFullAccess，或仅 DNS 服务的 ListZones、ListRecords、CreateRecord、UpdateRecord 和 DeleteRecord',
    },
    limits: [
      {
        en: 'The free edition takes no TTL below 600 seconds.',
        'zh-CN': '免费版的 TTL 不能低于 600 秒。',
      },
      {
        en: 'Only the default line is updated; records of other lines and disabled ones are left alone.',
        'zh-CN': '只更新默认线路；其他线路以及已停用的记录保持不变。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'CN',
    account,
    capabilities,
  },
  service,
);
