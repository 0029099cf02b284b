import type { Network } from '../../electron/core/network.ts';
import {
  type Clock,
  type Http,
  type HttpRequest,
  type HttpResponse,
  NetError,
} from '../../electron/core/ports.ts';
import { quietNetwork } from '../../electron/core/quiet-network.ts';
import type { Udp, UdpListening } from '../../electron/core/udp.ts';
import {
  answerNatPmp,
  answerPcp,
  type MappingServer,
  natPmpAnswer,
  pcpAnnouncement,
} from './gateway-mapping.ts';
import {
  answerHttp,
  locationOf,
  readSearch,
  searchAnswer,
  type UpnpServer,
} from './gateway-upnp.ts';

/** A datagram of somebody in the house. */
export interface Spoken {
  readonly bytes: Uint8Array;
  readonly from: string;
}

interface RouterOptions {
  readonly clock: Clock;
  /** What it speaks; a router with nothing of it is silent. */
  readonly speaks: readonly ('natPmp' | 'pcp' | 'igd')[];
  readonly external?: string | undefined;
  /** Its address in the house. */
  readonly gateway?: string;
  readonly wan?: string;
  /** Closed ports are told, so that nobody waits for them. */
  readonly refuses?: boolean;
}

export interface GatewayRouter {
  readonly udp: Udp;
  readonly http: Http;
  readonly network: Network;
  readonly server: MappingServer & UpnpServer;
  /** What was asked, in order: `natPmp`, `pcp`, `search` (one for each datagram), `GET` and `POST` with their paths. */
  readonly asked: string[];
  /** What to answer in the place of what a right one says. */
  readonly odd: {
    mapping?: ((request: Uint8Array) => Uint8Array | undefined) | undefined;
    search?: ((target: string) => readonly Spoken[]) | undefined;
    http?: ((request: HttpRequest) => HttpResponse | undefined) | undefined;
  };
  speaks: readonly ('natPmp' | 'pcp' | 'igd')[];
  /** Tells every socket at the port of announcements. */
  say(spoken: Spoken): void;
  /** Takes another address outside, or none, and says so by what it speaks. */
  move(external: string | undefined): void;
  /** Begins to count again, with another port for its descriptions. */
  restart(): void;
  /** The computer has come to another network, or the same again. */
  plug(gateway: string | undefined): void;
  /** Sockets that listen now. */
  listening(): number;
}

export const home = { gateway: '192.168.1.1', local: '192.168.1.23', interface: 'eth0' } as const;
export const wanAddress = '89.160.20.112';

/** Whether a MAP takes a mapping away. */
const isEnd = (bytes: Uint8Array) => bytes.subarray(4, 8).every((byte) => byte === 0);

/**
 * A home router with its network, as this computer sees them through its ports. It is strict: what no
 * right client sends goes into `server.violations`, and so does whatever is sent to anybody else.
 */
export function createGatewayRouter(options: RouterOptions): GatewayRouter {
  const { clock, refuses = false } = options;
  let plugged: string | undefined = options.gateway ?? home.gateway;
  let started = clock.now();
  const asked: string[] = [];
  const sockets = new Set<UdpListening>();
  const watchers = new Set<() => void>();
  const server: MappingServer & UpnpServer = {
    gateway: plugged,
    port: 5000,
    wan: options.wan ?? 'WANIPConnection:1',
    external: 'external' in options ? options.external : wanAddress,
    epoch: () => Math.max(Math.floor((clock.now() - started) / 1000), 0),
    mappings: new Set(),
    violations: [],
  };

  function mappingAnswer(bytes: Uint8Array, from: string | undefined): Uint8Array | undefined {
    asked.push(bytes[0] === 0 ? 'natPmp' : isEnd(bytes) ? 'pcpEnd' : 'pcp');
    if (router.odd.mapping !== undefined) return router.odd.mapping(bytes);
    if (router.speaks.includes('natPmp') && bytes[0] === 0) return answerNatPmp(server, bytes);
    return router.speaks.includes('pcp') ? answerPcp(server, bytes, from) : undefined;
  }

  function searchAnswers(target: string): readonly Spoken[] {
    if (router.odd.search !== undefined) return router.odd.search(target);
    if (!router.speaks.includes('igd')) return [];
    return [{ bytes: searchAnswer(locationOf(server), target), from: server.gateway }];
  }

  const udp: Udp = {
    resolve: () => Promise.reject(new Error('a gateway has no name')),
    async exchange(bytes, peer, { waits, accepts, localAddress, signal }) {
      if (peer.address !== plugged || peer.port !== 5351) {
        server.violations.push(`sent to ${peer.address}:${peer.port}`);
      }
      if (localAddress !== home.local) server.violations.push(`sent from ${localAddress}`);
      for (const wait of waits) {
        const answer = mappingAnswer(bytes, localAddress);
        if (answer !== undefined && accepts(answer)) return answer;
        if (refuses) throw new NetError('refused', peer.address);
        await clock.sleep(wait, signal).catch(() => {
          throw new NetError('aborted', peer.address);
        });
      }
      throw new NetError('timeout', peer.address);
    },
    async listen(listening) {
      if (listening.signal.aborted) throw new NetError('aborted', 'no host');
      sockets.add(listening);
      listening.signal.addEventListener('abort', () => sockets.delete(listening), { once: true });
      return {
        async send(bytes, to) {
          const isKnown = to.address === plugged || to.address === '239.255.255.250';
          if (!isKnown || to.port !== 1900) {
            server.violations.push(`sent to ${to.address}:${to.port}`);
          }
          asked.push('search');
          const target = readSearch(server, bytes, to.address);
          if (target === undefined) return;
          for (const spoken of searchAnswers(target)) tell(listening, spoken);
        },
      };
    },
  };

  function tell(socket: UdpListening, { bytes, from }: Spoken): void {
    if (sockets.has(socket)) socket.onMessage(bytes, { address: from, port: 1900 });
  }

  const http: Http = {
    async send(request) {
      const url = new URL(request.url);
      asked.push(`${request.method} ${url.pathname}`);
      const odd = router.odd.http?.(request);
      const answer = odd ?? answerHttp(server, request, home.local);
      if (answer === undefined) throw new NetError('refused', url.hostname);
      if (answer.body.length > request.maxBytes) throw new NetError('tooLarge', url.hostname);
      return answer;
    },
  };

  const network: Network = {
    ...quietNetwork,
    async addresses() {
      const { local: address, interface: name } = home;
      return [{ interface: name, address, internal: false, prefix: 24 }];
    },
    async gateways() {
      const { interface: name } = home;
      return plugged === undefined ? [] : [{ family: 'ipv4', address: plugged, interface: name }];
    },
    watch(onChange, signal) {
      watchers.add(onChange);
      signal.addEventListener('abort', () => watchers.delete(onChange), { once: true });
    },
  };

  const router: GatewayRouter = {
    udp,
    http,
    network,
    server,
    asked,
    odd: {},
    speaks: options.speaks,
    say(spoken) {
      for (const socket of sockets) if (socket.port === 5350) tell(socket, spoken);
    },
    move(external) {
      server.external = external;
      if (external === undefined) return;
      const from = server.gateway;
      if (router.speaks.includes('natPmp')) router.say({ bytes: natPmpAnswer(server), from });
      if (!router.speaks.includes('pcp')) return;
      started = clock.now();
      router.say({ bytes: pcpAnnouncement(server), from });
    },
    restart() {
      started = clock.now();
      server.port += 1;
      server.mappings.clear();
    },
    plug(gateway) {
      plugged = gateway;
      server.gateway = gateway ?? server.gateway;
      for (const tellChange of watchers) tellChange();
    },
    listening: () => sockets.size,
  };
  return router;
}
