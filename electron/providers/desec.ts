import * as z from 'zod';
import { isWithin, type Name } from '../core/name.ts';
import { type Failure, failure } from '../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { ApiFailure } from './api/api-failure.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { nextQuery } from './api/link-header.ts';
import { listForm } from './api/list-form.ts';
import { hostOf, wireName } from './api/names.ts';
import { allPages } from './api/paging.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetEchoes, SetService } from './api/set-service.ts';
import { throwForAccount } from './api/zone-list.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  token: tokenField({ label: { en: 'Token secret value', 'zh-CN': '令牌密钥（Token）' } }),
});

/** The least TTL is the domain's own `minimum_ttl`: 3600, but 60 under dedyn.io. */
const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 60, max: 86_400 },
  batch: true,
  requestsPerChange: 2,
};

const domainsForm = listForm(z.object({ name: z.string() }));
const setForm = z.object({
  name: z.string(),
  type: z.string(),
  ttl: z.number().nullish(),
  records: listForm(z.string()),
});
const setsForm = listForm(setForm);

/** `{"detail": …}`, `{"ttl": [ … ]}`, one such object for each set that was sent, or plain texts. */
const fieldsForm = z.record(z.string(), z.union([z.string(), listForm(z.string())]));
const errorForm = z.union([fieldsForm, listForm(z.union([z.string(), fieldsForm]))]);

/** What an error says, in one line. */
function wordsOf(json: unknown): string {
  const parsed = errorForm.safeParse(json);
  if (!parsed.success) return '';
  const parts = Array.isArray(parsed.data) ? parsed.data : [parsed.data];
  return parts
    .flatMap((part) => (typeof part === 'string' ? [part] : Object.entries(part).map(fieldWords)))
    .join('; ');
}

function fieldWords([field, words]: [string, string | readonly string[]]): string {
  const text = typeof words === 'string' ? words : words.join(' ');
  return field === 'detail' || field === 'non_field_errors' ? text : `${field}: ${text}`;
}

/** A token's policies say of each set whether it may be written. */
function explain(reply: Reply, own: HttpApi): Failure | undefined {
  if (reply.status < 400) return undefined;
  const words = wordsOf(reply.json);
  if (words === '') return undefined;
  const says = own.clean(words);
  if (reply.status === 404) return failure('zoneNotFound', says);
  if (reply.status === 413) return failure('invalid', says);
  if (reply.status === 403 && reply.write) return failure('auth', says);
  if (reply.status === 400 && /conflicting type|CNAME/i.test(says)) {
    return failure('conflict', says);
  }
  return own.failureOf(reply, words);
}

function service(token: string, context: ProviderContext): SetService {
  const api = httpApi(
    {
      base: 'https://desec.io/api/v1',
      headers: { authorization: `Token ${token}` },
      secrets: [token],
      explain,
    },
    context,
  );

  /** A list whose pages are asked for; without `cursor` it is refused where it has more than one. */
  const paged = <Item>(path: string, form: z.ZodType<Item[]>, filter = {}) =>
    allPages('', async (cursor) => {
      const reply = await api.send({ method: 'GET', path, query: { ...filter, cursor } });
      const parsed = form.safeParse(reply.json);
      if (!parsed.success) throw new ApiFailure(api.failureOf(reply), reply);
      return { items: parsed.data, next: nextQuery(reply)?.cursor };
    });

  const zoneOf = ({ name }: { readonly name: string }): Zone => {
    const wire = wireName(name);
    return { id: wire, name: wire };
  };

  let asked: { readonly name: Name; readonly owner: Zone | undefined } | undefined;

  /** The service walks up itself: its answer to a name answers for all between that and its zone. */
  async function find(name: Name): Promise<Zone | undefined> {
    const told = asked !== undefined && isWithin(asked.name, name);
    if (!told || (asked?.owner !== undefined && !isWithin(name, asked.owner.name))) {
      const query = { owns_qname: name };
      const found = await api
        .read({ method: 'GET', path: '/domains/', query }, domainsForm)
        .catch(throwForAccount);
      asked = { name, owner: found.map(zoneOf)[0] };
    }
    return asked?.owner?.name === name ? asked.owner : undefined;
  }

  const pathOf = (zone: Zone) => `/domains/${encodePart(zone.id)}/rrsets/`;

  const sets = async (zone: Zone, filter: Readonly<Record<string, string>>) =>
    (await paged(pathOf(zone), setsForm, filter)).map(heldSet);

  async function write(zone: Zone, wanted: readonly WantedSet[]): Promise<SetEchoes> {
    const json = wanted.map(({ name, type, values, ttl, held }) => ({
      subname: hostOf(name, zone.name, ''),
      type,
      records: values,
      // One that its own dynDNS service has set may be below the domain's least: it cannot be sent back.
      ...(ttl === held?.ttl ? {} : { ttl }),
    }));
    const written = await api.read({ method: 'PATCH', path: pathOf(zone), json }, setsForm);
    const now = written.map(heldSet);
    // New sets come first in the answer, whatever their place in the request.
    return wanted.map(
      ({ name, type }) => now.find((set) => set.name === name && set.type === type)?.values,
    );
  }

  return {
    newTtl: 3600,
    batch: 100,
    list: async () => (await paged('/domains/', domainsForm)).map(zoneOf),
    find,
    reader: {
      by: 'name',
      get: (zone, name) => sets(zone, { subname: hostOf(name, zone.name, '') }),
      whole: (zone) => sets(zone, {}),
    },
    write,
  };
}

function heldSet({ name, type, ttl, records }: z.infer<typeof setForm>): HeldSet {
  return { name: wireName(name), type, ttl: ttl ?? undefined, values: records };
}

/** deSEC, https://desec.readthedocs.io/en/latest/dns/rrsets.html. */
export const desec = defineSetProvider(
  {
    id: 'desec',
    name: { en: 'deSEC', 'zh-CN': 'deSEC' },
    website: 'https://desec.io/',
    docs: 'https://desec.io/tokens',
    setup: {
      en: 'On the page Token Management create a token. Its secret value is shown only once.',
      'zh-CN': '在 Token Management 页面创建令牌。令牌的密钥值只显示一次。',
    },
    permission: {
      en: 'none of the advanced permissions; a token policy may limit it to your domain, subname and type (perm_write)',
      'zh-CN':
        '无需任何高级权限；可用令牌策略（token policy）将写入权限（perm_write）限定到您的域名、子域名和类型',
    },
    limits: [
      {
        en: 'deSEC takes 15 writes of one domain in a minute, 100 in an hour and 300 in a day.',
        'zh-CN': 'deSEC 限制每个域名每分钟 15 次、每小时 100 次、每天 300 次写入。',
      },
      {
        en: 'A TTL below 3600 seconds is refused, except under dedyn.io, where 60 is the least.',
        'zh-CN': '低于 3600 秒的 TTL 会被拒绝；dedyn.io 下的域名最低可为 60 秒。',
      },
      {
        en: 'A new account holds one domain; deSEC’s support raises the number.',
        'zh-CN': '新账户只能有一个域名，可联系 deSEC 支持提高上限。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'DE',
    account,
    capabilities,
  },
  ({ token }, context) => service(token, context),
);
