import * as z from 'zod';
import { addIssue, saying } from '../../core/issue.ts';
import { type Mailbox, parseMailbox, parseMailboxes } from '../../core/mailbox.ts';

const texts = {
  host: {
    en: 'This is not the name of a server. Write it without a scheme and a port, such as smtp.example.com.',
    'zh-CN': '这不是服务器名称。请直接填写名称，不含协议和端口，例如 smtp.example.com。',
  },
  mailbox: {
    en: 'This is not an e-mail address. Write me@example.com or Name <me@example.com>.',
    'zh-CN': '这不是电子邮件地址。请填写 me@example.com 或 名称 <me@example.com>。',
  },
  mailboxes: {
    en: 'These are not e-mail addresses. Write them with commas between, such as me@example.com, you@example.com.',
    'zh-CN':
      '其中有无效的电子邮件地址。多个地址之间用逗号分隔，例如 me@example.com, you@example.com。',
  },
  half: {
    en: 'A sign-in needs both a user name and a password. Fill in both, or neither.',
    'zh-CN': '登录需要同时填写用户名和密码。请都填写，或都留空。',
  },
  plain: {
    en: 'Without encryption the password would be readable on the way. Choose tls or starttls.',
    'zh-CN': '不加密时密码会在途中泄露。请选择 tls 或 starttls。',
  },
} as const;

const hostName = /^(?!-)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.?$/;
const ipv6 = /^[0-9a-f:.]*:[0-9a-f:.]*$/i;
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

function isHost(text: string): boolean {
  return text.length <= 253 && (hostName.test(text) || ipv6.test(text));
}

/** The recipients of a text or of a list; undefined where one of them is none. */
export function mailboxesOf(given: string | readonly string[]): readonly Mailbox[] | undefined {
  const each = [given].flat().map(parseMailboxes);
  return each.includes(undefined) ? undefined : each.flatMap((found) => found ?? []);
}

const sender = z.string().refine((text) => parseMailbox(text) !== undefined, saying(texts.mailbox));

const recipients = z
  .union([z.string().min(1), z.array(z.string()).min(1)])
  .refine((given) => mailboxesOf(given) !== undefined, saying(texts.mailboxes));

/** A mail server, and who writes to whom. */
export const emailAccount = z
  .object({
    host: z
      .string()
      .refine(isHost, saying(texts.host))
      .meta({
        label: { en: 'Mail server', 'zh-CN': '邮件服务器' },
        help: {
          en: 'The server for outgoing mail (SMTP) of your mail provider.',
          'zh-CN': '邮箱服务商的发件（SMTP）服务器。',
        },
        placeholder: 'smtp.example.com',
      }),
    security: z
      .enum(['tls', 'starttls', 'none'])
      .default('tls')
      .meta({
        label: { en: 'Encryption', 'zh-CN': '加密方式' },
        help: {
          en: 'TLS from the start is usual at port 465, STARTTLS at port 587.',
          'zh-CN': '端口 465 通常为 TLS，端口 587 通常为 STARTTLS。',
        },
        choices: {
          tls: { en: 'TLS from the start', 'zh-CN': 'TLS（一开始即加密）' },
          starttls: { en: 'STARTTLS', 'zh-CN': 'STARTTLS' },
          none: { en: 'None', 'zh-CN': '不加密' },
        },
        placeholder: 'tls',
      }),
    port: z
      .number()
      .int()
      .min(1)
      .max(65_535)
      .optional()
      .meta({
        label: { en: 'Port', 'zh-CN': '端口' },
        help: {
          en: 'Left empty, it is 465 for TLS, 587 for STARTTLS and 25 without encryption.',
          'zh-CN': '留空时，TLS 为 465，STARTTLS 为 587，不加密为 25。',
        },
        placeholder: '465',
      }),
    user: z
      .string()
      .min(1)
      .regex(/^\P{Cc}+$/u)
      .optional()
      .meta({
        label: { en: 'User name', 'zh-CN': '用户名' },
        help: {
          en: 'Often the whole e-mail address. Left empty, nobody signs in.',
          'zh-CN': '通常为完整的邮箱地址。留空则不登录。',
        },
        placeholder: 'me@example.com',
      }),
    password: z
      .string()
      .min(1)
      .regex(/^\P{Cc}+$/u)
      .optional()
      .meta({
        label: { en: 'Password', 'zh-CN': '密码' },
        help: {
          en: 'Many providers want an app password here, not the one of your account.',
          'zh-CN': '许多服务商要求使用应用专用密码或授权码，而不是账户密码。',
        },
        secret: true,
      }),
    from: sender.meta({
      label: { en: 'From', 'zh-CN': '发件人' },
      help: {
        en: 'Most servers take only your own address.',
        'zh-CN': '多数服务器只接受您自己的地址。',
      },
      placeholder: 'DDNS Tray <me@example.com>',
    }),
    to: recipients.meta({
      label: { en: 'To', 'zh-CN': '收件人' },
      help: {
        en: 'One address, or several with commas between.',
        'zh-CN': '一个地址，或用逗号分隔的多个地址。',
      },
      placeholder: 'me@example.com',
    }),
  })
  .superRefine(({ host, security, user, password }, context) => {
    if ((user === undefined) !== (password === undefined)) {
      addIssue(context, [user === undefined ? 'user' : 'password'], texts.half);
    }
    if (password !== undefined && security === 'none' && !loopback.test(host)) {
      addIssue(context, ['security'], texts.plain);
    }
  });

export type EmailAccount = z.infer<typeof emailAccount>;

/** RFC 8314 3.3, RFC 6409 3.1, RFC 5321 4.5.4.2. */
export const usualPorts = { tls: 465, starttls: 587, none: 25 } as const;
