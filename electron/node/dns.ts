import { createSocket } from 'node:dgram';
import { getServers } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import { type DnsServer, type DnsTransport, NetError } from '../core/ports.ts';
import { toNetError } from './net-error.ts';

/** Id, flags and counts, RFC 1035 4.1.1: less is no message. */
const headerBytes = 12;

const defaultPort = 53;

/** One exchange while it runs: how it ends, and what to close then. */
interface Attempt {
  readonly message: Uint8Array;
  readonly server: DnsServer;
  readonly localAddress: string | undefined;
  /** The request may have left. */
  sent: boolean;
  settled: boolean;
  resolve(answer: Uint8Array): void;
  reject(error: unknown): void;
  /** Runs once, when the exchange is over; at once where it is over already. */
  onEnd(close: () => void): void;
}

function isAnswer(bytes: Uint8Array, message: Uint8Array): boolean {
  return bytes.length >= headerBytes && bytes[0] === message[0] && bytes[1] === message[1];
}

function overUdp(attempt: Attempt, addresses: readonly string[]): void {
  const [address, ...others] = addresses;
  if (address === undefined) return;
  const { message, server, localAddress } = attempt;
  const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
  let open = true;
  const close = () => {
    if (open) socket.close();
    open = false;
  };
  attempt.onEnd(close);
  const fail = (error: Error) => {
    if (attempt.settled || !open) return;
    close();
    const why = toNetError(error, { host: server.host, sent: false });
    // A family without a route says so at once; the name's other addresses may have one.
    if (why.kind === 'offline' && others.length > 0) overUdp(attempt, others);
    else attempt.reject(why);
  };
  socket.on('error', fail);
  // The socket is connected, so that the kernel drops what other hosts send.
  socket.on('message', (bytes) => {
    if (isAnswer(bytes, message)) attempt.resolve(Uint8Array.from(bytes));
  });
  socket.once('connect', () => {
    if (!open) return;
    attempt.sent = true;
    socket.send(message, (error) => {
      if (error) fail(error);
    });
  });
  if (localAddress !== undefined) socket.bind({ address: localAddress, port: 0 });
  // Without a callback: that one would get the error in place of the listener above.
  socket.connect(server.port, address);
}

function overTcp(attempt: Attempt): void {
  const { message, server, localAddress } = attempt;
  const from = localAddress === undefined ? {} : { localAddress, family: isIP(localAddress) };
  const socket = connect({ host: server.host, port: server.port, ...from });
  let received: Buffer = Buffer.alloc(0);
  attempt.onEnd(() => socket.destroy());
  socket.setNoDelay(true);
  const fail = (error: unknown) => {
    attempt.reject(toNetError(error, { host: server.host, sent: attempt.sent }));
  };
  socket.on('error', fail);
  socket.on('close', () => fail({ code: 'ECONNRESET' }));
  socket.on('connect', () => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    attempt.sent = true;
    socket.write(Buffer.concat([length, message]));
  });
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    while (!attempt.settled && received.length >= 2) {
      const end = 2 + received.readUInt16BE(0);
      if (received.length < end) return;
      const answer = received.subarray(2, end);
      received = received.subarray(end);
      if (isAnswer(answer, message)) attempt.resolve(Uint8Array.from(answer));
    }
  });
}

/** Where to ask a server; from a local address only over its own family. */
async function addressesOf(
  { host }: DnsServer,
  localAddress: string | undefined,
): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  const family = localAddress === undefined ? 0 : isIP(localAddress);
  const found = await lookup(host, { all: true, family });
  return found.map(({ address }) => address);
}

/**
 * DNS over real sockets. UDP goes through a connected socket, so answers of other hosts are never
 * seen; TCP carries a two-byte length (RFC 1035 4.2). An answer with another id is passed over. A
 * truncated answer comes back as it is. Nothing is sent twice. Every socket is closed when the
 * exchange ends, whichever way.
 */
export function createDnsTransport(): DnsTransport {
  return {
    exchange(message, server, { transport, timeout, localAddress, signal }) {
      return new Promise((resolve, reject) => {
        const closers: (() => void)[] = [];
        const end = (settle: () => void) => {
          if (attempt.settled) return;
          attempt.settled = true;
          clearTimeout(deadline);
          signal.removeEventListener('abort', onAbort);
          for (const close of closers) close();
          settle();
        };
        const attempt: Attempt = {
          message,
          server,
          localAddress,
          sent: false,
          settled: false,
          resolve: (answer) => end(() => resolve(answer)),
          reject: (error) => end(() => reject(error)),
          onEnd(close) {
            if (attempt.settled) close();
            else closers.push(close);
          },
        };
        const onAbort = () =>
          attempt.reject(new NetError('aborted', server.host, undefined, attempt.sent));
        const deadline = setTimeout(
          () => attempt.reject(new NetError('timeout', server.host, undefined, attempt.sent)),
          timeout,
        );
        signal.addEventListener('abort', onAbort, { once: true });
        if (signal.aborted) {
          onAbort();
        } else if (transport === 'tcp') {
          overTcp(attempt);
        } else {
          addressesOf(server, localAddress).then(
            (addresses) => {
              if (!attempt.settled) overUdp(attempt, addresses);
            },
            (error) => attempt.reject(toNetError(error, { host: server.host, sent: false })),
          );
        }
      });
    },
  };
}

/** Reads `1.1.1.1`, `1.1.1.1:5353`, `2606::1`, `[2606::1]:5353`; undefined for anything else. */
export function parseDnsServer(text: string): DnsServer | undefined {
  if (isIP(text) !== 0) return { host: text, port: defaultPort };
  const parts = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
  const host = parts?.[1] ?? parts?.[2] ?? '';
  const port = Number(parts?.[3] ?? defaultPort);
  if (isIP(host) !== (parts?.[1] === undefined ? 4 : 6) || port < 1 || port > 65_535)
    return undefined;
  return { host, port };
}

/** The name servers that this computer is set up to ask, first one first. */
export function systemResolvers(): readonly DnsServer[] {
  return getServers()
    .map(parseDnsServer)
    .filter((server) => server !== undefined);
}
