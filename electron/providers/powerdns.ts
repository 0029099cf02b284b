import * as z from 'zod';
import type { Name } from '../core/name.ts';
import { type Failure, missingOutcome, type Outcome } from '../core/outcome.ts';
import {
  type Capabilities,
  type Change,
  defineProvider,
  type Holding,
  type ProviderContext,
} from '../core/provider.ts';
import type { ManagedRecord } from '../core/record.ts';
import { serverUrlField } from '../core/server-url.ts';
import { ApiFailure, failureIn, settle } from './api/api-failure.ts';
import { readable } from './api/capabilities.ts';
import { recordNames, zoneNames } from './api/define.ts';
import { wireName } from './api/names.ts';
import { inZones, readEach, staleZone } from './api/zone-groups.ts';
import type { Zone, ZoneGroup } from './api/zone-search.ts';
import {
  absolute,
  type PowerdnsAccount,
  type PowerdnsApi,
  powerdnsApi,
  type ZoneContent,
} from './powerdns/api.ts';
import { type Planned, planChange } from './powerdns/plan.ts';

const printable = /^[\x21-\x7e]+$/;

const account: z.ZodType<PowerdnsAccount> = z.object({
  url: serverUrlField({
    label: { en: 'URL', 'zh-CN': '网址' },
    help: {
      en: 'Where the web server of PowerDNS listens. With http:// the API key travels unprotected: use it only on your own machine or network.',
      'zh-CN':
        'PowerDNS 内置 Web 服务器的地址。使用 http:// 时 API 密钥会以明文传输，仅适用于本机或自己的网络。',
    },
    placeholder: 'https://ns1.example.com:8081',
  }),
  serverId: z
    .string()
    .regex(printable)
    .default('localhost')
    .meta({
      label: { en: 'Server ID', 'zh-CN': '服务器 ID' },
      help: {
        en: 'Almost always “localhost”, whatever the machine is called.',
        'zh-CN': '几乎总是“localhost”，与主机名无关。',
      },
      placeholder: 'localhost',
    }),
  apiKey: z
    .string()
    .regex(printable)
    .meta({
      label: { en: 'API key', 'zh-CN': 'API 密钥' },
      help: {
        en: 'The value of api-key in pdns.conf.',
        'zh-CN': 'pdns.conf 中 api-key 的值。',
      },
      secret: true,
    }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 1, max: 604_800 },
  batch: true,
  requestsPerChange: 2,
};

/** Up to this many names are read one by one; for more the whole zone is read once. */
const byNameLimit = 3;

type Contents = ReadonlyMap<Name, ZoneContent | Failure>;

/** What the zone holds at each name. Rejects with `StaleZone` where the zone is gone. */
async function contents(api: PowerdnsApi, zone: Zone, names: ReadonlySet<Name>): Promise<Contents> {
  if (names.size > byNameLimit) {
    try {
      const all = await api.content(zone);
      return new Map([...names].map((name) => [name, all]));
    } catch (error) {
      if (!(error instanceof ApiFailure) || !error.tooLarge) throw staleZone(error);
    }
  }
  return readEach(names, (name) => api.content(zone, name));
}

/** What the zone holds for each record, in order. Disabled records are not served. */
async function holdings(
  api: PowerdnsApi,
  { zone, changes }: ZoneGroup<{ readonly record: ManagedRecord }>,
): Promise<readonly (Holding | Failure)[]> {
  const found = await contents(api, zone, new Set(changes.map(({ record }) => record.name)));
  return changes.map(({ record }) => {
    const content = found.get(record.name) ?? missingOutcome;
    if (!('rrsets' in content)) return content;
    const name = absolute(record.name);
    const set = content.rrsets.find((one) => one.name === name && one.type === record.type);
    const served = set?.records.filter(({ disabled }) => !disabled) ?? [];
    return { values: served.map((each) => each.content), ttl: set?.ttl };
  });
}

type Task = Exclude<Planned, { readonly outcome: Outcome }>;

/** One request for all sets; after a refusal, which undoes all, each set alone. */
async function write(api: PowerdnsApi, zone: Zone, tasks: readonly Task[]): Promise<Outcome[]> {
  if (tasks.length === 0) return [];
  try {
    await api.replace(
      zone,
      tasks.map(({ set }) => set),
    );
    return tasks.map(({ done }) => done);
  } catch (error) {
    const why = failureIn(error);
    const oneIsRefused = why.kind === 'invalid' || why.kind === 'conflict';
    if (tasks.length === 1 || !oneIsRefused) return tasks.map(() => why);
    const outcomes: Outcome[] = [];
    for (const { set, done } of tasks) {
      outcomes.push(await settle(async () => api.replace(zone, [set]).then(() => done)));
    }
    return outcomes;
  }
}

async function applyZone(api: PowerdnsApi, { zone, changes }: ZoneGroup): Promise<Outcome[]> {
  const found = await contents(api, zone, new Set(changes.map(({ record }) => record.name)));
  const planned = changes.map((change): Planned => {
    const content = found.get(change.record.name) ?? missingOutcome;
    return 'rrsets' in content ? planChange(change, content) : { outcome: content };
  });
  const tasks = planned.filter((plan): plan is Task => 'set' in plan);
  const written = await write(api, zone, tasks);
  return planned.map((plan) =>
    'outcome' in plan ? plan.outcome : (written[tasks.indexOf(plan)] ?? missingOutcome),
  );
}

/**
 * An authoritative PowerDNS server of one's own, by its HTTP API. A success means that the server
 * took the set: its answer is empty, so the evidence is `accepted`.
 */
export const powerdns = defineProvider<PowerdnsAccount>({
  id: 'powerdns',
  name: { en: 'PowerDNS', 'zh-CN': 'PowerDNS' },
  website: 'https://www.powerdns.com/',
  docs: 'https://doc.powerdns.com/authoritative/http-api/',
  setup: {
    en: 'Set api=yes, api-key, webserver-address and webserver-allow-from in pdns.conf, and reach the API over TLS through a proxy, or on the machine itself.',
    'zh-CN':
      '在 pdns.conf 中设置 api=yes、api-key、webserver-address 和 webserver-allow-from，并通过带 TLS 的反向代理或仅在本机访问 API。',
  },
  triedAgainst: 'server',
  account,
  capabilities,
  zones: (settings, context) => zoneNames(powerdnsApi(settings, context)),
  records: (name, settings, context) => {
    const api = powerdnsApi(settings, context);
    return recordNames(api, name, async (zone) => {
      const { rrsets } = await api.content(zone);
      return rrsets
        .filter(({ records }) => records.some(({ disabled }) => !disabled))
        .map((set) => ({ ...set, name: wireName(set.name) }));
    });
  },
  read: (records, settings, context) => {
    const api = powerdnsApi(settings, context);
    const questions = records.map((record) => ({ record }));
    return inZones(questions, api, context.memory, (group) => holdings(api, group));
  },
  apply: (changes: readonly Change[], settings, context: ProviderContext) => {
    const api = powerdnsApi(settings, context);
    return inZones(changes, api, context.memory, (group) => applyZone(api, group));
  },
});
