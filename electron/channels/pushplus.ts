import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import { hour } from '../core/duration.ts';
import { saying } from '../core/issue.ts';
import type { Failure, FailureKind } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { cutEnd } from '../core/views/cut-text.ts';
import { deliver } from './api/deliver.ts';
import { withinTitle } from './robot/long-title.ts';
import { type PastedForm, pastedField, pastedKey } from './robot/pasted.ts';
import { refusal, unknownCode, verdictOf } from './robot/verdict.ts';

const texts = {
  token: {
    en: 'The token has 32 letters and digits; paste it, or an address that it stands in.',
    'zh-CN': 'Token 由 32 个字母和数字组成；请粘贴 Token，或包含它的地址。',
  },
  topic: {
    en: 'The code of a group has letters, digits, hyphens and underscores.',
    'zh-CN': '群组编码由字母、数字、连字符和下划线组成。',
  },
  unverified: {
    en: 'the account has to be verified by name at pushplus.plus before it may send (905)',
    'zh-CN': '账户未实名认证，请先在 pushplus.plus 完成实名认证（905）',
  },
} as const satisfies Record<string, Localized>;

const tokenForm: PastedForm<string> = {
  fromKey: (text) => (/^[0-9a-z]{32}$/i.test(text) ? text : undefined),
  fromUrl: ({ hostname, pathname, searchParams }) => {
    if (!/^(?:www\.)?pushplus\.plus$/.test(hostname)) return undefined;
    const inPath = pathname.match(/^\/send\/(\w+)\/?$/)?.[1];
    return tokenForm.fromKey(searchParams.get('token') ?? inPath ?? '');
  },
};

const account = z.strictObject({
  token: pastedField(tokenForm, texts.token, {
    label: { en: 'Token', 'zh-CN': 'Token' },
    help: { en: 'Your token, or the token of a message.', 'zh-CN': '用户 Token 或消息 Token。' },
  }),
  topic: z
    .string()
    .refine((text) => /^[\w-]{1,64}$/.test(text), saying(texts.topic))
    .optional()
    .meta({
      label: { en: 'Group code', 'zh-CN': '群组编码' },
      help: {
        en: 'Left empty, only you are told.',
        'zh-CN': '一对多推送时填写；留空则仅推送给自己。',
      },
      placeholder: 'family',
    }),
});

const verdictKeys = [['code', 'msg']] as const;

/** https://www.pushplus.plus/doc/guide/code.html. */
const meanings = new Map<number, FailureKind>([
  [302, 'auth'],
  [401, 'auth'],
  [403, 'auth'],
  [500, 'server'],
  [600, 'invalid'],
  [805, 'auth'],
  [888, 'plan'],
  [903, 'auth'],
]);

function explain(reply: Reply): Failure | undefined {
  const verdict = verdictOf(reply, verdictKeys);
  if (verdict === undefined || verdict.code === 200) return undefined;
  const { code, says } = verdict;
  // Whoever goes on is locked out for longer.
  if (code === 900) return refusal('rateLimited', verdict, { retryAfter: 24 * hour });
  if (code === 905) return refusal('blocked', verdict, { detail: texts.unverified });
  // Of the code for all else only the words tell. The same content may come three times in an hour.
  if (/相同内容|频繁|次数/.test(says)) return refusal('rateLimited', verdict, { retryAfter: hour });
  if (/token/i.test(says)) return refusal('auth', verdict);
  if (/群组/.test(says)) return refusal('hostNotFound', verdict);
  const kind = meanings.get(code);
  return kind === undefined ? unknownCode(reply, verdict) : refusal(kind, verdict);
}

/** Characters. */
const titleLimit = 100;
const contentLimit = 20_000;

/** `txt` shows the content as it is; the other templates take it for HTML, JSON or Markdown. */
function payload(message: ChannelMessage, token: string, topic: string | undefined) {
  const { title, body } = withinTitle(message, titleLimit);
  const content = cutEnd(body, contentLimit);
  return { token, title, content, template: 'txt', ...(topic === undefined ? {} : { topic }) };
}

/** https://www.pushplus.plus/doc/guide/api.html. */
export const pushplus = defineChannel<z.infer<typeof account>>({
  id: 'pushplus',
  name: { en: 'PushPlus', 'zh-CN': 'PushPlus（推送加）' },
  website: 'https://www.pushplus.plus/',
  docs: 'https://www.pushplus.plus/doc/guide/api.html',
  setup: {
    en: 'Sign in at www.pushplus.plus with WeChat, follow its official account, verify your name, and copy your token.',
    'zh-CN':
      '用微信登录 www.pushplus.plus，关注其公众号并完成实名认证，然后在个人中心复制您的 Token。',
  },
  limits: [
    {
      en: 'An account may send 200 messages in a day, and 5 in a minute; the same content 3 times in an hour.',
      'zh-CN': '每个账户每天最多发送 200 条、每分钟最多 5 条消息，相同内容每小时最多 3 条。',
    },
    {
      en: 'PushPlus only says that it has taken a message, not that WeChat has shown it.',
      'zh-CN': 'PushPlus 只表示已接收消息，不代表微信已送达。',
    },
  ],
  triedAgainst: 'emulator',
  country: 'CN',
  account,
  repeatable: false,
  send: (message, fields, context) => {
    const token = pastedKey(fields.token, tokenForm);
    const rules = {
      secrets: [fields.token, token],
      explain,
      confirms: (reply: Reply) => verdictOf(reply, verdictKeys)?.code === 200,
    };
    const url = 'https://www.pushplus.plus/send';
    return deliver({ url, json: payload(message, token, fields.topic) }, rules, context);
  },
});
