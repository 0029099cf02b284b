import * as z from 'zod';
import { parseAddress, sameAddress } from '../core/address.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { ApiFailure, mismatch, noneIfNotFound } from './api/api-failure.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import type { HeldRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import type { Zone } from './api/zone-search.ts';
import { type OvhAccount, ovhAccount, ovhHosts } from './ovh/account.ts';
import { isNotGranted, ovhFailure } from './ovh/errors.ts';
import { ovhSigner } from './signing/ovh.ts';

/** "ttl": 60 seconds at least. A change is two looks, one write and the refresh. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 604_800 },
  requestsPerChange: 4,
};

const idsForm = listForm(z.number());
const recordForm = z.object({
  id: z.number(),
  fieldType: z.string(),
  subDomain: z.string().nullish(),
  target: z.string(),
  ttl: z.number().nullish(),
});

function service({ region, ...keys }: OvhAccount, context: ProviderContext): RecordService {
  const { memory } = context;
  const api = httpApi(
    {
      base: `https://${ovhHosts[region]}/1.0`,
      secrets: [keys.applicationSecret, keys.consumerKey],
      sign: ovhSigner(keys),
      explain: ovhFailure,
    },
    context,
  );

  const pathOf = (zone: Zone, rest = '') => `/domain/zone/${zone.id}${rest}`;
  let refused: ApiFailure | undefined;

  /** A key for one zone is refused for the names above and below it, which are no zones of ours then. */
  async function find(name: string): Promise<Zone | undefined> {
    const zone = { id: name, name };
    if (!name.includes('.')) {
      if (refused !== undefined) throw refused;
      return undefined;
    }
    try {
      await api.send({ method: 'GET', path: pathOf(zone) });
      return zone;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      if (isNotGranted(error.failure)) refused = error;
      else if (error.failure.kind !== 'zoneNotFound') throw error;
      return undefined;
    }
  }

  async function one(zone: Zone, id: number): Promise<readonly HeldRecord[]> {
    const path = pathOf(zone, `/record/${id}`);
    const { fieldType, subDomain, target, ttl } = await api.read(
      { method: 'GET', path },
      recordForm,
    );
    const name = relativeTo(subDomain ?? '', zone.name);
    return [{ id: String(id), name, type: fieldType, value: target, ttl: ttl ?? undefined }];
  }

  async function records(zone: Zone, name: string, fieldType: string) {
    const query = { fieldType, subDomain: hostOf(name, zone.name, '') };
    const ids = await api.read({ method: 'GET', path: pathOf(zone, '/record'), query }, idsForm);
    const found: HeldRecord[] = [];
    for (const id of ids) found.push(...(await noneIfNotFound(one(zone, id))));
    return found;
  }

  const key = (zone: Zone) => `refresh:${zone.name}`;

  /** Marks the zone before the write leaves, so that a round cut short is refreshed by the next. */
  async function marked<T>(zone: Zone, write: () => Promise<T>): Promise<T> {
    const before = memory.get(key(zone));
    memory.set(key(zone), 'due');
    try {
      return await write();
    } catch (error) {
      const nothing = error instanceof ApiFailure && error.failure.unconfirmed !== true;
      if (nothing) memory.set(key(zone), before);
      throw error;
    }
  }

  return {
    newTtl: 300,
    list: async () => {
      const names = await api.read({ method: 'GET', path: '/domain/zone' }, listForm(z.string()));
      return names.map(wireName).map((name): Zone => ({ id: name, name }));
    },
    find,
    reader: {
      by: 'type',
      async get(zone, name, type) {
        const found = await records(zone, name, type);
        return found.length > 0 ? found : records(zone, name, 'CNAME');
      },
    },
    // The answer to a change is `null`.
    update: (zone, held, { value, ttl }) =>
      marked(zone, async () => {
        const json = { target: value, ttl };
        await api.send({ method: 'PUT', path: pathOf(zone, `/record/${held.id}`), json });
        return undefined;
      }),
    async create(zone, { name, type, value, ttl }) {
      const json = { fieldType: type, subDomain: hostOf(name, zone.name, ''), target: value, ttl };
      const call = { method: 'POST', path: pathOf(zone, '/record'), json } as const;
      const { target } = await marked(zone, () => api.read(call, recordForm));
      const same = sameAddress(parseAddress(target), parseAddress(value));
      if (!same) throw new ApiFailure(mismatch(value, target));
      // Nobody is shown it before the refresh.
      return undefined;
    },
    remove: (zone, held) =>
      marked(zone, async () => {
        await api.send({ method: 'DELETE', path: pathOf(zone, `/record/${held.id}`) });
      }),
    publisher: {
      waits: (zone) => memory.get(key(zone)) !== undefined,
      async publish(zone) {
        await api.send({ method: 'POST', path: pathOf(zone, '/refresh') });
        memory.set(key(zone), undefined);
      },
    },
  };
}

/** The DNS zones of OVHcloud's API, https://eu.api.ovh.com/console/?section=%2Fdomain. */
export const ovh = defineRecordProvider(
  {
    id: 'ovh',
    name: { en: 'OVHcloud', 'zh-CN': 'OVHcloud' },
    website: 'https://www.ovhcloud.com/',
    docs: 'https://eu.api.ovh.com/createToken/',
    setup: {
      en: 'On the page “Create API keys” of your region ask for keys of unlimited validity, with the rights below. Leave “Restricted IPs” empty, since your address changes.',
      'zh-CN':
        '在账户所在地区的“Create API keys”页面申请有效期为 Unlimited 的密钥，并勾选下列权限。由于您的地址会变化，“Restricted IPs”请留空。',
    },
    permission: {
      en: 'GET on /domain/zone; GET, POST, PUT and DELETE on /domain/zone/*',
      'zh-CN': '/domain/zone 的 GET；/domain/zone/* 的 GET、POST、PUT 和 DELETE',
    },
    limits: [
      {
        en: 'Keys are made for one region: for Canada at ca.api.ovh.com, for the USA at api.us.ovhcloud.com.',
        'zh-CN':
          '密钥只在一个地区有效：加拿大地区请在 ca.api.ovh.com 创建，美国地区请在 api.us.ovhcloud.com 创建。',
      },
      {
        en: 'The domain must use the DNS zone at OVHcloud; for a DynHost record choose OVHcloud DynHost instead.',
        'zh-CN':
          '域名必须使用 OVHcloud 的 DNS 区域；如使用 DynHost 记录，请改用 OVHcloud DynHost。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'FR',
    account: ovhAccount,
    capabilities,
    listsRecords: false,
  },
  service,
);
