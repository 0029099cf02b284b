import * as z from 'zod';
import type { Name } from '../core/name.ts';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import type { Capabilities, Provider, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { ApiFailure } from './api/api-failure.ts';
import { encodePart } from './api/call.ts';
import { readable } from './api/capabilities.ts';
import { defineSetProvider } from './api/define.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { listForm } from './api/list-form.ts';
import { looseNumber } from './api/loose-form.ts';
import { hostOf, relativeTo } from './api/names.ts';
import type { HeldSet, WantedSet } from './api/set-plan.ts';
import type { SetService } from './api/set-service.ts';
import type { Zone } from './api/zone-search.ts';

const account = z.object({
  username: idField({
    label: { en: 'X-Auth-Username', 'zh-CN': 'X-Auth-Username' },
    help: { en: 'The user name of a DNS API access.', 'zh-CN': 'DNS API 访问的用户名。' },
  }),
  password: tokenField({ label: { en: 'X-Auth-Password', 'zh-CN': 'X-Auth-Password' } }),
});

type Account = z.infer<typeof account>;

const capabilities: Capabilities = {
  ...readable,
  ttl: { min: 10, max: 604_800 },
  zones: 'none',
  requestsPerChange: 2,
};

/** Several values of one name and type stand in a list, a single one stands alone. */
const setsForm = listForm(
  z.object({
    name: z.string(),
    type: z.string(),
    ttl: looseNumber,
    content: z.union([z.string().transform((only) => [only]), listForm(z.string())]),
  }),
);
const doneForm = z.object({ message: z.literal('ok') });
const errorForm = z.object({ error: z.string() });

/** What the service says, in the order in which it is looked for. */
const meanings: readonly (readonly [RegExp, FailureKind, Failure['scope']])[] = [
  [/authentication failed/i, 'auth', 'account'],
  [/too many|rate limit/i, 'rateLimited', 'account'],
  [/no such domain/i, 'zoneNotFound', 'record'],
  [/permission|not allowed|denied/i, 'auth', 'record'],
  // “parameter type must be cname, txt, …” is no word of a CNAME.
  [/^(?!parameter).*cname/i, 'conflict', 'record'],
];

/** Everything is answered with status 200. */
function explain(reply: Reply, own: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  const says = own.clean(parsed.data.error);
  const [, kind, scope] = meanings.find(([words]) => words.test(says)) ?? [];
  const other = reply.write ? 'invalid' : 'unknown';
  return failure(kind ?? other, says, scope === undefined ? {} : { scope });
}

const noList = failure('unknown', {
  en: 'Servercow gives no list of domains',
  'zh-CN': 'Servercow 不提供域名列表',
});

function service({ username, password }: Account, context: ProviderContext): SetService {
  const api = httpApi(
    {
      base: 'https://api.servercow.de/dns/v1/domains',
      headers: {
        // The service wants it in every request.
        'content-type': 'application/json',
        'x-auth-username': username,
        'x-auth-password': password,
      },
      secrets: [password],
      explain,
    },
    context,
  );

  const pathOf = (zone: Zone) => `/${encodePart(zone.id)}`;

  async function read(zone: Zone): Promise<readonly HeldSet[]> {
    const answer = await api.read({ method: 'GET', path: pathOf(zone) }, setsForm);
    return answer.map(({ name, type, ttl, content }) => ({
      name: relativeTo(name, zone.name),
      type: type.toUpperCase(),
      ttl,
      values: content,
    }));
  }

  /** What the search for a zone has read of it; good for one look. */
  const seen = new Map<Name, readonly HeldSet[]>();

  async function find(name: Name): Promise<Zone | undefined> {
    const zone = { id: name, name };
    try {
      seen.set(name, await read(zone));
      return zone;
    } catch (error) {
      if (error instanceof ApiFailure && error.failure.kind === 'zoneNotFound') return undefined;
      throw error;
    }
  }

  async function get(zone: Zone): Promise<readonly HeldSet[]> {
    const before = seen.get(zone.name);
    seen.delete(zone.name);
    return before ?? read(zone);
  }

  async function write(zone: Zone, { name, type, values, ttl }: WantedSet): Promise<undefined> {
    const json = { type, name: hostOf(name, zone.name, ''), content: values[0], ttl };
    // The answer names no value.
    await api.read({ method: 'POST', path: pathOf(zone), json }, doneForm);
    return undefined;
  }

  return {
    newTtl: 300,
    batch: 1,
    list: async () => {
      throw new ApiFailure(noList, undefined, true);
    },
    find,
    reader: { by: 'zone', get },
    write: async (zone, [only]) => only && write(zone, only),
  };
}

const { zones: _, ...provider } = defineSetProvider<Account>(
  {
    id: 'servercow',
    name: { en: 'Servercow', 'zh-CN': 'Servercow' },
    website: 'https://www.servercow.de/',
    docs: 'https://cp.servercow.de/',
    setup: {
      en: 'In the customer portal choose Servercow DNS-API under your name, and create a new API access.',
      'zh-CN': '在客户门户中点击您的名字，选择 Servercow DNS-API，创建新的 API 访问。',
    },
    permission: {
      en: 'Create, Read and Update, for your domain',
      'zh-CN': '针对您的域名的 Create、Read 和 Update',
    },
    triedAgainst: 'emulator',
    country: 'DE',
    account,
    capabilities,
  },
  service,
);

/**
 * Servercow, https://wiki.servercow.de/en/domains/dns_api/api-syntax. Its domains cannot be listed,
 * so that there is nothing to pick from; the zone of a name is found by asking for it.
 */
export const servercow: Provider = provider;
