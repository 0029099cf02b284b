import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import type { Failure } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { cutEnd } from '../core/views/cut-text.ts';
import { cutToFit, utf8Length } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { untilTomorrow } from './robot/chinese-day.ts';
import { withinTitle } from './robot/long-title.ts';
import { type PastedForm, pastedField, pastedKey } from './robot/pasted.ts';
import { refusal, unknownCode, verdictOf } from './robot/verdict.ts';
import { asMarkdown } from './serverchan/markdown.ts';

const problem: Localized = {
  en: 'A SendKey begins with SCT, or with sctp where it is from ServerChan³; paste it, or the whole address that it stands in.',
  'zh-CN': 'SendKey 以 SCT 开头（Server酱³ 的以 sctp 开头）；请粘贴 SendKey，或包含它的完整地址。',
};

interface Target {
  readonly key: string;
  readonly url: string;
}

const keyForm: PastedForm<Target> = {
  fromKey: (key) => {
    const [, user] = key.match(/^sctp(\d{1,12})t\w{8,100}$/) ?? [];
    if (user !== undefined) return { key, url: `https://${user}.push.ft07.com/send/${key}.send` };
    if (!/^SCT\w{10,100}$/.test(key)) return undefined;
    return { key, url: `https://sctapi.ftqq.com/${key}.send` };
  },
  fromUrl: ({ host, pathname }) => {
    const [, key = ''] = pathname.match(/^\/(?:send\/)?(\w{10,120})\.send$/) ?? [];
    const target = keyForm.fromKey(key);
    return target !== undefined && new URL(target.url).host === host ? target : undefined;
  },
};

const account = z.strictObject({
  key: pastedField(keyForm, problem, {
    label: { en: 'SendKey', 'zh-CN': 'SendKey' },
    help: {
      en: 'Of ServerChan Turbo or of ServerChan³.',
      'zh-CN': 'Server酱 Turbo 版或 Server酱³ 的 SendKey。',
    },
    placeholder: 'SCT…',
  }),
});

const verdictKeys = [['code', 'message']] as const;

/** One code stands for nearly all, so that its words are read. */
function explain(reply: Reply, now: number): Failure | undefined {
  const verdict = verdictOf(reply, verdictKeys);
  if (verdict === undefined || verdict.code === 0) return undefined;
  const { code, says } = verdict;
  if (/次数限制|次数已/.test(says)) {
    return refusal('rateLimited', verdict, { retryAfter: untilTomorrow(now) });
  }
  if (/重复|频繁|过快|稍后再试/.test(says)) return refusal('rateLimited', verdict);
  if (/^\[INPUT\]/.test(says)) return refusal('invalid', verdict);
  if (code === 40001 || /^\[AUTH\]/.test(says)) return refusal('auth', verdict);
  return unknownCode(reply, verdict);
}

/** Characters of a title, and of what stands on its card; bytes of a content. */
const titleLimit = 32;
const cardLimit = 64;
const contentLimit = 32_000;

/** `short` is what the card shows; made by the service, it would be full of escapes. */
function payload(message: ChannelMessage) {
  const { title, body } = withinTitle(message, titleLimit);
  const fits = (text: string) => utf8Length(asMarkdown(text)) <= contentLimit;
  const [first = ''] = message.body.toWellFormed().split('\n');
  return { title, desp: asMarkdown(cutToFit(body, fits)), short: cutEnd(first, cardLimit) };
}

/** https://sct.ftqq.com/sendkey and https://doc.sc3.ft07.com/serverchan3. */
export const serverchan = defineChannel<z.infer<typeof account>>({
  id: 'serverchan',
  name: { en: 'ServerChan', 'zh-CN': 'Server酱' },
  website: 'https://sct.ftqq.com/',
  docs: 'https://sct.ftqq.com/sendkey',
  setup: {
    en: 'Sign in at sct.ftqq.com (or at sc3.ft07.com for ServerChan³) with WeChat, and copy the key on the page SendKey.',
    'zh-CN':
      '用微信登录 sct.ftqq.com（Server酱³ 为 sc3.ft07.com），在“SendKey”页面复制 SendKey；Turbo 版还需在“消息通道”中选择接收方式。',
  },
  limits: [
    {
      en: 'Without a membership ServerChan Turbo delivers 5 messages in a day; what is more waits until the next day.',
      'zh-CN': 'Server酱 Turbo 版的免费用户每天只能发送 5 条消息，超出的消息会等到第二天再发送。',
    },
  ],
  triedAgainst: 'emulator',
  country: 'CN',
  account,
  repeatable: false,
  send: (message, fields, context) => {
    const { key, url } = pastedKey(fields.key, keyForm);
    const now = context.clock.now();
    const rules = {
      secrets: [fields.key, key],
      explain: (reply: Reply) => explain(reply, now),
      confirms: (reply: Reply) => verdictOf(reply, verdictKeys)?.code === 0,
    };
    return deliver({ url, json: payload(message) }, rules, context);
  },
});
