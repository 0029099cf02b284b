import { minute } from './duration.ts';

/** So many faults within {@link faultSpan} are no accident: whoever watches over us starts afresh. */
const mostFaults = 5;
/** Milliseconds. */
const faultSpan = 10 * minute;

/**
 * Counts faults of the program itself. The result notes one, and is true when there were too many
 * of them lately.
 *
 * @param now milliseconds since 1970
 */
export function createFaultCounter(now: () => number): () => boolean {
  let times: readonly number[] = [];
  return () => {
    const at = now();
    times = [...times.filter((time) => at - time < faultSpan && time <= at), at];
    return times.length >= mostFaults;
  };
}
