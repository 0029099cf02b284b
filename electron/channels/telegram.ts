import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import { saying } from '../core/issue.ts';
import { type Detail, type Failure, type FailureKind, failure } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { serverUrlField } from '../core/server-url.ts';
import { cutEnd } from '../core/views/cut-text.ts';
import { deliver } from './api/deliver.ts';
import { textAt } from './api/json.ts';
import { plainMessage } from './api/plain-message.ts';
import { serverBase } from './api/web-url.ts';

const texts = {
  token: {
    en: 'A bot token looks like 123456789:AAE… and is shown by @BotFather.',
    'zh-CN': '机器人令牌形如 123456789:AAE…，由 @BotFather 给出。',
  },
  chat: {
    en: 'Write the number of the chat (groups begin with a minus sign), or the name of a public channel with an @ before it.',
    'zh-CN': '请填写会话的数字 ID（群组以减号开头），或以 @ 开头的公开频道名。',
  },
} as const satisfies Record<string, Localized>;

const account = z.strictObject({
  token: z
    .string()
    .refine((text) => /^\d{5,20}:[\w-]{30,100}$/.test(text), saying(texts.token))
    .meta({
      label: { en: 'Bot token', 'zh-CN': '机器人令牌' },
      help: texts.token,
      secret: true,
    }),
  chat: z
    .string()
    .refine((text) => /^(?:-?[1-9]\d{0,18}|@[a-z]\w{3,31})$/i.test(text), saying(texts.chat))
    .meta({
      label: { en: 'Chat', 'zh-CN': '会话 ID' },
      help: texts.chat,
      placeholder: '123456789',
    }),
  topic: z
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .meta({
      label: { en: 'Topic', 'zh-CN': '话题 ID' },
      help: {
        en: 'Only for groups with topics: the number of the topic, which its link ends with.',
        'zh-CN': '仅用于开启话题的群组：话题的数字 ID，即话题链接末尾的数字。',
      },
    }),
  server: serverUrlField({
    label: { en: 'Server', 'zh-CN': '服务器' },
    help: {
      en: 'Only where api.telegram.org cannot be reached: a Bot API server or a reverse proxy of your own. It sees the token.',
      'zh-CN':
        '仅在无法访问 api.telegram.org 时填写：您自建的 Bot API 服务器或反向代理。它能看到令牌。',
    },
    placeholder: 'https://api.telegram.org',
  }).optional(),
});

const refusalForm = z.object({
  ok: z.literal(false),
  error_code: z.number(),
  description: z.string().catch(''),
  parameters: z
    .object({
      retry_after: z.number().nonnegative().optional().catch(undefined),
      migrate_to_chat_id: z.number().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const successForm = z.object({ ok: z.literal(true), result: z.object({ message_id: z.number() }) });

/** Descriptions of the code 400, which Telegram does not list; from the source of its server. */
const meanings: readonly (readonly [RegExp, FailureKind])[] = [
  [/not found|peer_id_invalid|upgraded to a supergroup|topic_deleted/i, 'hostNotFound'],
  [/rights|administrator|admin_required|forbidden|restricted|closed/i, 'blocked'],
];

function kindOf(code: number, description: string): FailureKind | undefined {
  // A token that is none is answered as an unknown path.
  if (code === 401 || code === 404) return 'auth';
  if (code === 403) return 'blocked';
  if (code === 429) return 'rateLimited';
  if (code !== 400) return undefined;
  return meanings.find(([pattern]) => pattern.test(description))?.[1] ?? 'invalid';
}

function moved(chat: number): Localized {
  return {
    en: `the group has become a supergroup, with the number ${chat}, which belongs into the settings now`,
    'zh-CN': `该群组已升级为超级群组，新的会话 ID 为 ${chat}，请更新设置`,
  };
}

function explain({ json }: Reply): Failure | undefined {
  const parsed = refusalForm.safeParse(json);
  if (!parsed.success) return undefined;
  const { error_code: code, description, parameters } = parsed.data;
  const { retry_after: seconds, migrate_to_chat_id: chat } = parameters ?? {};
  const kind = kindOf(code, description);
  if (kind === undefined) return undefined;
  const detail: Detail = chat === undefined ? description : moved(chat);
  return failure(kind, detail, {
    ...(seconds === undefined ? {} : { retryAfter: seconds * 1000 }),
  });
}

/** UTF-16 units of a message. */
const limit = 4096;

function payload(message: ChannelMessage, { chat, topic }: z.infer<typeof account>) {
  return {
    chat_id: chat,
    ...(topic === undefined ? {} : { message_thread_id: topic }),
    // Without a parse mode nothing in it is markup.
    text: cutEnd(plainMessage(message), limit),
    link_preview_options: { is_disabled: true },
  };
}

/** A bot of Telegram's, https://core.telegram.org/bots/api#sendmessage. */
export const telegram = defineChannel<z.infer<typeof account>>({
  id: 'telegram',
  name: { en: 'Telegram', 'zh-CN': 'Telegram' },
  website: 'https://telegram.org/',
  docs: 'https://core.telegram.org/bots/api#sendmessage',
  setup: {
    en: 'Send /newbot to @BotFather and copy the token. Press Start in a chat with your bot, or add it to a group; @userinfobot tells the number of a chat.',
    'zh-CN':
      '向 @BotFather 发送 /newbot，并复制令牌。打开与机器人的会话并点击“开始”，或将其加入群组；会话的数字 ID 可向 @userinfobot 查询。',
  },
  limits: [
    {
      en: 'A bot cannot write to somebody who has never pressed Start in its chat.',
      'zh-CN': '如果对方从未在机器人的会话中点击“开始”，机器人就无法向其发送消息。',
    },
  ],
  triedAgainst: 'emulator',
  account,
  repeatable: false,
  send: (message, fields, context) => {
    const { token, server = 'https://api.telegram.org' } = fields;
    const url = `${serverBase(server)}/bot${token}/sendMessage`;
    const secrets = [token, token.slice(token.indexOf(':') + 1)];
    const rules = {
      secrets,
      explain,
      words: ({ json }: Reply) => textAt(json, 'description'),
      confirms: ({ json }: Reply) => successForm.safeParse(json).success,
    };
    return deliver({ url, json: payload(message, fields) }, rules, context);
  },
});
