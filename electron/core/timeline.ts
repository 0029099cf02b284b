import { sameAddress } from './address.ts';
import { addressChanges } from './history/address-changes.ts';
import { type Evidence, type FailureKind, isFailureKind, type Success } from './outcome.ts';
import type { ManagedRecord, RecordId } from './record.ts';
import { isRetried } from './schedule.ts';
import type { Settings } from './settings.ts';
import { type AppState, type RecordState, recordState } from './state.ts';
import { mostNames, type TimelineEntry } from './timeline-entry.ts';

/** Entries that are kept. */
const mostEntries = 200;

const strength: Readonly<Record<Evidence, number>> = { accepted: 0, provider: 1, authoritative: 2 };

/** One record before and after a round. */
interface Step {
  readonly record: ManagedRecord;
  readonly before: RecordState;
  readonly after: RecordState;
}

/**
 * The state with what happened since `before`; the same state where nothing did. A failure is one
 * entry until it is over, what records of one round share is one as well. Pure.
 *
 * @param now milliseconds since 1970
 */
export function withTimeline(
  after: AppState,
  before: AppState,
  settings: Settings,
  now: number,
): AppState {
  const found = happened(before, after, settings, now);
  if (found.length === 0) return after;
  return { ...after, timeline: [...(after.timeline ?? []), ...found].slice(-mostEntries) };
}

function happened(
  before: AppState,
  after: AppState,
  { records }: Settings,
  now: number,
): readonly TimelineEntry[] {
  const steps = records
    .filter(({ id }) => before.records[id] !== after.records[id])
    .map((record): Step => {
      const { id } = record;
      return { record, before: recordState(before, id), after: recordState(after, id) };
    });
  return [
    ...addressChanges(before, after, now),
    ...written(steps, now),
    ...recovered(steps, now),
    ...failed(steps, after, now),
  ];
}

/** How a record came to what it holds; undefined where nothing was done to it. */
function wayOf({ before, after }: Step): Success['kind'] | undefined {
  const { published, last } = after;
  if (published === undefined || last === undefined || isFailureKind(last.kind)) return undefined;
  if (last.kind === 'alreadyRight') {
    // A look that finds what was known is no news, and neither is a keep-alive.
    return sameAddress(before.published?.address, published.address) ? undefined : last.kind;
  }
  return last.at === before.last?.at && last.kind === before.last.kind ? undefined : last.kind;
}

function written(steps: readonly Step[], now: number): readonly TimelineEntry[] {
  const groups = grouped(steps, (step) => {
    const how = wayOf(step);
    return how && `${how} ${step.after.published?.address.text}`;
  });
  return groups.flatMap((group): readonly TimelineEntry[] => {
    const [first] = group;
    const how = first && wayOf(first);
    const address = first?.after.published?.address;
    if (how === undefined || address === undefined) return [];
    const evidence = group
      .map(({ after }) => after.evidence ?? 'accepted')
      .reduce((one, other) => (strength[other] < strength[one] ? other : one));
    return [{ kind: 'written', how, address, evidence, ...affected(group, now) }];
  });
}

/** What the last attempt failed with. Lifting a stop mends nothing: only a success ends it. */
function troubleOf({ last }: RecordState): FailureKind | undefined {
  return last !== undefined && isFailureKind(last.kind) ? last.kind : undefined;
}

/** What is tried again by itself is one trouble, in whatever way each attempt fails. */
export function sameTrouble(one: FailureKind | undefined, other: FailureKind): boolean {
  return one === other || (one !== undefined && isRetried(one) && isRetried(other));
}

function failed(steps: readonly Step[], state: AppState, now: number): readonly TimelineEntry[] {
  const groups = grouped(steps, ({ record, before, after }) => {
    const failure = troubleOf(after);
    const isNew = failure !== undefined && !sameTrouble(troubleOf(before), failure);
    return isNew ? `${failure} ${record.account}` : undefined;
  });
  return groups.flatMap((group): readonly TimelineEntry[] => {
    const [first] = group;
    const failure = first && troubleOf(first.after);
    if (first === undefined || failure === undefined) return [];
    const { account } = first.record;
    const provider = state.accounts[account]?.provider ?? '';
    return [{ kind: 'failed', failure, account, provider, ...affected(group, now) }];
  });
}

function recovered(steps: readonly Step[], now: number): readonly TimelineEntry[] {
  const group = steps.filter(
    ({ before, after }) =>
      troubleOf(before) !== undefined && after.last !== undefined && troubleOf(after) === undefined,
  );
  return group.length === 0 ? [] : [{ kind: 'recovered', ...affected(group, now) }];
}

/** Steps of the same key together, in their order; those without one are left out. */
function grouped(
  steps: readonly Step[],
  keyOf: (step: Step) => string | undefined,
): readonly (readonly Step[])[] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const key = keyOf(step);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [step]);
    else group.push(step);
  }
  return [...groups.values()];
}

function affected(
  group: readonly Step[],
  now: number,
): { readonly at: number; readonly records: readonly RecordId[]; readonly count: number } {
  const records = group.slice(0, mostNames).map(({ record }) => record.id);
  return { at: now, records, count: group.length };
}
