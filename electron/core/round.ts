import type { Family } from './address.ts';
import { announce } from './announce.ts';
import { applyGroup } from './apply.ts';
import { withoutFuture } from './clock-jump.ts';
import {
  type Detections,
  detect,
  freshAnswers,
  isOffline,
  neededFamilies,
  rememberDetections,
} from './detect.ts';
import { accountOf, capabilitiesFor, type Engine } from './engine.ts';
import type { Outcome } from './outcome.ts';
import { type ChangeGroup, type Force, type Plan, plan } from './plan.ts';
import { resume } from './reconcile.ts';
import type { RecordId } from './record.ts';
import { markInFlight, rememberUpToDate, unmarkInFlight } from './remember.ts';
import { nextCheck } from './schedule.ts';
import { sourceContext } from './source-context.ts';
import type { AppState } from './state.ts';
import { withTimeline } from './timeline.ts';
import { settleOpenCalls, verifyDue } from './verification.ts';
import { notices } from './views/notices.ts';

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
  const before = keeper.state;
  ports.log.debug('check', { trigger });
  const needed = neededFamilies(settings);
  // A retry of a failed write needs no new answer where the last one is younger than one interval.
  const known =
    trigger === 'retry'
      ? freshAnswers(needed, before, ports.clock.now(), settings.interval)
      : undefined;
  const asked = known === undefined ? await findOut(engine, needed) : undefined;
  const detections = asked?.detections ?? known ?? noAnswers;
  const offline = isOffline(needed, detections);
  if (options.dryRun === true) {
    const planned = makePlan(engine, detections, options);
    return { trigger, offline, detections, plan: planned, outcomes: new Map() };
  }
  const now = ports.clock.now();
  if (asked !== undefined) {
    keeper.update((state) => rememberDetections(state, detections, asked.turns, now));
  }
  noteLink(engine, offline, now);
  const nothing = { plan: { groups: [], resting: [] }, outcomes: new Map<RecordId, Outcome>() };
  const done = offline ? nothing : await bringAbout(engine, detections, options);
  const following =
    asked === undefined
      ? keeper.state.nextCheck
      : nextCheck(ports.clock.now(), settings.interval, ports.random(), offline);
  // The last check is when it planned: what fell due while it wrote is still to be tried.
  keeper.update((state) => ({ ...state, lastCheck: now, nextCheck: following }));
  await tell(engine, before);
  return { trigger, offline, detections, ...done };
}

/**
 * Notes what happened since `before`, and says what is worth saying; the mark is kept first, so that
 * nothing is said twice.
 */
export async function tell({ ports, settings, keeper }: Engine, before: AppState): Promise<void> {
  const now = ports.clock.now();
  const found = notices(before, keeper.state, settings, now);
  keeper.update((state) => withTimeline({ ...state, told: found.told }, before, settings, now));
  await keeper.save();
  for (const notice of found.notices) announce(ports.log, () => ports.onNotice?.(notice));
  announce(ports.log, () => ports.onState?.(keeper.state));
}

const noAnswers: Detections = { ipv4: { kind: 'off' }, ipv6: { kind: 'off' } };

function findOut(engine: Engine, needed: readonly Family[]): ReturnType<typeof detect> {
  const { ports, settings, keeper, signal } = engine;
  const sourcesOf = (family: Family) => {
    const specs = settings.sources[family];
    return specs === 'off' ? [] : specs.map(ports.source);
  };
  const context = sourceContext(ports, settings, signal);
  return detect(needed, keeper.state, sourcesOf, context, ports.log);
}

/** Going offline and coming back is one line each in the log, and no error. */
function noteLink({ ports, keeper }: Engine, offline: boolean, now: number): void {
  if (offline === (keeper.state.offlineSince !== undefined)) return;
  ports.log.info(offline ? 'offline' : 'online again');
  keeper.update((state) => ({ ...state, offlineSince: offline ? now : undefined }));
}

async function bringAbout(
  engine: Engine,
  detections: Detections,
  options: CheckOptions,
): Promise<Pick<RoundReport, 'plan' | 'outcomes'>> {
  const { keeper, settings } = engine;
  const { force = false, only } = options;
  const now = engine.ports.clock.now();
  const asked = { at: options.askedAt ?? now, now };
  if (force !== false) {
    const forced = typeof force === 'object' ? force : only;
    keeper.update((state) => resume(state, settings, forced, asked));
  }
  await settleOpenCalls(engine);
  const planned = makePlan(engine, detections, options);
  for (const { record, rest } of planned.resting) {
    if (rest.kind === 'upToDate') keeper.update((state) => rememberUpToDate(state, record.id));
  }
  const outcomes = await applyPlan(engine, planned);
  await verifyDue(engine);
  return { plan: planned, outcomes };
}

function makePlan(engine: Engine, detections: Detections, options: CheckOptions): Plan {
  return plan({
    settings: engine.settings,
    state: engine.keeper.state,
    detections,
    capabilities: (account) => capabilitiesFor(engine, account),
    now: engine.ports.clock.now(),
    force: options.force ?? false,
    askedAt: options.askedAt,
    only: options.only,
  });
}

/** Marks everything in flight, once and durably, then lets all accounts work at the same time. */
async function applyPlan(engine: Engine, planned: Plan): Promise<ReadonlyMap<RecordId, Outcome>> {
  const { keeper, ports } = engine;
  const outcomes = new Map<RecordId, Outcome>();
  const all = planned.groups.flatMap(({ changes }) => changes);
  if (all.length === 0) return outcomes;
  engine.signal.throwIfAborted();
  const unmarked = keeper.state;
  keeper.update((state) => markInFlight(state, all, ports.clock.now()));
  const unsaved = (await keeper.save()) ? undefined : unmarked;
  const ends = await Promise.allSettled(
    planned.groups.map(async (group) => {
      const results = await applyOne(engine, group, unsaved);
      group.changes.forEach(({ record }, at) => {
        const outcome = results[at];
        if (outcome !== undefined) outcomes.set(record.id, outcome);
      });
    }),
  );
  // Only the end of the program rejects; what the others came to is on disk by then.
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return outcomes;
}

/** `unmarked` is the state before the marks, where those could not be kept. */
async function applyOne(
  engine: Engine,
  { account, changes }: ChangeGroup,
  unmarked: AppState | undefined,
): Promise<readonly Outcome[]> {
  const { keeper, ports, settings } = engine;
  if (unmarked !== undefined && capabilitiesFor(engine, account).repeatsArePunished) {
    // Without the mark on disk a restart would not know that it may not repeat itself.
    keeper.update((state) => unmarkInFlight(state, changes, unmarked));
    return [];
  }
  const outcomes = await applyGroup({
    ports,
    keeper,
    provider: ports.provider(accountOf(settings, account).provider),
    account: accountOf(settings, account),
    changes,
    timeout: settings.timeout,
    signal: engine.signal,
  });
  await keeper.save();
  announce(ports.log, () => ports.onState?.(keeper.state));
  return outcomes;
}
