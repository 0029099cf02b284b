import * as z from 'zod';
import { parseAddress, sameAddress } from '../core/address.ts';
import { isWithin, type Name } from '../core/name.ts';
import { failure } from '../core/outcome.ts';
import type { Capabilities, Provider, ProviderContext } from '../core/provider.ts';
import { tokenField } from './api/account-fields.ts';
import { ApiFailure, noneIfNotFound } from './api/api-failure.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo } from './api/names.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { Echo, RecordService } from './api/record-service.ts';
import type { Zone } from './api/zone-search.ts';
import { type NetcupAccount, netcupApi } from './netcup/api.ts';

const account = z.object({
  customerNumber: z
    .string()
    .regex(/^\d+$/)
    .meta({ label: { en: 'Customer number', 'zh-CN': '客户编号' }, placeholder: '123456' }),
  apiKey: tokenField({ label: { en: 'API key', 'zh-CN': 'API 密钥（API Key）' } }),
  apiPassword: tokenField({ label: { en: 'API password', 'zh-CN': 'API 密码（API Password）' } }),
});

/** The TTL is one for the whole zone. */
const capabilities: Capabilities = {
  ...readable,
  ttl: false,
  zones: 'none',
  requestsPerChange: 4,
};

const zoneForm = z.object({ name: z.string() });
const recordForm = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  hostname: z.string(),
  type: z.string(),
  destination: z.string().nullish(),
  priority: z.union([z.string(), z.number()]).nullish(),
});
const recordsForm = z.object({ dnsrecords: listForm(recordForm) });
/** An answer without data has an empty text in its place. */
const writtenForm = z.union([recordsForm, z.unknown().transform(() => undefined)]);

type Shown = z.infer<typeof recordForm>;

/** The customer control panel tells no list of domains. */
const noList = failure('unknown', {
  en: 'netcup gives no list of domains',
  'zh-CN': 'netcup 不提供域名列表',
});

function held(zone: Zone, { id, hostname, type, destination, priority }: Shown): HeldRecord {
  return {
    id,
    type,
    name: relativeTo(hostname, zone.name),
    value: destination ?? '',
    // A record tells none.
    ttl: undefined,
    extra: priority === undefined || priority === null ? {} : { priority: String(priority) },
  };
}

/** What the zone holds after a write, at the name and type of what was written. */
function echoOf(zone: Zone, to: WantedRecord, shown: readonly Shown[] | undefined): Echo {
  const sent = parseAddress(to.value);
  const values = (shown ?? [])
    .map((record) => held(zone, record))
    .filter(({ name, type }) => name === to.name && type === to.type)
    .map(({ value }) => value);
  return values.find((value) => sameAddress(parseAddress(value), sent)) ?? values[0];
}

function service(account: NetcupAccount, context: ProviderContext): RecordService {
  const api = netcupApi(account, context);
  const found = new Map<Name, Zone>();

  async function find(name: Name): Promise<Zone | undefined> {
    // Zones are registered domains, so that none lies inside another. Each wrong guess is an error,
    // and netcup locks out who makes too many.
    const known = [...found.values()].find((zone) => isWithin(name, zone.name));
    if (known !== undefined) return known.name === name ? known : undefined;
    if (!name.includes('.')) return undefined;
    try {
      await api.call('infoDnsZone', { domainname: name }, zoneForm);
    } catch (error) {
      if (error instanceof ApiFailure && error.failure.kind === 'zoneNotFound') return undefined;
      throw error;
    }
    const zone = { id: name, name };
    found.set(name, zone);
    return zone;
  }

  async function records(zone: Zone): Promise<readonly HeldRecord[]> {
    const { dnsrecords } = await api.call('infoDnsRecords', { domainname: zone.name }, recordsForm);
    return dnsrecords.map((record) => held(zone, record));
  }

  /** Writes one record; the others of the zone stay. */
  async function write(zone: Zone, record: object): Promise<readonly Shown[] | undefined> {
    const param = { domainname: zone.name, dnsrecordset: { dnsrecords: [record] } };
    const written = await api.call('updateDnsRecords', param, writtenForm, true);
    return written?.dnsrecords;
  }

  const bodyOf = (
    zone: Zone,
    { name, type, value }: Pick<HeldRecord, 'name' | 'type' | 'value'>,
  ) => ({
    hostname: hostOf(name, zone.name, '@'),
    type,
    destination: value,
  });

  return {
    newTtl: undefined,
    list: async () => {
      throw new ApiFailure(noList, undefined, true);
    },
    find,
    // A zone without records is told as an error.
    reader: { by: 'zone', get: (zone) => noneIfNotFound(records(zone)) },
    async update(zone, { id, extra }, to) {
      const record = { id, ...extra, ...bodyOf(zone, to), deleterecord: false };
      return echoOf(zone, to, await write(zone, record));
    },
    async create(zone, to) {
      return echoOf(zone, to, await write(zone, { ...bodyOf(zone, to), deleterecord: false }));
    },
    async remove(zone, record) {
      const { id, extra } = record;
      await write(zone, { id, ...extra, ...bodyOf(zone, record), deleterecord: true });
    },
    close: api.close,
  };
}

const { zones: _, ...provider } = defineRecordProvider<NetcupAccount>(
  {
    id: 'netcup',
    name: { en: 'netcup', 'zh-CN': 'netcup' },
    website: 'https://www.netcup.com/',
    docs: 'https://www.customercontrolpanel.de/',
    setup: {
      en: 'In the customer control panel open Master Data → API, generate an API password and create an API key.',
      'zh-CN': '在客户控制面板（CCP）中打开 Master Data → API，生成 API 密码并创建 API 密钥。',
    },
    limits: [
      {
        en: 'The domain must use netcup’s classic name servers; zones of its newer CloudDNS cannot be reached this way.',
        'zh-CN': '域名必须使用 netcup 的传统域名服务器，新版 CloudDNS 的区域无法通过此接口访问。',
      },
      {
        en: 'The TTL is that of the whole zone, set in the customer control panel.',
        'zh-CN': 'TTL 对整个区域统一生效，请在客户控制面板中设置。',
      },
      {
        en: 'netcup takes 180 requests in a minute.',
        'zh-CN': 'netcup 限制每分钟 180 次请求。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'DE',
    account,
    capabilities,
  },
  service,
);

/**
 * netcup, https://ccp.netcup.net/run/webservice/servers/endpoint.php. Its zones cannot be listed, so
 * that there is nothing to pick from; the zone of a name is found by asking for it.
 */
export const netcup: Provider = provider;
