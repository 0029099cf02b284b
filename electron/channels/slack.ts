import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import { isPage, type Reply } from '../core/reply.ts';
import { cutToFit } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { textAt, valueAt } from './api/json.ts';
import { plainMessage } from './api/plain-message.ts';
import { statusKind } from './api/status-kind.ts';
import { secretParts, secretUrlField } from './api/web-url.ts';

const problem: Localized = {
  en: 'An incoming webhook’s URL looks like https://hooks.slack.com/services/T…/B…/…, or on Mattermost and Rocket.Chat like https://chat.example.com/hooks/….',
  'zh-CN':
    'Incoming Webhook 的网址形如 https://hooks.slack.com/services/T…/B…/…；Mattermost 和 Rocket.Chat 的则形如 https://chat.example.com/hooks/…。',
};

/** Slack itself, rather than a server that takes the same messages. */
function isSlack({ hostname }: URL): boolean {
  return /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname);
}

function isWebhook(url: URL): boolean {
  if (url.search !== '') return false;
  const { protocol, hostname, pathname } = url;
  if (!isSlack(url)) return /\/hooks\/[\w-]+(?:\/[\w-]+)?$/.test(pathname);
  const isRightHost = protocol === 'https:' && hostname.startsWith('hooks.');
  return isRightHost && /^\/services\/T\w+\/B\w+\/\w+$/.test(pathname);
}

const account = z.strictObject({
  url: secretUrlField(isWebhook, problem, {
    label: { en: 'Webhook URL', 'zh-CN': 'Webhook 网址' },
    help: {
      en: 'Whoever knows it can write to the channel.',
      'zh-CN': '知道该网址的人都能向该频道发送消息。',
    },
  }),
});

/** https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks and the page on webhooks. */
const meanings = new Map<string, FailureKind>([
  ['no_service', 'auth'],
  ['no_service_id', 'auth'],
  ['no_team', 'auth'],
  ['team_disabled', 'auth'],
  ['no_active_hooks', 'auth'],
  ['invalid_token', 'auth'],
  ['token_revoked', 'auth'],
  ['channel_not_found', 'hostNotFound'],
  ['channel_is_archived', 'hostNotFound'],
  ['user_not_found', 'hostNotFound'],
  ['action_prohibited', 'blocked'],
  ['posting_to_general_channel_denied', 'blocked'],
  ['invalid_payload', 'invalid'],
  ['invalid_blocks', 'invalid'],
  ['no_text', 'invalid'],
  ['too_many_attachments', 'invalid'],
  ['rate_limited', 'rateLimited'],
  ['rollup_error', 'server'],
]);

/** Plain words, with the type of a page; Mattermost says `message` in JSON, Rocket.Chat `error`. */
function explain({ status, body, json }: Reply): Failure | undefined {
  const plain = json === undefined && !isPage(body) ? body.trim() : '';
  const words = textAt(json, 'message') ?? textAt(json, 'error') ?? plain;
  const kind = meanings.get(words) ?? (status >= 400 ? statusKind(status) : undefined);
  return kind === undefined || words === '' ? undefined : failure(kind, words);
}

/** Rocket.Chat answers in JSON. */
function confirms({ body, json }: Reply): boolean {
  return body.trim() === 'ok' || valueAt(json, 'success') === true;
}

/** https://api.slack.com/reference/surfaces/formatting#escaping */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Letters of a text block, escapes included. */
const limit = 3000;

/** `text` alone is shown in notifications, where there are blocks too. */
function payload(message: ChannelMessage, url: URL) {
  const whole = plainMessage(message);
  const text = escaped(cutToFit(whole, (part) => escaped(part).length <= limit));
  const plain = { mrkdwn: false, unfurl_links: false, unfurl_media: false };
  if (!isSlack(url)) {
    // These call out to all who are named by an @.
    return { text: text.replaceAll('@', '@\u200b'), ...plain };
  }
  // A part of an IPv6 address, such as :100:, is the name of an emoji.
  const block = { type: 'section', text: { type: 'plain_text', text, emoji: false } };
  return { text, ...plain, blocks: [block] };
}

/** Incoming webhooks, https://api.slack.com/messaging/webhooks. */
export const slack = defineChannel<z.infer<typeof account>>({
  id: 'slack',
  name: { en: 'Slack', 'zh-CN': 'Slack' },
  website: 'https://slack.com/',
  docs: 'https://api.slack.com/messaging/webhooks',
  setup: {
    en: 'Create an app at api.slack.com/apps, turn on Incoming Webhooks, choose “Add New Webhook to Workspace” and a channel, and copy the URL. Mattermost and Rocket.Chat make such URLs under Integrations.',
    'zh-CN':
      '在 api.slack.com/apps 创建应用，开启 Incoming Webhooks，选择“Add New Webhook to Workspace”和一个频道，然后复制网址。Mattermost 和 Rocket.Chat 可在“集成”中创建此类网址。',
  },
  limits: [
    {
      en: 'Mattermost and Rocket.Chat may take some characters of a message for formatting.',
      'zh-CN': 'Mattermost 和 Rocket.Chat 可能会将消息中的部分字符当作格式标记。',
    },
  ],
  triedAgainst: 'emulator',
  account,
  repeatable: false,
  send: (message, fields, context) => {
    const url = new URL(fields.url);
    const rules = { secrets: [fields.url, ...secretParts(url)], explain, confirms };
    return deliver({ url: url.href, json: payload(message, url) }, rules, context);
  },
});
