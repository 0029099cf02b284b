import * as z from 'zod';
import { type Failure, failure } from '../core/outcome.ts';
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
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  accessKey: tokenField({ label: { en: 'API key', 'zh-CN': 'API 密钥（API Key）' } }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 15, max: 604_800 },
  requestsPerChange: 2,
};

/** The most that the API gives on one page. */
const pageSize = 1000;

/** "Type", by its number up to the ones that matter here. */
const types = 'A AAAA CNAME TXT MX Redirect Flatten PullZone SRV CAA PTR Script'.split(' ');

/** What stands in place of addresses. */
const insteadOfAddress = ['Redirect', 'Flatten', 'PullZone', 'Script'];

/** Fields beside the address that an update takes, and that must go back as they were. */
const keptFields = [
  'Weight',
  'Accelerated',
  'MonitorType',
  'GeolocationLatitude',
  'GeolocationLongitude',
  'LatencyZone',
  'SmartRoutingType',
  'EnviromentalVariables',
  'Comment',
  'AutoSslIssuance',
] as const;

const zonesForm = z.object({
  Items: listForm(z.object({ Id: z.number(), Domain: z.string() })),
  HasMoreItems: z.boolean().nullish(),
});
/** An enumeration: the documentation has the number here and the name there. */
const choice = z.union([z.number(), z.string()]);

const recordForm = z.looseObject({
  Id: z.number(),
  Type: choice,
  Name: z.string().nullish(),
  Value: z.string().nullish(),
  LinkName: z.string().nullish(),
  Ttl: z.number().nullish(),
  Disabled: z.boolean().nullish(),
  SmartRoutingType: choice.nullish(),
});
const zoneForm = z.object({ Records: listForm(recordForm).nullish() });
const errorForm = z.object({ ErrorKey: z.string().nullish(), Message: z.string().nullish() });

/** `{"ErrorKey": "dnszone.record_not_found", "Field": …, "Message": …}`; some refusals have no body. */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  if (reply.status < 400) return undefined;
  const { ErrorKey, Message } = errorForm.safeParse(reply.json).data ?? {};
  const key = ErrorKey ?? '';
  const says = api.clean(Message || key);
  if (reply.status === 404) {
    const ofZone = !reply.write || (key.endsWith('not_found') && !key.includes('record'));
    const detail = says || api.failureOf(reply).detail;
    return failure(ofZone ? 'zoneNotFound' : 'recordNotFound', detail);
  }
  if (reply.status === 400 && /cname|conflict|exist/i.test(`${key} ${says}`)) {
    return failure('conflict', says);
  }
  return api.failureOf(reply, says);
}

/** Not for some regions or networks only. */
function isPlain(routing: z.infer<typeof choice> | null | undefined): boolean {
  return !routing || routing === 'None';
}

function typeOf(type: z.infer<typeof choice>): string {
  const name = typeof type === 'number' ? (types[type] ?? `type ${type}`) : type;
  return insteadOfAddress.includes(name) ? 'ALIAS' : name;
}

function held(zone: Zone, record: z.infer<typeof recordForm>): HeldRecord {
  const { Id, Type, Name, Value, LinkName, Ttl } = record;
  const kept = keptFields.map((field) => [field, record[field]] as const);
  return {
    id: String(Id),
    type: typeOf(Type),
    name: relativeTo(Name ?? '', zone.name),
    value: Value || LinkName || '',
    ttl: Ttl ?? undefined,
    extra: Object.fromEntries(kept.filter(([, value]) => value !== undefined && value !== null)),
  };
}

function service(accessKey: string, context: ProviderContext): RecordService {
  const api = httpApi(
    {
      base: 'https://api.bunny.net',
      headers: { accesskey: accessKey },
      secrets: [accessKey],
      explain,
    },
    context,
  );

  const zones = (filter: Readonly<Record<string, string>>) =>
    allPages<Zone, number>(1, async (page) => {
      const query = { ...filter, page, perPage: pageSize };
      const answer = await api.read({ method: 'GET', path: '/dnszone', query }, zonesForm);
      const items = answer.Items.map(({ Id, Domain }): Zone => {
        return { id: String(Id), name: wireName(Domain) };
      });
      return { items, next: answer.HasMoreItems && items.length > 0 ? page + 1 : undefined };
    });

  const pathOf = (zone: Zone) => `/dnszone/${encodePart(zone.id)}`;

  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    Type: types.indexOf(type),
    Name: hostOf(name, zone.name, ''),
    Value: value,
    Ttl: ttl,
  });

  return {
    newTtl: 300,
    list: () => zones({}),
    // The search finds parts of names too.
    find: async (name) => (await zones({ search: name })).find((zone) => zone.name === name),
    reader: {
      by: 'zone',
      async get(zone) {
        const answer = await api.read({ method: 'GET', path: pathOf(zone) }, zoneForm);
        const all = answer.Records ?? [];
        return all
          .filter(({ Disabled, SmartRoutingType }) => !Disabled && isPlain(SmartRoutingType))
          .map((record) => held(zone, record));
      },
    },
    async update(zone, record, to) {
      const path = `${pathOf(zone)}/records/${encodePart(record.id)}`;
      const json = { ...record.extra, Id: Number(record.id), ...valuesOf(zone, to) };
      // The answer is empty.
      await api.send({ method: 'POST', path, json });
      return undefined;
    },
    async create(zone, to) {
      const call = {
        method: 'PUT',
        path: `${pathOf(zone)}/records`,
        json: valuesOf(zone, to),
      } as const;
      return (await api.read(call, recordForm)).Value ?? undefined;
    },
    async remove(zone, record) {
      const path = `${pathOf(zone)}/records/${encodePart(record.id)}`;
      await api.send({ method: 'DELETE', path });
    },
  };
}

/** Bunny DNS, https://docs.bunny.net/api-reference/core/dns-zone. */
export const bunny = defineRecordProvider(
  {
    id: 'bunny',
    name: { en: 'bunny.net', 'zh-CN': 'bunny.net' },
    website: 'https://bunny.net/dns/',
    docs: 'https://dash.bunny.net/account/api-key',
    setup: {
      en: 'In the dashboard open Account settings → API key and copy the key of the account.',
      'zh-CN': '在控制台中打开 Account settings → API key，复制账户的 API 密钥。',
    },
    limits: [
      {
        en: 'The key opens the whole account; bunny.net has none for DNS alone.',
        'zh-CN': '该密钥可访问整个账户，bunny.net 不提供仅限 DNS 的密钥。',
      },
      {
        en: 'Records with smart routing, and those that are disabled, are left alone.',
        'zh-CN': '启用了智能路由（Smart Routing）的记录和已停用的记录不会被改动。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  ({ accessKey }, context) => service(accessKey, context),
);
