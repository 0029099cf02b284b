import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import { saying } from '../core/issue.ts';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { codePoints, cutToFit } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { tellsOfTrouble } from './api/plain-message.ts';

const texts = {
  key: {
    en: 'It has 30 letters and digits.',
    'zh-CN': '它由 30 个字母和数字组成。',
  },
  device: {
    en: 'The name of a device has up to 25 letters, digits, hyphens and underscores; commas stand between several.',
    'zh-CN': '设备名称最多 25 个字符，可用字母、数字、连字符和下划线；多个名称以逗号分隔。',
  },
} as const satisfies Record<string, Localized>;

function keyField(label: Localized, help: Localized) {
  return z
    .string()
    .refine((text) => /^[a-z0-9]{30}$/i.test(text), saying(texts.key))
    .meta({ label, help, secret: true });
}

const account = z.strictObject({
  token: keyField(
    { en: 'API token', 'zh-CN': 'API 令牌' },
    { en: 'Of the application that you have made.', 'zh-CN': '您所创建应用的令牌。' },
  ),
  user: keyField(
    { en: 'User key', 'zh-CN': '用户密钥（User Key）' },
    { en: 'Yours, or the key of a group.', 'zh-CN': '您的用户密钥，或群组的密钥。' },
  ),
  device: z
    .string()
    .refine((text) => /^[\w-]{1,25}(?:,[\w-]{1,25}){0,9}$/.test(text), saying(texts.device))
    .optional()
    .meta({
      label: { en: 'Device', 'zh-CN': '设备' },
      help: { en: 'Left empty, all devices are told.', 'zh-CN': '留空则通知所有设备。' },
      placeholder: 'phone',
    }),
});

/** `status` is 1 for a success. A refusal names the wrong parameters, each as `invalid`. */
const refusalForm = z.object({
  status: z.literal(0),
  errors: z.array(z.string()).catch([]),
  token: z.unknown().optional(),
  user: z.unknown().optional(),
  device: z.unknown().optional(),
});

const successForm = z.object({ status: z.literal(1), request: z.string().min(1) });

function kindOf(status: number, refusal: z.infer<typeof refusalForm>): FailureKind {
  if (status === 429) return 'rateLimited';
  if (refusal.token !== undefined) return 'auth';
  if (refusal.user !== undefined || refusal.device !== undefined) return 'hostNotFound';
  return status >= 500 ? 'server' : 'invalid';
}

/** The month's quota is used up until that time, in seconds since 1970. */
function resetOf({ headers }: Reply, now: number): number | undefined {
  const text = headers['x-limit-app-reset'] ?? '';
  return /^\d{9,11}$/.test(text) ? Math.max(0, Number(text) * 1000 - now) : undefined;
}

function explain(reply: Reply, now: number): Failure | undefined {
  const parsed = refusalForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  const kind = kindOf(reply.status, parsed.data);
  const retryAfter = kind === 'rateLimited' ? resetOf(reply, now) : undefined;
  return failure(kind, parsed.data.errors.join('; '), {
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** Characters, as Unicode counts them. */
const titleLimit = 250;
const bodyLimit = 1024;

function cut(text: string, limit: number): string {
  return cutToFit(text.toWellFormed(), (part) => codePoints(part) <= limit);
}

function formOf(message: ChannelMessage, { token, user, device }: z.infer<typeof account>) {
  return {
    token,
    user,
    ...(device === undefined ? {} : { device }),
    title: cut(message.title, titleLimit),
    message: cut(message.body, bodyLimit),
    timestamp: String(Math.floor(message.at / 1000)),
    // What needs nobody makes no sound. Nothing is urgent enough to break somebody's quiet hours.
    priority: tellsOfTrouble(message) || message.event === 'test' ? '0' : '-1',
  };
}

/** https://pushover.net/api. */
export const pushover = defineChannel<z.infer<typeof account>>({
  id: 'pushover',
  name: { en: 'Pushover', 'zh-CN': 'Pushover' },
  website: 'https://pushover.net/',
  docs: 'https://pushover.net/api',
  setup: {
    en: 'Sign in at pushover.net and copy your user key. Then choose “Create an Application/API Token” and copy the token of the new application.',
    'zh-CN':
      '登录 pushover.net，复制您的 User Key；再选择“Create an Application/API Token”创建应用，并复制其 API Token。',
  },
  limits: [
    {
      en: 'The app has to be bought for each platform after a trial of 30 days.',
      'zh-CN': '应用可免费试用 30 天，之后须按平台分别购买。',
    },
    {
      en: 'An application may send 10,000 messages in a month.',
      'zh-CN': '每个应用每月最多可发送 10,000 条消息。',
    },
  ],
  triedAgainst: 'emulator',
  account,
  repeatable: false,
  send: (message, fields, context) => {
    const url = 'https://api.pushover.net/1/messages.json';
    const now = context.clock.now();
    const rules = {
      secrets: [fields.token, fields.user],
      explain: (reply: Reply) => explain(reply, now),
      confirms: ({ json }: Reply) => successForm.safeParse(json).success,
    };
    return deliver({ url, form: formOf(message, fields) }, rules, context);
  },
});
