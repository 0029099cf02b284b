import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { defineChannel } from '../core/channel.ts';
import type { Failure, FailureKind } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { cutToFit, utf8Length } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { plainMessage } from './api/plain-message.ts';
import { type PastedForm, pastedField, pastedKey } from './robot/pasted.ts';
import { refusal, unknownCode, verdictOf } from './robot/verdict.ts';

const problem: Localized = {
  en: 'Paste the whole webhook address that the robot shows (https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…), or the key in it.',
  'zh-CN':
    '请粘贴机器人显示的完整 Webhook 地址（https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…），或其中的 key。',
};

const keyForm: PastedForm<string> = {
  fromKey: (text) => (/^[\w-]{20,80}$/.test(text) ? text : undefined),
  fromUrl: ({ host, pathname, searchParams }) => {
    if (host !== 'qyapi.weixin.qq.com' || pathname !== '/cgi-bin/webhook/send') return undefined;
    return keyForm.fromKey(searchParams.get('key') ?? '');
  },
};

const account = z.strictObject({
  webhook: pastedField(keyForm, problem, {
    label: { en: 'Webhook', 'zh-CN': 'Webhook 地址' },
    help: { en: 'The whole address, or the key alone.', 'zh-CN': '完整地址，或仅 key。' },
    placeholder: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
  }),
});

const verdictKeys = [['errcode', 'errmsg']] as const;

/** https://developer.work.weixin.qq.com/document/path/90313. */
const meanings = new Map<number, FailureKind>([
  [-1, 'server'],
  [40008, 'invalid'],
  [40058, 'invalid'],
  [44004, 'invalid'],
  [45002, 'invalid'],
  [93000, 'auth'],
  [93004, 'blocked'],
  [93008, 'hostNotFound'],
]);

function explain(reply: Reply): Failure | undefined {
  const verdict = verdictOf(reply, verdictKeys);
  if (verdict === undefined || verdict.code === 0) return undefined;
  const { code, says } = verdict;
  // Counted by the minute.
  if (code === 45009) return refusal('rateLimited', verdict, { retryAfter: 60_000 });
  // The robot answers it to a text that it does not take, too.
  if (code === 93000 && /^invalid input/i.test(says)) return refusal('invalid', verdict);
  const kind = meanings.get(code);
  return kind === undefined ? unknownCode(reply, verdict) : refusal(kind, verdict);
}

/** Bytes of a text in UTF-8. */
const limit = 2048;

/** Robots of groups, https://developer.work.weixin.qq.com/document/path/91770. */
export const wecom = defineChannel<z.infer<typeof account>>({
  id: 'wecom',
  name: { en: 'WeCom', 'zh-CN': '企业微信' },
  website: 'https://work.weixin.qq.com/',
  docs: 'https://developer.work.weixin.qq.com/document/path/91770',
  setup: {
    en: 'In the WeCom group open Group settings → Group robots, add a new robot, and copy its webhook address.',
    'zh-CN':
      '在企业微信群中打开“群设置 → 群机器人（消息推送）→ 添加”新建机器人，然后复制其 Webhook 地址。',
  },
  limits: [
    {
      en: 'A robot may send 20 messages in a minute.',
      'zh-CN': '每个机器人每分钟最多发送 20 条消息。',
    },
    {
      en: 'A message has room for 2,048 bytes, about 680 Chinese characters; a longer one is cut.',
      'zh-CN': '每条消息最长 2048 字节（约 680 个汉字），超出部分会被截断。',
    },
  ],
  triedAgainst: 'emulator',
  country: 'CN',
  account,
  repeatable: false,
  send: (message, { webhook }, context) => {
    const key = pastedKey(webhook, keyForm);
    const content = cutToFit(plainMessage(message), (part) => utf8Length(part) <= limit);
    const rules = {
      secrets: [webhook, key],
      explain,
      confirms: (reply: Reply) => verdictOf(reply, verdictKeys)?.code === 0,
    };
    const url = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`;
    // In a text, unlike in Markdown, nothing is markup; without `mentioned_list` it calls nobody.
    return deliver({ url, json: { msgtype: 'text', text: { content } } }, rules, context);
  },
});
