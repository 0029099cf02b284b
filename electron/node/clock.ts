import { randomInt } from 'node:crypto';
import type { Clock, Random } from '../core/ports.ts';

/** The longest delay that `setTimeout` takes; a longer one fires at once. */
const longest = 2 ** 31 - 1;

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const wait = (left: number) => {
      const step = Math.min(left, longest);
      timer = setTimeout(() => {
        if (left > step) {
          wait(left - step);
          return;
        }
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, step);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    wait(ms > 0 ? ms : 0);
  });
}

/** The computer's clock and timers. A delay may be of any length; a negative one or NaN is none. */
export const systemClock: Clock = { now: () => Date.now(), sleep };

/** The local time of day at `now` (milliseconds since 1970), in minutes since midnight. */
export function minuteOfDay(now: number): number {
  const date = new Date(now);
  return date.getHours() * 60 + date.getMinutes();
}

const steps = 2 ** 47;

/**
 * Random numbers that nobody can continue from those that they have seen: with `Math.random`, whoever
 * reads some ids of our DNS messages would know the next ones.
 */
export const systemRandom: Random = () => randomInt(steps) / steps;
