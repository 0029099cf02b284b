import type { Readable } from 'node:stream';
import type { MailRequest } from '../../core/mail.ts';
import type { Mailbox } from '../../core/mailbox.ts';

interface Composed {
  readonly envelope: { readonly from: string; readonly to: string[] };
  /** The message as it travels. */
  readonly message: Readable;
}

const addressOf = ({ name = '', address }: Mailbox) => ({ name, address });

/**
 * The message in its form on the wire: RFC 5322 with plain text in UTF-8 (RFC 2045, 2047), marked as
 * made by a program (RFC 3834), so that no out-of-office note comes back.
 */
export async function composeMail(request: MailRequest): Promise<Composed> {
  const { from, to, subject, text, messageId, date } = request;
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const message = new MailComposer({
    from: addressOf(from),
    to: to.map(addressOf),
    subject,
    text,
    messageId: `<${messageId}>`,
    date: new Date(date),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    envelope: { from: from.address, to: to.map(({ address }) => address) },
    message: message.compile().createReadStream(),
  };
}
