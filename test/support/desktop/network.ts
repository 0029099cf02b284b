import { Socket as UdpSocket } from 'node:dgram';
import dns from 'node:dns';
import { isIP, Socket, type SocketConnectOpts } from 'node:net';
import tls, { TLSSocket } from 'node:tls';

/** Where an app's connections to one public host end: ports of the loopback. */
export interface LoopbackHost {
  /** For TCP without TLS, and for UDP. 0: there is no route to it. */
  readonly plain: number;
  readonly tls: number;
}

/** The whole world that an app can reach beside the loopback itself. */
export interface Network {
  /** By host name or address; with `ipv6:` before it for connections over IPv6. */
  readonly hosts: Readonly<Record<string, LoopbackHost>>;
  /** The authority (PEM) of the hosts' certificates, trusted in place of all others. */
  readonly authority?: string | undefined;
  /** The name servers that this computer is set up to ask, as `dns.getServers` has them. */
  readonly resolvers: readonly string[];
}

/** Stands in the app's console before each connection that a test must not make. */
export const strayMark = 'REFUSED, no host of this test:';

const loopback = '127.0.0.1';
/** Connected to only to see by which way that would be, and nothing is sent: here there is none. */
const waysOut: ReadonlySet<string> = new Set(['198.41.0.4', '2001:503:ba3e::2:30']);

type Connect = (this: Socket, ...given: unknown[]) => Socket;

/** Leads this process' connections to the hosts of a test, and refuses loudly what is not among them. */
export function fenceIn({ hosts, authority, resolvers }: Network): void {
  if (authority !== undefined) tls.setDefaultCACertificates([authority]);
  dns.getServers = () => [...resolvers];

  function refuse(what: string): Error {
    process.stderr.write(`${strayMark} ${what}\n`);
    return Object.assign(new Error(`connect ECONNREFUSED ${what}`), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
  }

  const real: Connect = Socket.prototype.connect as Connect;
  const connect: Connect = function (...given) {
    const options = targetOf(given);
    if (options === undefined || isLoopback(options.host ?? 'localhost')) {
      return Reflect.apply(real, this, given);
    }
    const { host = '', port } = options;
    const overIpv6 = options.family === 6;
    const found = hosts[overIpv6 ? `ipv6:${host}` : host];
    if (found === undefined || found.plain === 0) {
      const isKnown = (found ?? hosts[host]) !== undefined;
      const error = isKnown ? noRoute(host) : refuse(`${host}:${port}`);
      process.nextTick(() => this.destroy(error));
      return this;
    }
    const secure = this instanceof TLSSocket;
    const { lookup: _, ...rest } = options;
    const there = { host: loopback, family: 4, port: secure ? found.tls : found.plain };
    return Reflect.apply(real, this, [{ ...rest, ...there }, ...given.filter(isFunction)]);
  };
  Socket.prototype.connect = connect as typeof Socket.prototype.connect;

  const realUdp = UdpSocket.prototype.connect as (this: UdpSocket, ...given: unknown[]) => void;
  function connectUdp(this: UdpSocket, port: number, host: unknown, ...rest: unknown[]): void {
    if (typeof host !== 'string' || isLoopback(host)) {
      Reflect.apply(realUdp, this, [port, host, ...rest]);
      return;
    }
    if (waysOut.has(host)) {
      process.nextTick(() => this.emit('error', noRoute(host)));
      return;
    }
    const found = hosts[host];
    if (found !== undefined && found.plain !== 0) {
      Reflect.apply(realUdp, this, [found.plain, loopback, ...rest]);
    } else {
      const error = found === undefined ? refuse(`${host}:${port} (UDP)`) : noRoute(host);
      process.nextTick(() => this.emit('error', error));
    }
  }
  UdpSocket.prototype.connect = connectUdp as typeof UdpSocket.prototype.connect;

  const realSend = UdpSocket.prototype.send as (this: UdpSocket, ...given: unknown[]) => void;
  function send(this: UdpSocket, ...given: unknown[]): void {
    const host = given.slice(1).find((one) => typeof one === 'string');
    if (host !== undefined && !isLoopback(host)) throw refuse(`${host} (UDP)`);
    Reflect.apply(realSend, this, given);
  }
  UdpSocket.prototype.send = send as typeof UdpSocket.prototype.send;

  const realLookup = dns.promises.lookup as (...given: unknown[]) => Promise<unknown>;
  const lookup = (host: string, ...rest: unknown[]) => {
    if (isIP(host) !== 0 || isLoopback(host)) return realLookup(host, ...rest);
    const error = hosts[host] === undefined ? refuse(`${host} (lookup)`) : noRoute(host);
    return Promise.reject(Object.assign(error, { code: 'ENOTFOUND' }));
  };
  dns.promises.lookup = lookup as typeof dns.promises.lookup;
}

/** What a connection is made to; undefined for a pipe. Takes Node's own forms of the arguments. */
function targetOf(
  given: readonly unknown[],
): Extract<SocketConnectOpts, { port: number }> | undefined {
  // Node's own callers pass one list that is normalised already.
  const [first, second] = Array.isArray(given[0]) ? (given[0] as readonly unknown[]) : given;
  if (typeof first === 'object' && first !== null) {
    return 'port' in first && !('path' in first && first.path)
      ? (first as Extract<SocketConnectOpts, { port: number }>)
      : undefined;
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return undefined;
  return { port: Number(first), ...(typeof second === 'string' ? { host: second } : {}) };
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function noRoute(host: string): Error {
  const message = `connect ENETUNREACH ${host}`;
  return Object.assign(new Error(message), { code: 'ENETUNREACH', syscall: 'connect' });
}
