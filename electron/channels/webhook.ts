import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import { type Failure, failure } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { bodyForm, contentTypes, fillBody } from '../core/template/body.ts';
import { contentTypeOf } from '../core/template/header.ts';
import { escapeHeader, fill, fillUrl, type Template } from '../core/template/template.ts';
import { type ChannelCall, deliver } from './api/deliver.ts';
import { type WebhookAccount, webhookAccount } from './webhook/account.ts';
import { messageJson, parseMessageTemplate, valuesOf } from './webhook/placeholders.ts';

function templateOf(text: string): Template {
  const template = parseMessageTemplate(text);
  if ('unknown' in template) throw new Error(`unknown placeholder ${template.unknown}`);
  return template;
}

/** The request for one message; undefined where a value would change the path of the URL. */
function callOf(account: WebhookAccount, message: ChannelMessage): ChannelCall | undefined {
  const { body, method = body === undefined ? 'GET' : 'POST' } = account;
  const values = valuesOf(message);
  const url = fillUrl(templateOf(account.url), values);
  if (url === undefined) return undefined;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(account.headers ?? {})) {
    headers[name.toLowerCase()] = fill(templateOf(value), values, escapeHeader);
  }
  if (body === undefined) {
    return method === 'GET'
      ? { method, url, headers }
      : { method, url, headers, json: messageJson(message) };
  }
  const template = templateOf(body);
  const form = bodyForm(template, contentTypeOf(account.headers));
  headers['content-type'] ??= contentTypes[form];
  return { method, url, headers, body: fillBody(template, form, values) };
}

const wrongPath: Failure = failure('invalid', {
  en: 'a value would change the path of the URL',
  'zh-CN': '某个值会改变网址的路径',
});

/** The answer itself is never shown: it may repeat what was sent. */
function missed({ host, status, body }: Reply, pattern: string | undefined): Failure | undefined {
  if (status < 200 || status > 299 || pattern === undefined) return undefined;
  if (new RegExp(pattern, 'u').test(body)) return undefined;
  const detail = {
    en: `${host} answered with status ${status}, but not with what was set as success`,
    'zh-CN': `${host} 返回了状态码 ${status}，但内容不符合设置的成功条件`,
  };
  return failure('unknown', detail, { unconfirmed: true });
}

/** Calls a URL of the user's own for each message. */
export const webhook = defineChannel<WebhookAccount>({
  id: 'webhook',
  name: { en: 'Webhook', 'zh-CN': '自定义 Webhook' },
  website: 'https://en.wikipedia.org/wiki/Webhook',
  docs: 'https://en.wikipedia.org/wiki/Webhook',
  setup: {
    en: 'Write the URL that your service wants to be called with, and put placeholders such as {title} and {body} where the words belong.',
    'zh-CN': '填写服务要求调用的网址，并在相应位置使用 {title}、{body} 等占位符。',
  },
  limits: [
    {
      en: 'With http:// everything travels unprotected.',
      'zh-CN': '使用 http:// 时所有内容都以明文传输。',
    },
  ],
  triedAgainst: 'emulator',
  account: webhookAccount,
  repeatable: false,
  async send(message, account, context) {
    context.signal.throwIfAborted();
    const call = callOf(account, message);
    if (call === undefined) return wrongPath;
    const secrets = [account.url, ...Object.values(account.headers ?? {})];
    return deliver(
      call,
      {
        secrets,
        explain: (reply) => missed(reply, account.success),
        confirms: () => true,
        // Who says what success looks like may mean a page.
        pages: account.success !== undefined,
      },
      context,
    );
  },
});
