import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelContext, type ChannelMessage, defineChannel } from '../core/channel.ts';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import { isPage, type Reply } from '../core/reply.ts';
import { cutToFit, utf8Length } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { plainMessage, tellsOfTrouble } from './api/plain-message.ts';
import { secretParts, secretUrlField, serverBase } from './api/web-url.ts';

const problem: Localized = {
  en: 'A ping URL looks like https://hc-ping.com/ with the check’s UUID, or the ping key and a slug, behind it. The address of the check’s page is another.',
  'zh-CN':
    'Ping 网址形如 https://hc-ping.com/，后面是检查项的 UUID，或 ping key 加 slug。它不同于检查项页面的网址。',
};

const byUuid = /\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\/?$/i;
const bySlug = /\/[\w-]{22}\/[a-z0-9_-]{1,100}\/?$/;

/** `create=1` makes a check that there is none of; it is only known for slugs. */
function isPingUrl({ hostname, pathname, search }: URL): boolean {
  // The pages of the service are not where it is pinged.
  if (/^(?:www\.)?healthchecks\.io$/.test(hostname) && !pathname.startsWith('/ping/')) return false;
  if (byUuid.test(pathname)) return search === '';
  return bySlug.test(pathname) && /^(?:\?create=[01])?$/.test(search);
}

const account = z.strictObject({
  url: secretUrlField(isPingUrl, problem, {
    label: { en: 'Ping URL', 'zh-CN': 'Ping 网址' },
    help: {
      en: 'Whoever knows it can tell that all is well.',
      'zh-CN': '知道该网址的人都能上报“一切正常”。',
    },
  }),
});

/** Bytes of the text that are kept: 100,000 at Healthchecks.io, 10,000 by default elsewhere. */
const limit = 10_000;

const meanings = new Map<string, FailureKind>([
  ['not found', 'hostNotFound'],
  // For URLs with a UUID the status is 200 nevertheless.
  ['ok (not found)', 'hostNotFound'],
  ['ok (rate limited)', 'rateLimited'],
  ['rate limited', 'rateLimited'],
  ['ambiguous slug', 'invalid'],
  ['invalid url format', 'invalid'],
]);

/** Pings come once a minute at most, and five are allowed. */
const rest = 60_000;

function explain(reply: Reply): Failure | undefined {
  const words = reply.body.trim();
  const kind = meanings.get(words.toLowerCase());
  if (kind === 'rateLimited') {
    // Unlike a header, this says nothing of the time.
    return failure(
      kind,
      words,
      reply.headers['retry-after'] === undefined ? { retryAfter: rest } : {},
    );
  }
  return kind === undefined ? undefined : failure(kind, words);
}

function words({ body }: Reply): string | undefined {
  return isPage(body) ? undefined : body.trim();
}

/** `Created`: there was no check of that slug. */
function confirms({ body }: Reply): boolean {
  return /^(?:ok|created)$/i.test(body.trim());
}

/** Signals failure, or success, or neither: the text is just kept. */
type Signal = '/fail' | '' | '/log';

function ping(
  signal: Signal,
  text: string,
  fields: z.infer<typeof account>,
  context: ChannelContext,
) {
  const url = new URL(fields.url);
  const secrets = [fields.url, ...secretParts(url)];
  url.pathname = serverBase(url.pathname) + signal;
  const body = cutToFit(text.toWellFormed(), (part) => utf8Length(part) <= limit);
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  return deliver({ url: url.href, headers, body }, { secrets, explain, words, confirms }, context);
}

/** One change, or one recovery beside other trouble, does not make everything well. */
function signalOf(message: ChannelMessage): Signal {
  const isDown = message.health === undefined ? undefined : message.health.state === 'down';
  if (tellsOfTrouble(message)) return isDown === false ? '/log' : '/fail';
  return message.event === 'recovered' && isDown === false ? '' : '/log';
}

/** https://healthchecks.io/docs/http_api/ and servers of the same program. */
export const healthchecks = defineChannel<z.infer<typeof account>>({
  id: 'healthchecks',
  name: { en: 'Healthchecks.io', 'zh-CN': 'Healthchecks.io' },
  website: 'https://healthchecks.io/',
  docs: 'https://healthchecks.io/docs/http_api/',
  setup: {
    en: 'Add a check, set its period to a few times the interval between checks here, and copy its ping URL. A server of your own has such URLs too.',
    'zh-CN':
      '新建一个检查项，将其周期设为本程序检测间隔的数倍，并复制其 Ping 网址。自建服务器同样提供此类网址。',
  },
  limits: [
    {
      en: 'It is told after each check, at most once a minute, and raises the alarm when it hears nothing.',
      'zh-CN': '每次检测后都会上报，最多每分钟一次；长时间收不到上报时，该服务会发出警报。',
    },
    {
      en: 'Changes and test messages only go into the log of the check.',
      'zh-CN': '地址变更和测试消息只会写入检查项的日志。',
    },
  ],
  triedAgainst: 'emulator',
  account,
  // Its log would show two. What may be lost the next beat tells anew.
  repeatable: false,
  send: (message, fields, context) =>
    ping(signalOf(message), plainMessage(message), fields, context),
  beat: ({ state, text }, fields, context) =>
    ping(state === 'up' ? '' : '/fail', text, fields, context),
});
