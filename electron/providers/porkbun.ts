import * as z from 'zod';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { type Reply, statusText } from '../core/reply.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseNumber, looseText } from './api/loose-form.ts';
import { hostOf, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  apiKey: idField({
    label: { en: 'API key', 'zh-CN': 'API Key' },
    placeholder: 'pk1_…',
  }),
  secretApiKey: tokenField({
    label: { en: 'Secret API key', 'zh-CN': 'Secret API Key' },
    placeholder: 'sk1_…',
  }),
});

type Account = z.output<typeof account>;

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 600, max: 604_800 },
  requestsPerChange: 2,
};

const success = z.literal('SUCCESS');
const doneForm = z.object({ status: success });
const domainsForm = z.object({
  status: success,
  domains: listForm(z.object({ domain: z.string() })),
});
const recordsForm = z.object({
  status: success,
  records: listForm(
    z.object({
      id: looseText,
      name: z.string(),
      type: z.string(),
      content: z.string().nullish(),
      ttl: looseNumber,
      notes: z.string().nullish(),
    }),
  ),
});
const errorForm = z.object({
  status: z.literal('ERROR'),
  message: z.string().nullish(),
  code: looseText.nullish(),
  ttlRemaining: looseNumber,
});

type Rule = readonly [saying: RegExp, kind: FailureKind, scope: Failure['scope']];

/** By code and text: the older answers have no code. */
const rules: readonly Rule[] = [
  [/^RATE_LIMIT|rate limit exceeded|too many requests/i, 'rateLimited', 'account'],
  [/^DOMAIN_NOT_ALLOWED/, 'auth', 'record'],
  [/^(?:INVALID_API_KEYS|API_KEY_REQUIRED|MISSING_SECRETAPIKEY)/, 'auth', 'account'],
  [/^(?:INVALID_TOKEN|INVALID_USER|IP_NOT_ALLOWED)|invalid api key/i, 'auth', 'account'],
  [/^(?:INVALID_DOMAIN|DOMAIN_NOT_FOUND)|invalid domain/i, 'zoneNotFound', 'record'],
  [/^INVALID_RECORD_ID|invalid record id/i, 'recordNotFound', 'record'],
  // Said of a record in the way, of a value, and of requests that come too fast.
  [/we were unable to (?:create|edit)/i, 'unknown', 'record'],
];

/** `{"status": "ERROR", "message": …, "code": …, "ttlRemaining": …}`, whatever the HTTP status. */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  // A gate before the API asks browsers to prove themselves: nothing was done.
  if (reply.status === 202) {
    return failure('rateLimited', statusText(reply.host, 202), { scope: 'account' });
  }
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  const { message, code, ttlRemaining } = parsed.data;
  const says = api.clean(message || code || 'ERROR');
  if (/not opted in/i.test(says)) {
    return failure('auth', {
      en: `“API Access” is switched off for this domain at Porkbun (${says})`,
      'zh-CN': `该域名在 Porkbun 未开启“API Access”（${says}）`,
    });
  }
  const [, kind, scope] =
    rules.find(([saying]) => saying.test(`${code ?? ''} ${says}`.trim())) ?? [];
  if (kind === undefined) return api.failureOf(reply, says);
  const wait = kind === 'rateLimited' && ttlRemaining ? ttlRemaining * 1000 : undefined;
  return failure(kind, says, { scope, ...(wait === undefined ? {} : { retryAfter: wait }) });
}

function service({ apiKey, secretApiKey }: Account, context: ProviderContext): RecordService {
  const api = httpApi(
    { base: 'https://api.porkbun.com/api/json/v3', secrets: [secretApiKey, apiKey], explain },
    context,
  );

  /** Everything is a POST with the keys in its body. */
  const post = (write: boolean, path: string, values: Readonly<Record<string, string>> = {}) => ({
    method: 'POST' as const,
    path,
    write,
    json: { apikey: apiKey, secretapikey: secretApiKey, ...values },
  });

  /** "Increment by 1000 until you receive an empty array." */
  const list = () =>
    allPages(0, async (start, seen) => {
      const call = post(false, '/domain/listAll', { start: String(start) });
      const { domains } = await api.read(call, domainsForm);
      const items = domains.map(({ domain }): Zone => {
        const wire = wireName(domain);
        return { id: wire, name: wire };
      });
      return { items, next: items.length === 0 ? undefined : seen + items.length };
    });

  async function records(zone: Zone): Promise<readonly HeldRecord[]> {
    const call = post(false, `/dns/retrieve/${encodePart(zone.id)}`);
    const answer = await api.read(call, recordsForm);
    return answer.records.map(({ id, name, type, content, ttl, notes }) => ({
      id,
      name: wireName(name),
      type,
      value: content ?? '',
      ttl,
      extra: notes ? { notes } : {},
    }));
  }

  const pathOf = (verb: string, zone: Zone, ...parts: readonly string[]) =>
    [`/dns/${verb}`, ...[zone.id, ...parts].map(encodePart)].join('/');

  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    name: hostOf(name, zone.name, ''),
    type,
    content: value,
    ...(ttl === undefined ? {} : { ttl: String(ttl) }),
  });

  return {
    ...zonesByList(list),
    newTtl: 600,
    reader: { by: 'zone', get: records },
    async update(zone, held, to) {
      const values = { ...valuesOf(zone, to), ...held.extra };
      await api.read(post(true, pathOf('edit', zone, held.id), values), doneForm);
      return undefined;
    },
    async create(zone, to) {
      await api.read(post(true, pathOf('create', zone), valuesOf(zone, to)), doneForm);
      return undefined;
    },
    async remove(zone, held) {
      await api.read(post(true, pathOf('delete', zone, held.id)), doneForm);
    },
  };
}

/** Porkbun API v3, https://porkbun.com/api/json/v3/documentation. */
export const porkbun = defineRecordProvider(
  {
    id: 'porkbun',
    name: { en: 'Porkbun', 'zh-CN': 'Porkbun' },
    website: 'https://porkbun.com/',
    docs: 'https://porkbun.com/account/api',
    setup: {
      en: 'Under Account → API Access create a key pair; then switch on “API Access” in the details of each domain.',
      'zh-CN': '在 Account → API Access 中创建一对密钥，再在每个域名的详情中开启“API Access”。',
    },
    limits: [
      {
        en: 'A new domain carries parking records (ALIAS and CNAME to pixie.porkbun.com); delete the one that is in the way.',
        'zh-CN':
          '新域名带有停放记录（指向 pixie.porkbun.com 的 ALIAS 和 CNAME）；请删除与您的名称冲突的那条。',
      },
      {
        en: 'The domain must use Porkbun’s own name servers.',
        'zh-CN': '域名必须使用 Porkbun 自己的域名服务器。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  (fields, context) => service(fields, context),
);
