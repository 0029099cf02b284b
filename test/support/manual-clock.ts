import type { Clock } from '../../electron/core/ports.ts';
import { testNow } from './provider-context.ts';

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

export interface ManualClock extends Clock {
  /** Lets so many milliseconds pass: every timer rings in its turn, and what it starts runs as far as it can. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock forward or back; no timer notices. */
  jump(ms: number): void;
  /** How many wait. */
  waiting(): number;
}

/** Lets everything go on that waits for nothing but promises. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A clock moved by hand. Its timers follow the time that passes, its `now` can be set apart from it. */
export function manualClock(start = testNow): ManualClock {
  let passed = 0;
  let offset = start;
  const timers = new Set<Timer>();
  return {
    now: () => passed + offset,
    jump: (ms) => {
      offset += ms;
    },
    waiting: () => timers.size,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason);
        const abort = () => {
          timers.delete(timer);
          reject(signal?.reason);
        };
        const ring = () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        };
        const timer = { at: passed + ms, ring };
        timers.add(timer);
        signal?.addEventListener('abort', abort, { once: true });
      }),
    advance: async (ms) => {
      const target = passed + ms;
      await settle();
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= target).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        passed = Math.max(passed, due.at);
        timers.delete(due);
        due.ring();
        await settle();
      }
      passed = target;
    },
  };
}
