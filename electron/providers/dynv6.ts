import * as z from 'zod';
import type { Name } from '../core/name.ts';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { ApiFailure } from './api/api-failure.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { riddle, textOf } from './api/host-reply.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseText } from './api/loose-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { Echo, RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  token: tokenField({ label: { en: 'HTTP token', 'zh-CN': 'HTTP 令牌（HTTP Token）' } }),
});

const capabilities: Capabilities = {
  ...readable,
  ttl: false,
  requestsPerChange: 2,
};

const zoneForm = z.object({
  id: looseText,
  name: z.string(),
  ipv4address: z.string().nullish(),
  ipv6prefix: z.string().nullish(),
});
const zonesForm = listForm(zoneForm);
const patchedForm = zoneForm.partial();
/** `data` may be short for something (a MAC address, a part of an address); then `expandedData` has it in full. */
const recordForm = z.object({
  id: looseText,
  type: z.string(),
  name: z.string().nullish(),
  data: z.string().nullish(),
  expandedData: z.string().nullish(),
});
const recordsForm = listForm(recordForm);

const wordsForm = z.object({ message: z.string().nullish() });
const errorForm = z.object({
  error: wordsForm.extend({
    fields: listForm(z.object({ name: z.string(), message: z.string() })).nullish(),
  }),
});

/** The API says it in JSON, the update address in plain words. */
function wordsOf(reply: Reply): string {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success) {
    return reply.json === undefined && !/[<{]/.test(reply.body) ? reply.body.trim() : '';
  }
  const { message, fields } = parsed.data.error;
  const details = (fields ?? []).map((field) => `${field.name} ${field.message}`);
  return [message, ...details].filter(Boolean).join('; ');
}

/** A token may be limited to one zone, so 403 says nothing of the others. */
function explain(reply: Reply, own: HttpApi): Failure | undefined {
  if (reply.status < 400 || reply.status >= 500) return undefined;
  const words = wordsOf(reply);
  const says = own.clean(words);
  if (reply.status === 404) {
    const ofZone = !reply.write || /^zone not found/i.test(says);
    return failure(ofZone ? 'zoneNotFound' : 'recordNotFound', says);
  }
  if (words === '') return undefined;
  if (reply.status === 403) return failure('auth', says);
  if (/cname|already/i.test(says)) return failure('conflict', says);
  return own.failureOf(reply, words);
}

function service(token: string, context: ProviderContext): RecordService {
  const api = httpApi(
    {
      base: 'https://dynv6.com/api',
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      explain,
    },
    context,
  );
  const zonePath = (zone: Zone) => `/v2/zones/${encodePart(zone.id)}`;
  const recordPath = (zone: Zone, id = '') =>
    `${zonePath(zone)}/records${id && `/${encodePart(id)}`}`;

  const zones = zonesByList(async () =>
    (await api.read({ method: 'GET', path: '/v2/zones' }, zonesForm)).map(
      ({ id, name }): Zone => ({ id, name: wireName(name) }),
    ),
  );

  /** The addresses of the zone's own name are no records, but fields of the zone. */
  async function apex(zone: Zone): Promise<readonly HeldRecord[]> {
    const { ipv4address, ipv6prefix } = await api.read(
      { method: 'GET', path: zonePath(zone) },
      zoneForm,
    );
    const own = [
      { type: 'A', value: ipv4address ?? '' },
      { type: 'AAAA', value: ipv6prefix?.replace(/\/\d+$/, '') ?? '' },
    ];
    return own
      .filter(({ value }) => value !== '')
      .map(({ type, value }) => ({ id: type, type, name: zone.name, value, ttl: undefined }));
  }

  const records = async (zone: Zone): Promise<readonly HeldRecord[]> =>
    (await api.read({ method: 'GET', path: recordPath(zone) }, recordsForm))
      .map(({ id, type, name, data, expandedData }) => {
        const value = expandedData ?? data ?? '';
        return { id, type, name: relativeTo(name ?? '', zone.name), value, ttl: undefined };
      })
      .filter(({ name }) => name !== zone.name);

  async function writeApex(zone: Zone, { type, value }: WantedRecord): Promise<Echo> {
    if (type === 'A') {
      // A field that is sent empty would take the other address away.
      const json = { ipv4address: value };
      const reply = await api.send({ method: 'PATCH', path: zonePath(zone), json });
      return patchedForm.safeParse(reply.json).data?.ipv4address ?? undefined;
    }
    // The API has a field for the prefix only, which other names of the zone are made of. Without a
    // length the address changes, and the prefix stays.
    const query = { zone: zone.name, token, ipv6: value };
    const reply = await api.ask({ method: 'GET', path: '/update', query, write: true });
    const refusal = explain(reply, api);
    if (refusal !== undefined) throw new ApiFailure(refusal, reply);
    if (/\baddresses (?:updated|unchanged)\b/i.test(textOf(reply, api))) return undefined;
    throw new ApiFailure(riddle(reply, api), reply);
  }

  async function writeRecord(zone: Zone, to: WantedRecord, held?: HeldRecord): Promise<Echo> {
    const json = { name: hostOf(to.name, zone.name, ''), type: to.type, data: to.value };
    const method = held === undefined ? 'POST' : 'PATCH';
    const path = recordPath(zone, held?.id);
    const { data, expandedData } = await api.read({ method, path, json }, recordForm);
    return expandedData ?? data ?? '';
  }

  const write = (zone: Zone, to: WantedRecord, held?: HeldRecord) =>
    to.name === zone.name ? writeApex(zone, to) : writeRecord(zone, to, held);

  return {
    newTtl: undefined,
    ...zones,
    reader: {
      by: 'name',
      get: (zone, name: Name) => (name === zone.name ? apex(zone) : records(zone)),
      whole: async (zone) => [...(await apex(zone)), ...(await records(zone))],
    },
    update: (zone, held, to) => write(zone, to, held),
    create: (zone, to) => write(zone, to),
    async remove(zone, held) {
      await api.send({ method: 'DELETE', path: recordPath(zone, held.id) });
    },
  };
}

/** dynv6, https://dynv6.github.io/api-spec/ and https://dynv6.com/docs/apis. */
export const dynv6 = defineRecordProvider(
  {
    id: 'dynv6',
    name: { en: 'dynv6', 'zh-CN': 'dynv6' },
    website: 'https://dynv6.com/',
    docs: 'https://dynv6.com/keys',
    setup: {
      en: 'On the page Keys add an HTTP token, limited to your zone.',
      'zh-CN': '在 Keys 页面添加仅限于您的区域的 HTTP 令牌（HTTP Token）。',
    },
    permission: {
      en: 'an HTTP token for your zone only',
      'zh-CN': '仅限于您的区域的 HTTP 令牌',
    },
    limits: [
      { en: 'The TTL is dynv6’s own.', 'zh-CN': 'TTL 由 dynv6 决定。' },
      {
        en: 'The IPv6 prefix of a zone is left as it is; each name gets its full address.',
        'zh-CN': '区域的 IPv6 前缀保持不变；每个名称都会写入完整地址。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'DE',
    account,
    capabilities,
  },
  ({ token }, context) => service(token, context),
);
