import * as z from 'zod';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import type { ApiCall } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseNumber, looseText } from './api/loose-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';
import { type CloudnsAccount, cloudnsAccount } from './cloudns/account.ts';

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 604_800 },
  requestsPerChange: 2,
};

/** The most that the API gives on one page of zones. */
const pageSize = 100;

/** What is keyed by something; an empty one is a list, and a full one may be. */
function keyed<Item>(item: z.ZodType<Item>) {
  const values = z.record(z.string(), z.unknown()).transform((each) => Object.values(each));
  return z.union([z.array(z.unknown()), values]).pipe(listForm(item));
}

const zonesForm = keyed(z.object({ name: z.string() }));
const recordsForm = keyed(
  z.object({
    id: looseText,
    type: z.string(),
    host: z.string(),
    record: looseText,
    ttl: looseNumber,
    status: looseText.nullish(),
    'geodns-location': looseText.nullish(),
  }),
);
const doneForm = z.object({ status: z.literal('Success') });
const errorForm = z.object({ status: z.literal('Failed'), statusDescription: z.string() });

/** What the service says, in the order in which it is looked for. */
const meanings: readonly (readonly [RegExp, FailureKind, Failure['scope']])[] = [
  [/invalid authentication|\bip\b.*not allowed/i, 'auth', 'account'],
  [/too many|requests? limit|rate limit/i, 'rateLimited', 'account'],
  [/\bapi\b.*\b(?:plan|not available|upgrade)|\bplan\b.*\bapi\b/i, 'plan', 'account'],
  [/missing domain-name/i, 'zoneNotFound', 'record'],
  [/record-id/i, 'recordNotFound', 'record'],
  [/permission|access denied/i, 'auth', 'record'],
  [/cname|already/i, 'conflict', 'record'],
  [/limit|upgrade|your plan/i, 'plan', 'record'],
];

/** Everything is answered with status 200. */
function explain(reply: Reply, own: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  const says = own.clean(parsed.data.statusDescription);
  const [, kind, scope] = meanings.find(([words]) => words.test(says)) ?? [];
  return failure(
    kind ?? (reply.write ? 'invalid' : 'unknown'),
    says,
    scope === undefined ? {} : { scope },
  );
}

function service(given: CloudnsAccount, context: ProviderContext): RecordService {
  const { authId, subAuthId, password } = given;
  const api = httpApi(
    { base: 'https://api.cloudns.net/dns', secrets: [password], explain },
    context,
  );

  const user: Readonly<Record<string, string>> =
    subAuthId === undefined ? { 'auth-id': authId ?? '' } : { 'sub-auth-id': subAuthId };

  /** Always a POST, so that the password stands in no address. */
  const call = (method: string, values: NonNullable<ApiCall['form']>, write: boolean): ApiCall => ({
    method: 'POST',
    path: `/${method}.json`,
    form: { ...user, 'auth-password': password, ...values },
    write,
  });

  const zones = zonesByList(() =>
    allPages(1, async (page) => {
      const values = { page, 'rows-per-page': pageSize };
      const answer = await api.read(call('list-zones', values, false), zonesForm);
      const names = answer.map(({ name }) => wireName(name));
      const items = names.map((name): Zone => ({ id: name, name }));
      return { items, next: items.length < pageSize ? undefined : page + 1 };
    }),
  );

  async function records(zone: Zone, filter: Readonly<Record<string, string>>) {
    const values = { 'domain-name': zone.id, ...filter };
    const answer = await api.read(call('records', values, false), recordsForm);
    return answer
      .filter((each) => each.status !== '0' && isForAll(each['geodns-location']))
      .map(({ id, type, host, record, ttl }): HeldRecord => {
        return { id, type, name: relativeTo(host, zone.name), value: record, ttl };
      });
  }

  async function write(
    method: string,
    zone: Zone,
    values: Readonly<Record<string, string | number>>,
  ) {
    await api.read(call(method, { 'domain-name': zone.id, ...values }, true), doneForm);
    // The answer names no value.
    return undefined;
  }

  const newTtl = 300;
  const valuesOf = (zone: Zone, { name, value, ttl }: WantedRecord) => {
    return { host: hostOf(name, zone.name, ''), record: value, ttl: ttl ?? newTtl };
  };

  return {
    newTtl,
    ...zones,
    reader: {
      by: 'name',
      get: (zone, name) => records(zone, { host: hostOf(name, zone.name, '') }),
      whole: (zone) => records(zone, {}),
    },
    update: (zone, held, to) =>
      write('mod-record', zone, { 'record-id': held.id, ...valuesOf(zone, to) }),
    create: (zone, to) =>
      write('add-record', zone, { 'record-type': to.type, ...valuesOf(zone, to) }),
    remove: (zone, held) => write('delete-record', zone, { 'record-id': held.id }),
  };
}

/** A record of a GeoDNS zone may be for one place of the world only. */
function isForAll(location: string | null | undefined): boolean {
  return location === undefined || location === null || location === '' || location === '0';
}

/** ClouDNS, https://www.cloudns.net/wiki/article/41/. */
export const cloudns = defineRecordProvider(
  {
    id: 'cloudns',
    name: { en: 'ClouDNS', 'zh-CN': 'ClouDNS' },
    website: 'https://www.cloudns.net/',
    docs: 'https://www.cloudns.net/api-settings/',
    setup: {
      en: 'Under API & Resellers add an API user, or a sub-user and delegate your zone to it.',
      'zh-CN': '在 API & Resellers 中添加 API 用户；也可添加子用户，并把您的区域委派给它。',
    },
    permission: {
      en: 'an API sub-user to which only your zone is delegated',
      'zh-CN': '仅委派了您的区域的 API 子用户（API sub-user）',
    },
    limits: [
      { en: 'The HTTP API needs a paid plan.', 'zh-CN': 'HTTP API 需要付费套餐。' },
      {
        en: 'A TTL is 60, 300, 900, 1800, 3600, 21600, 43200, 86400, 172800, 259200 or 604800 seconds.',
        'zh-CN':
          'TTL 只能是 60、300、900、1800、3600、21600、43200、86400、172800、259200 或 604800 秒。',
      },
      {
        en: 'Records of a GeoDNS location, and inactive ones, are left as they are.',
        'zh-CN': 'GeoDNS 位置专用的记录和未启用的记录保持原样。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'BG',
    account: cloudnsAccount,
    capabilities,
  },
  service,
);
