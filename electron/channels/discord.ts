import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { cutEnd } from '../core/views/cut-text.ts';
import { cutToFit } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { textAt } from './api/json.ts';
import { secretParts, secretUrlField } from './api/web-url.ts';

const problem: Localized = {
  en: 'A webhook’s URL looks like https://discord.com/api/webhooks/123456789012345678/…, with nothing behind it but perhaps ?thread_id=….',
  'zh-CN':
    'Webhook 网址形如 https://discord.com/api/webhooks/123456789012345678/…，后面除 ?thread_id=… 外不能有其他内容。',
};

/** Another host may be a reverse proxy of the user's. */
function isWebhook({ protocol, hostname, pathname, search }: URL): boolean {
  const isOwn = /(?:^|\.)discord(?:app)?\.com$/.test(hostname);
  if (isOwn && protocol !== 'https:') return false;
  return (
    /\/api(?:\/v\d{1,2})?\/webhooks\/\d{15,20}\/[\w-]{30,100}$/.test(pathname) &&
    /^(?:\?thread_id=\d{15,20})?$/.test(search)
  );
}

const account = z.strictObject({
  url: secretUrlField(isWebhook, problem, {
    label: { en: 'Webhook URL', 'zh-CN': 'Webhook 网址' },
    help: {
      en: 'Whoever knows it can write to the channel. To write into a thread, put ?thread_id= and its number behind it.',
      'zh-CN':
        '知道该网址的人都能向该频道发送消息。如需发送到子区，请在末尾加上 ?thread_id= 和子区 ID。',
    },
  }),
});

const refusalForm = z.object({
  message: z.string(),
  code: z.number().optional().catch(undefined),
  retry_after: z.number().nonnegative().optional().catch(undefined),
});

const successForm = z.object({ id: z.string().regex(/^\d+$/) });

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const codes = new Map<number | undefined, FailureKind>([
  [10_003, 'hostNotFound'],
  [10_015, 'hostNotFound'],
  [50_013, 'blocked'],
  [50_027, 'auth'],
  [50_083, 'blocked'],
  [160_005, 'blocked'],
]);

const noThread: Localized = {
  en: 'the channel is a forum, so the URL needs ?thread_id= and the number of a post',
  'zh-CN': '该频道是论坛，网址末尾须加上 ?thread_id= 和帖子 ID',
};

function explain({ status, json }: Reply): Failure | undefined {
  if (status < 400) return undefined;
  const parsed = refusalForm.safeParse(json);
  if (!parsed.success) return undefined;
  const { message, code, retry_after: seconds } = parsed.data;
  if (code === 220_001) return failure('invalid', noThread);
  const kind = status === 429 ? 'rateLimited' : codes.get(code);
  if (kind === undefined) return undefined;
  return failure(kind, message, {
    ...(seconds === undefined ? {} : { retryAfter: Math.ceil(seconds * 1000) }),
  });
}

const marks = /[\\*_~`|<>[\]@:#]|(?<=^[ \t]{0,20})[-+]|(?<=^[ \t]{0,20}\d{1,9})\./gm;

/** A backslash before each mark that would be obeyed. */
function escaped(text: string): string {
  return text.replace(marks, '\\$&');
}

/**
 * The same, but links stay as they are, since nothing in them is obeyed. One that a mark stands right
 * behind would take the backslash in, and so is no link any more.
 */
function withLinks(text: string): string {
  const parts = text.split(/(https?:\/\/[^\s<]+<?)/);
  const isLink = (part: string, at: number) => at % 2 === 1 && !part.endsWith('<');
  return parts.map((part, at) => (isLink(part, at) ? part : escaped(part))).join('');
}

/** Letters of a message, escapes included. */
const limit = 2000;
const titleLimit = 200;

/** `flags`: SUPPRESS_EMBEDS, no previews of links. */
function payload({ title, body }: ChannelMessage) {
  const head = title === '' ? '' : `**${escaped(cutEnd(title.toWellFormed(), titleLimit))}**\n`;
  const fits = (text: string) => head.length + withLinks(text).length <= limit;
  const content = head + withLinks(cutToFit(body.toWellFormed(), fits));
  return { content, allowed_mentions: { parse: [] }, flags: 4 };
}

/** Webhooks, https://discord.com/developers/docs/resources/webhook#execute-webhook. */
export const discord = defineChannel<z.infer<typeof account>>({
  id: 'discord',
  name: { en: 'Discord', 'zh-CN': 'Discord' },
  website: 'https://discord.com/',
  docs: 'https://discord.com/developers/docs/resources/webhook#execute-webhook',
  setup: {
    en: 'Open the settings of a channel, go to Integrations, then Webhooks, make a new webhook, and choose Copy Webhook URL.',
    'zh-CN':
      '打开频道设置，依次进入“整合”“Webhook”，新建一个 Webhook，然后点击“复制 Webhook URL”。',
  },
  triedAgainst: 'emulator',
  account,
  repeatable: false,
  send: (message, fields, context) => {
    const url = new URL(fields.url);
    const secrets = [fields.url, ...secretParts(url)];
    // Without it a message that is not kept is answered as a success.
    url.searchParams.set('wait', 'true');
    const rules = {
      secrets,
      explain,
      words: ({ json }: Reply) => textAt(json, 'message'),
      confirms: ({ status, json }: Reply) => status === 204 || successForm.safeParse(json).success,
    };
    return deliver({ url: url.href, json: payload(message) }, rules, context);
  },
});
