import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import type { Name } from '../core/name.ts';
import { type Failure, failure, type Outcome } from '../core/outcome.ts';
import type { Capabilities, Change, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { tokenField } from './api/account-fields.ts';
import { defineHostProvider } from './api/define-host.ts';
import { confirmed, jsonOf, quoted, riddle, textOf } from './api/host-reply.ts';
import { type HostService, oneByOne } from './api/host-service.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';
import { hostOf } from './api/names.ts';
import { nameField, outsideOf, ownName } from './api/own-name.ts';

const name: Localized = { en: 'Dynadot', 'zh-CN': 'Dynadot' };

const account = z.strictObject({
  domain: nameField({
    label: { en: 'Domain', 'zh-CN': '域名' },
    help: {
      en: 'The registered domain; its password is good for the names in it alone.',
      'zh-CN': '已注册的域名；密码仅对该域名下的名称有效。',
    },
    placeholder: 'example.com',
  }),
  password: tokenField({ label: { en: 'Dynamic DNS password', 'zh-CN': '动态 DNS 密码' } }),
});

const capabilities: Capabilities = {
  families: ['ipv4', 'ipv6'],
  ttl: { min: 300, max: 86_400 },
  proxied: false,
  zones: 'account',
  reads: false,
  creates: true,
  batch: false,
  repeatsArePunished: false,
  keepAlive: false,
  requestsPerChange: 1,
};

/** A request must say the TTL. */
const usualTtl = 600;

const answerForm = z.object({
  status: z.string().nullish(),
  error_code: z.coerce.number().nullish().catch(undefined),
  error_desc: z.string().nullish().catch(undefined),
  content: z
    .union([z.string().transform((text) => [text]), z.array(z.coerce.string())])
    .nullish()
    .catch(undefined),
});

/** What the service says in words alone. */
const meanings: readonly (readonly [RegExp, Pick<Failure, 'kind' | 'scope'>])[] = [
  [/\bpassword|\bpwd\b|\bpermission|\bauth/i, { kind: 'auth', scope: 'account' }],
  [/\bsub-?\s?domain/i, { kind: 'hostNotFound', scope: 'record' }],
  [/\bdomain/i, { kind: 'zoneNotFound', scope: 'account' }],
  [/\bip\b|\bttl\b|\btype\b/i, { kind: 'invalid', scope: 'record' }],
];

function refused(reply: Reply, api: HttpApi, words: string): Failure {
  const [, meaning] = meanings.find(([pattern]) => pattern.test(words)) ?? [];
  const { kind, scope } = meaning ?? { kind: 'unknown', scope: 'record' };
  return failure(kind, quoted(reply.host, words || reply.body.trim(), api.clean), { scope });
}

/** JSON with a `status`; a plain `ok` in former times. The code is -1 for a failure. */
function judge(reply: Reply, api: HttpApi, change: Change): Outcome {
  const text = textOf(reply, api);
  if (/^ok$/i.test(text)) return confirmed(change, undefined);
  const answer = jsonOf(reply, api, answerForm);
  const { status, error_code: code, error_desc: description, content } = answer;
  if (/^(?:success|ok)$/i.test(status ?? '')) return confirmed(change, undefined);
  const words = [description ?? '', ...(content ?? [])].filter((each) => each !== '').join(' | ');
  if (/^(?:error|fail)/i.test(status ?? '') || code === -1) return refused(reply, api, words);
  return code === 0 ? confirmed(change, undefined) : riddle(reply, api);
}

function service(domain: Name, password: string, context: ProviderContext): HostService {
  const api = httpApi({ base: 'https://www.dynadot.com', secrets: [password] }, context);
  return oneByOne(capabilities.families, async (change) => {
    const { record, address } = change;
    const subDomain = hostOf(record.name, domain, '');
    const query = {
      domain,
      subDomain,
      type: record.type,
      ip: address.text,
      pwd: password,
      ttl: record.ttl ?? usualTtl,
      // With it the apex is set beside the names in `subDomain`.
      containRoot: subDomain === '' ? 'true' : 'false',
    };
    const call = { method: 'GET', path: '/set_ddns', query, write: true } as const;
    return judge(await api.ask(call), api, change);
  });
}

/** Dynamic DNS of Dynadot, as its own contribution to ddns-go has it. */
export const dynadot = defineHostProvider(
  {
    id: 'dynadot',
    name,
    website: 'https://www.dynadot.com/',
    docs: 'https://www.dynadot.com/account/domain/name/list.html',
    setup: {
      en: 'Set the domain to Dynadot DNS, turn on Dynamic DNS on the page of its DNS settings, and copy the password shown there.',
      'zh-CN':
        '将域名设为使用 Dynadot DNS，在其 DNS 设置页面开启 Dynamic DNS，并复制其中显示的密码。',
    },
    limits: [
      {
        en: 'Each domain has a password of its own, so each needs an account of its own here.',
        'zh-CN': '每个域名有各自的密码，因此需要在此分别建立账户。',
      },
      {
        en: 'Each update sets the TTL: yours, or else 600 seconds.',
        'zh-CN': '每次更新都会设置 TTL：有您的设置则用您的，否则为 600 秒。',
      },
    ],
    triedAgainst: 'emulator',
    account,
    capabilities,
    refuses: ({ domain }, name) => outsideOf([ownName(domain)], name),
  },
  ({ domain, password }, context) => service(ownName(domain), password, context),
);
