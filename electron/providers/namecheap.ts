import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import type { Name } from '../core/name.ts';
import { type Failure, failure, type Outcome } from '../core/outcome.ts';
import type { Capabilities, Change, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { childAt, childrenOf, parseXml, textAt, type XmlNode } from '../core/xml.ts';
import { tokenField } from './api/account-fields.ts';
import { defineHostProvider } from './api/define-host.ts';
import { confirmed, quoted, riddle, textOf } from './api/host-reply.ts';
import { type HostService, oneByOne } from './api/host-service.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { hostOf } from './api/names.ts';
import { nameField, outsideOf, ownName } from './api/own-name.ts';

const name: Localized = { en: 'Namecheap', 'zh-CN': 'Namecheap' };

const account = z.strictObject({
  domain: nameField({
    label: { en: 'Domain', 'zh-CN': '域名' },
    help: {
      en: 'The registered domain; its password is good for the names in it alone.',
      'zh-CN': '已注册的域名；密码仅对该域名下的名称有效。',
    },
    placeholder: 'example.com',
  }),
  password: tokenField({ label: { en: 'Dynamic DNS Password', 'zh-CN': '动态 DNS 密码' } }),
});

const capabilities: Capabilities = {
  families: ['ipv4'],
  ttl: false,
  proxied: false,
  zones: 'account',
  reads: false,
  creates: false,
  batch: false,
  repeatsArePunished: false,
  keepAlive: false,
  requestsPerChange: 1,
};

/** One number stands for a wrong password and for a wrong address, so that the text decides. */
const invalidNumber = '304156';

const meanings = new Map<string, Pick<Failure, 'kind' | 'scope'>>([
  ['316153', { kind: 'zoneNotFound', scope: 'account' }],
  ['380091', { kind: 'hostNotFound', scope: 'record' }],
]);

function meaningOf(numbers: readonly string[], text: string): Pick<Failure, 'kind' | 'scope'> {
  if (/\bpasswords?\b/i.test(text)) return { kind: 'auth', scope: 'account' };
  const known = numbers
    .map((number) => meanings.get(number))
    .find((meaning) => meaning !== undefined);
  if (known !== undefined) return known;
  return { kind: numbers.includes(invalidNumber) ? 'invalid' : 'unknown', scope: 'record' };
}

/** A refusal comes with status 200, an `ErrCount` and the errors in words. */
function refusalOf(root: XmlNode, reply: Reply, api: HttpApi): Failure {
  const errors = childAt(root, 'errors')?.children ?? [];
  const responses = childrenOf(childAt(root, 'responses'), 'response');
  const numbers = responses.map((response) => textAt(response, 'ResponseNumber') ?? '');
  const words = [
    ...errors.map(({ text }) => text),
    ...responses.map((response) => textAt(response, 'ResponseString') ?? ''),
  ].filter((text) => text !== '');
  const { kind, scope } = meaningOf(numbers, words.join(' '));
  return failure(kind, quoted(reply.host, words.join(' | '), api.clean), { scope });
}

/** The declaration says UTF-16 although it comes in UTF-8, so that only the text itself counts. */
function judge(reply: Reply, api: HttpApi, change: Change): Outcome {
  const root = parseXml(textOf(reply, api));
  const errors = textAt(root, 'ErrCount');
  if (root?.name !== 'interface-response' || errors === undefined) return riddle(reply, api);
  return errors === '0' ? confirmed(change, textAt(root, 'IP')) : refusalOf(root, reply, api);
}

function service(domain: Name, password: string, context: ProviderContext): HostService {
  const base = 'https://dynamicdns.park-your-domain.com';
  const api = httpApi({ base, secrets: [password] }, context);
  return oneByOne(capabilities.families, async (change) => {
    const host = hostOf(change.record.name, domain, '@');
    const query = { host, domain, password, ip: change.address.text };
    const headers = { accept: 'application/xml, text/xml, */*' };
    const call = { method: 'GET', path: '/update', query, headers, write: true } as const;
    return judge(await api.ask(call), api, change);
  });
}

/**
 * Dynamic DNS of Namecheap, https://www.namecheap.com/support/knowledgebase/article.aspx/29/11/. The
 * API proper is not used: it wants the caller's address to be on a list, which a dynamic one is not.
 */
export const namecheap = defineHostProvider(
  {
    id: 'namecheap',
    name,
    website: 'https://www.namecheap.com/',
    docs: 'https://ap.www.namecheap.com/domains/list/',
    setup: {
      en: 'Open Domain List → Manage → Advanced DNS, add an “A + Dynamic DNS Record” for the host, switch Dynamic DNS on, and copy the Dynamic DNS Password.',
      'zh-CN':
        '打开 Domain List → Manage → Advanced DNS，为主机添加 “A + Dynamic DNS Record”，开启 Dynamic DNS，并复制 Dynamic DNS Password。',
    },
    limits: [
      {
        en: 'Only IPv4 can be updated, and only records of the type “A + Dynamic DNS Record”, which must exist.',
        'zh-CN': '仅支持 IPv4，且只能更新已存在的 “A + Dynamic DNS Record” 类型的记录。',
      },
      {
        en: 'Each domain has a password of its own, so each needs an account of its own here.',
        'zh-CN': '每个域名有各自的密码，因此需要在此分别建立账户。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
    refuses: ({ domain }, name) => outsideOf([ownName(domain)], name),
  },
  ({ domain, password }, context) => service(ownName(domain), password, context),
);
