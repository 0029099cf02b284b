import type { QuietHours } from '../../contract/preferences.ts';
import { isCutOff } from '../due.ts';
import { hour, minute, second } from '../duration.ts';
import type { Failure, FailureKind } from '../outcome.ts';
import { inQuietHours } from '../quiet-hours.ts';
import type { ChannelSettings } from '../settings.ts';
import type { AppState, ChannelState } from '../state.ts';

/** Failures that only the user can mend: nothing is sent there until they do something. */
const stopping: ReadonlySet<FailureKind> = new Set([
  'auth',
  'blocked',
  'plan',
  'zoneNotFound',
  'recordNotFound',
  'hostNotFound',
  'invalid',
]);

/** True where a channel is not tried again until the user acts. */
export function stopsChannel(kind: FailureKind): boolean {
  return stopping.has(kind);
}

/** Milliseconds that the ceiling of the back-off begins with, and ends with. */
const shortestCeiling = minute;
const longestCeiling = hour;
const shortestRest = 5 * second;
/** Milliseconds that a service's word is followed at most. */
export const longestAsked = 24 * hour;

/** Milliseconds that a service asked for, as far as they make sense. */
export function askedRest({ retryAfter = 0 }: Failure): number {
  return Number.isNaN(retryAfter) ? 0 : Math.min(Math.max(retryAfter, 0), longestAsked);
}

/**
 * When to try again, in milliseconds since 1970: full jitter under a ceiling that doubles with each
 * failure in a row, never sooner than the service's own word.
 *
 * @param failures failures in a row before this one
 * @param random from 0 to 1
 */
export function nextAttempt(why: Failure, failures: number, now: number, random: number): number {
  const ceiling = Math.min(longestCeiling, shortestCeiling * 2 ** Math.min(failures, 20));
  return Math.round(now + Math.max(askedRest(why), shortestRest) + random * ceiling);
}

/** Never, as a time. */
const never = Number.POSITIVE_INFINITY;

export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The local time of day, in minutes since midnight. */
  readonly minute: number;
}

function isQuiet(hours: QuietHours | undefined, minuteOfDay: number): boolean {
  return hours !== undefined && inQuietHours(hours, minuteOfDay);
}

/** The end of the rest of a channel that has something to tell; undefined for any other. */
export function nextTryOf(channel: ChannelState): number | undefined {
  const { waiting, sending, nextTry } = channel;
  return waiting.length > 0 || sending !== undefined ? nextTry : undefined;
}

/** The end of a rest; one that the clock has left behind, or that no service can have meant, is over. */
function restOf({ nextTry = 0, last }: ChannelState, now: number): number {
  const isAhead = nextTry > now + longestAsked + longestCeiling + shortestRest;
  return isAhead || (last?.at ?? 0) > now ? 0 : nextTry;
}

/**
 * When there is something to tell a channel, in milliseconds since 1970; `Infinity` where there is
 * not, or only after something else has happened. Within the quiet hours: when to look again.
 */
export function dueAt(
  channel: ChannelState,
  settings: ChannelSettings,
  state: AppState,
  { now, minute: minuteOfDay }: Moment,
): number {
  if (channel.waiting.length === 0 && channel.sending === undefined) return never;
  if (channel.stopped !== undefined || settings.locked !== undefined || isCutOff(state))
    return never;
  // The clock may be set meanwhile, and the computer may sleep.
  if (isQuiet(settings.quietHours, minuteOfDay)) return now + minute;
  return Math.max(restOf(channel, now), now);
}
