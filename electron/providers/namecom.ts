import * as z from 'zod';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineRecordProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseText } from './api/loose-form.ts';
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  username: idField({ label: { en: 'Username', 'zh-CN': '用户名' } }),
  token: tokenField({
    label: { en: 'API token', 'zh-CN': 'API 令牌' },
    help: {
      en: 'The production token; the test one belongs to another server.',
      'zh-CN': '请使用生产环境的令牌；测试令牌属于另一台服务器。',
    },
  }),
});

type Account = z.output<typeof account>;

/** "name.com allows a minimum TTL of 300." */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 300, max: 604_800 },
  requestsPerChange: 2,
};

/** The most that the API gives on one page. */
const pageSize = 1000;

/** What is empty or zero is left out of an answer: no records, the apex as a host, no further page. */
const domainsForm = z.object({
  domains: listForm(z.object({ domainName: z.string() })).nullish(),
  nextPage: z.number().nullish(),
});
const recordForm = z.object({
  id: looseText,
  host: z.string().nullish(),
  type: z.string(),
  answer: z.string().nullish(),
  ttl: z.number().nullish(),
});
const recordsForm = z.object({
  records: listForm(recordForm).nullish(),
  nextPage: z.number().nullish(),
});
const answerForm = z.object({ answer: z.string() });
const errorForm = z.object({ message: z.string(), details: z.string().nullish() });

/** `{"message": "Invalid Argument", "details": "Parameter Value Error - Duplicate Record"}`. */
function explain(reply: Reply, api: HttpApi, now: number): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { message, details } = parsed.data;
  const says = api.clean(details ? `${message}: ${details}` : message);
  if (reply.status === 404) return failure(reply.write ? 'recordNotFound' : 'zoneNotFound', says);
  if (reply.status === 400 && /duplicate|already exists|cname|aname|conflict/i.test(says)) {
    return failure('conflict', says);
  }
  // The domain is locked, or held back by law: nothing of it is changed by us.
  if (reply.status === 423 || reply.status === 451) return failure('blocked', says);
  if (reply.status === 402) return failure('plan', says, { scope: 'account' });
  const why = api.failureOf(reply, says);
  if (why.kind !== 'rateLimited' || why.retryAfter !== undefined) return why;
  const reset = Number(reply.headers['x-ratelimit-reset']);
  return Number.isFinite(reset) ? { ...why, retryAfter: Math.max(0, reset * 1000 - now) } : why;
}

function service({ username, token }: Account, context: ProviderContext): RecordService {
  const basic = btoa(`${username}:${token}`);
  const api = httpApi(
    {
      base: 'https://api.name.com/core/v1',
      headers: { authorization: `Basic ${basic}` },
      secrets: [token, basic],
      explain: (reply, own) => explain(reply, own, context.clock.now()),
    },
    context,
  );

  const pageAfter = (page: number, next: number | null | undefined) =>
    next && next > page ? next : undefined;

  const list = () =>
    allPages(1, async (page) => {
      const query = { perPage: pageSize, page };
      const answer = await api.read({ method: 'GET', path: '/domains', query }, domainsForm);
      const items = (answer.domains ?? []).map(({ domainName }): Zone => {
        const wire = wireName(domainName);
        return { id: wire, name: wire };
      });
      return { items, next: pageAfter(page, answer.nextPage) };
    });

  const pathOf = (zone: Zone, ...ids: readonly string[]) =>
    ['/domains', encodePart(zone.id), 'records', ...ids.map(encodePart)].join('/');

  const records = (zone: Zone) =>
    allPages(1, async (page) => {
      const query = { perPage: pageSize, page };
      const answer = await api.read({ method: 'GET', path: pathOf(zone), query }, recordsForm);
      const items = (answer.records ?? []).map(
        ({ id, host, type, answer: value, ttl }): HeldRecord => ({
          id,
          name: relativeTo(host ?? '', zone.name),
          type,
          value: value ?? '',
          ttl: ttl ?? undefined,
        }),
      );
      return { items, next: pageAfter(page, answer.nextPage) };
    });

  /** The apex is the empty host: a change refuses `@`. */
  const valuesOf = (zone: Zone, { name, type, value, ttl }: WantedRecord) => ({
    host: hostOf(name, zone.name, ''),
    type,
    answer: value,
    ttl,
  });

  return {
    ...zonesByList(list),
    newTtl: 300,
    reader: { by: 'zone', get: records },
    async update(zone, held, to) {
      const json = valuesOf(zone, to);
      const call = { method: 'PUT', path: pathOf(zone, held.id), json } as const;
      return (await api.read(call, answerForm)).answer;
    },
    async create(zone, to) {
      const call = { method: 'POST', path: pathOf(zone), json: valuesOf(zone, to) } as const;
      return (await api.read(call, answerForm)).answer;
    },
    async remove(zone, held) {
      await api.send({ method: 'DELETE', path: pathOf(zone, held.id) });
    },
  };
}

/** Name.com Core API v1, https://docs.name.com/api/v1/overview. */
export const namecom = defineRecordProvider(
  {
    id: 'namecom',
    name: { en: 'Name.com', 'zh-CN': 'Name.com' },
    website: 'https://www.name.com/',
    docs: 'https://www.name.com/account/settings/api',
    setup: {
      en: 'Generate an API token in the account settings. With two-step verification also switch on “Name.com API Access” under Security.',
      'zh-CN':
        '在账户设置中生成 API 令牌。若启用了两步验证，还须在“Security”中开启“Name.com API Access”。',
    },
    limits: [
      {
        en: 'Name.com takes 20 requests in a second and 3,000 in an hour.',
        'zh-CN': 'Name.com 限制每秒 20 次、每小时 3000 次请求。',
      },
      {
        en: 'The domain must use Name.com’s own name servers.',
        'zh-CN': '域名必须使用 Name.com 自己的域名服务器。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  (fields, context) => service(fields, context),
);
