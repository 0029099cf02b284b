import * as z from 'zod';
import type { Name } from '../core/name.ts';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { tokenField } from './api/account-fields.ts';
import { ApiFailure } from './api/api-failure.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, wireName } from './api/names.ts';
import { allPages, nextPage } from './api/paging.ts';
import type { WantedSet } from './api/set-plan.ts';
import type { SetEchoes, SetService } from './api/set-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';
import { isForbidden, scalewayFailure } from './scaleway/errors.ts';
import { changeOf, heldSets, recordForm } from './scaleway/sets.ts';

const account = z.object({
  secretKey: tokenField({ label: { en: 'Secret key', 'zh-CN': 'Secret key' } }),
});

/** "ttl": 60 seconds at least. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 604_800 },
  batch: true,
  requestsPerChange: 2,
};

const pageSizes = { zones: 100, records: 1000 };

const zonesForm = z.object({
  total_count: z.number(),
  dns_zones: listForm(z.object({ domain: z.string(), subdomain: z.string().nullish() })),
});
const recordsForm = z.object({ total_count: z.number(), records: listForm(recordForm) });
const changedForm = z.object({ records: listForm(recordForm) });

function service(secretKey: string, context: ProviderContext): SetService {
  let scope: Failure['scope'] = 'record';
  const api = httpApi(
    {
      base: 'https://api.scaleway.com/domain/v2beta1',
      headers: { 'x-auth-token': secretKey },
      secrets: [secretKey],
      explain: (reply, own) => scalewayFailure(reply, own, scope),
    },
    context,
  );

  const readZones = () =>
    allPages(1, async (page, seen) => {
      const query = { page, page_size: pageSizes.zones };
      const answer = await api.read({ method: 'GET', path: '/dns-zones', query }, zonesForm);
      const items = answer.dns_zones.map(({ domain, subdomain }): Zone => {
        const id = subdomain ? `${subdomain}.${domain}` : domain;
        return { id, name: wireName(id) };
      });
      const total = answer.total_count;
      return { items, next: nextPage(page, { seen, got: items.length, total }) };
    });

  /** Who may not list the zones may do nothing else. */
  const zones = zonesByList(async () => {
    try {
      scope = 'account';
      return await readZones();
    } finally {
      scope = 'record';
    }
  });

  const pathOf = (zone: Zone) => `/dns-zones/${encodePart(zone.id)}/records`;

  async function read(zone: Zone, filter: Readonly<Record<string, string>>) {
    const records = await allPages(1, async (page, seen) => {
      const query = { ...filter, page, page_size: pageSizes.records };
      const answer = await api.read({ method: 'GET', path: pathOf(zone), query }, recordsForm);
      const { records: items, total_count: total } = answer;
      return { items, next: nextPage(page, { seen, got: items.length, total }) };
    });
    return heldSets(records, zone);
  }

  /** A zone that is not ours (any more) is forbidden, not missing. */
  async function sets(zone: Zone, filter: Readonly<Record<string, string>>) {
    try {
      return await read(zone, filter);
    } catch (error) {
      if (!(error instanceof ApiFailure) || !isForbidden(error.reply)) throw error;
      if ((await zones.list()).some(({ id }) => id === zone.id)) throw error;
      throw new ApiFailure(failure('zoneNotFound', error.failure.detail), error.reply);
    }
  }

  /** An empty filter is none, and Unicode may be spelt in two ways: there the whole zone comes. */
  function named(zone: Zone, name: Name) {
    const host = hostOf(name, zone.name, '');
    return sets(zone, host === '' || host.includes('xn--') ? {} : { name: host });
  }

  async function write(zone: Zone, wanted: readonly WantedSet[]): Promise<SetEchoes> {
    const json = {
      return_all_records: false,
      disallow_new_zone_creation: true,
      changes: wanted.map((set) => changeOf(set, zone)),
    };
    const answer = await api.read({ method: 'PATCH', path: pathOf(zone), json }, changedForm);
    const held = heldSets(answer.records, zone);
    return wanted.map(
      ({ name, type }) => held.find((set) => set.name === name && set.type === type)?.values,
    );
  }

  return {
    newTtl: 300,
    batch: 100,
    ...zones,
    reader: { by: 'name', get: named, whole: (zone) => sets(zone, {}) },
    write,
  };
}

/** Scaleway Domains and DNS, https://www.scaleway.com/en/developers/api/domains-and-dns/. */
export const scaleway = defineSetProvider(
  {
    id: 'scaleway',
    name: { en: 'Scaleway', 'zh-CN': 'Scaleway' },
    website: 'https://www.scaleway.com/',
    docs: 'https://console.scaleway.com/iam/api-keys',
    setup: {
      en: 'In the console open IAM → API keys, generate a key for an application whose policy has the permission set below, and copy the secret key. The access key is not needed.',
      'zh-CN':
        '在控制台打开 IAM → API keys，为具有下列权限集的应用生成密钥并复制 Secret key，无需填写 Access key。',
    },
    permission: { en: 'DomainsDNSFullAccess', 'zh-CN': 'DomainsDNSFullAccess' },
    limits: [
      {
        en: 'The zone must use Scaleway’s default name servers.',
        'zh-CN': '区域必须使用 Scaleway 的默认域名服务器。',
      },
      {
        en: 'Dynamic records (by place, weight or health) are left alone.',
        'zh-CN': '动态记录（按地理位置、权重或健康检查应答）不会被改动。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'FR',
    account,
    capabilities,
  },
  ({ secretKey }, context) => service(secretKey, context),
);
