import { parseAddress, sameAddress } from '../../core/address.ts';
import type { Name } from '../../core/name.ts';
import {
  type Failure,
  failure,
  isFailure,
  missingOutcome,
  type Outcome,
} from '../../core/outcome.ts';
import type { Change, Holding } from '../../core/provider.ts';
import type { ManagedRecord } from '../../core/record.ts';
import { ApiFailure, failureIn, mismatch, settle } from '../api/api-failure.ts';
import { halfDone, surplusLeft } from '../api/half-done.ts';
import { readEach, staleZone } from '../api/zone-groups.ts';
import type { Zone, ZoneGroup } from '../api/zone-search.ts';
import type { CloudflareApi } from './api.ts';
import { codes, codesOf } from './errors.ts';
import type { CloudflareRecord } from './forms.ts';
import { type Planned, planChange, type Step } from './plan.ts';

/** "Batch record changes": 200 on the free plan, 3,500 on others. We do not know the plan. */
const batchLimit = 200;

/** A change with what it takes. */
interface Task {
  readonly change: Change;
  readonly step: Step;
}

/** Brings the records of one zone to their addresses: one list, one transaction for each 200 operations. */
export async function applyZone(api: CloudflareApi, group: ZoneGroup): Promise<readonly Outcome[]> {
  const { zone, changes } = group;
  const held = await contents(api, zone, new Set(changes.map(({ record }) => record.name)));
  const outcomes = new Map<Change, Outcome>();
  const tasks: Task[] = [];
  for (const change of changes) {
    const named = held.get(change.record.name) ?? [];
    const planned = 'kind' in named ? { outcome: named } : await plan(api, zone, change, named);
    if ('outcome' in planned) outcomes.set(change, planned.outcome);
    else tasks.push({ change, step: planned.step });
  }
  for (const chunk of chunks(tasks)) {
    for (const [task, outcome] of await applyChunk(api, zone, chunk)) {
      outcomes.set(task.change, outcome);
    }
  }
  return changes.map((change) => outcomes.get(change) ?? missingOutcome);
}

/**
 * What to do for one change. Before surplus records beside a right one that is not written are
 * deleted, it looks once more: if the right one is there no longer, the name would be left empty.
 */
async function plan(
  api: CloudflareApi,
  zone: Zone,
  change: Change,
  named: readonly CloudflareRecord[],
): Promise<Planned> {
  const planned = planChange(change, named);
  if ('outcome' in planned || planned.step.patch || planned.step.post) return planned;
  try {
    return planChange(change, await api.named(zone, change.record.name));
  } catch (error) {
    return { outcome: failureIn(error) };
  }
}

/** What the zone holds at each name. Rejects with `StaleZone` where the zone is gone. */
async function contents(
  api: CloudflareApi,
  zone: Zone,
  names: ReadonlySet<Name>,
): Promise<ReadonlyMap<Name, readonly CloudflareRecord[] | Failure>> {
  const all =
    names.size === 1
      ? undefined
      : await api.whole(zone, names.size).catch((error: unknown) => {
          throw staleZone(error);
        });
  if (all === undefined) return readEach(names, (name) => api.named(zone, name));
  return Map.groupBy(all, ({ name }) => name);
}

/** What the zone holds for each record, in order. */
export async function readZone(
  api: CloudflareApi,
  { zone, changes }: ZoneGroup<{ readonly record: ManagedRecord }>,
): Promise<readonly (Holding | Failure)[]> {
  const held = await contents(api, zone, new Set(changes.map(({ record }) => record.name)));
  return changes.map(({ record }) => {
    const named = held.get(record.name) ?? [];
    if ('kind' in named) return named;
    const same = named.filter(({ type }) => type === record.type);
    return { values: same.map(({ content }) => content), ttl: same[0]?.ttl };
  });
}

function operations({ step }: Task): number {
  return step.deletes.length + (step.patch === undefined && step.post === undefined ? 0 : 1);
}

/** Parts of at most {@link batchLimit} operations; what belongs to one record stays together. */
function chunks(tasks: readonly Task[]): Task[][] {
  const parts: Task[][] = [];
  let room = 0;
  for (const task of tasks) {
    const size = operations(task);
    const last = parts.at(-1);
    if (last === undefined || size > room) {
      parts.push([task]);
      room = batchLimit - size;
    } else {
      last.push(task);
      room -= size;
    }
  }
  return parts;
}

/**
 * Sends one transaction. One refused record rolls all of it back, so after a refusal each record is
 * sent alone, and only the refused one fails. Where nothing was judged (no answer, no permission,
 * too many requests) repeating would not help.
 */
async function applyChunk(
  api: CloudflareApi,
  zone: Zone,
  chunk: readonly Task[],
): Promise<readonly (readonly [Task, Outcome])[]> {
  const alone = async () => {
    const results: [Task, Outcome][] = [];
    for (const task of chunk) results.push([task, await settle(() => applyAlone(api, zone, task))]);
    return results;
  };
  const [only] = chunk;
  if (chunk.length === 1 && only !== undefined && operations(only) === 1) return alone();
  try {
    const echoed = await api.batch(zone, {
      deletes: chunk.flatMap(({ step }) => step.deletes.map((id) => ({ id }))),
      patches: chunk.flatMap(({ step }) => step.patch ?? []),
      posts: chunk.flatMap(({ step }) => step.post ?? []),
    });
    return chunk.map((task) => [task, judged(task, echoed)] as const);
  } catch (error) {
    if (refusesOneRecord(error)) return alone();
    const why = failureIn(error);
    return chunk.map((task) => [task, why] as const);
  }
}

const aboutAll: readonly string[] = ['auth', 'rateLimited', 'server'];

/** It was Cloudflare that answered, and about what was sent. */
function refusesOneRecord(error: unknown): boolean {
  if (!(error instanceof ApiFailure)) return false;
  return codesOf(error.reply).length > 0 && !aboutAll.includes(error.failure.kind);
}

/** The step's outcome, if the answer names the address that was sent. */
function judged(task: Task, echoed: readonly CloudflareRecord[]): Outcome {
  const { change, step } = task;
  const { record, address } = change;
  if (step.patch === undefined && step.post === undefined) return step.done;
  const echo = echoed.find(({ id, type, name }) =>
    step.patch === undefined ? type === record.type && name === record.name : id === step.patch.id,
  );
  if (echo === undefined) {
    const detail = {
      en: `the answer does not name ${record.name}`,
      'zh-CN': `应答中没有 ${record.name}`,
    };
    return failure('unknown', detail, { unconfirmed: true });
  }
  const right = sameAddress(parseAddress(echo.content), address) && echo.type === record.type;
  return right ? step.done : mismatch(address.text, echo.content);
}

/** Sends one record alone, and looks again where it turned out to be gone or there already. */
async function applyAlone(api: CloudflareApi, zone: Zone, task: Task): Promise<Outcome> {
  try {
    return await write(api, zone, task);
  } catch (error) {
    const found = error instanceof ApiFailure ? codesOf(error.reply) : [];
    const gone = found.includes(codes.recordGone);
    const there = found.includes(codes.recordExists) || found.includes(codes.identicalExists);
    if (!gone && !there) throw error;
    const { record } = task.change;
    const planned = await plan(api, zone, task.change, await api.named(zone, record.name));
    if ('outcome' in planned) return planned.outcome;
    return write(api, zone, { change: task.change, step: planned.step });
  }
}

/** The right record first; surplus ones are deleted once it is certain. */
async function write(api: CloudflareApi, zone: Zone, task: Task): Promise<Outcome> {
  const { step } = task;
  const echoed: CloudflareRecord[] = [];
  if (step.patch !== undefined) echoed.push(await api.patch(zone, step.patch));
  if (step.post !== undefined) echoed.push(await api.post(zone, step.post));
  const outcome = judged(task, echoed);
  if (isFailure(outcome)) return outcome;
  for (const id of step.deletes) {
    await api.remove(zone, id).catch(throwUnlessGone).catch(halfDone(surplusLeft));
  }
  return outcome;
}

function throwUnlessGone(error: unknown): void {
  if (error instanceof ApiFailure && codesOf(error.reply).includes(codes.recordGone)) return;
  throw error;
}
