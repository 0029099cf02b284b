import type { Network } from '../network.ts';
import type { Clock, Log } from '../ports.ts';
import type { Udp, UdpListening } from '../udp.ts';
import { createBucket } from './bucket.ts';
import type { GatewayClient, GatewayWord } from './client.ts';
import type { EventPlace, GatewayEvents } from './events.ts';
import { type Heard, isEventNews, isNews, weigh } from './hearsay.ts';
import { createNap } from './nap.ts';
import { announcements } from './nat-pmp.ts';
import { gatewayTarget } from './target.ts';

const second = 1000;
const minute = 60 * second;

/** UPnP has no announcements that come through everywhere: the gateway is asked, over the LAN alone. */
const igdPoll = 4 * second;
/** NAT-PMP and PCP announce; asked as well because datagrams to a group get lost. */
const announcedPoll = minute;
/** Without a gateway or its word there is nothing to ask; that the client has to forget it wakes. */
const quiet = 10 * minute;
/** Changes of a network come in bursts. */
const settling = second;

/** How many announcements and events are followed at once, and milliseconds for each one after that. */
const patience = { most: 5, refill: 10 * second } as const;

export interface GatewayWatchPorts {
  readonly udp: Udp;
  readonly network: Network;
  readonly gateway: GatewayClient;
  readonly clock: Clock;
  readonly log: Log;
  /** Absent where this computer must not open a port for it: Windows would ask the user. */
  readonly gatewayEvents?: GatewayEvents | undefined;
  /** Whether a port may be opened to hear announcements, default true; NAT-PMP is polled like UPnP where not. */
  readonly hearsGateway?: boolean | undefined;
}

/**
 * Calls `onChange` once each time the default gateway's own word has changed (its external address, up
 * or down, started again), until the signal aborts; never for its first word or its silence.
 * Announcements, events and polls only make it ask the gateway, whose answer decides. A gateway that is
 * silent is left alone for as long as the client leaves it alone. That the network is another one is not
 * seen here: whoever sees it tells the client to forget.
 */
export function watchGateway(
  { udp, network, gateway, clock, log, gatewayEvents, hearsGateway = true }: GatewayWatchPorts,
  onChange: () => void,
  signal: AbortSignal,
): void {
  const nap = createNap(clock, signal);
  const bucket = createBucket(clock, patience);
  /** The gateway that was asked last, and what it said when it last said something. */
  let current: string | undefined;
  let last: Heard | undefined;
  let hasMoved = false;
  let isForgetting = false;
  let isSilent = false;
  let isOwed = false;
  let subscription: { readonly place: EventPlace; readonly stop: AbortController } | undefined;
  let hearing: AbortController | undefined;

  /** What came too soon after others is followed as soon as it may be: it may be the last for an hour. */
  async function followLater(): Promise<void> {
    if (isOwed) return;
    isOwed = true;
    await clock.sleep(bucket.refill(), signal);
    isOwed = false;
    follow();
  }

  function follow(): void {
    if (!bucket.take()) {
      // Rejects only with the end of the watch.
      followLater().catch(() => undefined);
      return;
    }
    isForgetting = true;
    if (isSilent) gateway.forget();
    isForgetting = false;
    nap.wake();
  }

  function startHearing(): void {
    hearing?.abort();
    if (!hearsGateway) return;
    const stop = new AbortController();
    hearing = stop;
    const onMessage: UdpListening['onMessage'] = (bytes, from) => {
      if (from.address !== current) return;
      const { isWorthAsking, announced } = weigh(bytes, isSilent ? undefined : last, clock.now());
      if (announced !== undefined && last !== undefined) last = { ...last, announced };
      if (isWorthAsking) follow();
    };
    hear(onMessage, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted)
        log.debug('announcements of the gateway cannot be heard', { error });
    });
  }

  async function hear(onMessage: UdpListening['onMessage'], until: AbortSignal): Promise<void> {
    const target = await gatewayTarget(network);
    const { port, group } = announcements;
    await udp.listen({
      family: 'ipv4',
      port,
      localAddress: target?.localAddress,
      groups: [group],
      shared: true,
      onMessage,
      signal: until,
    });
  }

  function subscribe(place: EventPlace | undefined): void {
    const held = subscription?.place;
    if (held?.url === place?.url && held?.localAddress === place?.localAddress) return;
    subscription?.stop.abort();
    subscription = undefined;
    if (place === undefined || gatewayEvents === undefined) return;
    const stop = new AbortController();
    subscription = { place, stop };
    const onNotify = async (body: string) => {
      const { readEvent } = await import('./igd.ts');
      if (!stop.signal.aborted && isEventNews(readEvent(body), last)) follow();
    };
    gatewayEvents.subscribe(
      place,
      (body) => {
        onNotify(body).catch((error: unknown) => log.debug('an event was lost', { error }));
      },
      stop.signal,
    );
  }

  /** Whether it is another word than the last one of the same gateway. */
  function take(word: GatewayWord): boolean {
    const asked = word.kind === 'none' ? undefined : word.gateway;
    if (asked !== current) last = undefined;
    current = asked;
    isSilent = word.kind === 'silent';
    if (word.kind === 'none') {
      hearing?.abort();
      hearing = undefined;
    } else if (hearing === undefined) startHearing();
    if (word.kind === 'none' || word.kind === 'silent') {
      subscribe(undefined);
      return false;
    }
    subscribe(word.events);
    const before = last;
    last = { word, at: clock.now(), announced: before?.announced };
    return before !== undefined && isNews(before, last);
  }

  function rest(word: GatewayWord): number {
    if (word.kind === 'none') return quiet;
    if (word.kind === 'silent') {
      const left = (word.again ?? 0) - clock.now();
      return left > 0 && left < quiet ? left : quiet;
    }
    if (word.protocol === 'igd') return igdPoll;
    return hearsGateway || word.protocol === 'pcp' ? announcedPoll : igdPoll;
  }

  async function watch(): Promise<void> {
    for (;;) {
      const word = await gateway.ask(signal);
      if (take(word)) onChange();
      await nap.sleep(rest(word));
      if (!hasMoved) continue;
      // One settling for all the changes of a burst.
      await clock.sleep(settling, signal);
      hasMoved = false;
      hearing?.abort();
      hearing = undefined;
    }
  }

  function onForget(): void {
    if (isForgetting) return;
    hasMoved = true;
    nap.wake();
  }

  function end(): void {
    hearing?.abort();
    subscription?.stop.abort();
  }

  if (signal.aborted) return;
  signal.addEventListener('abort', end, { once: true });
  gateway.onForget?.(onForget, signal);
  watch().catch((error: unknown) => {
    if (!signal.aborted) log.error('the watch over the gateway ended', { error });
  });
}
