import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { saying } from '../core/issue.ts';
import { type FailureKind, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { wireName } from './api/names.ts';
import type { HeldRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const wholeKey: Localized = {
  en: 'Enter the public prefix and the secret, with a dot between them.',
  'zh-CN': '请填写公共前缀和密钥，中间用点号连接。',
};

const account = z.object({
  apiKey: tokenField({
    label: { en: 'API key', 'zh-CN': 'API Key' },
    help: {
      en: 'The public prefix and the secret, with a dot between them.',
      'zh-CN': '公共前缀（Public prefix）和密钥（Secret），中间用点号连接。',
    },
    placeholder: 'prefix.secret',
  }).refine((text) => /^[^.]+\.[^.].*$/.test(text), saying(wholeKey)),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 604_800 },
  requestsPerChange: 2,
};

const zonesForm = listForm(z.object({ id: z.string(), name: z.string() }));
const recordForm = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  content: z.string(),
  ttl: z.number().nullish(),
  prio: z.number().nullish(),
  disabled: z.boolean().nullish(),
});
const zoneForm = z.object({ records: listForm(recordForm).nullish() });
const errorForm = z.object({
  code: z.string(),
  message: z.string().nullish(),
  parameters: z
    .object({
      invalidFields: listForm(z.string()).nullish(),
      requiredFields: listForm(z.string()).nullish(),
      invalid: listForm(z.string()).nullish(),
    })
    .nullish()
    .catch(undefined),
});
const errorsForm = z.union([listForm(errorForm), errorForm.transform((error) => [error])]);

const kinds: Readonly<Record<string, FailureKind>> = {
  RECORD_NOT_FOUND: 'recordNotFound',
  ZONE_NOT_FOUND: 'zoneNotFound',
  INVALID_DOMAIN_NAME: 'invalid',
  INVALID_DATA: 'invalid',
  INVALID_RECORD: 'invalid',
};

/** `[{"code": "INVALID_RECORD", "message": …, "parameters": …}]`. */
function explain(reply: Reply, api: HttpApi) {
  const parsed = errorsForm.safeParse(reply.json);
  const [first] = parsed.data ?? [];
  if (first === undefined || reply.status < 400) {
    return reply.status === 404 ? failure(missing(reply), api.failureOf(reply).detail) : undefined;
  }
  const { code, message, parameters } = first;
  const { invalidFields, requiredFields, invalid } = parameters ?? {};
  const fields = [...(invalidFields ?? []), ...(requiredFields ?? []), ...(invalid ?? [])];
  const named = fields.length > 0 ? ` (${fields.join(', ')})` : '';
  const says = api.clean(`${message || code}${named}`);
  const taken = /duplicate|exists|conflict|cname/i.test(`${code} ${says}`);
  if (taken && reply.status < 500) return failure('conflict', says);
  const kind = kinds[code] ?? (reply.status === 404 ? missing(reply) : undefined);
  return kind === undefined ? api.failureOf(reply, says) : failure(kind, says);
}

function missing({ write }: Reply): FailureKind {
  return write ? 'recordNotFound' : 'zoneNotFound';
}

function service(apiKey: string, context: ProviderContext): RecordService {
  const secret = apiKey.slice(apiKey.indexOf('.') + 1);
  const api = httpApi(
    {
      base: 'https://api.hosting.ionos.com/dns/v1',
      headers: { 'x-api-key': apiKey },
      secrets: [apiKey, secret],
      explain,
    },
    context,
  );

  const zones = zonesByList(async () =>
    (await api.read({ method: 'GET', path: '/zones' }, zonesForm)).map(
      ({ id, name }): Zone => ({ id, name: wireName(name) }),
    ),
  );

  const zonePath = (zone: Zone) => `/zones/${encodePart(zone.id)}`;
  const pathOf = (zone: Zone, id: string) => `${zonePath(zone)}/records/${encodePart(id)}`;

  /** The filter by name is left out: it is known to miss wildcards. Disabled records answer nobody. */
  async function records(zone: Zone): Promise<readonly HeldRecord[]> {
    const query = { recordType: 'A,AAAA,CNAME' };
    const answer = await api.read({ method: 'GET', path: zonePath(zone), query }, zoneForm);
    const enabled = (answer.records ?? []).filter(({ disabled }) => disabled !== true);
    return enabled.map(
      ({ id, name, type, content, ttl, prio }): HeldRecord => ({
        id,
        name: wireName(name),
        type,
        value: content,
        ttl: ttl ?? undefined,
        extra: { prio },
      }),
    );
  }

  return {
    newTtl: 300,
    ...zones,
    reader: { by: 'zone', get: records },
    async update(zone, held, { value, ttl }) {
      const json = { disabled: false, content: value, ttl, prio: held.extra?.prio ?? 0 };
      const call = { method: 'PUT', path: pathOf(zone, held.id), json } as const;
      return (await api.read(call, recordForm)).content;
    },
    async create(zone, { name, type, value, ttl }) {
      const json = [{ name, type, content: value, ttl, prio: 0, disabled: false }];
      const call = { method: 'POST', path: `${zonePath(zone)}/records`, json } as const;
      const made = await api.read(call, listForm(recordForm));
      return made.find((each) => each.type === type)?.content ?? '';
    },
    async remove(zone, held) {
      await api.send({ method: 'DELETE', path: pathOf(zone, held.id) });
    },
  };
}

/** IONOS' DNS API for hosting, https://developer.hosting.ionos.com/docs/dns; its Cloud DNS is another. */
export const ionos = defineRecordProvider(
  {
    id: 'ionos',
    name: { en: 'IONOS', 'zh-CN': 'IONOS' },
    website: 'https://www.ionos.com/',
    docs: 'https://developer.hosting.ionos.com/keys',
    setup: {
      en: 'On the page “Manage keys” of the developer portal create a key. Copy both its public prefix and its secret.',
      'zh-CN':
        '在开发者门户的“Manage keys”页面创建密钥，并复制其公共前缀（Public prefix）和密钥（Secret）。',
    },
    limits: [
      {
        en: 'The key is good for all domains of the contract; it cannot be narrowed.',
        'zh-CN': '密钥对合同下的所有域名有效，无法缩小范围。',
      },
      {
        en: 'IONOS switches off records of its own services (such as a website) that conflict with what is written.',
        'zh-CN': '写入的记录若与 IONOS 自有服务（如网站）的记录冲突，IONOS 会停用后者。',
      },
      {
        en: 'Domains of IONOS Cloud DNS are not reached by this key.',
        'zh-CN': '此密钥无法访问 IONOS Cloud DNS 中的域名。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'DE',
    account,
    capabilities,
  },
  ({ apiKey }, context) => service(apiKey, context),
);
