import * as z from 'zod';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { ApiFailure } from './api/api-failure.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { absolute, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  email: idField({
    label: { en: 'Email', 'zh-CN': '邮箱' },
    help: { en: 'The one that you sign in with.', 'zh-CN': '登录所用的邮箱。' },
    placeholder: 'me@example.com',
  }),
  apiKey: tokenField({ label: { en: 'API key', 'zh-CN': 'API 密钥（API Key）' } }),
});

type Account = z.infer<typeof account>;

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 604_800 },
  requestsPerChange: 2,
};

const zonesForm = listForm(z.object({ id: z.number(), name: z.string() }));
const recordForm = z.object({
  id: z.number(),
  name: z.string(),
  type: z.string(),
  content: z.string().nullish(),
  ttl: z.number().nullish(),
});
const recordsForm = listForm(recordForm);
const errorForm = z.object({ status: z.string().default(''), message: z.string().default('') });

/** `{"status": "Not Found", "request_id": …, "message": …}`, https://luadns.com/api.html */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const says = api.clean(parsed.data.message || parsed.data.status);
  if (reply.status === 404) {
    return failure(!reply.write || /zone/i.test(says) ? 'zoneNotFound' : 'recordNotFound', says);
  }
  const refused = reply.status === 400 || reply.status === 422;
  if (refused && /cname|conflict|exist/i.test(says)) return failure('conflict', says);
  return api.failureOf(reply, says);
}

function held({ id, name, type, content, ttl }: z.infer<typeof recordForm>): HeldRecord {
  return {
    id: String(id),
    // A redirect is answered with the address of LuaDNS's own web server.
    type: type === 'REDIRECT' ? 'ALIAS' : type,
    name: wireName(name),
    value: content ?? '',
    ttl: ttl ?? undefined,
  };
}

function service({ email, apiKey }: Account, context: ProviderContext): RecordService {
  const basic = Buffer.from(`${email}:${apiKey}`).toString('base64');
  const api = httpApi(
    {
      base: 'https://api.luadns.com/v1',
      headers: { authorization: `Basic ${basic}` },
      secrets: [apiKey, basic],
      explain,
    },
    context,
  );

  /** Without a limit everything comes at once; should it not, the headers say so. */
  const all = <Item>(path: string, form: z.ZodType<readonly Item[]>) =>
    allPages<Item, number>(1, async (page) => {
      const query: Readonly<Record<string, number>> = page === 1 ? {} : { page };
      const reply = await api.send({ method: 'GET', path, query });
      const parsed = form.safeParse(reply.json);
      if (!parsed.success) throw new ApiFailure(api.failureOf(reply), reply);
      const more = parsed.data.length > 0 && Number(reply.headers['x-total-pages']) > page;
      return { items: parsed.data, next: more ? page + 1 : undefined };
    });

  const zones = zonesByList(async () =>
    (await all('/zones', zonesForm)).map(
      ({ id, name }): Zone => ({ id: String(id), name: wireName(name) }),
    ),
  );

  const pathOf = (zone: Zone, id = '') =>
    `/zones/${encodePart(zone.id)}/records${id && `/${encodePart(id)}`}`;

  const bodyOf = ({ name, type, value, ttl }: WantedRecord) => ({
    name: absolute(name),
    type,
    content: value,
    ttl,
  });

  return {
    newTtl: 300,
    ...zones,
    reader: { by: 'zone', get: async (zone) => (await all(pathOf(zone), recordsForm)).map(held) },
    async update(zone, { id }, to) {
      const call = { method: 'PUT', path: pathOf(zone, id), json: bodyOf(to) } as const;
      return (await api.read(call, recordForm)).content ?? '';
    },
    async create(zone, to) {
      const call = { method: 'POST', path: pathOf(zone), json: bodyOf(to) } as const;
      return (await api.read(call, recordForm)).content ?? '';
    },
    async remove(zone, { id }) {
      await api.send({ method: 'DELETE', path: pathOf(zone, id) });
    },
  };
}

/** LuaDNS, https://luadns.com/api.html. */
export const luadns = defineRecordProvider(
  {
    id: 'luadns',
    name: { en: 'LuaDNS', 'zh-CN': 'LuaDNS' },
    website: 'https://luadns.com/',
    docs: 'https://api.luadns.com/api_keys',
    setup: {
      en: 'Enable the API in the settings, then create an API key on the page API Keys. It can be restricted to a single zone.',
      'zh-CN': '先在设置中启用 API，再到 API Keys 页面创建密钥。密钥可以仅限于单个区域。',
    },
    limits: [
      {
        en: 'LuaDNS takes 1,200 requests in 5 minutes.',
        'zh-CN': 'LuaDNS 限制每 5 分钟 1200 次请求。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  service,
);
