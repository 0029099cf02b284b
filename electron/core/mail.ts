import type { Mailbox } from './mailbox.ts';
import type { NetErrorKind } from './ports.ts';

/** One message to hand to one mail server (RFC 5321, RFC 5322). */
export interface MailRequest {
  readonly host: string;
  readonly port: number;
  /**
   * `tls`: from the first byte (RFC 8314). `starttls`: refused where the server does not offer it
   * (RFC 3207). `none`: plain text, and then a password goes to this computer only.
   */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  /** One line. */
  readonly subject: string;
  /** Plain text, lines ended by `\n`. */
  readonly text: string;
  /** The same for each attempt, so that a mailbox knows a repetition; without angle brackets. */
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly date: number;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** Told of each recipient who was refused while another was not, with the server's own line. */
  readonly onRefused?: ((address: string, reply: string) => void) | undefined;
}

/**
 * Hands one message over, once, to all recipients whom the server takes. Rejects with
 * {@link MailError}, or with the signal's reason.
 */
export interface Mail {
  send(request: MailRequest): Promise<void>;
}

export type MailErrorKind =
  /** The exchange broke: see {@link MailError.net}. */
  | 'net'
  /** The server does not offer the encryption that was asked for. */
  | 'noStartTls'
  /** Name or password were refused. */
  | 'auth'
  /** The server wants a sign-in. */
  | 'authNeeded'
  /** It does not take mail from that sender. */
  | 'sender'
  /** It does not take mail for a recipient. */
  | 'recipient'
  /** It refuses for now: a 4xx reply. */
  | 'later'
  /** It refuses for good: a 5xx reply. */
  | 'refused';

/** A message that was not handed over, as far as is known. Its text holds no secret. */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly kind: MailErrorKind;
  readonly net: NetErrorKind | undefined;
  /** The system's own code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`), where there is one. */
  readonly code: string | undefined;
  /** The server's own line, without what was sent to it. */
  readonly reply: string | undefined;
  /** The message may have been taken. */
  readonly sent: boolean;

  constructor(
    kind: MailErrorKind,
    more: {
      readonly net?: NetErrorKind;
      readonly code?: string | undefined;
      readonly reply?: string | undefined;
      readonly sent?: boolean;
    } = {},
  ) {
    super(more.net === undefined ? kind : `${kind}: ${more.net}`);
    this.kind = kind;
    this.net = more.net;
    this.code = more.code;
    this.reply = more.reply;
    this.sent = more.sent ?? false;
  }
}
