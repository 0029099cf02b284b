import type { Localized } from '../contract/language.ts';
import type { Family } from '../core/address.ts';
import { relativeName } from '../core/name.ts';
import {
  type Failure,
  type FailureKind,
  failure,
  isFailure,
  type Outcome,
} from '../core/outcome.ts';
import { type HttpRequest, NetError } from '../core/ports.ts';
import { type Change, defineProvider, type ProviderContext } from '../core/provider.ts';
import { failureOfNetError, failureOfReply, type Reply, statusText } from '../core/reply.ts';
import { ttlRange } from '../core/settings.ts';
import { bodyForm, contentTypes, fillBody } from '../core/template/body.ts';
import { contentTypeOf } from '../core/template/header.ts';
import {
  escapeHeader,
  fill,
  fillUrl,
  type Template,
  unfilled,
  type Values,
} from '../core/template/template.ts';
import { createBreaker } from './api/breaker.ts';
import { type WebhookAccount, webhookAccount } from './webhook/account.ts';
import { parseRecordTemplate } from './webhook/placeholders.ts';

const answerLimit = 64 * 1024;

type Call = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>;

function templateOf(text: string): Template {
  const template = parseRecordTemplate(text);
  if ('unknown' in template) throw new Error(`unknown placeholder ${template.unknown}`);
  return template;
}

/** The values for one record; what is not known is undefined and never sent as an empty text. */
function valuesOf(change: Change, all: readonly Change[], context: ProviderContext): Values {
  const { record, address, sibling } = change;
  const of = (family: Family) =>
    family === address.family
      ? address.text
      : (all.find((other) => other.record.name === record.name && other.address.family === family)
          ?.address.text ?? (sibling?.family === family ? sibling.text : undefined));
  const host = record.zone === undefined ? undefined : relativeName(record.name, record.zone);
  return {
    ip: address.text,
    ipv4: of('ipv4'),
    ipv6: of('ipv6'),
    domain: record.name,
    zone: record.zone,
    host: host === '' ? '@' : host,
    type: record.type,
    ttl: record.ttl === undefined ? undefined : String(record.ttl),
    timestamp: String(Math.floor(context.clock.now() / 1000)),
  };
}

const noZone: Localized = {
  en: 'the record names no zone; set it',
  'zh-CN': '这条记录没有写明 zone，请补上',
};

const remedies: Readonly<Record<string, Localized>> = {
  ipv4: {
    en: 'no IPv4 address of this name is known yet; add the type A, or write {ip}',
    'zh-CN': '还不知道该名称的 IPv4 地址；请添加类型 A，或改用 {ip}',
  },
  ipv6: {
    en: 'no IPv6 address of this name is known yet; add the type AAAA, or write {ip}',
    'zh-CN': '还不知道该名称的 IPv6 地址；请添加类型 AAAA，或改用 {ip}',
  },
  zone: noZone,
  host: noZone,
  ttl: {
    en: 'the record names no ttl; set it',
    'zh-CN': '这条记录没有写明 ttl，请补上',
  },
};

/** Why a placeholder cannot be filled. */
function holeText(hole: string): Localized {
  const remedy = remedies[hole] ?? { en: 'it is not known', 'zh-CN': '它的值未知' };
  return {
    en: `the webhook asks for {${hole}}, but ${remedy.en}`,
    'zh-CN': `Webhook 需要 {${hole}}，但${remedy['zh-CN']}`,
  };
}

/** The request for one record, or why there can be none. */
function callOf(account: WebhookAccount, values: Values): Call | Failure {
  const url = templateOf(account.url);
  const headers = Object.entries(account.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), templateOf(value)] as const,
  );
  const body = account.body === undefined ? undefined : templateOf(account.body);
  const [hole] = [url, ...headers.map(([, value]) => value), body ?? []].flatMap((template) =>
    unfilled(template, values),
  );
  if (hole !== undefined) return failure('invalid', holeText(hole));
  const filled = fillUrl(url, values);
  if (filled === undefined) {
    return failure('invalid', {
      en: 'a value would change the path of the URL',
      'zh-CN': '某个值会改变网址的路径',
    });
  }
  const sent: Record<string, string> = {};
  for (const [name, value] of headers) sent[name] = fill(value, values, escapeHeader);
  if (body === undefined) return { method: account.method, url: filled, headers: sent };
  const form = bodyForm(body, contentTypeOf(account.headers));
  sent['content-type'] ??= contentTypes[form];
  return { method: account.method, url: filled, headers: sent, body: fillBody(body, form, values) };
}

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403) return 'auth';
  if (status === 404) return 'hostNotFound';
  if (status === 407) return 'proxyAuth';
  if (status === 429) return 'rateLimited';
  return status >= 500 ? 'server' : 'unknown';
}

/** What an answer comes to. The answer itself is never shown: it may repeat what was sent. */
function judge(reply: Reply, account: WebhookAccount, now: number): Outcome {
  const { status, host } = reply;
  const { success } = account;
  const welcome = success?.status?.includes(status) ?? (status >= 200 && status < 300);
  const pattern = success?.body === undefined ? undefined : new RegExp(success.body, 'u');
  if (welcome && (pattern?.test(reply.body) ?? true))
    return { kind: 'updated', evidence: 'accepted' };
  if (welcome) {
    const detail = {
      en: `${host} answered with status ${status}, but not with what was set as success`,
      'zh-CN': `${host} 返回了状态码 ${status}，但内容不符合设置的成功条件`,
    };
    return failure('unknown', detail, { unconfirmed: true });
  }
  const general = failureOfReply(reply, now);
  if ((status >= 300 && status < 400) || status === 511) return general;
  const kind = kindOf(status);
  const { retryAfter, unconfirmed } = general;
  return failure(kind, statusText(host, status), {
    scope: kind === 'auth' || kind === 'rateLimited' || kind === 'proxyAuth' ? 'account' : 'record',
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(unconfirmed === undefined ? {} : { unconfirmed }),
  });
}

async function send(
  account: WebhookAccount,
  call: Call,
  context: ProviderContext,
): Promise<Outcome> {
  const { host, protocol } = new URL(call.url);
  try {
    const response = await context.http.send({
      ...call,
      proxy: 'system',
      timeout: context.timeout,
      maxBytes: answerLimit,
      signal: context.signal,
    });
    context.log.debug('provider answered', { host, method: call.method, status: response.status });
    const secure = protocol === 'https:';
    const reply = { ...response, host, secure, write: true, json: undefined };
    return judge(reply, account, context.clock.now());
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof NetError) return failureOfNetError(error, true);
    throw error;
  }
}

async function apply(
  changes: readonly Change[],
  account: WebhookAccount,
  context: ProviderContext,
): Promise<readonly Outcome[]> {
  const breaker = createBreaker(({ scope }) => scope === 'account');
  const outcomes: Outcome[] = [];
  for (const change of changes) {
    context.signal.throwIfAborted();
    const held = breaker.held();
    const call = held ?? callOf(account, valuesOf(change, changes, context));
    const outcome = 'url' in call ? await send(account, call, context) : call;
    if ('url' in call) breaker.note(isFailure(outcome) ? [outcome] : []);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Calls a URL of the user's own for each record, for services that have no adapter here. */
export const webhook = defineProvider<WebhookAccount>({
  id: 'webhook',
  name: { en: 'Webhook (a URL of your own)', 'zh-CN': 'Webhook（自定义网址）' },
  website: 'https://en.wikipedia.org/wiki/Webhook',
  docs: 'https://en.wikipedia.org/wiki/Webhook',
  setup: {
    en: 'Write the URL that your service wants to be called with, and put placeholders such as {domain} and {ip} where the values belong.',
    'zh-CN': '填写服务要求调用的网址，并在相应位置使用 {domain}、{ip} 等占位符。',
  },
  triedAgainst: 'emulator',
  account: webhookAccount,
  capabilities: {
    families: ['ipv4', 'ipv6'],
    ttl: ttlRange,
    proxied: false,
    zones: 'none',
    reads: false,
    creates: false,
    batch: false,
    repeatsArePunished: true,
    keepAlive: false,
    requestsPerChange: 1,
  },
  apply,
});
