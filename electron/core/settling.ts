import { second } from './duration.ts';
import type { Trigger } from './round.ts';

/**
 * What the system tells. Much of it comes many times and too early: interfaces appear one after the
 * other, and a computer that wakes has no network yet.
 */
export type Signal = 'networkChanged' | 'resumed' | 'unlocked';

/** What a signal is weighed against. */
export interface SignalContext {
  /** When the last check was, in milliseconds since 1970. */
  readonly lastCheck?: number | undefined;
  /** Milliseconds between checks. */
  readonly interval: number;
}

type OutsideTrigger = Extract<Trigger, 'network' | 'resume'>;

interface Planned {
  readonly trigger: OutsideTrigger;
  /** When it was planned, and for when. Times are milliseconds since 1970. */
  readonly at: number;
  readonly due: number;
  /** The first of the signals that it is for; undefined for a check that is tried again. */
  readonly first?: number | undefined;
}

/** What the signals have come to so far: one check that is planned, at most. */
export interface Settling {
  readonly planned?: Planned | undefined;
  /** How often the check after waking was tried again; undefined where none would be. */
  readonly tries?: number | undefined;
}

export const emptySettling: Settling = {};

/** So long it must be quiet before a check. */
const quiet: Readonly<Record<Signal, number>> = {
  networkChanged: 3 * second,
  resumed: 5 * second,
  unlocked: 3 * second,
};
/** Signals that do not end are waited for no longer than this. */
const longestUnrest = 15 * second;
/** When to try again after a check that found no network yet. */
const delays = [5, 15, 45].map((seconds) => seconds * second);

/** Takes a signal. `now` is in milliseconds since 1970. Pure. */
export function signalled(
  settling: Settling,
  signal: Signal,
  now: number,
  context: SignalContext,
): Settling {
  const { planned, tries } = present(settling, now);
  if (signal === 'unlocked' && !isOld(now, context)) return { planned, tries };
  const burst = planned?.first === undefined ? undefined : planned;
  const first = burst?.first ?? now;
  const calm = Math.max(now + quiet[signal], burst?.due ?? 0);
  const trigger = signal === 'networkChanged' ? (burst?.trigger ?? 'network') : 'resume';
  return {
    planned: { trigger, at: now, due: Math.min(calm, first + longestUnrest), first },
    tries: signal === 'resumed' ? 0 : tries,
  };
}

function isOld(now: number, { lastCheck, interval }: SignalContext): boolean {
  return lastCheck === undefined || lastCheck > now || now - lastCheck > interval;
}

/** What is to be checked now, if anything; the check is then taken as begun. Pure. */
export function dueSettling(
  settling: Settling,
  now: number,
): { readonly settling: Settling; readonly trigger?: OutsideTrigger | undefined } {
  const { planned, tries } = present(settling, now);
  if (planned === undefined || planned.due > now) return { settling: { planned, tries } };
  const isAgain = planned.first === undefined && tries !== undefined;
  return { settling: { tries: isAgain ? tries + 1 : tries }, trigger: planned.trigger };
}

/** Takes what a check came to, whoever asked for it. Pure. */
export function checked(
  settling: Settling,
  { offline }: { readonly offline: boolean },
  now: number,
): Settling {
  const { planned, tries } = present(settling, now);
  // It may have run before the signals that another check is planned for.
  if (planned?.first !== undefined) return { planned, tries };
  if (!offline) return emptySettling;
  if (planned !== undefined || tries === undefined) return { planned, tries };
  const delay = delays[tries];
  if (delay === undefined) return emptySettling;
  return { planned: { trigger: 'resume', at: now, due: now + delay }, tries };
}

/** When to ask {@link dueSettling}, in milliseconds since 1970; Infinity where nothing is planned. */
export function nextSettling({ planned }: Settling): number {
  return planned?.due ?? Number.POSITIVE_INFINITY;
}

/** Where the clock was set back, what was planned counts from now. */
function present({ planned, tries }: Settling, now: number): Settling {
  const ahead = planned === undefined ? 0 : planned.at - now;
  if (planned === undefined || ahead <= 0) return { planned, tries };
  const { trigger, due, first } = planned;
  const since = first === undefined ? undefined : first - ahead;
  return { planned: { trigger, at: now, due: due - ahead, first: since }, tries };
}
