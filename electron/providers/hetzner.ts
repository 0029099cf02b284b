import * as z from 'zod';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { tokenField } from './api/account-fields.ts';
import { ApiFailure, mismatch } from './api/api-failure.ts';
import { type ApiCall, encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { addressOnly, halfDone } from './api/half-done.ts';
import { httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { WantedSet } from './api/set-plan.ts';
import type { SetService } from './api/set-service.ts';
import type { Zone } from './api/zone-search.ts';
import { hetznerFailure, isBusy } from './hetzner/errors.ts';
import { commentOf, heldSet, isSame, setForm } from './hetzner/sets.ts';

const account = z.object({
  token: tokenField({
    label: { en: 'API token', 'zh-CN': 'API 令牌' },
    help: {
      en: 'A token of the old DNS Console does not work here.',
      'zh-CN': '旧版 DNS Console 的令牌在此无效。',
    },
  }),
});

/** "ttl" of a record set: 60 to 2,147,483,647 seconds. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 604_800 },
  requestsPerChange: 2,
};

/** The most that the API gives on one page of zones. */
const pageSize = 50;

/** A zone that is still at work on the last change takes no other: how often, and how long (ms), we wait. */
const patience = { tries: 5, pause: 1000 };

const meta = z.object({ pagination: z.object({ next_page: z.number().nullish() }) });
const zonesForm = z.object({
  zones: listForm(z.object({ id: z.number(), name: z.string() })),
  meta,
});
const setsForm = z.object({ rrsets: listForm(setForm), meta });
const actionForm = z.object({ action: z.object({ status: z.string() }) });
const madeForm = actionForm.extend({ rrset: setForm });

function service(token: string, context: ProviderContext): SetService {
  const api = httpApi(
    {
      base: 'https://api.hetzner.cloud/v1',
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      explain: (reply, own) => hetznerFailure(reply, own, token),
    },
    context,
  );

  const zones = (query: Readonly<Record<string, string>>) =>
    allPages(1, async (page) => {
      const paged = { ...query, page, per_page: pageSize };
      const answer = await api.read({ method: 'GET', path: '/zones', query: paged }, zonesForm);
      const items = answer.zones.map(({ id, name }): Zone => {
        return { id: String(id), name: wireName(name) };
      });
      return { items, next: answer.meta.pagination.next_page ?? undefined };
    });

  const sets = (zone: Zone, query: Readonly<Record<string, string>>) =>
    allPages(1, async (page) => {
      const path = `/zones/${zone.id}/rrsets`;
      const paged = { ...query, page, per_page: pageSize };
      const answer = await api.read({ method: 'GET', path, query: paged }, setsForm);
      const items = answer.rrsets.map((set) => heldSet(set, zone));
      return { items, next: answer.meta.pagination.next_page ?? undefined };
    });

  let waits = patience.tries;
  /** Asks again while the zone is at work on the change before; for one that never ends it waits once. */
  async function post<T>(path: string, json: unknown, form: z.ZodType<T>): Promise<T> {
    const call: ApiCall = { method: 'POST', path, json };
    for (;;) {
      try {
        const answer = await api.read(call, form);
        waits = patience.tries;
        return answer;
      } catch (error) {
        if (waits === 0 || !(error instanceof ApiFailure) || !isBusy(error.reply)) throw error;
        waits -= 1;
        await context.clock.sleep(patience.pause, context.signal);
      }
    }
  }

  async function create(zone: Zone, { name, type, values: [value], ttl }: WantedSet) {
    const json = { name: hostOf(name, zone.name, '@'), type, ttl, records: [{ value }] };
    const { rrset } = await post(`/zones/${zone.id}/rrsets`, json, madeForm);
    const held = rrset.records.map((record) => record.value);
    if (held.length !== 1 || !isSame(held[0], value)) {
      throw new ApiFailure(mismatch(value, held.join(', ')));
    }
  }

  async function write(zone: Zone, set: WantedSet): Promise<void> {
    const { name, type, values, ttl, held } = set;
    if (held === undefined) return create(zone, set);
    const host = encodePart(hostOf(name, zone.name, '@'));
    const actions = `/zones/${zone.id}/rrsets/${host}/${type}/actions`;
    const [value] = values;
    const readdressed = held.values.length !== 1 || !isSame(held.values[0], value);
    if (readdressed) {
      const comment = commentOf(set);
      const records = [{ value, ...(comment === '' ? {} : { comment }) }];
      await post(`${actions}/set_records`, { records }, actionForm);
    }
    if (ttl === held.ttl) return;
    const changed = post(`${actions}/change_ttl`, { ttl }, actionForm);
    await (readdressed ? changed.catch(halfDone(addressOnly)) : changed);
  }

  return {
    newTtl: 300,
    batch: 1,
    list: () => zones({}),
    find: async (name) => (await zones({ name })).find((zone) => zone.name === name),
    reader: {
      by: 'name',
      get: (zone, name) => sets(zone, { name: hostOf(name, zone.name, '@') }),
      whole: (zone) => sets(zone, {}),
    },
    write: async (zone, wanted) => {
      for (const set of wanted) await write(zone, set);
      // The answers tell of actions that are still under way.
      return undefined;
    },
  };
}

/** Hetzner DNS in the Cloud API, https://docs.hetzner.cloud/reference/cloud#tag/zone-rrsets. */
export const hetzner = defineSetProvider(
  {
    id: 'hetzner',
    name: { en: 'Hetzner', 'zh-CN': 'Hetzner' },
    website: 'https://www.hetzner.com/dns/',
    docs: 'https://console.hetzner.com/projects',
    setup: {
      en: 'In Hetzner Console open the project that holds the zone, then Security → API tokens, and generate a token.',
      'zh-CN': '在 Hetzner Console 中打开区域所在的项目，进入 Security → API tokens 生成令牌。',
    },
    permission: { en: '“Read & Write”', 'zh-CN': '“Read & Write”' },
    limits: [
      {
        en: 'The old DNS Console and its API have ended: a zone that was not moved must be added to a project in Hetzner Console.',
        'zh-CN':
          '旧版 DNS Console 及其 API 已停用，尚未迁移的区域需在 Hetzner Console 的项目中添加。',
      },
      {
        en: 'A token sees the zones of its own project only.',
        'zh-CN': '令牌只能访问其所属项目中的区域。',
      },
      {
        en: 'Hetzner takes 3,600 requests of one project in an hour.',
        'zh-CN': 'Hetzner 限制每个项目每小时 3600 次请求。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'DE',
    account,
    capabilities,
  },
  ({ token }, context) => service(token, context),
);
