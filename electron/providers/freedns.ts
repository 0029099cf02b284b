import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type Family, parseAddress } from '../core/address.ts';
import { addIssue } from '../core/issue.ts';
import type { Name } from '../core/name.ts';
import { failure, type Outcome } from '../core/outcome.ts';
import type { Capabilities, Change, FieldMeta, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { mismatch } from './api/api-failure.ts';
import { encodePart } from './api/call.ts';
import { defineHostProvider } from './api/define-host.ts';
import { confirmed, refusal, riddle, textOf } from './api/host-reply.ts';
import { type HostService, oneByOne } from './api/host-service.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { wireName } from './api/names.ts';
import { nameField, ownName } from './api/own-name.ts';

interface Account {
  readonly host: string;
  readonly token?: string | undefined;
  readonly tokenIpv6?: string | undefined;
}

const noToken: Localized = {
  en: 'Give the token of the A record, that of the AAAA record, or both.',
  'zh-CN': '请填写 A 记录的令牌、AAAA 记录的令牌，或两者都填。',
};

const updateToken = (meta: FieldMeta) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .optional()
    .meta({ ...meta, secret: true });

const account: z.ZodType<Account> = z
  .strictObject({
    host: nameField({
      label: { en: 'Host', 'zh-CN': '主机名' },
      help: {
        en: 'The one name that the tokens are good for.',
        'zh-CN': '令牌对应的那一个名称。',
      },
      placeholder: 'home.mooo.com',
    }),
    token: updateToken({
      label: { en: 'Update token of the A record', 'zh-CN': 'A 记录的更新令牌' },
      help: {
        en: 'The letters behind /u/ in its update URL.',
        'zh-CN': '其更新网址中 /u/ 之后的那一串字符。',
      },
    }),
    tokenIpv6: updateToken({
      label: { en: 'Update token of the AAAA record', 'zh-CN': 'AAAA 记录的更新令牌' },
      help: {
        en: 'FreeDNS keeps it as a record of its own, with a token of its own. Leave it empty for a name without an AAAA record.',
        'zh-CN': 'FreeDNS 将其作为单独的记录，有单独的令牌。没有 AAAA 记录时请留空。',
      },
    }),
  })
  .superRefine(({ token, tokenIpv6 }, context) => {
    if (token === undefined && tokenIpv6 === undefined) addIssue(context, ['token'], noToken);
  });

const capabilities: Capabilities = {
  families: ['ipv4', 'ipv6'],
  ttl: false,
  proxied: false,
  zones: 'none',
  reads: false,
  creates: false,
  batch: false,
  repeatsArePunished: false,
  keepAlive: false,
  requestsPerChange: 1,
};

function familiesOf({ token, tokenIpv6 }: Account): readonly Family[] {
  return [...(token ? ['ipv4' as const] : []), ...(tokenIpv6 ? ['ipv6' as const] : [])];
}

function refuses(account: Account, name: Name): Localized | undefined {
  const host = ownName(account.host);
  if (name === host) return undefined;
  return {
    en: `the tokens of this account are for ${host} alone`,
    'zh-CN': `该账户的令牌仅用于 ${host}`,
  };
}

/** The token is that of a record of the other type, which has become one of ours by that. */
function converted(host: string, { record }: Change) {
  return failure('conflict', {
    en: `the token was not that of the ${record.type} record of ${host}: FreeDNS has turned another record into it`,
    'zh-CN': `该令牌不属于 ${host} 的 ${record.type} 记录，FreeDNS 已把另一条记录改成了该类型`,
  });
}

function judge(reply: Reply, api: HttpApi, host: string, change: Change): Outcome {
  // A token that nobody has comes back as a page with 404.
  if (reply.status === 404) return failure('auth', api.failureOf(reply).detail);
  const text = textOf(reply, api);
  const updated = /^Updated (\S+) from (\S+) to (\S+)/i.exec(text);
  const same = /^No IP change detected for (\S+) with IP ([^\s,]+)/i.exec(text);
  const [, named = '', before] = updated ?? same ?? [];
  const address = updated?.[3] ?? same?.[2];
  if (address === undefined) return refusalOf(reply, api, text);
  if (wireName(named) !== host) return mismatch(host, named);
  const family = updated === null ? undefined : parseAddress(before ?? '')?.family;
  if (family !== undefined && family !== change.address.family) return converted(host, change);
  return confirmed(change, address, updated === null ? 'alreadyRight' : 'updated');
}

function refusalOf(reply: Reply, api: HttpApi, text: string): Outcome {
  if (/^(?:ERROR: )?(?:Unable to locate|Invalid update URL|Could(?:n't| not) find)/i.test(text)) {
    return refusal('auth', reply, api);
  }
  if (/missing S\/|no such host/i.test(text)) return refusal('hostNotFound', reply, api);
  return /^ERROR\b/i.test(text) ? refusal('unknown', reply, api) : riddle(reply, api);
}

function service(account: Account, context: ProviderContext): HostService {
  const tokens = { ipv4: account.token, ipv6: account.tokenIpv6 };
  const secrets = Object.values(tokens).filter((token) => token !== undefined);
  const api = httpApi({ base: 'https://', secrets }, context);
  const host = ownName(account.host);
  return oneByOne(familiesOf(account), async (change) => {
    const { family, text } = change.address;
    const server = family === 'ipv6' ? 'v6.sync.afraid.org' : 'sync.afraid.org';
    const path = `${server}/u/${encodePart(tokens[family] ?? '')}/`;
    const reply = await api.ask({ method: 'GET', path, query: { address: text }, write: true });
    return judge(reply, api, host, change);
  });
}

/**
 * FreeDNS, version 2 of its dynamic update interface, https://freedns.afraid.org/dynamic/v2/. A token
 * is good for one record; an address of the other family would turn that record into the other type.
 */
export const freedns = defineHostProvider<Account>(
  {
    id: 'freedns',
    name: { en: 'FreeDNS (afraid.org)', 'zh-CN': 'FreeDNS（afraid.org）' },
    website: 'https://freedns.afraid.org/',
    docs: 'https://freedns.afraid.org/dynamic/v2/',
    setup: {
      en: 'Create the A or AAAA record under Subdomains. Then open Dynamic DNS, version 2, enable the record there, and copy the token out of its update URL.',
      'zh-CN':
        '在 Subdomains 中创建 A 或 AAAA 记录，再打开 Dynamic DNS 第 2 版（Version 2），启用该记录，并从其更新网址中复制令牌。',
    },
    permission: {
      en: 'the update token, which is good for one record',
      'zh-CN': '更新令牌，仅对一条记录有效',
    },
    limits: [
      {
        en: 'A token is good for one record, so each name needs an account of its own here.',
        'zh-CN': '一个令牌只对一条记录有效，因此每个名称都要在此单独建立账户。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
    refuses,
    capabilitiesOf: (fields) => ({ ...capabilities, families: familiesOf(fields) }),
  },
  service,
);
