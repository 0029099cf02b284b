import * as z from 'zod';
import type { Name } from '../core/name.ts';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { ApiFailure } from './api/api-failure.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { halfDone, surplusLeft, unlessGone } from './api/half-done.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseText } from './api/loose-form.ts';
import { wireName } from './api/names.ts';
import type { HeldRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({ key: tokenField({ label: { en: 'API key', 'zh-CN': 'API 密钥' } }) });

/** A change is one look, one record more and one less. */
const capabilities: Capabilities = {
  ...readable,
  ttl: false,
  requestsPerChange: 3,
};

const recordForm = z.object({
  zone: z.string(),
  record: z.string(),
  type: z.string(),
  value: z.string(),
  comment: z.string().nullish(),
  editable: looseText.nullish(),
});
const listedForm = z.object({ result: z.literal('success'), data: listForm(recordForm) });
const doneForm = z.object({ result: z.literal('success') });
const errorForm = z.object({
  result: z.literal('error'),
  data: z.string(),
  reason: z.string().nullish(),
});

type Shown = z.infer<typeof recordForm>;

/** What the service says, in the order in which it is looked for. */
const meanings: readonly (readonly [RegExp, FailureKind, Failure['scope']])[] = [
  [/^slow_down_bucko/, 'rateLimited', 'account'],
  [/key/, 'auth', 'account'],
  [/^internal_error/, 'server', 'record'],
  [/^no_such_zone/, 'zoneNotFound', 'record'],
  [/^no_such_/, 'recordNotFound', 'record'],
  [/not_editable|already_exists|CNAME/, 'conflict', 'record'],
];

/** Everything is answered with status 200, and refusals are single words. */
function explain(reply: Reply, own: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  const { data, reason } = parsed.data;
  const says = own.clean(reason ? `${data}: ${reason}` : data);
  const [, kind, scope] = meanings.find(([words]) => words.test(data)) ?? [];
  const other = reply.write ? 'invalid' : 'unknown';
  return failure(kind ?? other, says, {
    ...(scope === undefined ? {} : { scope }),
    ...(kind === 'server' && reply.write ? { unconfirmed: true } : {}),
  });
}

function notEditable({ name, type }: HeldRecord): Failure {
  return failure('conflict', {
    en: `the ${type} record of ${name} belongs to DreamHost’s own hosting`,
    'zh-CN': `${name} 的 ${type} 记录由 DreamHost 的托管服务管理`,
  });
}

function service(key: string, context: ProviderContext): RecordService {
  const api = httpApi({ base: 'https://api.dreamhost.com', secrets: [key], explain }, context);

  /** A command that succeeded with an id is not done again under the same one. */
  const uniqueId = () =>
    Array.from({ length: 32 }, () => Math.floor(context.random() * 16).toString(16)).join('');

  const call = (cmd: string, values: Readonly<Record<string, string>>, write: boolean) => {
    const query = { key, cmd, format: 'json', unique_id: uniqueId(), ...values };
    return { method: 'GET', path: '/', query, write } as const;
  };

  /**
   * All records of the account, which no request can narrow; good until the next write, for one look
   * at each zone.
   */
  let listed: readonly Shown[] | undefined;
  const seen = new Set<Name>();

  async function all(): Promise<readonly Shown[]> {
    listed ??= (await api.read(call('dns-list_records', {}, false), listedForm)).data;
    return listed;
  }

  function forget(): void {
    listed = undefined;
    seen.clear();
  }

  const zones = zonesByList(async () => {
    const names = (await all()).map(({ zone }) => wireName(zone));
    return [...new Set(names)].map((name) => ({ id: name, name }));
  });

  async function get(zone: Zone): Promise<readonly HeldRecord[]> {
    if (seen.has(zone.name)) forget();
    seen.add(zone.name);
    const own = (await all()).filter((each) => wireName(each.zone) === zone.name);
    // Every zone has at least its name servers.
    if (own.length === 0) throw new ApiFailure(failure('zoneNotFound', `no_such_zone`));
    return own.map(({ record, type, value, comment, editable }) => ({
      id: `${record} ${type} ${value}`,
      type,
      name: wireName(record),
      value,
      ttl: undefined,
      extra: { record, comment: comment ?? '', editable: editable !== '0' },
    }));
  }

  async function write(cmd: string, values: Readonly<Record<string, string>>): Promise<void> {
    forget();
    await api.read(call(cmd, values, true), doneForm);
  }

  async function remove(_: Zone, held: HeldRecord): Promise<void> {
    if (held.extra?.editable === false) throw new ApiFailure(notEditable(held));
    const { type, value, extra } = held;
    await write('dns-remove_record', { record: String(extra?.record), type, value });
  }

  return {
    newTtl: undefined,
    ...zones,
    reader: { by: 'zone', get },
    // There is no change: the new one comes first, so that the name is never without an address.
    async update(zone, held, { name: record, type, value }) {
      if (held.extra?.editable === false) throw new ApiFailure(notEditable(held));
      const comment = String(held.extra?.comment ?? '');
      await write('dns-add_record', { record, type, value, ...(comment && { comment }) });
      await remove(zone, held).catch(unlessGone).catch(halfDone(surplusLeft));
      return undefined;
    },
    async create(_, { name: record, type, value }) {
      await write('dns-add_record', { record, type, value });
      return undefined;
    },
    remove,
  };
}

/** DreamHost, https://help.dreamhost.com/hc/en-us/articles/217560167. */
export const dreamhost = defineRecordProvider(
  {
    id: 'dreamhost',
    name: { en: 'DreamHost', 'zh-CN': 'DreamHost' },
    website: 'https://www.dreamhost.com/',
    docs: 'https://panel.dreamhost.com/?tree=home.api',
    setup: {
      en: 'In the panel open Web Panel API and generate a key for “All dns functions”.',
      'zh-CN': '在控制面板打开 Web Panel API，生成用于“All dns functions”的密钥。',
    },
    permission: {
      en: 'dns-list_records, dns-add_record and dns-remove_record',
      'zh-CN': 'dns-list_records、dns-add_record 和 dns-remove_record',
    },
    limits: [
      { en: 'The TTL is DreamHost’s own.', 'zh-CN': 'TTL 由 DreamHost 决定。' },
      {
        en: 'Records of DreamHost’s own hosting cannot be changed; the name must be “DNS only”.',
        'zh-CN': 'DreamHost 托管服务自带的记录无法修改，名称须设为“DNS only”。',
      },
      {
        en: 'A record cannot be changed, only added and removed, so for a moment a name may have two addresses.',
        'zh-CN': '记录不能修改，只能新增和删除，因此名称会短暂拥有两个地址。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'US',
    account,
    capabilities,
  },
  ({ key }, context) => service(key, context),
);
