import { channelEvents } from '../../contract/channel-event.ts';
import { languages } from '../../contract/language.ts';
import type { KeyTable } from './schema-key.ts';

/** The keys that every channel has; the others are those of its kind. */
export const channelKeys = {
  channel: {
    value: { kind: 'text' },
    required: true,
    example: 'ntfy',
    text: {
      en: 'Which kind of channel it is. Its other keys are listed in [channels.md](channels.md).',
      'zh-CN': '渠道的种类。其余的键见 [channels.zh-CN.md](channels.zh-CN.md)。',
    },
  },
  events: {
    value: { kind: 'events' },
    example: '[changed, action]',
    default: { en: 'all of them', 'zh-CN': '全部' },
    text: {
      en: `What it is told of, one or a list: ${channelEvents.join(', ')}. That is: an address changed, something needs you, an update failed and is tried again, the sources disagree, all is well again.`,
      'zh-CN': `要通知的事件，一个或多个：${channelEvents.join('、')}。依次为：地址已变更、需要您处理、更新失败并将重试、各来源不一致、恢复正常。`,
    },
  },
  quietHours: {
    value: { kind: 'quietHours' },
    example: '"22:00-07:00"',
    default: { en: 'none', 'zh-CN': '无' },
    text: {
      en: 'Hours of the local day in which it is told nothing, in quotes. What is still true is told afterwards, in one message.',
      'zh-CN':
        '本地时间的免打扰时段，须加引号。其间不发送通知；结束后，仍然成立的内容合并为一条发送。',
    },
  },
  language: {
    value: { kind: 'oneOf', values: languages },
    example: 'zh-CN',
    default: { en: "the program's", 'zh-CN': '与程序相同' },
    text: { en: 'The language of its messages.', 'zh-CN': '消息所用的语言。' },
  },
} as const satisfies KeyTable;

/** Letters that the token of the local interface has at least. */
export const shortestToken = 16;
/** A header has to hold it. */
export const longestToken = 512;

/** The local interface over HTTP. */
export const apiKeys = {
  listen: {
    value: { kind: 'listen' },
    required: true,
    example: '"127.0.0.1:8053"',
    text: {
      en: 'Where it listens: a port of this computer, such as `8053`, or one of its loopback addresses with a port, such as `"127.0.0.1:8053"` or `"[::1]:8053"`.',
      'zh-CN':
        '监听的位置：本机端口，如 `8053`，或本机回环地址加端口，如 `"127.0.0.1:8053"`、`"[::1]:8053"`。',
    },
  },
  token: {
    value: { kind: 'token' },
    required: true,
    example: '{ file: api-token }',
    text: {
      en: `What every request has to show, as \`Authorization: Bearer TOKEN\`: at least ${shortestToken} letters, digits or signs that nobody guesses, such as the output of \`openssl rand -hex 32\`. It can stand elsewhere, as \`{ env: NAME }\` or \`{ file: PATH }\`; see [Secrets](#secrets).`,
      'zh-CN': `每个请求都要出示的令牌（\`Authorization: Bearer 令牌\`）：至少 ${shortestToken} 个他人无法猜到的字母、数字或符号，例如 \`openssl rand -hex 32\` 的输出。可写成 \`{ env: 变量名 }\` 或 \`{ file: 路径 }\` 放在别处，见[凭据](#凭据)。`,
    },
  },
} as const satisfies KeyTable;

/** The keys of the settings by which they tell somebody, or let another program ask. */
export const tellingKeys = {
  channels: {
    value: { kind: 'channels', keys: channelKeys },
    example: '{ phone: { channel: ntfy, topic: my-ddns } }',
    default: { en: 'none', 'zh-CN': '无' },
    text: {
      en: 'Ways to tell you what happens, each under a name of your choice; see [channels.md](channels.md). Any text in a channel can stand elsewhere instead, as in an account; see [Secrets](#secrets).',
      'zh-CN':
        '通知渠道，键名自定，见 [channels.zh-CN.md](channels.zh-CN.md)。渠道中的任何文本都可以像账户中一样放在别处，见[凭据](#凭据)。',
    },
  },
  api: {
    value: { kind: 'map', keys: apiKeys },
    example: '{ listen: 8053, token: { file: api-token } }',
    default: { en: 'off', 'zh-CN': '关闭' },
    text: {
      en: 'The local interface over HTTP, for other programs on this computer.',
      'zh-CN': '供本机其他程序使用的本地 HTTP 接口。',
    },
  },
} as const satisfies KeyTable;
