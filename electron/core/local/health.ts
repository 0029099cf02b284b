import type { Settings } from '../settings.ts';
import type { AppState } from '../state.ts';

/** Checks that may be missed before something is wrong. */
const missed = 3;

/**
 * False where a record or its account is failing, or where the checks do not happen any more. A
 * pause and being offline are no failure.
 *
 * @param since when the program started, in milliseconds since 1970
 */
export function isHealthy(
  state: AppState,
  settings: Settings | undefined,
  since: number,
  now: number,
): boolean {
  if (settings === undefined) return false;
  const isFailing = settings.records.some(({ id, account }) => {
    const known = state.records[id];
    const stopped = known?.stopped ?? state.accounts[account]?.stopped;
    const isLocked = settings.accounts[account]?.locked !== undefined;
    return stopped !== undefined || isLocked || (known?.failures ?? 0) > 0;
  });
  if (isFailing) return false;
  if (state.paused !== undefined) return true;
  return now <= Math.max(state.lastCheck ?? 0, since) + missed * settings.interval;
}
