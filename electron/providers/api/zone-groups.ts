import type { Name } from '../../core/name.ts';
import { detailText, type Failure, missingOutcome, type Outcome } from '../../core/outcome.ts';
import type { Change, Memory } from '../../core/provider.ts';
import { ApiFailure, failureIn } from './json-api.ts';
import { forgetZone, groupByZone, type ZoneGroup, type ZoneSource } from './zone-search.ts';

/** Says that the remembered zone is no longer there, so that it is searched once more. */
class StaleZone extends Error {
  override readonly name = 'StaleZone';
  readonly failure: Failure;

  constructor(why: Failure) {
    super(detailText(why.detail, 'en'));
    this.failure = why;
  }
}

/**
 * Finds the zones of all changes and runs `apply` for each zone, one after another. What fails in
 * one zone is the outcome of its records only. `apply` resolves with one outcome for each change of
 * the group, in order, or rejects with an `ApiFailure` for all of them, or with {@link StaleZone}.
 */
export async function inZones(
  changes: readonly Change[],
  source: ZoneSource,
  memory: Memory,
  apply: (group: ZoneGroup) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<number, Outcome>();

  async function run(part: readonly Change[], places: readonly number[], again: boolean) {
    const { groups, failures } = await groupByZone(part, source, memory);
    for (const [at, why] of failures) outcomes.set(places[at] ?? at, why);
    for (const group of groups) {
      const ats = group.changes.map(({ at }) => places[at] ?? at);
      try {
        const results = await apply(group);
        for (const [index, at] of ats.entries()) outcomes.set(at, results[index] ?? missingOutcome);
      } catch (error) {
        if (error instanceof StaleZone) forgetZone(group, memory);
        if (error instanceof StaleZone && again) await run(group.changes, ats, false);
        else for (const at of ats) outcomes.set(at, reasonIn(error));
      }
    }
  }

  await run(changes, [...changes.keys()], true);
  return changes.map((_, at) => outcomes.get(at) ?? missingOutcome);
}

/** A zone that is not found although its id was known: its id is stale. */
export function staleZone(error: unknown): unknown {
  const gone = error instanceof ApiFailure && error.failure.kind === 'zoneNotFound';
  return gone ? new StaleZone(error.failure) : error;
}

/**
 * Reads what a zone holds, name by name, so that one that fails hides no other. Rejects with
 * {@link StaleZone} where the zone is gone.
 */
export async function readEach<T>(
  names: Iterable<Name>,
  read: (name: Name) => Promise<T>,
): Promise<ReadonlyMap<Name, T | Failure>> {
  const found = new Map<Name, T | Failure>();
  for (const name of names) {
    found.set(name, await read(name).catch((error: unknown) => failureIn(staleZone(error))));
  }
  return found;
}

function reasonIn(error: unknown): Failure {
  return error instanceof StaleZone ? error.failure : failureIn(error);
}
