import type { Clock } from '../core/ports.ts';

/** A clock that runs `speed` times as fast as the one it is made from, so that minutes can be watched. */
export function fastClock(real: Clock, speed: number): Clock {
  const start = real.now();
  return {
    now: () => Math.round(start + (real.now() - start) * speed),
    sleep: (ms, signal) => real.sleep(ms / speed, signal),
  };
}
