import type { Socket } from 'node:net';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Mail, MailError, type MailRequest } from '../core/mail.ts';
import { createRedactor } from '../core/redact.ts';
import { composeMail } from './mail/compose.ts';
import { openSocket } from './mail/socket.ts';
import { lineOf, type SmtpTrouble, troubleOf } from './mail/trouble.ts';
import { isUnknownIssuer, sharedContext, trustSystemCertificates } from './system-certificates.ts';

/** Most bytes of one reply that are read. */
const replyLimit = 16 * 1024;

/** Milliseconds that the server has to answer the goodbye. */
const goodbyeTime = 2000;

/** What has happened so far, for what it means when the exchange ends. */
interface Progress {
  /** The whole message was given to the socket. */
  sent: boolean;
}

/** Ends everything that is open, at once. */
type Closers = (() => void)[];

/**
 * Mail over nodemailer, which is loaded with the first message. Certificates are always verified,
 * against the system's authorities too, once the runtime's do not suffice.
 */
export function createMail(): Mail {
  return {
    send: (request) => {
      const { signal, timeout } = request;
      if (signal.aborted) return Promise.reject(signal.reason);
      const progress: Progress = { sent: false };
      const closers: Closers = [];
      return new Promise<void>((resolve, reject) => {
        const giveUp = (why: unknown) => {
          reject(why);
          for (const close of closers) close();
        };
        const tooLate = () => giveUp(new MailError('net', { net: 'timeout', sent: progress.sent }));
        const timer = setTimeout(tooLate, timeout);
        const onAbort = () => giveUp(signal.reason);
        signal.addEventListener('abort', onAbort, { once: true });
        deliver(request, progress, closers)
          .then(resolve, giveUp)
          .finally(() => {
            clearTimeout(timer);
            signal.removeEventListener('abort', onAbort);
          });
      });
    },
  };
}

async function deliver(request: MailRequest, progress: Progress, closers: Closers): Promise<void> {
  try {
    await exchange(request, progress, closers);
  } catch (error) {
    const retry = error instanceof MailError && error.net === 'tls' && isUnknownIssuer(error.code);
    if (!retry || !trustSystemCertificates()) throw error;
    await exchange(request, progress, closers);
  }
}

function isLoopback({ remoteAddress = '' }: Socket): boolean {
  return /^(?:::ffff:)?127\.|^::1$/.test(remoteAddress);
}

async function exchange(request: MailRequest, progress: Progress, closers: Closers): Promise<void> {
  const { host, port, security, user, password, timeout } = request;
  const socket = await openSocket(request, closers);
  const wantsSignIn = user !== undefined && password !== undefined;
  if (wantsSignIn && security === 'none' && !isLoopback(socket)) throw new MailError('noStartTls');
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const connection = new Connection({
    host,
    port,
    connection: socket,
    secure: security === 'tls',
    secured: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { rejectUnauthorized: true, secureContext: sharedContext() },
    // The whole exchange has one limit, which is ours.
    connectionTimeout: timeout * 2,
    greetingTimeout: timeout * 2,
    socketTimeout: timeout * 2,
    socketCloseTimeout: 0,
    maxResponseSize: replyLimit,
  });
  closers.push(() => connection.close());
  const { text: clean } = createRedactor(password === undefined ? [] : [password], {
    mark: '…',
    shortest: 1,
  });
  const run = <T>(step: (done: (error?: unknown, result?: T) => void) => void) =>
    new Promise<T | undefined>((resolve, reject) => {
      const fail = (error: unknown) =>
        reject(troubleOf(error as SmtpTrouble, { host, sent: progress.sent, clean }));
      connection.removeAllListeners('error');
      connection.on('error', fail);
      step((error, result) => (error ? fail(error) : resolve(result)));
    });

  await run((done) => connection.connect((error) => done(error)));
  if (wantsSignIn) {
    await run((done) => connection.login({ user, pass: password }, (error) => done(error)));
  }
  const { envelope, message } = await composeMail(request);
  message.once('end', () => {
    progress.sent = true;
  });
  const taken = await run<SMTPConnection.SentMessageInfo>((done) =>
    connection.send(envelope, message, done),
  );
  for (const { recipient, response } of taken?.rejectedErrors ?? []) {
    request.onRefused?.(clean(recipient ?? ''), lineOf(response ?? '', clean));
  }
  // A goodbye that nobody waits for.
  connection.quit();
  setTimeout(() => connection.close(), goodbyeTime).unref();
}
