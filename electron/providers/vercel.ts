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
import { hostOf, relativeTo, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldRecord, WantedRecord } from './api/record-plan.ts';
import type { RecordService } from './api/record-service.ts';
import { zonesByList } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  token: tokenField({
    label: { en: 'Access token', 'zh-CN': '访问令牌（Access Token）' },
    help: {
      en: 'Its scope must include the team that holds the domain.',
      'zh-CN': '令牌的范围（Scope）须包含域名所在的团队。',
    },
  }),
  teamId: idField({
    label: { en: 'Team ID', 'zh-CN': '团队 ID（Team ID）' },
    help: {
      en: 'Found in the team’s settings. Left empty, it is the token’s default team.',
      'zh-CN': '可在团队设置中找到。留空则使用令牌的默认团队。',
    },
    placeholder: 'team_…',
  }).optional(),
});

type Account = z.infer<typeof account>;

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 86_400 },
  requestsPerChange: 2,
};

/** The most that the API gives on one page. */
const pageSize = 100;

const pagination = z.object({ next: z.number().nullish() }).nullish();
const domainsForm = z.object({ domains: listForm(z.object({ name: z.string() })), pagination });
const recordForm = z.object({
  id: z.string(),
  /** `record` where `recordType` has the type. */
  type: z.string(),
  recordType: z.string().nullish(),
  name: z.string(),
  value: z.string().nullish(),
  ttl: z.number().nullish(),
  creator: z.string().nullish(),
});
const recordsForm = z.object({ records: listForm(recordForm), pagination });
const createdForm = z.object({ uid: z.string() });
const errorForm = z.object({
  error: z.object({
    code: z.string().default(''),
    message: z.string().default(''),
    limit: z.object({ reset: z.number() }).nullish(),
    invalidToken: z.boolean().nullish(),
  }),
});

const tooFast = ['rate_limited', 'too_many_requests'];

/** `{"error": {"code": …, "message": …}}`, https://vercel.com/docs/rest-api#errors */
function explain(reply: Reply, api: HttpApi, now: number): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { code, message, limit, invalidToken } = parsed.data.error;
  const says = api.clean(message || code);
  if (reply.status === 429 || tooFast.includes(code)) {
    const { retryAfter } = api.failureOf({ ...reply, status: 429 });
    const reset = limit ? Math.max(0, limit.reset * 1000 - now) : undefined;
    return failure('rateLimited', says, { scope: 'account', retryAfter: retryAfter ?? reset });
  }
  if (invalidToken === true) return failure('auth', says, { scope: 'account' });
  if (reply.status === 402) return failure('blocked', says, { scope: 'account' });
  if (reply.status === 404) {
    const zone = !reply.write || (/domain/i.test(says) && !/record/i.test(says));
    return failure(zone ? 'zoneNotFound' : 'recordNotFound', says);
  }
  return api.failureOf(reply, says);
}

function held(zone: Zone, record: z.infer<typeof recordForm>): HeldRecord {
  const { id, type, recordType, name, value, ttl } = record;
  return {
    id,
    type: recordType ?? type,
    name: relativeTo(name, zone.name),
    value: value ?? '',
    ttl: ttl ?? undefined,
  };
}

function service({ token, teamId }: Account, context: ProviderContext): RecordService {
  const api = httpApi(
    {
      base: 'https://api.vercel.com',
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      explain: (reply, own) => explain(reply, own, context.clock.now()),
    },
    context,
  );
  const team: Readonly<Record<string, string>> = teamId === undefined ? {} : { teamId };

  /** `next` is a time: the following page holds what was made before. */
  const pageQuery = (until: number) => ({
    ...team,
    limit: pageSize,
    ...(until === 0 ? {} : { until }),
  });

  const zones = zonesByList(() =>
    allPages<Zone, number>(0, async (until) => {
      const call = { method: 'GET', path: '/v5/domains', query: pageQuery(until) } as const;
      const answer = await api.read(call, domainsForm);
      const items = answer.domains.map(({ name }): Zone => ({ id: name, name: wireName(name) }));
      return { items, next: answer.pagination?.next ?? undefined };
    }),
  );

  const records = (zone: Zone) =>
    allPages<HeldRecord, number>(0, async (until) => {
      const path = `/v5/domains/${encodePart(zone.id)}/records`;
      const answer = await api.read({ method: 'GET', path, query: pageQuery(until) }, recordsForm);
      // Vercel's own defaults cannot be changed; a record of the same name stands above them.
      const items = answer.records.filter(({ creator }) => creator !== 'system');
      return {
        items: items.map((record) => held(zone, record)),
        next: answer.pagination?.next ?? undefined,
      };
    });

  const valuesOf = ({ type, value, ttl }: WantedRecord) => ({ type, value, ttl });

  return {
    newTtl: 60,
    ...zones,
    reader: { by: 'zone', get: records },
    async update(_, { id }, to) {
      const path = `/v1/domains/records/${encodePart(id)}`;
      const call = { method: 'PATCH', path, query: team, json: valuesOf(to) } as const;
      return (await api.read(call, recordForm)).value ?? undefined;
    },
    async create(zone, to) {
      const path = `/v2/domains/${encodePart(zone.id)}/records`;
      const json = { name: hostOf(to.name, zone.name, ''), ...valuesOf(to) };
      // The answer is an id; it names no value.
      await api.read({ method: 'POST', path, query: team, json }, createdForm);
      return undefined;
    },
    async remove(zone, { id }) {
      const path = `/v2/domains/${encodePart(zone.id)}/records/${encodePart(id)}`;
      await api.send({ method: 'DELETE', path, query: team });
    },
  };
}

/** Vercel DNS, https://vercel.com/docs/rest-api/dns. */
export const vercel = defineRecordProvider(
  {
    id: 'vercel',
    name: { en: 'Vercel', 'zh-CN': 'Vercel' },
    website: 'https://vercel.com/',
    docs: 'https://vercel.com/account/settings/tokens',
    setup: {
      en: 'In the account settings open Tokens and create one whose scope is the team that holds the domain.',
      'zh-CN': '在账户设置中打开 Tokens，创建范围（Scope）为域名所在团队的令牌。',
    },
    limits: [
      {
        en: 'The domain must use Vercel’s name servers.',
        'zh-CN': '域名必须使用 Vercel 的域名服务器。',
      },
      {
        en: 'A token can do all that its owner can in that team; it cannot be limited to DNS.',
        'zh-CN': '令牌拥有其所有者在该团队中的全部权限，无法仅限于 DNS。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
  },
  service,
);
