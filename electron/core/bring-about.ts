import { announce } from './announce.ts';
import { applyGroup } from './apply.ts';
import type { Detections } from './detect.ts';
import { accountOf, capabilitiesFor, type Engine } from './engine.ts';
import type { Outcome } from './outcome.ts';
import { type ChangeGroup, type Plan, plan } from './plan.ts';
import { resume } from './reconcile.ts';
import type { RecordId } from './record.ts';
import { markInFlight, rememberUpToDate, unmarkInFlight } from './remember.ts';
import type { CheckOptions, RoundReport } from './round.ts';
import type { AppState } from './state.ts';
import { settleOpenCalls, verifyDue } from './verification.ts';

/**
 * Settles what a crash left open, writes what the answers call for, and verifies what is due. Rejects
 * only when the program ends.
 */
export async function bringAbout(
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

/** What a check would write with these answers. */
export function makePlan(engine: Engine, detections: Detections, options: CheckOptions): Plan {
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
