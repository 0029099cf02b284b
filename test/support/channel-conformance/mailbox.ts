import type { Mail, MailRequest } from '../../../electron/core/mail.ts';
import type { ChannelService, SeenMessage } from './harness.ts';

/** A mailbox in memory that shows one message of each Message-ID; the port {@link Mail} in front of it. */
export function memoryMailbox(): ChannelService & { readonly requests: MailRequest[] } {
  const requests: MailRequest[] = [];
  const seen: SeenMessage[] = [];
  const mail: Mail = {
    async send(request) {
      request.signal.throwIfAborted();
      if (/[\r\n]/.test(request.subject)) throw new Error('a subject of several lines');
      if (!/^[^\s<>@]+@[^\s<>@]+$/.test(request.messageId)) throw new Error('no Message-ID');
      const known = requests.some(({ messageId }) => messageId === request.messageId);
      requests.push(request);
      if (!known) seen.push({ title: request.subject, body: request.text });
    },
  };
  return { hosts: {}, mail, seen, requests };
}
