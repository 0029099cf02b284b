import { isLocked } from './locked.ts';
import type { ManagedRecord } from './record.ts';
import { unconfirmedRest } from './schedule.ts';
import type { Settings } from './settings.ts';
import { type AppState, recordState } from './state.ts';

/** Never, as a time. */
const never = Number.POSITIVE_INFINITY;

/** True while nobody can be asked, or may be: all but the check waits. */
export function isCutOff({ offlineSince, elsewhereSince }: AppState): boolean {
  return offlineSince !== undefined || elsewhereSince !== undefined;
}

/** The earliest thing to do, in milliseconds since 1970; while paused, the end of the pause. */
export function nextDue(state: AppState, settings: Settings): number {
  if (state.paused !== undefined) return state.paused.until ?? never;
  const check = state.nextCheck ?? 0;
  if (isCutOff(state)) return check;
  const verifications = reachable(settings).map(({ id }) => {
    const { published, verification } = recordState(state, id);
    return (published && verification?.next) ?? never;
  });
  return Math.min(check, nextRetry(state, settings), ...verifications);
}

/**
 * When the first of the records that wait may be tried, in milliseconds since 1970. A time that a
 * check has seen pass waits for the next regular one: its record could not be tried, and would not
 * be at once.
 */
export function nextRetry(state: AppState, settings: Settings): number {
  const times = reachable(settings).map((record) => retryOf(state, record));
  return Math.min(never, ...times.filter((time) => time > (state.lastCheck ?? 0)));
}

/** The records that can be asked for: not those of a locked account. */
function reachable(settings: Settings): readonly ManagedRecord[] {
  return settings.records.filter(({ account }) => !isLocked(settings, account));
}

function retryOf(state: AppState, { id, account }: ManagedRecord): number {
  const { stopped, nextTry, inFlight } = recordState(state, id);
  const host = state.accounts[account];
  if (stopped !== undefined || host?.stopped !== undefined) return never;
  if (nextTry === undefined && inFlight === undefined) return never;
  const cautious = inFlight === undefined ? 0 : inFlight.at + unconfirmedRest;
  return Math.max(nextTry ?? 0, host?.nextTry ?? 0, cautious);
}
