import { createSocket, type Socket } from 'node:dgram';
import dns from 'node:dns';
import { isIP } from 'node:net';
import { NetError } from '../core/ports.ts';
import type { Udp, UdpListening, UdpSocket } from '../core/udp.ts';
import { toNetError } from './net-error.ts';

const versions = { ipv4: 4, ipv6: 6 } as const;

/** A peer by a name would be looked up by the socket, for as long as the system likes. */
function versionOf(address: string): 4 | 6 {
  const version = isIP(address);
  if (version !== 4 && version !== 6) throw new NetError('other', address, 'ERR_INVALID_ADDRESS');
  return version;
}

/** "Nobody listens on that port" reaches a UDP socket of Windows as a broken connection. */
function failure(error: unknown, host: string, sent: boolean): NetError {
  if (error instanceof NetError) return error;
  const net = toNetError(error, { host, sent });
  return net.kind === 'reset' ? new NetError('refused', host, net.code, sent) : net;
}

interface Task<Value> {
  resolve(value: Value): void;
  reject(error: unknown): void;
  /** Runs once, when the task is over: nothing stays open, whichever way it ends. */
  onEnd(close: () => void): void;
}

/** A promise that settles once, also when the signal aborts or `work` throws. */
function task<Value>(
  host: string,
  signal: AbortSignal,
  work: (task: Task<Value>) => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const closers: (() => void)[] = [];
    let settled = false;
    const end = (settle: () => void) => {
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', onAbort);
      for (const close of closers) close();
      settle();
    };
    const onAbort = () => end(() => reject(new NetError('aborted', host)));
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      work({
        resolve: (value) => end(() => resolve(value)),
        reject: (error) => end(() => reject(error)),
        onEnd: (close) => closers.push(close),
      });
    } catch (error) {
      end(() => reject(failure(error, host, false)));
    }
  });
}

const resolve: Udp['resolve'] = (host, family, { timeout, signal }) =>
  task(host, signal, (found) => {
    const version = versions[family];
    const timer = setTimeout(() => found.reject(new NetError('timeout', host)), timeout);
    found.onEnd(() => clearTimeout(timer));
    dns.promises.lookup(host, { all: true, family: version }).then(
      (entries) => {
        // An address of the other family comes back as it is.
        const addresses = entries
          .map(({ address }) => address)
          .filter((one) => isIP(one) === version);
        if (addresses.length > 0) found.resolve(addresses);
        else found.reject(new NetError('notFound', host, 'ENOTFOUND'));
      },
      (error) => found.reject(failure(error, host, false)),
    );
  });

const exchange: Udp['exchange'] = (bytes, peer, { waits, accepts, localAddress, signal }) =>
  task(peer.address, signal, (answer) => {
    const socket = createSocket(versionOf(peer.address) === 6 ? 'udp6' : 'udp4');
    answer.onEnd(() => socket.close());
    const left = waits.values();
    let sent = false;
    let timer: NodeJS.Timeout | undefined;
    answer.onEnd(() => clearTimeout(timer));
    const fail = (error: unknown) => answer.reject(failure(error, peer.address, sent));
    const send = () => {
      const { value: wait, done } = left.next();
      if (done) {
        fail(new NetError('timeout', peer.address, undefined, sent));
        return;
      }
      sent = true;
      timer = setTimeout(send, wait);
      socket.send(bytes, (error) => {
        if (error) fail(error);
      });
    };
    socket.on('error', fail);
    // The socket is connected, so that the kernel drops what other hosts send.
    socket.on('message', (message) => {
      try {
        const copy = Uint8Array.from(message);
        if (accepts(copy)) answer.resolve(copy);
      } catch (error) {
        answer.reject(error);
      }
    });
    socket.once('connect', send);
    if (localAddress !== undefined) socket.bind({ address: localAddress, port: 0 });
    // Without a callback: that one would get the error in place of the listener above.
    socket.connect(peer.port, peer.address);
  });

/** How a socket names the interface of a local address: by that address, or by the zone in it for IPv6. */
function interfaceOf({ family, localAddress }: UdpListening): string | undefined {
  if (family === 'ipv4' || localAddress === undefined) return localAddress;
  const zone = localAddress.split('%', 2)[1];
  return zone === undefined ? undefined : `::%${zone}`;
}

function join(socket: Socket, options: UdpListening): void {
  const through = interfaceOf(options);
  for (const group of options.groups) socket.addMembership(group, through);
  // What is sent to a group leaves by the same interface; its TTL stays 1, so it stays in that network.
  if (through !== undefined) socket.setMulticastInterface(through);
}

function sender(socket: Socket, signal: AbortSignal): UdpSocket {
  return {
    send: (bytes, { address, port }) =>
      new Promise((resolve, reject) => {
        const fail = (error: unknown) =>
          reject(
            signal.aborted ? new NetError('aborted', address) : failure(error, address, false),
          );
        try {
          versionOf(address);
          socket.send(bytes, port, address, (error) => (error ? fail(error) : resolve()));
        } catch (error) {
          fail(error);
        }
      }),
  };
}

const listen: Udp['listen'] = (options) => {
  const { family, port, localAddress, groups, shared, onMessage, signal } = options;
  const who = localAddress ?? `port ${port}`;
  return task<UdpSocket>(who, signal, (listening) => {
    const type = family === 'ipv6' ? 'udp6' : 'udp4';
    const socket = createSocket({ type, reuseAddr: shared, ipv6Only: family === 'ipv6' });
    let state: 'opening' | 'open' | 'closed' = 'opening';
    const close = () => {
      if (state !== 'closed') socket.close();
      state = 'closed';
      signal.removeEventListener('abort', close);
    };
    signal.addEventListener('abort', close, { once: true });
    const fail = (error: unknown) => {
      // Once it is open, an error is one datagram's that did not arrive.
      if (state !== 'opening') return;
      close();
      listening.reject(failure(error, who, false));
    };
    socket.on('error', fail);
    socket.on('message', (bytes, { address, port: from }) => {
      if (state === 'open') onMessage(Uint8Array.from(bytes), { address, port: from });
    });
    socket.once('listening', () => {
      if (state !== 'opening') return;
      try {
        join(socket, options);
        state = 'open';
        listening.resolve(sender(socket, signal));
      } catch (error) {
        fail(error);
      }
    });
    // What is sent to a group arrives at the group's address, not at this computer's.
    const address = groups.length > 0 ? undefined : localAddress;
    socket.bind({ port, ...(address === undefined ? {} : { address }) });
  });
};

/**
 * Datagrams over real sockets. Every socket is closed when its exchange ends, whichever way, and a
 * listening one when its signal aborts. "Port unreachable" of the asked host ends an exchange at once.
 */
export function createUdp(): Udp {
  return { resolve, exchange, listen };
}
