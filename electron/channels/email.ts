import {
  type ChannelContext,
  type ChannelMessage,
  type Delivery,
  defineChannel,
  delivered,
} from '../core/channel.ts';
import { MailError } from '../core/mail.ts';
import { parseMailbox } from '../core/mailbox.ts';
import { createRedactor } from '../core/redact.ts';
import { type EmailAccount, emailAccount, mailboxesOf, usualPorts } from './email/account.ts';
import { failureOfMail } from './email/failure.ts';

async function send(
  message: ChannelMessage,
  { port, ...account }: EmailAccount,
  context: ChannelContext,
): Promise<Delivery> {
  const { signal, timeout, log } = context;
  signal.throwIfAborted();
  const { host, security, user, password } = account;
  const from = parseMailbox(account.from);
  const to = mailboxesOf(account.to);
  if (from === undefined || to === undefined) throw new Error('addresses that were refused before');
  const secrets = password === undefined ? [] : [password];
  const { text: clean } = createRedactor(secrets, { mark: '…', shortest: 1 });
  try {
    await context.mail.send({
      host,
      port: port ?? usualPorts[security],
      security,
      user,
      password,
      from,
      to,
      subject: message.title.replace(/[\r\n]+/g, ' '),
      text: `${message.body}\n`,
      messageId: `${message.id}.ddns-tray@${from.address.split('@').at(-1)}`,
      date: message.at,
      timeout,
      signal,
      onRefused: (address, reply) =>
        log.warn('a recipient was refused', { host, address, reply: clean(reply) }),
    });
    log.debug('mail was taken', { host, recipients: to.length });
    return delivered;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof MailError) return failureOfMail(error, host, clean);
    throw error;
  }
}

/** One plain message over SMTP. */
export const email = defineChannel<EmailAccount>({
  id: 'email',
  name: { en: 'E-mail (SMTP)', 'zh-CN': '电子邮件（SMTP）' },
  website: 'https://en.wikipedia.org/wiki/Simple_Mail_Transfer_Protocol',
  docs: 'https://en.wikipedia.org/wiki/SMTP_Authentication',
  setup: {
    en: 'Take server, port and encryption from the help of your mail provider, and make an app password where it offers one.',
    'zh-CN': '服务器、端口和加密方式请参阅邮箱服务商的帮助；如提供应用专用密码或授权码，请使用它。',
  },
  limits: [
    {
      en: 'Mail is sent straight to the server, not through a proxy.',
      'zh-CN': '邮件直接发送到服务器，不经过代理。',
    },
  ],
  triedAgainst: 'server',
  account: emailAccount,
  // A second one has the same Message-ID, by which mailboxes know it.
  repeatable: true,
  send,
});
