import type { AppState } from './state.ts';

/** The last instant that a date can hold (ECMA-262 21.4.1.1). */
const lastTime = 8.64e15;

/**
 * True while nothing is to happen by itself. `now` is in milliseconds since 1970, in a state that
 * {@link withPresentPause} has seen since the clock was set back.
 */
export function isPaused({ paused }: AppState, now: number): boolean {
  return paused !== undefined && (paused.until === undefined || paused.until > now);
}

/** The state with a pause from `now` on; one without an end where `until` is no time that comes. */
export function withPause(state: AppState, now: number, until: number | undefined): AppState {
  const end = until !== undefined && until <= lastTime ? Math.max(until, now) : undefined;
  return { ...state, paused: { at: now, until: end } };
}

export function withoutPause(state: AppState): AppState {
  return state.paused === undefined ? state : { ...state, paused: undefined };
}

/**
 * Lets a pause that the clock has left behind begin now, and last as long as it was meant to: else
 * it would go on for as long as the clock was set back. The same state comes back otherwise.
 */
export function withPresentPause(state: AppState, now: number): AppState {
  const { paused } = state;
  if (paused === undefined || paused.at <= now) return state;
  const { at, until } = paused;
  return { ...state, paused: { at: now, until: until && until - (at - now) } };
}
