import * as z from 'zod';
import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import { serverUrlField } from '../core/server-url.ts';
import { cutToFit, utf8Length } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { tokenField } from './api/fields.ts';
import { textAt } from './api/json.ts';

const account = z.object({
  url: serverUrlField({
    label: { en: 'Server', 'zh-CN': '服务器' },
    help: {
      en: 'The URL of your own server, if you have one. With http:// everything travels unprotected.',
      'zh-CN': '如有自建服务器，请填写其网址。使用 http:// 时所有内容都以明文传输。',
    },
    placeholder: 'https://ntfy.sh',
  }).default('https://ntfy.sh'),
  topic: z
    .string()
    .regex(/^[-_A-Za-z0-9]{1,64}$/)
    .meta({
      label: { en: 'Topic', 'zh-CN': '主题' },
      help: {
        en: 'At ntfy.sh whoever knows the topic can read it, so choose one that nobody guesses.',
        'zh-CN': '在 ntfy.sh 上，知道主题名称的人都能读取消息，请使用难以猜测的名称。',
      },
      secret: true,
    }),
  token: tokenField({
    label: { en: 'Access token', 'zh-CN': '访问令牌' },
    help: {
      en: 'Only for a topic that is protected.',
      'zh-CN': '仅受保护的主题需要。',
    },
    placeholder: 'tk_…',
  }).optional(),
  priority: z
    .number()
    .int()
    .min(1)
    .max(5)
    .optional()
    .meta({
      label: { en: 'Priority', 'zh-CN': '优先级' },
      help: {
        en: 'From 1, the lowest, to 5, the highest. Left empty, it is 3.',
        'zh-CN': '从 1（最低）到 5（最高）。留空则为 3。',
      },
      placeholder: '3',
    }),
});

type NtfyAccount = z.infer<typeof account>;

/**
 * Bytes. The server keeps 4096 of a message as text and makes a file of a longer one; a request it
 * reads up to twice that, and what JSON escapes counts there (server.go, handlePublishBody and
 * transformBodyJSON). Title and the rest have what is left.
 */
const messageLimit = 4000;
const titleLimit = 250;
const escapedLimit = 7000;

function bytesInJson(text: string): number {
  return utf8Length(JSON.stringify(text));
}

function messageOf({ topic, priority }: NtfyAccount, { title, body }: ChannelMessage) {
  return {
    topic,
    title: cutToFit(title, (text) => bytesInJson(text) <= titleLimit),
    message: cutToFit(
      body,
      (text) => utf8Length(text) <= messageLimit && bytesInJson(text) <= escapedLimit,
    ),
    ...(priority === undefined ? {} : { priority }),
  };
}

/** JSON to the root of the server: https://docs.ntfy.sh/publish/#publish-as-json */
export const ntfy = defineChannel<NtfyAccount>({
  id: 'ntfy',
  name: { en: 'ntfy', 'zh-CN': 'ntfy' },
  website: 'https://ntfy.sh',
  docs: 'https://docs.ntfy.sh/publish/',
  setup: {
    en: 'Choose a topic that nobody guesses, and subscribe to it in the ntfy app. For a protected topic, make an access token under Account.',
    'zh-CN':
      '选择一个难以猜测的主题，并在 ntfy 应用中订阅。如果主题受保护，请在账户页面创建访问令牌。',
  },
  triedAgainst: 'emulator',
  account,
  // Only some of the apps show two messages of one sequence as one.
  repeatable: false,
  send: (message, fields, context) =>
    deliver(
      {
        url: `${fields.url.replace(/\/+$/, '')}/`,
        headers: fields.token === undefined ? {} : { authorization: `Bearer ${fields.token}` },
        json: messageOf(fields, message),
      },
      {
        secrets: [fields.topic, ...(fields.token === undefined ? [] : [fields.token])],
        words: ({ json }) => textAt(json, 'error'),
        confirms: ({ json }) =>
          textAt(json, 'event') === 'message' && textAt(json, 'id') !== undefined,
      },
      context,
    ),
});
