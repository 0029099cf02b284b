import { MailError, type MailErrorKind } from '../../core/mail.ts';
import { plainText } from '../../core/plain-text.ts';
import { toNetError } from '../net-error.ts';

/** What nodemailer throws, as far as it is of use. */
export interface SmtpTrouble {
  readonly code?: string;
  /** The code of the system, where `code` says less. */
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

interface Circumstances {
  readonly host: string;
  /** The whole message had left. */
  readonly sent: boolean;
  readonly clean: (text: string) => string;
}

/** Longest line of a server that is kept. */
const lineLimit = 500;

/** The reply's text on one line, harmless to a terminal: its codes are said once. */
export function lineOf(response: string, clean: Circumstances['clean']): string {
  const lines = response.split(/\r?\n/).map((line) => line.trim());
  const rest = lines.slice(1).map((line) => line.replace(/^\d{3}[ -]/, ''));
  const line = [lines[0]?.replace(/^(\d{3})-/, '$1 '), ...rest].join(' ');
  // Before it is cut: halves of secrets nobody finds.
  return plainText(clean(line), lineLimit);
}

/** By the step that was refused, and the reply's code. RFC 5321 4.2, RFC 4954 6. */
function kindOf(command: string, code: number): MailErrorKind {
  if (code === 530) return 'authNeeded';
  if (command === 'STARTTLS' || (command === 'EHLO' && code >= 500)) {
    return code < 500 ? 'later' : 'noStartTls';
  }
  if (code < 500) return 'later';
  if (command.startsWith('AUTH')) return 'auth';
  if (command === 'MAIL FROM') return 'sender';
  return command === 'RCPT TO' ? 'recipient' : 'refused';
}

/** What went wrong with an exchange, out of what nodemailer says of it. */
export function troubleOf(
  { code, originalCode, command = '', response = '', responseCode }: SmtpTrouble,
  { host, sent, clean }: Circumstances,
): MailError {
  if (responseCode !== undefined) {
    return new MailError(kindOf(command, responseCode), { reply: lineOf(response, clean) });
  }
  if (code === 'EAUTH') return new MailError('auth');
  if (originalCode === undefined && (code === 'ECONNECTION' || code === 'ETLS')) {
    return new MailError('net', { net: 'reset', sent });
  }
  if (code === 'EENVELOPE') return new MailError('recipient');
  const net = toNetError({ code: originalCode ?? code }, { host, sent });
  return new MailError('net', { net: net.kind, code: originalCode, sent });
}
