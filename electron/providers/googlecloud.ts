import * as z from 'zod';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { listForm } from './api/list-form.ts';
import { absolute, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetService } from './api/set-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';
import { type GooglecloudAccount, googlecloudAccount, readKey } from './googlecloud/account.ts';
import { googlecloudApi } from './googlecloud/api.ts';

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  requestsPerChange: 3,
};

/** The most that one asks for; the service may give less on a page. */
const pageSize = 500;

const cursor = z.string().nullish();

const zoneForm = z.object({
  name: z.string(),
  dnsName: z.string(),
  visibility: z.string().nullish(),
});
const zonesForm = z.object({
  managedZones: listForm(zoneForm).default([]),
  nextPageToken: cursor,
});
const setForm = z.object({
  name: z.string(),
  type: z.string(),
  ttl: z.number().nullish(),
  rrdatas: listForm(z.string()).nullish(),
  routingPolicy: z.unknown().optional(),
});
const setsForm = z.object({ rrsets: listForm(setForm).default([]), nextPageToken: cursor });

/** A set with a routing policy has no addresses of its own. */
function policyFailure(name: string): Failure {
  return failure('conflict', {
    en: `${name} has a routing policy, which decides its addresses`,
    'zh-CN': `${name} 设有路由政策，其地址由该政策决定`,
  });
}

function heldSet({ name, type, ttl, rrdatas, routingPolicy }: z.infer<typeof setForm>): HeldSet {
  const wire = wireName(name);
  const policy = typeof routingPolicy === 'object' && routingPolicy !== null;
  return {
    name: wire,
    type,
    ttl: ttl ?? undefined,
    values: rrdatas ?? [],
    ...(policy ? { blocked: policyFailure(wire) } : {}),
  };
}

function service(account: GooglecloudAccount, context: ProviderContext): SetService {
  const key = readKey(account.key);
  const api = googlecloudApi(account.key, key, context);
  const project = account.project ?? key.project_id ?? '';
  const root = `/projects/${encodePart(project)}/managedZones`;

  const pages = <Form, Item>(
    path: string,
    filter: Readonly<Record<string, string>>,
    form: z.ZodType<Form & { readonly nextPageToken?: string | null | undefined }>,
    itemsOf: (page: Form) => readonly Item[],
  ) =>
    allPages<Item, string>('', async (pageToken) => {
      const query = { ...filter, maxResults: pageSize, ...(pageToken && { pageToken }) };
      const page = await (await api()).read({ method: 'GET', path, query }, form);
      return { items: itemsOf(page), next: page.nextPageToken || undefined };
    });

  const zones = zonesByList(async () => {
    const found = await pages(root, {}, zonesForm, ({ managedZones }) => managedZones);
    return found
      .filter(({ visibility }) => visibility !== 'private')
      .map(({ name, dnsName }): Zone => ({ id: name, name: wireName(dnsName) }));
  });

  const pathOf = (zone: Zone) => `${root}/${encodePart(zone.id)}/rrsets`;

  const sets = (zone: Zone, filter: Readonly<Record<string, string>>) =>
    pages(pathOf(zone), filter, setsForm, ({ rrsets }) => rrsets.map(heldSet));

  async function write(zone: Zone, { name, type, ttl, values, held }: WantedSet) {
    const json = { name: absolute(name), type, ttl, rrdatas: values };
    const path = pathOf(zone);
    const call =
      held === undefined
        ? ({ method: 'POST', path, json } as const)
        : ({ method: 'PATCH', path: `${path}/${encodePart(json.name)}/${type}`, json } as const);
    return heldSet(await (await api()).read(call, setForm)).values;
  }

  return {
    newTtl: 300,
    batch: 1,
    ...zones,
    reader: {
      by: 'name',
      get: (zone, name) => sets(zone, { name: absolute(name) }),
      whole: (zone) => sets(zone, {}),
    },
    async write(zone, wanted) {
      const echoes: (readonly string[])[] = [];
      for (const set of wanted) echoes.push(await write(zone, set));
      return echoes;
    },
  };
}

/** Google Cloud DNS, https://cloud.google.com/dns/docs/reference/rest/v1. */
export const googlecloud = defineSetProvider<GooglecloudAccount>(
  {
    id: 'googlecloud',
    name: { en: 'Google Cloud DNS', 'zh-CN': 'Google Cloud DNS' },
    website: 'https://cloud.google.com/dns',
    docs: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
    setup: {
      en: 'Create a service account in the project of your zones and give it the role below. Under Keys add a key of the type JSON: the file that is downloaded then is the key.',
      'zh-CN':
        '在区域所在的项目中创建服务账号并授予下列角色，然后在“密钥”中添加 JSON 类型的密钥，此时下载的文件就是密钥。',
    },
    permission: {
      en: 'DNS Administrator (roles/dns.admin)',
      'zh-CN': 'DNS Administrator（roles/dns.admin）',
    },
    limits: [
      {
        en: 'The Cloud DNS API must be enabled in the project.',
        'zh-CN': '项目中须已启用 Cloud DNS API。',
      },
      {
        en: 'Record sets with a routing policy are left alone.',
        'zh-CN': '设有路由政策的记录集不会被改动。',
      },
    ],
    triedAgainst: 'emulator',
    account: googlecloudAccount,
    capabilities,
  },
  (account, context) => service(account, context),
);
