import { classify, type Family, sameAddress } from './address.ts';
import { type Around, isBehindGateway, isGated, wayOut } from './around.ts';
import { minute } from './duration.ts';
import type { GatewayWord } from './gateway/client.ts';
import { localWitness } from './local-address.ts';
import type { Trigger } from './round.ts';
import { type Pace, spacing } from './source-order.ts';
import type { Detection, FamilyState, Silence, Surroundings, Voice } from './state.ts';

/** Where something local says that all is as it was, the Internet is asked no more often than this. */
const leastAway = 10 * minute;
/** And no later than so much after it; when in between is left to chance. Milliseconds. */
export const mostAway = 20 * minute;

const insisting: ReadonlySet<Trigger> = new Set(['user', 'settings']);
/** Nothing has happened. */
const regular: ReadonlySet<Trigger> = new Set(['timer', 'retry']);

/** True where somebody wants to hear it from the Internet, whatever is known. */
export function insists(trigger: Trigger): boolean {
  return insisting.has(trigger);
}

/** How one family's address is to be found out. */
export type Approach =
  /** It is known: nobody on the Internet is asked. `isNew` is false for what was found out before. */
  | { readonly kind: 'known'; readonly detection: Detection; readonly isNew: boolean }
  | {
      readonly kind: 'ask';
      readonly pace: Pace;
      /** Where it is only heard what a source says: nothing new would be believed. */
      readonly isGuarded: boolean;
      readonly gateway: Voice | undefined;
      /** Says that the address is as it was. */
      readonly witness: Voice | undefined;
      /** The gateway has another address than before, and than is confirmed. */
      readonly isDoubted: boolean;
    };

export interface Situation {
  readonly family: Family;
  readonly known: FamilyState;
  readonly trigger: Trigger;
  readonly around: Around;
  /** The gateway's word, where it is one of the family's sources. */
  readonly word: GatewayWord | undefined;
  /** As of the check before. */
  readonly before: Surroundings | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The gateway's word as a voice; undefined where it has no global address, or none for our way out. Pure. */
function gatewayVoice({ word, around }: Pick<Situation, 'word' | 'around'>): Voice | undefined {
  if (word?.kind !== 'address' || classify(word.address) !== 'global') return undefined;
  if (!isBehindGateway(around)) return undefined;
  const evidence = `${word.protocol} ${word.gateway}`;
  return { source: 'gateway', operator: 'gateway', address: word.address, evidence };
}

/** Who says here, without the Internet, that the confirmed address is right. */
function witnessOf(situation: Situation, gateway: Voice | undefined): Voice | undefined {
  const { family, known, around } = situation;
  const { address } = known;
  if (address === undefined) return undefined;
  if (gateway !== undefined) return sameAddress(gateway.address, address) ? gateway : undefined;
  const way = wayOut(around, family);
  if (!localWitness(family, address, around.addresses, way, around.rules)) return undefined;
  const evidence = way?.interface ?? '';
  return { source: 'interface', operator: 'interface', address, evidence };
}

/** True where the gateway's word is as it was at the last check: what it contradicts is known. */
function isOldWord(gateway: Voice, before: Surroundings | undefined): boolean {
  return before?.gateway.kind === 'address' && sameAddress(before.gateway.address, gateway.address);
}

/** Decides whom to ask about one family, by what is known and what is heard for nothing. Pure. */
export function approach(situation: Situation): Approach {
  const { family, known, trigger, around, before, now } = situation;
  const { address, last, askAgain = 0 } = known;
  const gateway = gatewayVoice(situation);
  const witness = witnessOf(situation, gateway);
  const isRegular = regular.has(trigger);
  if (witness !== undefined && !insists(trigger) && askAgain > now) {
    if (last?.kind !== 'disagree') return { kind: 'known', detection: by(witness), isNew: true };
    if (isRegular) return { kind: 'known', detection: last, isNew: false };
  }
  const isDoubted =
    gateway !== undefined &&
    address !== undefined &&
    !sameAddress(gateway.address, address) &&
    !isOldWord(gateway, before);
  const gated = isGated(around, family);
  // What sources say is another way out's, and was so before: to ask them all again tells nothing.
  const isStanding =
    last?.kind === 'disagree' && gateway !== undefined && isOldWord(gateway, before);
  const isCalm =
    last?.kind === 'known'
      ? address !== undefined && !isDoubted
      : isStanding || (gated && last?.kind === 'unavailable' && last.why === 'tunnel');
  const isExpected = isDoubted || address === undefined || !(isRegular || insists(trigger));
  const pace = isRegular && isCalm ? 'spaced' : isExpected && !gated ? 'urgent' : 'free';
  const isGuarded = gated || (isRegular && isStanding);
  return { kind: 'ask', pace, isGuarded, gateway, witness, isDoubted };
}

/** The confirmed address, as somebody here says it. */
function by(witness: Voice, silent: readonly Silence[] = []): Detection {
  return { kind: 'known', address: witness.address, by: 'local', voices: [witness], silent };
}

export interface Judged extends Omit<Situation, 'before' | 'now'> {
  /** What the sources' answers came to. */
  readonly detection: Detection;
  readonly witness: Voice | undefined;
  /** True for what this computer tells of itself, whatever way out it has. */
  readonly isInside: (voice: Voice) => boolean;
}

/** What the sources' answers mean here: behind a tunnel, beside a witness, against the gateway. Pure. */
export function judged(of: Judged): Detection {
  const { family, known, trigger, around, detection, witness, isInside } = of;
  if (detection.kind === 'off') return detection;
  const { voices, silent } = detection;
  if (detection.kind === 'unavailable' && witness !== undefined && !insists(trigger)) {
    const isSilence = detection.why === 'offline' || detection.why === 'noAnswer';
    return isSilence ? by(witness, silent) : detection;
  }
  if (detection.kind === 'known' && sameAddress(detection.address, known.address)) return detection;
  if (isGated(around, family) && voices.length > 0 && !voices.every(isInside)) {
    return { kind: 'unavailable', why: 'tunnel', voices, silent };
  }
  const gateway = gatewayVoice(of);
  if (detection.kind !== 'known' || gateway === undefined) return detection;
  if (sameAddress(detection.address, gateway.address)) return detection;
  const others = voices.filter(({ source }) => source !== gateway.source);
  return { kind: 'disagree', voices: [gateway, ...others], silent };
}

/** True where what was known before may stand for another while: so nobody has to be asked too often. */
export function mayKeep({ last, seen }: FamilyState, now: number, interval: number): boolean {
  if (last?.kind !== 'known') return last !== undefined && last.kind !== 'off';
  const age = seen === undefined ? -1 : now - seen;
  return age >= 0 && age < spacing + interval;
}

/**
 * When the Internet is to be asked again, for a program that starts: what fell due while it did not
 * run is drawn anew, as if the turns had gone on, so that all that start when the power is back do
 * not ask at once although their gateways say that nothing changed.
 */
export function askAgainAtStart(askAgain: number, now: number, random: number): number {
  return askAgain > now ? askAgain : nextAskAgain(now, random, true);
}

/**
 * When the Internet is to be asked again although something here says that nothing changed. After a
 * time without a connection it is drawn as if the turns had gone on meanwhile: many that come back
 * together then ask as evenly as ever. Milliseconds since 1970; `random` from 0 to 1.
 */
export function nextAskAgain(now: number, random: number, offline: boolean): number {
  const spread = mostAway - leastAway;
  if (!offline) return Math.round(now + leastAway + random * spread);
  // How much is left of a turn that one comes upon by chance: even up to the least, then less and less.
  const mean = leastAway + spread / 2;
  const even = leastAway / mean;
  const left =
    random < even ? random * mean : mostAway - Math.sqrt((1 - random) * 2 * spread * mean);
  return Math.round(now + left);
}
