import { inTime } from '../in-time.ts';
import type { Network } from '../network.ts';
import { askIgd } from './ask-igd.ts';
import { askNatPmp } from './ask-nat-pmp.ts';
import { askPcp } from './ask-pcp.ts';
import type { GatewayClient, GatewayProtocol, GatewayWord, SpokenWord } from './client.ts';
import { findIgd } from './find-igd.ts';
import type { IgdService } from './igd.ts';
import type { AskPorts, Said } from './said.ts';
import { shareAsk } from './shared-ask.ts';
import { type GatewayTarget, gatewayTarget } from './target.ts';

const second = 1000;
const minute = 60 * second;

/** How long a gateway that says nothing is left alone. */
const longestRest = 10 * minute;
/** One that has spoken before may be starting again: it is asked sooner, then ever later. */
const firstRest = 30 * second;
/** The system is asked where the gateway is as seldom as that, unless it was told to forget. */
const targetRest = minute;
/** Most that finding out what a gateway speaks may take, whatever it answers. */
const searchTime = 6 * second;

type Way = Exclude<GatewayProtocol, 'igd'> | readonly IgdService[];

/** What is known of one gateway. */
interface Learnt {
  readonly gateway: string;
  way?: Way | undefined;
  hasSpoken: boolean;
  /** How often it was silent since it last spoke. */
  silences: number;
  /** Milliseconds since 1970. */
  silentUntil: number;
}

function unknown(gateway: string): Learnt {
  return { gateway, hasSpoken: false, silences: 0, silentUntil: 0 };
}

interface Place {
  readonly target: GatewayTarget | undefined;
  readonly at: number;
}

export interface GatewayPorts extends AskPorts {
  readonly network: Network;
}

/**
 * Asks by NAT-PMP, then PCP, then UPnP IGD, and remembers which of them the gateway spoke; where that
 * fails, it finds out anew. Whoever asks while an answer is awaited gets the same one. A gateway that
 * said nothing is asked again after ten minutes, or half a minute and ever longer where it has spoken
 * before.
 */
export function createGatewayClient(ports: GatewayPorts): GatewayClient {
  const { network, clock, log } = ports;
  let learnt: Learnt | undefined;
  let place: Place | undefined;

  async function whom(): Promise<GatewayTarget | undefined> {
    const now = clock.now();
    const known = place;
    if (known !== undefined && Math.abs(now - known.at) < targetRest) return known.target;
    const target = await gatewayTarget(network);
    // Unless it was told to forget meanwhile; an interface that is just coming up shows its address soon.
    const isWhole = target === undefined || target.localAddress !== undefined;
    if (place === known && isWhole) place = { target, at: now };
    return target;
  }

  function known(gateway: string): Learnt {
    if (learnt?.gateway !== gateway) learnt = unknown(gateway);
    return learnt;
  }

  function silent(about: Learnt): GatewayWord {
    const { gateway, hasSpoken, silences } = about;
    const rest = hasSpoken ? firstRest * 2 ** Math.min(silences, 8) : longestRest;
    about.silences += 1;
    about.silentUntil = clock.now() + Math.min(rest, longestRest);
    return { kind: 'silent', gateway, again: about.silentUntil };
  }

  async function work(signal: AbortSignal): Promise<GatewayWord> {
    const target = await whom();
    if (target === undefined) return { kind: 'none' };
    const about = known(target.gateway);
    const left = about.silentUntil - clock.now();
    // A longer rest than there is one was reckoned with a clock that was set back since.
    if (left > 0 && left <= longestRest) {
      return { kind: 'silent', gateway: about.gateway, again: about.silentUntil };
    }
    const word = await speak(about, target, signal);
    if (word === undefined) return silent(about);
    Object.assign(about, { hasSpoken: true, silences: 0, silentUntil: 0 });
    return word;
  }

  async function speak(about: Learnt, target: GatewayTarget, signal: AbortSignal) {
    const { way } = about;
    const again = way === undefined ? undefined : await askBy(way, target, signal);
    if (again !== undefined) return again;
    const found = await inTime(searchTime, clock, signal, (inner) => search(target, inner));
    about.way = found?.way;
    if (found !== undefined) log.debug('the gateway speaks', { protocol: found.word.protocol });
    return found?.word;
  }

  async function askBy(
    way: Way,
    target: GatewayTarget,
    signal: AbortSignal,
  ): Promise<SpokenWord | undefined> {
    if (way === 'natPmp' || way === 'pcp') {
      const said = await (way === 'natPmp' ? askNatPmp : askPcp)(ports, target, signal);
      return said?.kind === 'address' || said?.kind === 'down'
        ? worded(said, way, target)
        : undefined;
    }
    const said = await askIgd(way, ports, target, signal);
    if (said === undefined) return undefined;
    const { service, ...rest } = said;
    const { gateway, localAddress } = target;
    const { events: url } = service;
    const events =
      url === undefined || localAddress === undefined ? undefined : { url, gateway, localAddress };
    const word = worded(rest, 'igd', target);
    return word === undefined || events === undefined ? word : { ...word, events };
  }

  async function search(target: GatewayTarget, signal: AbortSignal) {
    for (const way of ['natPmp', 'pcp'] as const) {
      const word = await askBy(way, target, signal);
      if (word !== undefined) return { way, word };
    }
    const services = await findIgd(ports, target, signal);
    const word = await askBy(services, target, signal);
    return word === undefined ? undefined : { way: services, word };
  }

  const shared = shareAsk(work);
  const listeners = new Set<() => void>();

  return {
    async ask(signal) {
      try {
        return await shared.ask(signal);
      } catch (error) {
        signal.throwIfAborted();
        log.error('the gateway could not be asked', { error });
        return learnt === undefined ? { kind: 'none' } : silent(learnt);
      }
    },
    forget() {
      // What it spoke is worth the first try; all else is as if it were another gateway.
      if (learnt !== undefined) {
        learnt = { ...unknown(learnt.gateway), way: learnt.way };
      }
      place = undefined;
      shared.drop();
      for (const listener of listeners) listener();
    },
    onForget(listener, signal) {
      if (signal.aborted) return;
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
    },
  };
}

/** A gateway that gives its own address in the house as its address outside is no router, or a broken one. */
function worded(
  said: Said,
  protocol: GatewayProtocol,
  { gateway }: GatewayTarget,
): SpokenWord | undefined {
  if (said.kind === 'address' && said.address.text === gateway) return undefined;
  return { ...said, protocol, gateway };
}
