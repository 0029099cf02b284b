import { hour, minute, second } from './duration.ts';
import { type Failure, type FailureKind, isFailure, type Outcome } from './outcome.ts';
import type { Capabilities } from './provider.ts';
import type { Trigger } from './round.ts';
import type { RecordState, Stop } from './state.ts';

/**
 * What follows a failure. `stop` holds until the user acts, across restarts. `look` is for what is
 * mended at the provider, not here: where looking is harmless we look again now and then.
 */
type Reaction =
  | { readonly kind: 'stop' }
  | { readonly kind: 'look' }
  | { readonly kind: 'retry'; readonly base: number; readonly cap: number };

const stop: Reaction = { kind: 'stop' };
const look: Reaction = { kind: 'look' };
const link: Reaction = { kind: 'retry', base: 15 * second, cap: 10 * minute };

const reactions: Readonly<Record<FailureKind, Reaction>> = {
  auth: stop,
  blocked: stop,
  plan: stop,
  zoneNotFound: look,
  recordNotFound: look,
  hostNotFound: look,
  conflict: look,
  invalid: look,
  clock: { kind: 'retry', base: 5 * minute, cap: hour },
  rateLimited: { kind: 'retry', base: 5 * minute, cap: 6 * hour },
  server: { kind: 'retry', base: minute, cap: hour },
  network: link,
  offline: link,
  captive: link,
  proxyAuth: link,
  tls: { kind: 'retry', base: 5 * minute, cap: hour },
  mismatch: { kind: 'retry', base: 5 * minute, cap: 6 * hour },
  unknown: { kind: 'retry', base: 5 * minute, cap: 6 * hour },
};

/** True for failures that are tried again soon and by themselves. */
export function isRetried(kind: FailureKind): boolean {
  return reactions[kind].kind === 'retry';
}

/** How often what only the provider's side can mend is looked at again. */
export const lookAgain = hour;
/** Hosts that punish repetition are left alone so long after a failure of theirs. */
export const punishingRest = 30 * minute;
/** A call that may have arrived is not sent to such a host again before this. */
export const unconfirmedRest = 5 * minute;
/** Failures after which such a host rests. */
const theirs: ReadonlySet<FailureKind> = new Set(['server', 'unknown', 'mismatch', 'rateLimited']);
/** What the provider holds is compared again so often, to notice an edit by hand. */
export const recheckInterval = hour;
/** A provider's word is followed so long at most: one mistaken answer must not stop us for years. */
const longestAsked = 24 * hour;
/** No keep-alive and no forced repeat to a punishing host is ever sooner than this. */
export const shortestRepeat = 24 * hour;

/** When to try again, or that nobody but the user can go on. */
export type Next =
  | { readonly kind: 'done' }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'stopped'; readonly stop: Stop };

/**
 * What comes after an outcome: back-off with full jitter that doubles with each failure in a row,
 * never sooner than the provider's own word, as far as that is within a day.
 *
 * @param failures failures in a row before this outcome
 * @param now milliseconds since 1970
 * @param random from 0 to 1
 */
export function next(
  outcome: Outcome,
  failures: number,
  now: number,
  random: number,
  capabilities: Capabilities,
): Next {
  if (!isFailure(outcome)) return { kind: 'done' };
  const reaction = reactions[outcome.kind];
  const stopped: Next = { kind: 'stopped', stop: stopOf(outcome, now) };
  if (reaction.kind === 'stop') return stopped;
  if (reaction.kind === 'look') {
    return capabilities.reads ? { kind: 'wait', until: now + lookAgain } : stopped;
  }
  const ceiling = Math.min(reaction.cap, reaction.base * 2 ** Math.min(failures, 20));
  const floor = Math.max(
    askedRest(outcome),
    leastRest(outcome, failures, capabilities),
    5 * second,
  );
  return { kind: 'wait', until: Math.round(now + floor + random * ceiling) };
}

/** Milliseconds from 0 to {@link longestAsked}, whatever was said. */
function askedRest({ retryAfter = 0 }: Failure): number {
  return Number.isNaN(retryAfter) ? 0 : Math.min(Math.max(retryAfter, 0), longestAsked);
}

function leastRest(outcome: Failure, failures: number, capabilities: Capabilities): number {
  if (!capabilities.repeatsArePunished) return 0;
  if (theirs.has(outcome.kind)) return punishingRest;
  if (outcome.unconfirmed !== true) return 0;
  return Math.min(unconfirmedRest * 2 ** Math.min(failures, 20), 6 * hour);
}

function stopOf(outcome: Failure, now: number): Stop {
  return { kind: outcome.kind, detail: outcome.detail, at: now };
}

/** When the user asked to force, and the present time; both in milliseconds since 1970. */
export interface Asked {
  readonly at: number;
  readonly now: number;
}

/**
 * True where the user, when they asked, could know of the stop and wants it lifted. A stop in the
 * future was noted before the clock was set back.
 */
export function isLifted(stop: Stop, asked: Asked): boolean {
  return stop.at <= asked.at || stop.at > asked.now;
}

/** Which checks of a published address are left, in milliseconds after the write; then it is given up as it is. */
const verifyDelays = [5, 15, 30, 60, 120, 300, 600].map((seconds) => seconds * second);
/** A confirmed record is confirmed again so often. */
export const verifyAgain = 6 * hour;

/** When to ask the name servers again; undefined when there is no more to learn. */
export function nextVerification(
  kind: NonNullable<RecordState['verification']>['kind'],
  tries: number,
  now: number,
): number | undefined {
  if (kind === 'proxied') return undefined;
  if (kind === 'matches') return now + verifyAgain;
  const delay = verifyDelays[tries];
  return delay === undefined ? now + verifyAgain : now + delay;
}

/** What many computers may go through at the same minute: power, or a network that is back. */
const shared: ReadonlySet<Trigger> = new Set(['start', 'network', 'resume']);

/** A connection that is back is noticed within so long, however rarely the user wants to check. */
const longestOffline = 5 * minute;

/**
 * The time of the next check: the interval with a tenth of jitter. After what many may have gone
 * through together, half to one and a half of it, so that they do not go on together. While offline
 * only long intervals are cut: if all who wait for the same outage to end came sooner than usual,
 * they would come at once.
 */
export function nextCheck(
  now: number,
  interval: number,
  random: number,
  { trigger, offline }: { readonly trigger: Trigger; readonly offline: boolean },
): number {
  const base = offline ? Math.min(interval, longestOffline) : interval;
  const jitter = shared.has(trigger) ? 1 : 0.1;
  return Math.round(now + base * (1 + (random - 0.5) * jitter));
}

/** True where a time that was planned has come, or cannot be right because the clock was set back. */
export function isDue(planned: number | undefined, now: number, longest: number): boolean {
  return planned === undefined || planned <= now || planned - now > longest;
}
