import { type Failure, isFailureKind, type Outcome } from '../../core/outcome.ts';

type Given = object | Failure;

function isFailed(given: Given): given is Failure {
  return 'kind' in given && isFailureKind(given.kind as Outcome['kind']);
}

/** A refused credential. */
export function isRefused(given: Given): given is Failure {
  return isFailed(given) && given.kind === 'auth';
}

/**
 * Whom a refused credential concerns, seen from the whole round: only the records that it was
 * refused for, where it served for others; the account, where several zones refused it in the same
 * words and nothing else came. One zone alone tells nothing of those that are not in the round.
 *
 * @param zones how many zones refused the credential
 */
export function scopedByRound<Result extends object>(
  results: readonly (Result | Failure)[],
  zones: number,
): readonly (Result | Failure)[] {
  const scope = scopeIn(results, zones);
  if (scope === undefined) return results;
  return results.map((result) => (isRefused(result) ? { ...result, scope } : result));
}

function scopeIn(results: readonly Given[], zones: number): Failure['scope'] | undefined {
  if (results.some((result) => !isFailed(result))) return 'record';
  const words = new Set(
    results.map((result) => isRefused(result) && JSON.stringify(result.detail)),
  );
  return zones > 1 && words.size === 1 && !words.has(false) ? 'account' : undefined;
}
