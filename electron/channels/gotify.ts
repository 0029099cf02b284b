import * as z from 'zod';
import { defineChannel } from '../core/channel.ts';
import { serverUrlField } from '../core/server-url.ts';
import { deliver } from './api/deliver.ts';
import { tokenField } from './api/fields.ts';
import { textAt, valueAt } from './api/json.ts';

const account = z.object({
  url: serverUrlField({
    label: { en: 'Server', 'zh-CN': '服务器' },
    help: {
      en: 'The URL of your server. With http:// everything travels unprotected.',
      'zh-CN': '您的服务器网址。使用 http:// 时所有内容都以明文传输。',
    },
    placeholder: 'https://gotify.example.com',
  }),
  token: tokenField({
    label: { en: 'Application token', 'zh-CN': '应用令牌' },
    help: {
      en: 'The token of an application, not that of a client.',
      'zh-CN': '应用（application）的令牌，不是客户端（client）的令牌。',
    },
  }),
  priority: z
    .number()
    .int()
    .min(0)
    .max(10)
    .optional()
    .meta({
      label: { en: 'Priority', 'zh-CN': '优先级' },
      help: {
        en: 'From 0 to 10. Left empty, it is the default of the application.',
        'zh-CN': '从 0 到 10。留空则使用该应用的默认值。',
      },
      placeholder: '5',
    }),
});

type GotifyAccount = z.infer<typeof account>;

/** `createMessage` of the server's REST API. Without extras the clients show plain text. */
export const gotify = defineChannel<GotifyAccount>({
  id: 'gotify',
  name: { en: 'Gotify', 'zh-CN': 'Gotify' },
  website: 'https://gotify.net',
  docs: 'https://gotify.net/docs/pushmsg',
  setup: {
    en: 'On your server, create an application under Apps, and copy its token.',
    'zh-CN': '在您的服务器上打开 Apps，创建一个应用并复制其令牌。',
  },
  triedAgainst: 'emulator',
  account,
  repeatable: false,
  send: ({ title, body }, { url, token, priority }, context) =>
    deliver(
      {
        url: `${url.replace(/\/+$/, '')}/message`,
        headers: { 'x-gotify-key': token },
        json: { title, message: body, ...(priority === undefined ? {} : { priority }) },
      },
      {
        secrets: [token],
        words: ({ json }) => textAt(json, 'errorDescription') ?? textAt(json, 'error'),
        confirms: ({ json }) => typeof valueAt(json, 'id') === 'number',
      },
      context,
    ),
});
