import { connect, type Socket } from 'node:net';
import tls from 'node:tls';
import { MailError, type MailRequest } from '../../core/mail.ts';
import { toNetError } from '../net-error.ts';
import { sharedContext } from '../system-certificates.ts';

/**
 * A connection to the server, with TLS where it begins with that. All addresses of the name are
 * tried, of both families (RFC 8305). Rejects with {@link MailError}.
 */
export function openSocket(
  { host, port, security }: Pick<MailRequest, 'host' | 'port' | 'security'>,
  closers: (() => void)[],
): Promise<Socket> {
  const isName = !/^[\d.]+$|:/.test(host);
  const to = { host, port, autoSelectFamily: true };
  const socket =
    security === 'tls'
      ? tls.connect({
          ...to,
          ...(isName ? { servername: host } : {}),
          rejectUnauthorized: true,
          secureContext: sharedContext(),
        })
      : connect(to);
  closers.push(() => socket.destroy());
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      const { kind, code } = toNetError(error, { host, sent: false });
      reject(new MailError('net', { net: kind, code }));
    };
    const closed = () => fail({ code: 'ECONNRESET' });
    socket.once('error', fail);
    socket.once('close', closed);
    socket.once(security === 'tls' ? 'secureConnect' : 'connect', () => {
      socket.removeListener('error', fail);
      socket.removeListener('close', closed);
      // Nobody listens until the next turn, and an error without a listener ends the process.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}
