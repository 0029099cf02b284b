import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import { saying } from '../core/issue.ts';
import type { Failure, FailureKind } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { cutToFit, utf8Length } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { addressText, gateLimit, keywordText, namedTitle } from './robot/gate.ts';
import { type PastedForm, pastedField, pastedKey } from './robot/pasted.ts';
import { signatureRefused } from './robot/signature.ts';
import { refusal, unknownCode, type Verdict, verdictOf } from './robot/verdict.ts';
import { dingtalkSign } from './signing/robot.ts';

const texts = {
  webhook: {
    en: 'Paste the whole webhook address that the robot shows (https://oapi.dingtalk.com/robot/send?access_token=…), or the access_token in it.',
    'zh-CN':
      '请粘贴机器人显示的完整 Webhook 地址（https://oapi.dingtalk.com/robot/send?access_token=…），或其中的 access_token。',
  },
  secret: {
    en: 'The secret begins with SEC; the robot shows it below the security setting for signatures.',
    'zh-CN': '加签密钥以 SEC 开头，显示在机器人安全设置的“加签”下方。',
  },
} as const satisfies Record<string, Localized>;

const tokenForm: PastedForm<string> = {
  fromKey: (text) => (/^(?!SEC)[\w-]{20,200}$/.test(text) ? text : undefined),
  fromUrl: ({ host, pathname, searchParams }) => {
    const token = searchParams.get('access_token') ?? '';
    if (host !== 'oapi.dingtalk.com' || pathname !== '/robot/send') return undefined;
    return tokenForm.fromKey(token);
  },
};

const account = z.strictObject({
  webhook: pastedField(tokenForm, texts.webhook, {
    label: { en: 'Webhook', 'zh-CN': 'Webhook 地址' },
    help: {
      en: 'The whole address, or the access_token alone.',
      'zh-CN': '完整地址，或仅 access_token。',
    },
    placeholder: 'https://oapi.dingtalk.com/robot/send?access_token=…',
  }),
  secret: z
    .string()
    .refine((text) => /^SEC[\x21-\x7e]{8,200}$/.test(text), saying(texts.secret))
    .optional()
    .meta({
      label: { en: 'Signing secret', 'zh-CN': '加签密钥' },
      help: {
        en: 'Only where the security settings of the robot ask for a signature.',
        'zh-CN': '仅当机器人的安全设置勾选了“加签”时填写。',
      },
      placeholder: 'SEC…',
      secret: true,
    }),
});

const verdictKeys = [['errcode', 'errmsg']] as const;

/**
 * https://open.dingtalk.com/document/robots/custom-robot-access, its table of codes. A token that
 * there is none of comes as 300005 in practice, as 300001 or 400101 by the tables.
 */
const meanings = new Map<number, FailureKind>([
  [-1, 'server'],
  [40035, 'invalid'],
  [43004, 'invalid'],
  [400105, 'invalid'],
  [300001, 'auth'],
  [300005, 'auth'],
  [400101, 'auth'],
  [400013, 'hostNotFound'],
  [400106, 'hostNotFound'],
  [400102, 'blocked'],
]);

/** Who sends more than 20 messages in a minute is not heard for ten minutes. */
const penalty = 10 * 60_000;

/** 310000 has one meaning for each of the security settings, which only the words tell. */
function gateRefused(reply: Reply, verdict: Verdict, now: number, signed: boolean): Failure {
  const { code, says } = verdict;
  if (/keyword|关键词/i.test(says))
    return refusal('invalid', verdict, { detail: keywordText(code) });
  if (/whitelist|白名单/i.test(says)) {
    return refusal('blocked', verdict, { detail: addressText(code) });
  }
  if (/invalid timestamp|签名过期/i.test(says)) return refusal('clock', verdict);
  if (/sign|签名/i.test(says)) {
    return signatureRefused(reply, verdict, now, signed);
  }
  return refusal('auth', verdict);
}

function explain(reply: Reply, now: number, signed: boolean): Failure | undefined {
  const verdict = verdictOf(reply, verdictKeys);
  if (verdict === undefined || verdict.code === 0) return undefined;
  const { code, says } = verdict;
  if (code === 130101 || code === 410100 || /send too fast/i.test(says)) {
    return refusal('rateLimited', verdict, { retryAfter: penalty });
  }
  if (code === 310000) return gateRefused(reply, verdict, now, signed);
  const kind = meanings.get(code);
  return kind === undefined ? unknownCode(reply, verdict) : refusal(kind, verdict);
}

/** Bytes of a request. */
const limit = 20_000;

/** Text, in which nothing is markup; without `at` it calls nobody. */
function payload(message: ChannelMessage) {
  const whole = `${namedTitle(message)}\n\n${message.body}`.toWellFormed();
  const withContent = (content: string) => ({ msgtype: 'text', text: { content } });
  const fits = (part: string) => utf8Length(JSON.stringify(withContent(part))) <= limit;
  return withContent(cutToFit(whole, fits));
}

/** Custom robots of groups, https://open.dingtalk.com/document/robots/custom-robot-access. */
export const dingtalk = defineChannel<z.infer<typeof account>>({
  id: 'dingtalk',
  name: { en: 'DingTalk', 'zh-CN': '钉钉' },
  website: 'https://www.dingtalk.com/',
  docs: 'https://open.dingtalk.com/document/robots/custom-robot-access',
  setup: {
    en: 'In the DingTalk group open Group settings → Robots, add a custom robot, and choose the keyword “DDNS” or the signature in its security settings. Then copy the webhook address, and the secret of the signature.',
    'zh-CN':
      '在钉钉群中打开“群设置 → 机器人（智能群助手）→ 添加机器人 → 自定义”，安全设置选择自定义关键词“DDNS”或加签，然后复制 Webhook 地址；选择加签时还要复制以 SEC 开头的密钥。',
  },
  limits: [
    {
      en: 'A robot may send 20 messages in a minute; one that sends more is not heard for ten minutes.',
      'zh-CN': '每个机器人每分钟最多发送 20 条消息，超过后会被限流 10 分钟。',
    },
    gateLimit,
  ],
  triedAgainst: 'emulator',
  country: 'CN',
  account,
  repeatable: false,
  send: (message, { webhook, secret }, context) => {
    const token = pastedKey(webhook, tokenForm);
    const now = context.clock.now();
    const sign = secret === undefined ? undefined : dingtalkSign(secret, now);
    const query = new URLSearchParams({
      access_token: token,
      ...(sign === undefined ? {} : { timestamp: String(now), sign }),
    });
    const url = `https://oapi.dingtalk.com/robot/send?${query}`;
    const rules = {
      secrets: [webhook, token, secret, sign].filter((each) => each !== undefined),
      explain: (reply: Reply) => explain(reply, now, secret !== undefined),
      confirms: (reply: Reply) => verdictOf(reply, verdictKeys)?.code === 0,
    };
    return deliver({ url, json: payload(message) }, rules, context);
  },
});
