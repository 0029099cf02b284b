import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import { saying } from '../core/issue.ts';
import type { Failure, FailureKind } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { cutEnd } from '../core/views/cut-text.ts';
import { cutToFit, utf8Length } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { addressText, gateLimit, keywordText, namedTitle } from './robot/gate.ts';
import { type PastedForm, pastedField, pastedKey } from './robot/pasted.ts';
import { signatureRefused } from './robot/signature.ts';
import { refusal, unknownCode, verdictOf } from './robot/verdict.ts';
import { feishuSign } from './signing/robot.ts';

const texts = {
  webhook: {
    en: 'Paste the whole webhook address that the bot shows, such as https://open.feishu.cn/open-apis/bot/v2/hook/… or https://open.larksuite.com/open-apis/bot/v2/hook/….',
    'zh-CN':
      '请粘贴机器人显示的完整 Webhook 地址，例如 https://open.feishu.cn/open-apis/bot/v2/hook/… 或 https://open.larksuite.com/open-apis/bot/v2/hook/…。',
  },
  secret: {
    en: 'Paste the secret that the bot shows below the signature setting, not an address.',
    'zh-CN': '请粘贴机器人“签名校验”下方显示的密钥，而不是网址。',
  },
} as const satisfies Record<string, Localized>;

interface Hook {
  readonly host: string;
  readonly key: string;
}

const hosts: readonly string[] = ['open.feishu.cn', 'open.larksuite.com'];
const hookForm: PastedForm<Hook> = {
  fromKey: (text) =>
    /^[\w-]{20,80}$/.test(text) ? { host: 'open.feishu.cn', key: text } : undefined,
  fromUrl: ({ host, pathname }) => {
    const [, key = ''] = pathname.match(/^\/open-apis\/bot\/v2\/hook\/([\w-]{20,80})\/?$/) ?? [];
    return hosts.includes(host) && key !== '' ? { host, key } : undefined;
  },
};

const account = z.strictObject({
  webhook: pastedField(hookForm, texts.webhook, {
    label: { en: 'Webhook', 'zh-CN': 'Webhook 地址' },
    help: {
      en: 'The whole address; of Feishu also the part after “hook/” alone.',
      'zh-CN': '完整地址；飞书也可仅填“hook/”之后的部分。',
    },
    placeholder: 'https://open.feishu.cn/open-apis/bot/v2/hook/…',
  }),
  secret: z
    .string()
    .refine((text) => /^[\x21-\x2e\x30-\x7e]{8,200}$/.test(text), saying(texts.secret))
    .optional()
    .meta({
      label: { en: 'Signing secret', 'zh-CN': '签名密钥' },
      help: {
        en: 'Only where the security settings of the bot ask for a signature.',
        'zh-CN': '仅当机器人的安全设置启用了“签名校验”时填写。',
      },
      secret: true,
    }),
});

/** The second form is that of older bots. */
const verdictKeys = [
  ['code', 'msg'],
  ['StatusCode', 'StatusMessage'],
] as const;

/** https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot; 19001 is what a wrong address gets. */
const meanings = new Map<number, FailureKind>([
  [9499, 'invalid'],
  [11232, 'rateLimited'],
  [19001, 'auth'],
  [19002, 'invalid'],
]);

function explain(reply: Reply, now: number, signed: boolean): Failure | undefined {
  const verdict = verdictOf(reply, verdictKeys);
  if (verdict === undefined || verdict.code === 0) return undefined;
  const { code, says } = verdict;
  if (code === 19021) return signatureRefused(reply, verdict, now, signed);
  if (code === 19022) return refusal('blocked', verdict, { detail: addressText(code) });
  if (code === 19024) return refusal('invalid', verdict, { detail: keywordText(code) });
  // 9499 is a bad request, and too many of them.
  if (/frequency limit|too many request/i.test(says)) return refusal('rateLimited', verdict);
  const kind = meanings.get(code);
  return kind === undefined ? unknownCode(reply, verdict) : refusal(kind, verdict);
}

/** Bytes of a request. */
const limit = 20_000;
/** UTF-16 units of a title; the service names no limit. */
const titleLimit = 250;

/** A post: in the plain text of one, unlike in a `text` message, `<at user_id="all">` calls nobody. */
function payload(message: ChannelMessage, signature: object) {
  const title = cutEnd(namedTitle(message).toWellFormed(), titleLimit);
  const withText = (text: string) => {
    const post = { zh_cn: { title, content: [[{ tag: 'text', text }]] } };
    return { ...signature, msg_type: 'post', content: { post } };
  };
  const fits = (text: string) => utf8Length(JSON.stringify(withText(text))) <= limit;
  return withText(cutToFit(message.body.toWellFormed(), fits));
}

/** Custom bots of groups, https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot. */
export const feishu = defineChannel<z.infer<typeof account>>({
  id: 'feishu',
  name: { en: 'Feishu / Lark', 'zh-CN': '飞书' },
  website: 'https://www.feishu.cn/',
  docs: 'https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot',
  setup: {
    en: 'In the group open Settings → Bots → Add Bot → Custom Bot, and choose the keyword “DDNS” or the signature in its security settings. Then copy the webhook address, and the secret of the signature.',
    'zh-CN':
      '在飞书群中打开“设置 → 群机器人 → 添加机器人 → 自定义机器人”，安全设置选择自定义关键词“DDNS”或签名校验，然后复制 Webhook 地址；选择签名校验时还要复制密钥。',
  },
  limits: [
    {
      en: 'A bot may send 5 messages in a second and 100 in a minute.',
      'zh-CN': '每个机器人每秒最多发送 5 条、每分钟最多发送 100 条消息。',
    },
    gateLimit,
  ],
  triedAgainst: 'emulator',
  country: 'CN',
  account,
  repeatable: false,
  send: (message, { webhook, secret }, context) => {
    const { host, key } = pastedKey(webhook, hookForm);
    const now = context.clock.now();
    const timestamp = Math.floor(now / 1000);
    const sign = secret === undefined ? undefined : feishuSign(secret, timestamp);
    const signature = sign === undefined ? {} : { timestamp: String(timestamp), sign };
    const rules = {
      secrets: [webhook, key, secret, sign].filter((each) => each !== undefined),
      explain: (reply: Reply) => explain(reply, now, secret !== undefined),
      confirms: (reply: Reply) => verdictOf(reply, verdictKeys)?.code === 0,
    };
    const url = `https://${host}/open-apis/bot/v2/hook/${key}`;
    return deliver({ url, json: payload(message, signature) }, rules, context);
  },
});
