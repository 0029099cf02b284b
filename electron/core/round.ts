import type { Family } from './address.ts';
import { announce } from './announce.ts';
import { type Around, isAtHome, lookAround } from './around.ts';
import { bringAbout, makePlan } from './bring-about.ts';
import { withoutFuture } from './clock-jump.ts';
import { type Detections, freshAnswers, isOffline, neededFamilies } from './detect.ts';
import type { Engine } from './engine.ts';
import { findOut, sourcesOf } from './find-out.ts';
import { addressChanges } from './history/address-changes.ts';
import { withNotices } from './notify/queue.ts';
import type { Outcome } from './outcome.ts';
import type { Force, Plan } from './plan.ts';
import type { RecordId } from './record.ts';
import { rememberDetections, rememberFound, withTurnsGoneOn } from './remember-found.ts';
import { nextCheck } from './schedule.ts';
import type { AppState } from './state.ts';
import { withTimeline } from './timeline.ts';
import { notices } from './views/notices.ts';
import { elsewhere, noteLink, notePlace } from './whereabouts.ts';

/** Why a check runs. */
export type Trigger =
  | 'start'
  | 'timer'
  /** A failed write may be tried again. */
  | 'retry'
  | 'network'
  /** The computer woke. */
  | 'resume'
  /** A pause is over. */
  | 'unpause'
  | 'settings'
  | 'user';

export interface CheckOptions {
  /** Lifts stops, and looks at every record now; a punishing host is still not told twice. */
  readonly force?: Force;
  /** When the user asked, milliseconds since 1970: a stop that came later is not lifted. */
  readonly askedAt?: number | undefined;
  /** Only these records; all when undefined. */
  readonly only?: ReadonlySet<RecordId> | undefined;
  /** Finds out and plans; writes, sends and remembers nothing. */
  readonly dryRun?: boolean;
}

/** What one check came to. */
export interface RoundReport {
  readonly trigger: Trigger;
  readonly offline: boolean;
  /** In a network that the user did not approve: nobody was asked, and nothing written. */
  readonly elsewhere?: true | undefined;
  readonly detections: Detections;
  readonly plan: Plan;
  readonly outcomes: ReadonlyMap<RecordId, Outcome>;
}

/** One check: find out, plan, write, remember, verify, tell. Rejects only when the program ends. */
export async function runRound(
  engine: Engine,
  trigger: Trigger,
  options: CheckOptions,
): Promise<RoundReport> {
  const { ports, settings, keeper, signal } = engine;
  signal.throwIfAborted();
  if (options.dryRun !== true) {
    keeper.update((state) => withoutFuture(state, ports.clock.now()));
  }
  if (trigger === 'start' && options.dryRun !== true) {
    keeper.update((state) => withTurnsGoneOn(state, ports.clock.now(), ports.random));
  }
  const before = keeper.state;
  ports.log.debug('check', { trigger });
  const around = await lookAround(ports.network, settings.networks, ports.clock, signal);
  if (!isAtHome(around)) return stayAway(engine, trigger, options, around, before);
  const needed = neededFamilies(settings);
  // A retry of a failed write needs no new answer where the last one is younger than one interval.
  const known =
    trigger === 'retry'
      ? freshAnswers(needed, before, ports.clock.now(), settings.interval)
      : undefined;
  const found = known === undefined ? await findOut(engine, trigger, needed, around) : undefined;
  const detections = found?.detections ?? known ?? noAnswers;
  const offline = isOffline(needed, detections);
  if (options.dryRun === true) {
    const planned = makePlan(engine, detections, options);
    const outcomes = new Map<RecordId, Outcome>();
    return { trigger, offline, detections, plan: planned, outcomes };
  }
  const now = ports.clock.now();
  if (found !== undefined) {
    const named = { ipv4: sourcesOf(engine, 'ipv4'), ipv6: sourcesOf(engine, 'ipv6') };
    const { random } = ports;
    keeper.update((state) => rememberFound(state, { found, around, named, now, random }));
    for (const change of addressChanges(before, keeper.state, now)) ports.history?.add(change);
  }
  notePlace(engine, around, false, now);
  noteLink(engine, offline, now);
  const nothing = { plan: { groups: [], resting: [] }, outcomes: new Map<RecordId, Outcome>() };
  const done = offline ? nothing : await bringAbout(engine, detections, options);
  const following =
    found === undefined
      ? keeper.state.nextCheck
      : nextCheck(ports.clock.now(), settings.interval, ports.random(), { trigger, offline });
  // The last check is when it planned: what fell due while it wrote is still to be tried.
  keeper.update((state) => ({ ...state, lastCheck: now, nextCheck: following }));
  await tell(engine, before);
  return { trigger, offline, detections, ...done };
}

/** A check in a network that the user did not approve: notes that, asks nobody and writes nothing. */
async function stayAway(
  engine: Engine,
  trigger: Trigger,
  options: CheckOptions,
  around: Around,
  before: AppState,
): Promise<RoundReport> {
  const { ports, settings, keeper } = engine;
  const needed = neededFamilies(settings);
  const of = (family: Family) => (needed.includes(family) ? elsewhere : noAnswers[family]);
  const detections = { ipv4: of('ipv4'), ipv6: of('ipv6') };
  const planned = makePlan(engine, detections, options);
  const report = { trigger, offline: false, elsewhere: true, detections, plan: planned } as const;
  const outcomes = new Map<RecordId, Outcome>();
  if (options.dryRun === true) return { ...report, outcomes };
  const now = ports.clock.now();
  notePlace(engine, around, true, now);
  keeper.update((state) => ({
    ...rememberDetections(state, detections, now),
    lastCheck: now,
    nextCheck: nextCheck(now, settings.interval, ports.random(), { trigger, offline: false }),
  }));
  await tell(engine, before);
  return { ...report, outcomes };
}

/**
 * Notes what happened since `before`, and says what is worth saying; the mark is kept first, so that
 * nothing is said twice. What the channels are to be told waits in the state from then on.
 */
export async function tell({ ports, settings, keeper }: Engine, before: AppState): Promise<void> {
  const now = ports.clock.now();
  const found = notices(before, keeper.state, settings, now);
  keeper.update((state) => {
    const told = { ...state, told: found.told };
    const isTold = ports.channels !== undefined;
    const waiting = isTold ? withNotices(told, found.notices, settings, now) : told;
    return withTimeline(waiting, before, settings, now);
  });
  await keeper.save();
  for (const notice of found.notices) announce(ports.log, () => ports.onNotice?.(notice));
  announce(ports.log, () => ports.onState?.(keeper.state));
}

const noAnswers: Detections = { ipv4: { kind: 'off' }, ipv6: { kind: 'off' } };
