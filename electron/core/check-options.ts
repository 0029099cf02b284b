import type { Force } from './plan.ts';
import type { RecordId } from './record.ts';
import type { CheckOptions } from './round.ts';

/**
 * Two wishes in one check. Each keeps to its own records: what one forces is not forced upon the
 * other's, and a dry run adds nothing to a real one.
 */
export function mergedOptions(one: CheckOptions, other: CheckOptions): CheckOptions {
  if ((one.dryRun === true) !== (other.dryRun === true)) return one.dryRun === true ? other : one;
  return {
    force: mergedForce(forceOf(one), forceOf(other)),
    dryRun: one.dryRun === true,
    askedAt: latest(one.askedAt, other.askedAt),
    only: mergedOnly(one.only, other.only),
  };
}

/** The records of both; undefined is all of them. */
export function mergedOnly(
  one: ReadonlySet<RecordId> | undefined,
  other: ReadonlySet<RecordId> | undefined,
): ReadonlySet<RecordId> | undefined {
  return one === undefined || other === undefined ? undefined : new Set([...one, ...other]);
}

function forceOf({ force = false, only }: CheckOptions): Force {
  return force === true && only !== undefined ? only : force;
}

function mergedForce(one: Force, other: Force): Force {
  if (one === true || other === true) return true;
  return new Set([...(one === false ? [] : one), ...(other === false ? [] : other)]);
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}
