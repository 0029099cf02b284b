import * as z from 'zod';
import type { Name } from '../core/name.ts';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { ApiFailure } from './api/api-failure.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseNumber } from './api/loose-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { Echo, RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  token: tokenField({ label: { en: 'API token', 'zh-CN': 'API 令牌' } }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 86_400 },
  requestsPerChange: 2,
};

/** Ids were numbers and are texts; each goes back as it came. */
const idForm = z.union([z.string(), z.number()]);
const recordForm = z.object({
  id: idForm,
  name: z.string(),
  type: z.string(),
  content: z.string().nullish(),
  ttl: looseNumber,
});
const recordsForm = z.object({ records: listForm(recordForm) });
const domainsForm = z.object({ domains: listForm(z.object({ name: z.string() })) });
const writtenForm = z.object({ content: z.string() });

const problemForm = z.object({ code: looseNumber, message: z.string().default('') });
const errorForm = z.union([
  z.object({ error: problemForm }).transform(({ error }) => error),
  z.object({ Error: problemForm }).transform(({ Error: error }) => error),
]);

/** JSON-RPC: mostly with status 200, and what HTTP would say as its code. */
function explain(reply: Reply, own: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  const { code = 0, message } = parsed.data;
  const says = own.clean(message);
  if (code === 401 || (code === 403 && /token/i.test(says))) {
    return failure('auth', says, { scope: 'account' });
  }
  // One that is limited to some domains is refused for the others.
  if (code === 403) return failure('auth', says);
  if (code === 404) {
    const ofRecord = reply.write && !/domain/i.test(says);
    return failure(ofRecord ? 'recordNotFound' : 'zoneNotFound', says);
  }
  if (code === 429) return own.failureOf({ ...reply, status: 429 }, message);
  if (code === 409 || /cname|already/i.test(says)) return failure('conflict', says);
  const kind: FailureKind = reply.write ? 'invalid' : 'unknown';
  return code >= 500
    ? failure('server', says, reply.write ? { unconfirmed: true } : {})
    : failure(kind, says);
}

function service(token: string, context: ProviderContext): RecordService {
  const api = httpApi(
    {
      base: 'https://njal.la/api/1',
      headers: { authorization: `Njalla ${token}` },
      secrets: [token],
      explain,
    },
    context,
  );

  async function call<T>(
    method: string,
    params: Readonly<Record<string, unknown>>,
    form: z.ZodType<T>,
  ): Promise<T> {
    const write = !method.startsWith('list-');
    const request = { method: 'POST', path: '/', json: { method, params }, write } as const;
    return (await api.read(request, z.object({ result: form }))).result;
  }

  const zones = zonesByList(async () =>
    (await call('list-domains', {}, domainsForm)).domains.map(({ name }): Zone => {
      return { id: wireName(name), name: wireName(name) };
    }),
  );

  const dynamic = new Set<Name>();

  async function get(zone: Zone): Promise<readonly HeldRecord[]> {
    const { records } = await call('list-records', { domain: zone.id }, recordsForm);
    return records.map(({ id, name, type, content, ttl }) => {
      const full = relativeTo(name, zone.name);
      if (/^dynamic$/i.test(type)) dynamic.add(full);
      const value = content ?? '';
      return { id: String(id), type, name: full, value, ttl, extra: { id } };
    });
  }

  async function write(
    method: string,
    zone: Zone,
    { name, type, value, ttl }: WantedRecord,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Echo> {
    const host = hostOf(name, zone.name, '@');
    const params = { domain: zone.id, ...more, name: host, type, content: value, ttl };
    return (await call(method, params, writtenForm)).content;
  }

  return {
    newTtl: 300,
    ...zones,
    reader: { by: 'zone', get },
    update: (zone, held, to) => write('edit-record', zone, to, held.extra),
    async create(zone, to) {
      if (dynamic.has(to.name)) throw new ApiFailure(ownDynamic(to.name));
      return write('add-record', zone, to);
    },
    async remove(zone, held) {
      await call('remove-record', { domain: zone.id, ...held.extra }, z.unknown());
    },
  };
}

/** It answers with addresses of its own, of both families. */
function ownDynamic(name: Name): Failure {
  return failure('conflict', {
    en: `${name} is a Dynamic record of Njalla’s own`,
    'zh-CN': `${name} 是 Njalla 自己的 Dynamic 记录`,
  });
}

/** Njalla, https://njal.la/api/. */
export const njalla = defineRecordProvider(
  {
    id: 'njalla',
    name: { en: 'Njalla', 'zh-CN': 'Njalla' },
    website: 'https://njal.la/',
    docs: 'https://njal.la/settings/api/',
    setup: {
      en: 'In the settings of your account, under API, add a token.',
      'zh-CN': '在账户设置的 API 页面添加令牌（token）。',
    },
    permission: {
      en: 'the methods list-domains, list-records, add-record, edit-record and remove-record, for your domain',
      'zh-CN':
        '针对您的域名的 list-domains、list-records、add-record、edit-record 和 remove-record 方法',
    },
    limits: [
      {
        en: 'A TTL is 60, 300, 900, 3600, 10800, 21600 or 86400 seconds.',
        'zh-CN': 'TTL 只能是 60、300、900、3600、10800、21600 或 86400 秒。',
      },
      {
        en: 'A name with a Dynamic record is left alone; remove that record first.',
        'zh-CN': '带有 Dynamic 记录的名称不会被改动，请先删除该记录。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  ({ token }, context) => service(token, context),
);
