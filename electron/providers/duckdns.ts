import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import type { Name } from '../core/name.ts';
import type { Capabilities, ProviderContext } from '../core/provider.ts';
import { tokenField } from './api/account-fields.ts';
import { defineHostProvider } from './api/define-host.ts';
import { changesOf } from './api/host-batch.ts';
import { confirmed, refusal, riddle, textOf } from './api/host-reply.ts';
import type { HostService } from './api/host-service.ts';
import { httpApi } from './api/http-api.ts';

const name: Localized = { en: 'Duck DNS', 'zh-CN': 'Duck DNS' };

const account = z.strictObject({
  token: tokenField({ label: { en: 'Token', 'zh-CN': '令牌（Token）' } }),
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

/** The label that the service knows a host by; undefined for a name that is none of its hosts. */
function labelOf(host: Name): string | undefined {
  return /^([^.*]+)\.duckdns\.org$/.exec(host)?.[1];
}

function refuses(host: Name): Localized | undefined {
  if (labelOf(host) !== undefined) return undefined;
  const own = /(?:^|\.)([^.*]+\.duckdns\.org)$/.exec(host)?.[1];
  return own === undefined
    ? {
        en: 'Duck DNS has only names such as home.duckdns.org',
        'zh-CN': 'Duck DNS 只有 home.duckdns.org 这样的名称',
      }
    : {
        en: `Duck DNS answers for this name with the address of ${own}, the name to list instead`,
        'zh-CN': `Duck DNS 对该名称的应答就是 ${own} 的地址，应改为列出 ${own}`,
      };
}

/** The last line of an answer that was asked to be verbose. */
const verdicts = new Map<string | undefined, 'updated' | 'alreadyRight'>([
  ['UPDATED', 'updated'],
  ['NOCHANGE', 'alreadyRight'],
]);

function service(token: string, context: ProviderContext): HostService {
  const api = httpApi({ base: 'https://www.duckdns.org', secrets: [token] }, context);
  return {
    // What becomes of an address that is left out is not documented, so both go along.
    packing: { families: capabilities.families, together: true, omitted: 'lost', names: 1 },
    async update(batch) {
      const { ipv4, ipv6 } = batch.addresses;
      const query = {
        domains: batch.names.flatMap((unit) => labelOf(unit.name) ?? []).join(','),
        token,
        ...(ipv4 && { ip: ipv4.text }),
        ...(ipv6 && { ipv6: ipv6.text }),
        verbose: 'true',
      };
      const reply = await api.ask({ method: 'GET', path: '/update', query, write: true });
      const text = textOf(reply, api);
      const [first, ...rest] = text.split(/\r\n|\n|\r/).map((line) => line.trim());
      const changes = changesOf(batch);
      if (first === 'KO') return changes.map(() => refusal('auth', reply, api));
      if (first === 'OK' && rest.length === 0)
        return changes.map((change) => confirmed(change, ''));
      const kind = verdicts.get(rest[2]);
      if (first !== 'OK' || kind === undefined) return changes.map(() => riddle(reply, api));
      const named = { ipv4: rest[0], ipv6: rest[1] };
      return changes.map((change) => confirmed(change, named[change.address.family], kind));
    },
  };
}

/** Duck DNS, https://www.duckdns.org/spec.jsp. */
export const duckdns = defineHostProvider(
  {
    id: 'duckdns',
    name,
    website: 'https://www.duckdns.org/',
    docs: 'https://www.duckdns.org/domains',
    setup: {
      en: 'Sign in at Duck DNS, add the domain there, and copy the token at the top of the page.',
      'zh-CN': '登录 Duck DNS，先在那里添加域名，再复制页面上方的令牌（token）。',
    },
    limits: [
      {
        en: 'Duck DNS says “KO” for a wrong token and for a name that is not yours alike.',
        'zh-CN': '令牌错误和名称不属于您，Duck DNS 都只回答“KO”。',
      },
      {
        en: 'The token is good for all names of the account.',
        'zh-CN': '该令牌对账户下的所有名称都有效。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
    refuses: (_, host) => refuses(host),
  },
  ({ token }, context) => service(token, context),
);
