import type { Localized } from '../../contract/language.ts';
import type { MailError, MailErrorKind } from '../../core/mail.ts';
import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import { NetError } from '../../core/ports.ts';
import { failureOfNetError } from '../../core/reply.ts';

const refusals: Readonly<Record<Exclude<MailErrorKind, 'net'>, Localized>> = {
  noStartTls: {
    en: 'offers no encryption, so nothing was sent',
    'zh-CN': '不提供加密，因此没有发送任何内容',
  },
  auth: { en: 'refused the user name or the password', 'zh-CN': '拒绝了用户名或密码' },
  authNeeded: { en: 'wants a sign-in', 'zh-CN': '要求登录' },
  sender: { en: 'does not take mail from that sender', 'zh-CN': '不接受该发件人的邮件' },
  recipient: { en: 'does not take mail for that recipient', 'zh-CN': '不接受发给该收件人的邮件' },
  later: { en: 'refused the message for now', 'zh-CN': '暂时拒绝了邮件' },
  refused: { en: 'refused the message', 'zh-CN': '拒绝了邮件' },
};

/** By the step that failed and the enhanced status code, where there is one. RFC 3463 3.8: x.7 is policy. */
function kindOf(kind: Exclude<MailErrorKind, 'net'>, reply: string): FailureKind {
  const isPolicy = /^\d{3} [45]\.7\.\d/.test(reply);
  switch (kind) {
    case 'noStartTls':
      return 'tls';
    case 'auth':
    case 'authNeeded':
      return 'auth';
    case 'sender':
      return 'invalid';
    case 'recipient':
      return 'hostNotFound';
    case 'later':
      return isPolicy ? 'rateLimited' : 'server';
    case 'refused':
      return isPolicy ? 'blocked' : 'invalid';
  }
}

/** What a mail that was not handed over comes to, in the server's words where it has some. */
export function failureOfMail(
  { kind, net, code, reply = '', sent }: MailError,
  host: string,
  clean: (text: string) => string,
): Failure {
  if (kind === 'net')
    return failureOfNetError(new NetError(net ?? 'other', host, code, sent), true);
  const what = refusals[kind];
  const said = clean(reply);
  const detail = {
    en: `${host} ${what.en}${said === '' ? '' : `: “${said}”`}`,
    'zh-CN': `${host} ${what['zh-CN']}${said === '' ? '' : `：“${said}”`}`,
  };
  return failure(kindOf(kind, reply), detail, sent ? { unconfirmed: true } : {});
}
