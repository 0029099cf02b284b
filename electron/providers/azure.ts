import type * as z from 'zod';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { noneIfNotFound } from './api/api-failure.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { hostOf, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetService } from './api/set-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';
import { azureAccount } from './azure/account.ts';
import { azureApi } from './azure/api.ts';
import { pageForm, setForm, zoneForm } from './azure/forms.ts';

type Account = z.infer<typeof azureAccount>;

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  requestsPerChange: 3,
};

const query = { 'api-version': '2018-05-01' };

const setsForm = pageForm(setForm);
const zonesForm = pageForm(zoneForm);

/** An alias record set follows a resource of Azure's; an address in it would cut that tie. */
function aliasFailure(name: string, target: string): Failure {
  return failure('conflict', {
    en: `${name} is an alias record set for ${target}`,
    'zh-CN': `${name} 是指向 ${target} 的别名记录集`,
  });
}

function heldSet(zone: Zone, { name, type, etag, properties }: z.infer<typeof setForm>): HeldSet {
  const full = name === '@' ? zone.name : wireName(`${name}.${zone.name}`);
  const { TTL, metadata, ARecords, AAAARecords, CNAMERecord, targetResource } = properties;
  const target = targetResource?.id;
  return {
    name: full,
    type: type.slice(type.lastIndexOf('/') + 1).toUpperCase(),
    ttl: TTL ?? undefined,
    values: [
      ...(ARecords ?? []).map(({ ipv4Address }) => ipv4Address),
      ...(AAAARecords ?? []).map(({ ipv6Address }) => ipv6Address),
      ...(CNAMERecord?.cname ? [CNAMERecord.cname] : []),
    ],
    ...(target ? { blocked: aliasFailure(full, target) } : {}),
    extra: { etag, metadata },
  };
}

/** The set as `PUT` takes it: whole, so that its metadata goes back. */
function bodyOf({ type, values, ttl, held }: WantedSet) {
  const records =
    type === 'A'
      ? { ARecords: values.map((ipv4Address) => ({ ipv4Address })) }
      : { AAAARecords: values.map((ipv6Address) => ({ ipv6Address })) };
  const metadata = held?.extra?.metadata ?? undefined;
  return { properties: { TTL: ttl, ...records, ...(metadata === undefined ? {} : { metadata }) } };
}

/** Only over the set that was read, or where there is none: else 412. */
function conditionOf({ held }: WantedSet): Readonly<Record<string, string>> {
  if (held === undefined) return { 'if-none-match': '*' };
  const etag = held.extra?.etag;
  return typeof etag === 'string' ? { 'if-match': etag } : {};
}

function service(account: Account, context: ProviderContext): SetService {
  const { get, put } = azureApi(account, context);
  const { subscriptionId, resourceGroup } = account;
  const root = `/subscriptions/${encodePart(subscriptionId)}/resourceGroups/${encodePart(resourceGroup)}/providers/Microsoft.Network/dnsZones`;

  const pages = <Item>(
    path: string,
    form: z.ZodType<{ value: Item[]; next?: string | undefined }>,
  ) =>
    allPages<Item, Parameters<typeof get>[0]>({ path, query }, async (cursor) => {
      const { value, next } = await get(cursor, form);
      return { items: value, next: next === undefined ? undefined : { link: next } };
    });

  const zones = zonesByList(async () => {
    const found = await pages(root, zonesForm);
    return found
      .filter(({ properties }) => properties?.zoneType !== 'Private')
      .map(({ name }): Zone => ({ id: wireName(name), name: wireName(name) }));
  });

  const pathOf = (zone: Zone, name: string, type: string) =>
    `${root}/${encodePart(zone.id)}/${type}/${encodePart(hostOf(name, zone.name, '@'))}`;

  return {
    newTtl: 300,
    batch: 1,
    ...zones,
    reader: {
      by: 'type',
      async get(zone, name, type) {
        const found = get({ path: pathOf(zone, name, type), query }, setForm);
        return noneIfNotFound(found.then((set) => [heldSet(zone, set)]));
      },
      whole: async (zone) =>
        (await pages(`${root}/${encodePart(zone.id)}/recordsets`, setsForm)).map((set) =>
          heldSet(zone, set),
        ),
    },
    async write(zone, sets) {
      const echoes: (readonly string[])[] = [];
      for (const set of sets) {
        const path = pathOf(zone, set.name, set.type);
        const call = { path, query, headers: conditionOf(set), json: bodyOf(set) };
        echoes.push(heldSet(zone, await put(call, setForm)).values);
      }
      return echoes;
    },
  };
}

/** Azure DNS, https://learn.microsoft.com/rest/api/dns/. */
export const azure = defineSetProvider<Account>(
  {
    id: 'azure',
    name: { en: 'Azure DNS', 'zh-CN': 'Azure DNS' },
    website: 'https://azure.microsoft.com/products/dns/',
    docs: 'https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    setup: {
      en: 'Register an application in Microsoft Entra ID and add a client secret to it. Then give the application its role under Access control (IAM) of the resource group.',
      'zh-CN':
        '在 Microsoft Entra ID 中注册应用程序并添加客户端密码，然后在资源组的“访问控制(IAM)”中为该应用程序分配角色。',
    },
    permission: {
      en: 'DNS Zone Contributor on the resource group',
      'zh-CN': '资源组上的“DNS 区域参与者”（DNS Zone Contributor）',
    },
    limits: [
      {
        en: 'A client secret expires after two years at most; make a new one in time, and replace the old one with it.',
        'zh-CN': '客户端密码最长两年到期，请及时新建并替换旧的密码。',
      },
      {
        en: 'Alias record sets, which follow an Azure resource, are left alone.',
        'zh-CN': '指向 Azure 资源的别名记录集不会被改动。',
      },
    ],
    triedAgainst: 'emulator',
    account: azureAccount,
    capabilities,
  },
  (account, context) => service(account, context),
);
