import { type Family, families, sameAddress } from './address.ts';
import {
  type Around,
  hasMoved,
  isBehindGateway,
  isCutOffByRule,
  localAddresses,
} from './around.ts';
import { second } from './duration.ts';
import type { GatewayWord } from './gateway/client.ts';
import type { Ask } from './hedge.ts';
import { inTime } from './in-time.ts';
import { ownFault } from './outcome.ts';
import type { Clock, Log } from './ports.ts';
import { findAddress, isTrusted } from './quorum.ts';
import { familyOf } from './record.ts';
import type { Trigger } from './round.ts';
import type { Settings } from './settings.ts';
import { type Answer, type Source, type SourceContext, SourceFailure } from './source.ts';
import { askingOrder, nextTurn, patienceWith } from './source-order.ts';
import type { AppState, Detection, Voice } from './state.ts';
import { approach, insists, judged, mayKeep } from './steady.ts';

export type Detections = Readonly<Record<Family, Detection>>;

/** Milliseconds that a gateway's word is waited for: where an address is known, and for the first one. */
const gatewayPatience = { known: second / 2, first: 3 * second, asked: second } as const;

export interface Search {
  readonly needed: readonly Family[];
  readonly state: AppState;
  readonly sources: (family: Family) => readonly Source[];
  readonly context: SourceContext;
  readonly clock: Clock;
  readonly log: Log;
  readonly trigger: Trigger;
  readonly around: Around;
  /** Milliseconds between checks. */
  readonly interval: number;
}

/** What one family's search came to. */
export interface Finding {
  readonly detection: Detection;
  /** False for what was found out before and stands for another while. */
  readonly isNew: boolean;
  readonly asks: readonly Ask[];
  /** Nobody on the Internet could be reached, and nothing here says that all is as it was. */
  readonly cutOff: boolean;
  /** Whose turn it is next time. */
  readonly turn: number;
}

export interface Found {
  readonly detections: Detections;
  readonly findings: Readonly<Record<Family, Finding>>;
  /** Undefined where it was not asked, or has not told in time. */
  readonly gateway: GatewayWord | undefined;
}

/** The families that some record needs and that the user did not switch off. */
export function neededFamilies(settings: Settings): readonly Family[] {
  return families.filter(
    (family) =>
      settings.sources[family] !== 'off' &&
      settings.records.some((record) => familyOf(record.type) === family),
  );
}

/** Both families at once; each on its own, so that one never waits for or hides the other. */
export async function detect(search: Search): Promise<Found> {
  const hearing = hearGateway(search);
  const [ipv4, ipv6, gateway] = await Promise.all([
    findOut('ipv4', search, hearing),
    findOut('ipv6', search, noGateway),
    hearing.soon,
  ]);
  const detections = { ipv4: ipv4.detection, ipv6: ipv6.detection };
  return { detections, findings: { ipv4, ipv6 }, gateway: gateway ?? hearing.lately };
}

function isGateway({ transport }: Source): boolean {
  return transport === 'gateway';
}

/** The gateway's word, as far as it is waited for. */
interface Hearing {
  readonly soon: Promise<GatewayWord | undefined>;
  /** What it says where a new address must wait for it. */
  readonly late: () => Promise<GatewayWord | undefined>;
  /** What that came to. */
  lately?: GatewayWord | undefined;
}

const nothing: Promise<undefined> = Promise.resolve(undefined);
const noGateway: Hearing = { soon: nothing, late: () => nothing };

/**
 * Hears the gateway, where it is one of the sources and stands before this computer. What it takes too
 * long for it goes on with.
 */
function hearGateway(search: Search): Hearing {
  const { needed, sources, context, clock, state, trigger, around } = search;
  if (!needed.includes('ipv4') || !sources('ipv4').some(isGateway)) return noGateway;
  if (!isBehindGateway(around)) return noGateway;
  const { signal } = context;
  const word = context.gateway.ask(signal);
  const { known, first, asked } = gatewayPatience;
  const isFirst = state.families.ipv4.address === undefined;
  const wait = isFirst ? (insists(trigger) ? asked : first) : known;
  const soon = inTime(wait, clock, signal, () => word);
  // One that has never spoken is not waited for again.
  const before = state.surroundings?.gateway.kind;
  const hasSpoken = before === 'address' || before === 'down';
  const hearing: Hearing = {
    soon,
    async late() {
      if (hasSpoken) hearing.lately = await inTime(first, clock, signal, () => word);
      return hearing.lately;
    },
  };
  return hearing;
}

/**
 * True where the few who might be asked were silent, and that tells nothing yet: one alone, or only
 * those that many networks let nobody ask.
 */
function saysLittle(detection: Detection, asks: readonly Ask[]): boolean {
  if (detection.kind !== 'unavailable') return false;
  if (detection.why !== 'noAnswer' && detection.why !== 'offline') return false;
  if (!asks.some(({ source }) => isTrusted(source))) return true;
  return asks.length === 1 && detection.why === 'noAnswer';
}

async function findOut(family: Family, search: Search, hearing: Hearing): Promise<Finding> {
  const { needed, state, context, clock, log, trigger, around, interval } = search;
  const known = state.families[family];
  const { address: confirmed, turn } = known;
  const rest = { isNew: true, asks: [], cutOff: false, turn } as const;
  if (!needed.includes(family)) return { ...rest, detection: { kind: 'off' } };
  if (isCutOffByRule(around, family)) return { ...rest, detection: noWay };
  // Without an address to compare with there is no reason to wait before others are asked.
  const word = confirmed === undefined ? undefined : await hearing.soon;
  const now = clock.now();
  const before = state.surroundings;
  const way = approach({ family, known, trigger, around, word, before, now });
  if (way.kind === 'known') return { ...rest, ...way };
  const { pace, gateway, witness, isDoubted, isGuarded } = way;
  const memories = state.sources ?? {};
  const able = search
    .sources(family)
    .filter((source) => source.families.includes(family) && !isGateway(source));
  const order = askingOrder({ family, able, memories, turn, now }, pace);
  const isSpared = pace === 'spaced' && mayKeep(known, now, interval);
  const kept = { ...rest, detection: known.last ?? noWay, isNew: false };
  if (isSpared && order.openers === 0) return kept;
  const local = localAddresses(around, confirmed);
  const { detection, asks } = await findAddress({
    family,
    ...order,
    confirmed,
    gateway,
    doubted: isDoubted,
    atOnce: pace === 'urgent' ? 2 : 1,
    mostVoices: isGuarded ? 1 : undefined,
    // Where something here says that nothing changed there is no hurry.
    patience: (source) =>
      witness === undefined ? patienceWith(source, family, memories) : Number.POSITIVE_INFINITY,
    clock,
    signal: context.signal,
    ask: (source, signal) => askOne(source, family, { ...context, local, signal }, log),
  });
  const next = asks.length === 0 ? turn : nextTurn(able.length, context.random());
  const isKept = isSpared && order.sources.length > asks.length && saysLittle(detection, asks);
  if (isKept) {
    return { ...kept, asks, turn: next };
  }
  const isFresh = detection.kind === 'known' && !sameAddress(detection.address, confirmed);
  if (isFresh && (await hasMoved(context.network, around, family, clock, context.signal))) {
    // Whose address that is, nobody knows; the next check will.
    const { voices, silent } = detection;
    const lost: Detection = { kind: 'unavailable', why: 'noAnswer', voices, silent };
    return { detection: lost, isNew: true, asks, cutOff: false, turn: next };
  }
  const insides = new Set(able.filter(isInside).map(({ id }) => id));
  const found = judged({
    family,
    known,
    trigger,
    around,
    word: (await hearing.soon) ?? (isFresh ? await hearing.late() : undefined),
    detection,
    witness,
    isInside: ({ source }: Voice) => insides.has(source),
  });
  const cutOff = found.kind === 'unavailable' && found.why === 'offline';
  return { detection: found, isNew: true, asks, cutOff, turn: next };
}

/** The adapter that the user chose has no address to ask from. */
const noWay: Detection = { kind: 'unavailable', why: 'offline', voices: [], silent: [] };

/** True for a source that tells of this computer itself, and asks nobody by the way out. */
function isInside({ transport }: Source): boolean {
  return transport === 'interface' || transport === 'command';
}

/**
 * Asks one source. One that breaks its promise is a silent one, not the end of the round: rejects with
 * {@link SourceFailure}, or with the signal's reason.
 */
export async function askOne(
  source: Source,
  family: Family,
  context: SourceContext,
  log: Log,
): Promise<Answer> {
  try {
    return await source.ask(family, context);
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof SourceFailure) throw error;
    log.error('a source broke its promise', { source: source.id, error });
    throw new SourceFailure('form', ownFault);
  }
}

/** What is known already, where every needed family was found out less than `interval` ms ago. */
export function freshAnswers(
  needed: readonly Family[],
  state: AppState,
  now: number,
  interval: number,
): Detections | undefined {
  const fresh = needed.every((family) => {
    const { seen, last } = state.families[family];
    const age = seen === undefined ? -1 : now - seen;
    return last?.kind === 'known' && age >= 0 && age < interval;
  });
  if (!fresh) return undefined;
  const answer = (family: Family): Detection =>
    (needed.includes(family) ? state.families[family].last : undefined) ?? { kind: 'off' };
  return { ipv4: answer('ipv4'), ipv6: answer('ipv6') };
}

/** True when every family that was asked could send nothing. */
export function isOffline(needed: readonly Family[], detections: Detections): boolean {
  return (
    needed.length > 0 &&
    needed.every((family) => {
      const detection = detections[family];
      return detection.kind === 'unavailable' && detection.why === 'offline';
    })
  );
}
