import { type Address, parseAddress, sameAddress } from '../../core/address.ts';
import type { Name } from '../../core/name.ts';
import { isFailure, missingOutcome, type Outcome } from '../../core/outcome.ts';
import { ApiFailure, failureIn, mismatch, settle } from './api-failure.ts';
import { type HeldSet, planSet, type SetStep, type WantedSet } from './set-plan.ts';
import { lookAgain, readZone, type ZoneReader } from './zone-reader.ts';
import type { Zone, ZoneGroup, ZoneSource } from './zone-search.ts';

/** What the answer to a write says that each set now holds; undefined where it says nothing of it. */
export type SetEchoes = readonly (readonly string[] | undefined)[] | undefined;

/** A service that replaces all values of a name and type at once. Each call rejects with `ApiFailure`. */
export interface SetService extends ZoneSource {
  readonly reader: ZoneReader<HeldSet>;
  /** Seconds for a set that is made where the user set no TTL; undefined leaves it to the service. */
  readonly newTtl: number | undefined;
  /** Most sets that one request writes. */
  readonly batch: number;
  /**
   * Writes at most `batch` sets of one zone, all or none. Fails with the kind `conflict` or
   * `recordNotFound` where a set is no longer as it was read.
   */
  write(zone: Zone, sets: readonly WantedSet[]): Promise<SetEchoes>;
  /** Whether a name, as it was read or written in this round, answers with the address of a proxy. */
  isProxied?(name: Name): boolean;
}

interface Task {
  readonly at: number;
  readonly step: SetStep;
}

/** Brings the sets of one zone to their addresses, as many in one request as the service takes. */
export async function applySets(
  service: SetService,
  { zone, changes }: ZoneGroup,
): Promise<readonly Outcome[]> {
  const records = changes.map(({ record }) => record);
  const held = await readZone(service.reader, zone, records);
  const outcomes: Outcome[] = [];
  const tasks: Task[] = [];
  for (const [at, change] of changes.entries()) {
    const named = held(change.record);
    const planned = 'kind' in named ? { outcome: named } : planSet(change, named, service.newTtl);
    if ('outcome' in planned) outcomes[at] = planned.outcome;
    else tasks.push({ at, step: planned.step });
  }
  for (let from = 0; from < tasks.length; from += service.batch) {
    const part = tasks.slice(from, from + service.batch);
    for (const [at, outcome] of await writePart(service, zone, part)) outcomes[at] = outcome;
  }
  return changes.map(({ record }, at) => {
    const outcome = outcomes[at] ?? missingOutcome;
    const proxied = !isFailure(outcome) && service.isProxied?.(record.name) === true;
    return proxied ? { ...outcome, proxied } : outcome;
  });
}

/** One request for all; after a refusal of what was sent, which undoes all, each alone. */
async function writePart(
  service: SetService,
  zone: Zone,
  tasks: readonly Task[],
): Promise<readonly (readonly [number, Outcome])[]> {
  const [only] = tasks;
  if (tasks.length === 1 && only !== undefined) {
    return [[only.at, await settle(() => writeAlone(service, zone, only.step))]];
  }
  try {
    const echoes = await service.write(
      zone,
      tasks.map(({ step }) => step.set),
    );
    return tasks.map(({ at, step }, index) => [at, judged(step, echoes?.[index])]);
  } catch (error) {
    const why = failureIn(error);
    // A credential may be refused, and a plan be too small, for one set only.
    const ofOne = ofOneOrAll.includes(why.kind) && why.scope === 'record';
    if (!ofOne && !refusals.includes(why.kind)) return tasks.map(({ at }) => [at, why]);
    const alone: [number, Outcome][] = [];
    for (const { at, step } of tasks) {
      alone.push([at, await settle(() => writeAlone(service, zone, step, true))]);
    }
    return alone;
  }
}

const refusals: readonly string[] = ['invalid', 'conflict', 'recordNotFound'];
const ofOneOrAll: readonly string[] = ['auth', 'plan'];

/**
 * Writes one set, and looks again where the service holds something else than it showed. A set that
 * was `sentBefore`, in a request that is said to have done nothing, and is there now, is our work.
 */
async function writeAlone(
  service: SetService,
  zone: Zone,
  step: SetStep,
  sentBefore = false,
): Promise<Outcome> {
  try {
    return judged(step, (await service.write(zone, [step.set]))?.[0]);
  } catch (error) {
    if (!isOutdated(error)) throw error;
    const now = await lookAgain(service.reader, zone, step.change.record);
    if ('kind' in now) throw error;
    const next = planSet(step.change, now, service.newTtl);
    if ('outcome' in next) {
      return sentBefore && next.outcome.kind === 'alreadyRight' ? step.done : next.outcome;
    }
    // The same set would meet the same refusal.
    if (same(next.step.set.held, step.set.held)) throw error;
    return judged(next.step, (await service.write(zone, [next.step.set]))?.[0]);
  }
}

/** What was read is no longer so. In doubt, what is there may be ours; the next round looks. */
function isOutdated(error: unknown): boolean {
  if (!(error instanceof ApiFailure) || error.failure.unconfirmed === true) return false;
  return error.failure.kind === 'conflict' || error.failure.kind === 'recordNotFound';
}

function same(one: HeldSet | undefined, other: HeldSet | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The step's outcome, as far as the answer bears it out. */
function judged({ done, change }: SetStep, echo: readonly string[] | undefined): Outcome {
  if (isFailure(done) || echo === undefined) return { ...done, evidence: 'accepted' };
  const [value, ...others] = echo;
  const right = others.length === 0 && isAddress(value, change.address);
  return right ? done : mismatch(change.address.text, echo.join(', '));
}

function isAddress(value: string | undefined, address: Address): boolean {
  return sameAddress(parseAddress(value ?? ''), address);
}
