import { minute, second } from './duration.ts';
import type { Trigger } from './round.ts';

/**
 * What is noticed outside. Much of it comes many times and too early: interfaces appear one after
 * the other, and a computer that wakes has no network yet. What is known for sure need not wait.
 */
export type Signal =
  /** The gateway's own word on its Internet side is another: there is nothing to wait for. */
  | 'gatewayChanged'
  /** A family has a usable way out by another address than before. */
  | 'addressChanged'
  /** Something else about the network: most often a link that goes, or comes in pieces. */
  | 'networkChanged'
  | 'resumed'
  | 'unlocked';

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

/** A check that signals brought. */
interface Brought {
  readonly at: number;
  /** It found another address. */
  readonly fruitful: boolean;
}

/** What the signals have come to so far: at most one check that need not wait, and one that does. */
export interface Settling {
  readonly early?: Planned | undefined;
  readonly planned?: Planned | undefined;
  /** How often the check after waking was tried again; undefined where none would be. */
  readonly tries?: number | undefined;
  /** The checks of the last {@link memory} milliseconds, the newest last. */
  readonly brought?: readonly Brought[] | undefined;
}

export const emptySettling: Settling = {};

/** So long it must be quiet before a check. */
const quiet: Readonly<Record<Signal, number>> = {
  gatewayChanged: 50,
  addressChanged: 250,
  networkChanged: 3 * second,
  resumed: 5 * second,
  unlocked: 3 * second,
};
/** Signals that do not end are waited for no longer than this. */
const longestUnrest = 15 * second;
const longestEarlyUnrest = second;
/** When to try again after a check that found no network yet. */
const delays = [5, 15, 45].map((seconds) => seconds * second);

/** So many checks within a minute that found nothing new, and signals wait like any other. */
const mostHasty = 2;
/** So many of these, or of all, within {@link memory}, and there is one check a minute. */
const mostFruitless = 10;
const mostBrought = 30;
const memory = 10 * minute;

/** Takes a signal. `now` is in milliseconds since 1970. Pure. */
export function signalled(
  settling: Settling,
  signal: Signal,
  now: number,
  context: SignalContext,
): Settling {
  const before = present(settling, now);
  if (signal === 'unlocked' && !isOld(now, context)) return before;
  if (isSure(signal) && !isRestless(before.brought, now)) return withEarly(before, signal, now);
  return withCalm(before, signal, now);
}

function isSure(signal: Signal): boolean {
  return signal === 'gatewayChanged' || signal === 'addressChanged';
}

/** What is sure now is what all signals so far were waited for. */
function withEarly(before: Settling, signal: Signal, now: number): Settling {
  const { early, planned } = before;
  const first = early?.first ?? now;
  const calm = Math.max(now + quiet[signal], early?.due ?? 0);
  const due = Math.min(calm, first + longestEarlyUnrest);
  const trigger = early?.trigger ?? planned?.trigger ?? 'network';
  return { ...before, early: { trigger, at: now, due, first }, planned: undefined };
}

function withCalm(before: Settling, signal: Signal, now: number): Settling {
  const burst = before.planned?.first === undefined ? undefined : before.planned;
  const first = burst?.first ?? now;
  const isStormy = isStorm(before.brought, now);
  const wait = isStormy ? minute : Math.max(quiet[signal], quiet.networkChanged);
  const calm = Math.max(now + wait, burst?.due ?? 0);
  const due = Math.min(calm, first + (isStormy ? minute : longestUnrest));
  const wakes = signal === 'resumed' || signal === 'unlocked';
  const trigger = wakes ? 'resume' : (burst?.trigger ?? 'network');
  return {
    ...before,
    planned: { trigger, at: now, due, first },
    tries: signal === 'resumed' ? 0 : before.tries,
  };
}

function isOld(now: number, { lastCheck, interval }: SignalContext): boolean {
  return lastCheck === undefined || lastCheck > now || now - lastCheck > interval;
}

function isRestless(brought: readonly Brought[] = [], now: number): boolean {
  const vain = brought.filter(({ at, fruitful }) => !fruitful && now - at < minute);
  return vain.length >= mostHasty || isStorm(brought, now);
}

function isStorm(brought: readonly Brought[] = [], now: number): boolean {
  const late = brought.filter(({ at }) => now - at < memory);
  const vain = late.filter(({ fruitful }) => !fruitful);
  return vain.length >= mostFruitless || late.length >= mostBrought;
}

/** What is to be checked now, if anything; the check is then taken as begun. Pure. */
export function dueSettling(
  settling: Settling,
  now: number,
): { readonly settling: Settling; readonly trigger?: OutsideTrigger | undefined } {
  const before = present(settling, now);
  const { early, planned, tries } = before;
  const isOver = planned !== undefined && planned.due <= now;
  const due = early !== undefined && early.due <= now ? early : isOver ? planned : undefined;
  if (due === undefined) return { settling: before };
  const isAgain = due.first === undefined && tries !== undefined;
  const brought = withBrought(before.brought, due, now);
  const rest = due === early ? { planned: isOver ? undefined : planned } : { early };
  return {
    settling: { ...rest, tries: isAgain ? tries + 1 : tries, brought },
    trigger: due.trigger,
  };
}

function withBrought(
  brought: readonly Brought[] = [],
  { first }: Planned,
  now: number,
): readonly Brought[] {
  const late = brought.filter(({ at }) => now - at < memory);
  return first === undefined ? late : [...late, { at: now, fruitful: false }];
}

/** Takes what a check of ours came to. Pure. */
export function checked(
  settling: Settling,
  { offline, changed }: { readonly offline: boolean; readonly changed: boolean },
  now: number,
): Settling {
  const so = present(settling, now);
  const { early, planned, tries } = so;
  const brought = changed ? withFruit(so.brought) : so.brought;
  // It may have run before the signals that another check is planned for.
  if (early !== undefined || planned?.first !== undefined) return { ...so, brought };
  if (!offline) return { brought };
  if (planned !== undefined || tries === undefined) return { ...so, brought };
  const delay = delays[tries];
  if (delay === undefined) return { brought };
  return { planned: { trigger: 'resume', at: now, due: now + delay }, tries, brought };
}

/** Of several that run into one another, the last that is not known to have found something did. */
function withFruit(brought: readonly Brought[] = []): readonly Brought[] {
  const found = brought.findLastIndex(({ fruitful }) => !fruitful);
  return brought.map((one, at) => (at === found ? { ...one, fruitful: true } : one));
}

/** When to ask {@link dueSettling}, in milliseconds since 1970; Infinity where nothing is planned. */
export function nextSettling({ early, planned }: Settling): number {
  const never = Number.POSITIVE_INFINITY;
  return Math.min(early?.due ?? never, planned?.due ?? never);
}

/** Where the clock was set back, what was planned counts from now, and what was is not to come. */
function present(settling: Settling, now: number): Settling {
  const { early, planned, brought } = settling;
  return {
    ...settling,
    early: early && counted(early, now),
    planned: planned && counted(planned, now),
    brought: brought?.map((one) => (one.at > now ? { ...one, at: now } : one)),
  };
}

function counted(planned: Planned, now: number): Planned {
  const ahead = planned.at - now;
  if (ahead <= 0) return planned;
  const { trigger, due, first } = planned;
  const since = first === undefined ? undefined : first - ahead;
  return { trigger, at: now, due: due - ahead, first: since };
}
