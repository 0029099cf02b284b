import type { Family } from './address.ts';
import { applyGroup } from './apply.ts';
import {
  type Detections,
  detect,
  isOffline,
  neededFamilies,
  rememberDetections,
} from './detect.ts';
import { accountOf, capabilitiesFor, type Engine } from './engine.ts';
import type { Outcome } from './outcome.ts';
import { type ChangeGroup, type Plan, plan } from './plan.ts';
import { resume } from './reconcile.ts';
import type { RecordId } from './record.ts';
import { markInFlight, unmarkInFlight } from './remember.ts';
import { nextCheck } from './schedule.ts';
import type { AppState, Detection } from './state.ts';
import { settleOpenCalls, verifyDue } from './verification.ts';
import { notices } from './views/notices.ts';

/** Why a check runs. */
export type Trigger = 'start' | 'timer' | 'retry' | 'network' | 'resume' | 'settings' | 'user';

export interface CheckOptions {
  /** Lifts stops, and looks at every record now; a punishing host is still not told twice. */
  readonly force?: boolean;
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

type Asked = Awaited<ReturnType<typeof detect>>;

/** One check: find out, plan, write, remember, verify, tell. Rejects only when the program ends. */
export async function runRound(
  engine: Engine,
  trigger: Trigger,
  options: CheckOptions,
): Promise<RoundReport> {
  const { ports, settings, keeper } = engine;
  const before = keeper.state;
  ports.log.debug('check', { trigger });
  const needed = neededFamilies(settings);
  const { detections, turns } = await findOut(engine, trigger, needed);
  const offline = isOffline(needed, detections);
  if (options.dryRun === true) {
    const planned = makePlan(engine, detections, options);
    return { trigger, offline, detections, plan: planned, outcomes: new Map() };
  }
  const now = ports.clock.now();
  keeper.update((state) => rememberDetections(state, detections, turns, now));
  noteLink(engine, offline, now);
  const nothing = { plan: { groups: [], resting: [] }, outcomes: new Map<RecordId, Outcome>() };
  const done = offline ? nothing : await bringAbout(engine, detections, options);
  const end = ports.clock.now();
  const planned =
    trigger === 'retry'
      ? keeper.state.nextCheck
      : nextCheck(end, settings.interval, ports.random(), offline);
  keeper.update((state) => ({ ...state, lastCheck: end, nextCheck: planned }));
  await tell(engine, before);
  return { trigger, offline, detections, ...done };
}

/** Says what is worth saying since `before`; the mark is kept first, so that nothing is said twice. */
export async function tell({ ports, settings, keeper }: Engine, before: AppState): Promise<void> {
  const found = notices(before, keeper.state, settings, ports.clock.now());
  keeper.update((state) => ({ ...state, told: found.told }));
  await keeper.save();
  for (const notice of found.notices) ports.onNotice?.(notice);
  ports.onState?.(keeper.state);
}

function findOut(engine: Engine, trigger: Trigger, needed: readonly Family[]): Promise<Asked> {
  const { ports, settings, keeper, signal } = engine;
  const known = trigger === 'retry' ? freshAnswers(engine, needed) : undefined;
  if (known !== undefined) return Promise.resolve(known);
  const sourcesOf = (family: Family) => {
    const specs = settings.sources[family];
    return specs === 'off' ? [] : specs.map(ports.source);
  };
  const { http, interfaces, commands } = ports;
  const context = { http, interfaces, commands, timeout: settings.timeout, signal };
  return detect(needed, keeper.state, sourcesOf, context);
}

const off: Detection = { kind: 'off' };

/** A retry of a failed write needs no new answer where the last one is younger than one interval. */
function freshAnswers(
  { ports, settings, keeper }: Engine,
  needed: readonly Family[],
): Asked | undefined {
  const { ipv4, ipv6 } = keeper.state.families;
  const now = ports.clock.now();
  const fresh = needed.every((family) => {
    const { seen, last } = keeper.state.families[family];
    const age = seen === undefined ? -1 : now - seen;
    return last?.kind === 'known' && age >= 0 && age < settings.interval;
  });
  if (!fresh) return undefined;
  const answer = (family: Family, last: Detection | undefined) =>
    needed.includes(family) ? (last ?? off) : off;
  return {
    detections: { ipv4: answer('ipv4', ipv4.last), ipv6: answer('ipv6', ipv6.last) },
    turns: { ipv4: ipv4.turn, ipv6: ipv6.turn },
  };
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
  if (options.force === true) keeper.update((state) => resume(state, settings, options.only));
  await settleOpenCalls(engine);
  const planned = makePlan(engine, detections, options);
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
    only: options.only,
  });
}

/** Marks everything in flight, once and durably, then lets all accounts work at the same time. */
async function applyPlan(engine: Engine, planned: Plan): Promise<ReadonlyMap<RecordId, Outcome>> {
  const { keeper, ports } = engine;
  const outcomes = new Map<RecordId, Outcome>();
  const all = planned.groups.flatMap(({ changes }) => changes);
  if (all.length === 0) return outcomes;
  keeper.update((state) => markInFlight(state, all, ports.clock.now()));
  const durable = await keeper.save();
  await Promise.all(
    planned.groups.map(async (group) => {
      const results = await applyOne(engine, group, durable);
      group.changes.forEach(({ record }, at) => {
        const outcome = results[at];
        if (outcome !== undefined) outcomes.set(record.id, outcome);
      });
    }),
  );
  return outcomes;
}

async function applyOne(
  engine: Engine,
  { account, changes }: ChangeGroup,
  durable: boolean,
): Promise<readonly Outcome[]> {
  const { keeper, ports, settings } = engine;
  if (!durable && capabilitiesFor(engine, account).repeatsArePunished) {
    // Without the mark on disk a restart would not know that it may not repeat itself.
    keeper.update((state) => unmarkInFlight(state, changes));
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
  ports.onState?.(keeper.state);
  return outcomes;
}
