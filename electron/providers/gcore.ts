import * as z from 'zod';
import type { Name } from '../core/name.ts';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { ApiFailure, noneIfNotFound } from './api/api-failure.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetEchoes, SetService } from './api/set-service.ts';
import type { Zone } from './api/zone-search.ts';
import { contentForm, heldSet, isServed, type Kept, setForm, textOf } from './gcore/set.ts';

const account = z.object({
  token: tokenField({
    label: { en: 'Permanent API token', 'zh-CN': '永久 API 令牌（API token）' },
    placeholder: '1234$abcdef',
  }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  requestsPerChange: 2,
};

const pageSize = 1000;

const total = z.number().nullish();
const zonesForm = z.object({
  zones: listForm(z.object({ name: z.string() })).nullish(),
  total_amount: total,
});
const setsForm = z.object({ rrsets: listForm(setForm).nullish(), total_amount: total });
const oneForm = setForm.partial({ name: true, type: true });
const writtenForm = z.object({ resource_records: listForm(contentForm).nullish() });
const errorForm = z.object({ error: z.string().nullish(), message: z.string().nullish() });

function explain(reply: Reply, own: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  const words = parsed.success ? (parsed.data.error ?? parsed.data.message ?? '') : '';
  if (reply.status < 400 || reply.status >= 500) return undefined;
  const says = own.clean(words);
  if (reply.status === 404) {
    const ofZone = /zone/i.test(says) && !/record|rrset/i.test(says);
    return failure(ofZone ? 'zoneNotFound' : 'recordNotFound', says);
  }
  if (words === '' || reply.status === 401 || reply.status === 429) return undefined;
  if (/already exists|conflict|cname/i.test(says)) return failure('conflict', says);
  if (/(?:limit|quota)\b.*\b(?:exceeded|reached)/i.test(says)) return failure('plan', says);
  return own.failureOf(reply, words);
}

function service(token: string, context: ProviderContext): SetService {
  const api = httpApi(
    {
      base: 'https://api.gcore.com/dns/v2',
      headers: { authorization: `APIKey ${token}` },
      secrets: [token],
      explain,
    },
    context,
  );

  /** All pages: by what came, since a page may be smaller than what was asked for. */
  const paged = <Item>(
    path: string,
    read: (
      call: Parameters<HttpApi['send']>[0],
    ) => Promise<{ items: readonly Item[]; all: number | null | undefined }>,
  ) =>
    allPages(0, async (offset) => {
      const query = { limit: pageSize, offset };
      const { items, all } = await read({ method: 'GET', path, query });
      const seen = offset + items.length;
      return { items, next: items.length > 0 && seen < (all ?? 0) ? seen : undefined };
    });

  const zonePath = (name: string) => `/zones/${encodePart(name)}`;
  const pathOf = (zone: Zone, name: Name, type: string) =>
    `${zonePath(zone.id)}/${encodePart(name)}/${type}`;

  const list = () =>
    paged('/zones', async (call) => {
      const { zones, total_amount: all } = await api.read(call, zonesForm);
      const names = (zones ?? []).map(({ name }) => wireName(name));
      return { items: names.map((name): Zone => ({ id: name, name })), all };
    });

  async function find(name: Name): Promise<Zone | undefined> {
    try {
      await api.send({ method: 'GET', path: zonePath(name) });
      return { id: name, name };
    } catch (error) {
      if (error instanceof ApiFailure && error.reply?.status === 404) return undefined;
      throw error;
    }
  }

  const set = (zone: Zone, name: Name, type: string): Promise<readonly HeldSet[]> =>
    noneIfNotFound(
      api
        .read({ method: 'GET', path: pathOf(zone, name, type) }, oneForm)
        .then((answer) => [heldSet({ ...answer, name, type })]),
    );

  /** A set is asked for by its type, so where there is none a CNAME is looked for. */
  async function get(zone: Zone, name: Name, type: string): Promise<readonly HeldSet[]> {
    const found = await set(zone, name, type);
    return found.length > 0 ? found : set(zone, name, 'CNAME');
  }

  const whole = (zone: Zone) =>
    paged(`${zonePath(zone.id)}/rrsets`, async (call) => {
      const { rrsets, total_amount: all } = await api.read(call, setsForm);
      return { items: (rrsets ?? []).map(heldSet), all };
    });

  async function write(zone: Zone, { name, type, values, ttl, held }: WantedSet) {
    const { own, first, off = [] } = (held?.extra ?? {}) as Partial<Kept>;
    const served = { ...first, content: values, enabled: true };
    const json = { ttl, ...own, resource_records: [served, ...off] };
    const method = held === undefined ? 'POST' : 'PUT';
    const reply = await api.send({ method, path: pathOf(zone, name, type), json });
    const written = writtenForm.safeParse(reply.json);
    if (!written.success) throw new ApiFailure(api.failureOf(reply), reply);
    const now = written.data.resource_records?.filter(isServed).map(textOf);
    return [now] satisfies SetEchoes;
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

/** Gcore DNS, https://gcore.com/docs/api-reference/dns. */
export const gcore = defineSetProvider(
  {
    id: 'gcore',
    name: { en: 'Gcore', 'zh-CN': 'Gcore' },
    website: 'https://gcore.com/dns',
    docs: 'https://portal.gcore.com/accounts/profile/api-tokens',
    setup: {
      en: 'In the Gcore Customer Portal create a permanent API token under Profile → API tokens.',
      'zh-CN': '在 Gcore 客户门户的 Profile → API tokens 中创建永久 API 令牌。',
    },
    limits: [
      {
        en: 'A set whose policy chooses among several records (geo, failover, weights) is left as it is.',
        'zh-CN': '按策略（地理位置、故障转移、权重）在多条记录中选择的记录集会保持原样。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'LU',
    account,
    capabilities,
  },
  ({ token }, context) => service(token, context),
);
