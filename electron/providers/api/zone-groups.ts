import type { Name } from '../../core/name.ts';
import { detailText, type Failure, missingOutcome } from '../../core/outcome.ts';
import type { Memory } from '../../core/provider.ts';
import type { ManagedRecord } from '../../core/record.ts';
import { ApiFailure, failureIn } from './api-failure.ts';
import { isRefused, scopedByRound } from './auth-scope.ts';
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

/** Something about one record: a change to make, or a question. */
interface About {
  readonly record: ManagedRecord;
}

/**
 * Finds the zones of all items and runs `visit` for each zone, one after another. What fails in one
 * zone is the result of its records only. `visit` resolves with one result for each item of the
 * group, in order, or rejects with an `ApiFailure` for all of them, or with {@link StaleZone}.
 */
export async function inZones<Item extends About, Result extends object>(
  items: readonly Item[],
  source: ZoneSource,
  memory: Memory,
  visit: (group: ZoneGroup<Item>) => Promise<readonly (Result | Failure)[]>,
): Promise<readonly (Result | Failure)[]> {
  const results = new Map<number, Result | Failure>();
  const zones = new Map<number, Name>();

  async function run(part: readonly Item[], places: readonly number[], again: boolean) {
    const { groups, failures } = await groupByZone(part, source, memory);
    for (const [at, why] of failures) results.set(places[at] ?? at, why);
    for (const group of groups) {
      const ats = group.changes.map(({ at }) => places[at] ?? at);
      for (const at of ats) zones.set(at, group.zone.name);
      try {
        const found = await visit(group);
        for (const [index, at] of ats.entries()) results.set(at, found[index] ?? missingOutcome);
      } catch (error) {
        if (error instanceof StaleZone) forgetZone(group, memory);
        if (error instanceof StaleZone && again) await run(group.changes, ats, false);
        else for (const at of ats) results.set(at, reasonIn(error));
      }
    }
  }

  await run(items, [...items.keys()], true);
  const given = items.map((_, at) => results.get(at) ?? missingOutcome);
  const refused = given.flatMap((result, at) => (isRefused(result) ? (zones.get(at) ?? []) : []));
  return scopedByRound(given, new Set(refused).size);
}

/** A zone that is not found although its id was known: its id is stale. */
export function staleZone(error: unknown): unknown {
  const gone = error instanceof ApiFailure && error.failure.kind === 'zoneNotFound';
  return gone ? new StaleZone(error.failure) : error;
}

/**
 * Reads what a zone holds, one key (a name, or a name and type) after another, so that one that
 * fails hides no other. Rejects with {@link StaleZone} where the zone is gone.
 */
export async function readEach<T, Key = Name>(
  keys: Iterable<Key>,
  read: (key: Key) => Promise<T>,
): Promise<ReadonlyMap<Key, T | Failure>> {
  const found = new Map<Key, T | Failure>();
  for (const key of keys) {
    found.set(key, await read(key).catch((error: unknown) => failureIn(staleZone(error))));
  }
  return found;
}

/** The failure that an `ApiFailure` or a {@link StaleZone} carries; anything else is thrown on. */
export function reasonIn(error: unknown): Failure {
  return error instanceof StaleZone ? error.failure : failureIn(error);
}
