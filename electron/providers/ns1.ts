import * as z from 'zod';
import type { Name } from '../core/name.ts';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { ApiFailure, noneIfNotFound } from './api/api-failure.ts';
import { type ApiCall, encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { nextQuery } from './api/link-header.ts';
import { listForm } from './api/list-form.ts';
import { wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetEchoes, SetService } from './api/set-service.ts';
import type { Zone } from './api/zone-search.ts';
import { heldSet, listedSet, listForms, recordForm } from './ns1/record.ts';

const account = z.object({ key: tokenField({ label: { en: 'API key', 'zh-CN': 'API 密钥' } }) });

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  requestsPerChange: 2,
};

const zonesForm = listForm(z.object({ zone: z.string(), name: z.string().nullish() }));

const errorForm = z.object({ message: z.string() });

/** 403 may hold for some zones and records of a key only. */
function explain(reply: Reply, own: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (reply.status < 400 || !parsed.success) return undefined;
  const { message } = parsed.data;
  const says = own.clean(message);
  if (reply.status === 403) return failure('auth', says);
  if (reply.status === 404) {
    return failure(/record/i.test(says) ? 'recordNotFound' : 'zoneNotFound', says);
  }
  if (/already exists|cname/i.test(says)) return failure('conflict', says);
  const why = own.failureOf(reply, message);
  const period = reply.headers['x-ratelimit-period'] ?? '';
  if (why.kind !== 'rateLimited' || why.retryAfter !== undefined) return why;
  return /^\d{1,6}$/.test(period) ? { ...why, retryAfter: Number(period) * 1000 } : why;
}

function service(key: string, context: ProviderContext): SetService {
  const api = httpApi(
    {
      base: 'https://api.nsone.net/v1',
      headers: { 'x-nsone-key': key },
      secrets: [key],
      explain,
    },
    context,
  );

  /** All pages: the `Link` header tells the query of the next one. */
  const paged = <Answer, Item>(
    path: string,
    form: z.ZodType<Answer>,
    itemsOf: (answer: Answer) => readonly Item[],
  ) =>
    allPages<Item, NonNullable<ApiCall['query']>>({}, async (query) => {
      const reply = await api.send({ method: 'GET', path, query });
      const parsed = form.safeParse(reply.json);
      if (!parsed.success) throw new ApiFailure(api.failureOf(reply), reply);
      return { items: itemsOf(parsed.data), next: nextQuery(reply) };
    });

  const zonePath = (name: string) => `/zones/${encodePart(name)}`;
  const pathOf = (zone: Zone, name: Name, type: string) =>
    `${zonePath(zone.id)}/${encodePart(name)}/${type}`;

  /** A zone with a name of its own is a view, which does not answer everybody. */
  const list = () =>
    paged('/zones', zonesForm, (zones) =>
      zones
        .filter(({ zone, name }) => (name ?? zone) === zone)
        .map(({ zone }): Zone => ({ id: wireName(zone), name: wireName(zone) })),
    );

  async function find(name: Name): Promise<Zone | undefined> {
    const path = zonePath(name);
    try {
      await api.send({ method: 'GET', path, query: { records: 'false' } });
      return { id: name, name };
    } catch (error) {
      if (error instanceof ApiFailure && error.failure.kind === 'zoneNotFound') return undefined;
      throw error;
    }
  }

  const record = (zone: Zone, name: Name, type: string): Promise<readonly HeldSet[]> =>
    noneIfNotFound(
      api
        .read({ method: 'GET', path: pathOf(zone, name, type) }, recordForm)
        .then((answer) => [heldSet(answer)]),
    );

  /** A record is asked for by its type, so where there is none an alias is looked for. */
  async function get(zone: Zone, name: Name, type: string): Promise<readonly HeldSet[]> {
    for (const each of [type, 'CNAME', 'ALIAS']) {
      const found = await record(zone, name, each);
      if (found.length > 0) return found;
    }
    return [];
  }

  const whole = (zone: Zone) =>
    paged(zonePath(zone.id), listForms, ({ records }) => (records ?? []).map(listedSet));

  async function write(zone: Zone, wanted: WantedSet): Promise<SetEchoes> {
    const { name, type, values, ttl } = wanted;
    const path = pathOf(zone, name, type);
    const held = wanted.held?.extra
      ? wanted.held
      : wanted.held && (await record(zone, name, type))[0];
    if (held?.blocked !== undefined) throw new ApiFailure(held.blocked);
    const answer = { ...held?.extra, answer: values };
    const json = { zone: zone.name, domain: name, type, ttl, answers: [answer] };
    // The reverse of the habit: PUT makes, POST changes.
    const call = { method: held === undefined ? 'PUT' : 'POST', path, json } as const;
    return [heldSet(await api.read(call, recordForm)).values];
  }

  return {
    newTtl: 300,
    batch: 1,
    list,
    find,
    reader: { by: 'type', get, whole },
    write: async (zone, [only]) => only && write(zone, only),
  };
}

/** NS1, https://ns1.com/api. */
export const ns1 = defineSetProvider(
  {
    id: 'ns1',
    name: { en: 'NS1 (IBM NS1 Connect)', 'zh-CN': 'NS1（IBM NS1 Connect）' },
    website: 'https://www.ibm.com/products/ns1-connect',
    docs: 'https://my.nsone.net/#/account/settings',
    setup: {
      en: 'In the NS1 Connect portal add an API key under Account Settings → API Keys.',
      'zh-CN': '在 NS1 Connect 门户的 Account Settings → API Keys 中添加 API 密钥。',
    },
    permission: {
      en: '“View zones” and “Manage zones”, limited to your zone',
      'zh-CN': '“View zones”和“Manage zones”，并限定到您的区域',
    },
    limits: [
      {
        en: 'NS1 counts requests for each kind of call, such as 900 in five minutes.',
        'zh-CN': 'NS1 按调用类型限制请求数，例如每 5 分钟 900 次。',
      },
      {
        en: 'A record that is linked, or whose filter chain chooses among several answers, is left as it is.',
        'zh-CN': '链接记录，以及用过滤链在多个应答中选择的记录，都会保持原样。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  ({ key }, context) => service(key, context),
);
