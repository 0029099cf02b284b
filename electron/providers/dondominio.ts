import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { failure, type Outcome } from '../core/outcome.ts';
import type { Capabilities, Change, ProviderContext } from '../core/provider.ts';
import type { Reply } from '../core/reply.ts';
import { idField, tokenField } from './api/account-fields.ts';
import { defineHostProvider } from './api/define-host.ts';
import { confirmed, jsonOf, quoted } from './api/host-reply.ts';
import { type HostService, oneByOne } from './api/host-service.ts';
import { type HttpApi, httpApi } from './api/http-api.ts';

const name: Localized = { en: 'DonDominio', 'zh-CN': 'DonDominio' };

const account = z.strictObject({
  username: idField({
    label: { en: 'Username', 'zh-CN': '用户名' },
    help: { en: 'The one that you sign in with.', 'zh-CN': '登录所用的用户名。' },
  }),
  key: tokenField({
    label: { en: 'DonDNS Key', 'zh-CN': 'DonDNS 密钥（DonDNS Key）' },
    help: {
      en: 'Not the password that you sign in with.',
      'zh-CN': '不是登录密码。',
    },
  }),
});

type Account = z.infer<typeof account>;

const capabilities: Capabilities = {
  families: ['ipv4', 'ipv6'],
  ttl: false,
  proxied: false,
  zones: 'none',
  reads: false,
  creates: false,
  batch: false,
  // The service's own client, dondns-bash, is meant to send the same address every five minutes.
  repeatsArePunished: false,
  keepAlive: false,
  requestsPerChange: 1,
};

const answerForm = z.object({
  success: z.boolean(),
  messages: z.array(z.string()).nullish().catch(undefined),
});

/** The plain form of the answer names the address in a line of its own (ddclient #646). */
function addressIn(messages: readonly string[]): string | undefined {
  return messages.map((text) => /^IP:\s*(\S+)$/i.exec(text.trim())?.[1]).find(Boolean);
}

function judge(reply: Reply, api: HttpApi, change: Change): Outcome {
  const answer = jsonOf(reply, api, answerForm);
  const messages = answer.messages ?? [];
  if (answer.success) return confirmed(change, addressIn(messages));
  const words = messages.join(' | ') || reply.body.trim();
  const kind = /\bincorrect data\b/i.test(words) ? 'auth' : 'unknown';
  return failure(kind, quoted(reply.host, words, api.clean));
}

function service({ username, key }: Account, context: ProviderContext): HostService {
  const api = httpApi({ base: 'https://dondns.dondominio.com', secrets: [key] }, context);
  return oneByOne(capabilities.families, async (change) => {
    const query = {
      user: username,
      // The documentation's table calls it `apikey`, which is refused (ddns-updater #923, #969).
      password: key,
      host: change.record.name,
      ip: change.address.text,
      lang: 'en',
    };
    return judge(await api.ask({ method: 'GET', path: '/json/', query, write: true }), api, change);
  });
}

/** DonDNS, the dynamic DNS of DonDominio, https://dondominio.dev/en/dondns/docs/api/. */
export const dondominio = defineHostProvider(
  {
    id: 'dondominio',
    name,
    website: 'https://www.dondominio.com/',
    docs: 'https://dondominio.dev/en/dondns/docs/api/#before-start',
    setup: {
      en: 'In the panel of DonDominio (MrDomain) open My Account → DonDNS Key and generate a key. Then create the A or AAAA record in the DNS zone of the domain, with any address.',
      'zh-CN':
        '在 DonDominio（MrDomain）管理面板中打开 My Account → DonDNS Key 并生成密钥，再到该域名的 DNS 区域中创建 A 或 AAAA 记录，地址可任意填写。',
    },
    limits: [
      {
        en: 'AAAA records are updated in the way in which ddns-updater does it; nobody has confirmed it to us yet.',
        'zh-CN': 'AAAA 记录按 ddns-updater 的做法更新，尚未得到证实。',
      },
      {
        en: 'DonDominio says “Incorrect data” for a wrong key and may say it for a wrong name too.',
        'zh-CN': '密钥错误时 DonDominio 回答“Incorrect data”，名称错误时也可能如此。',
      },
    ],
    triedAgainst: 'emulator',
    country: 'ES',
    account,
    capabilities,
  },
  service,
);
