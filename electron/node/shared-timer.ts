import type { Clock } from '../core/ports.ts';

/** The longest delay that `setTimeout` takes; a longer one fires at once. */
const longest = 2 ** 31 - 1;
/** A sleep of more than this may take longer, for the sake of one wake-up instead of two. */
const patientFrom = 30_000;
const patience = 15_000;

interface Sleeper {
  /** Milliseconds of the monotonic clock. */
  readonly due: number;
  /** How long its waking may be put off. */
  readonly latest: number;
  readonly wake: () => void;
}

/**
 * The computer's clock, whose sleeps all share one system timer, so that an idle process seldom
 * wakes. No sleep ends early; one of more than 30 s ends up to 15 s late where another ends then
 * anyway. A delay may be of any length; a negative one or NaN is none.
 */
export function createSharedTimer(): Clock {
  const sleepers = new Set<Sleeper>();
  let timer: NodeJS.Timeout | undefined;

  function arm(): void {
    clearTimeout(timer);
    timer = undefined;
    if (sleepers.size === 0) return;
    const wait = Math.max(0, Math.ceil(nextWaking([...sleepers]) - performance.now()));
    timer = setTimeout(ring, Math.min(wait, longest));
  }

  function ring(): void {
    const now = performance.now();
    for (const sleeper of [...sleepers]) {
      if (sleeper.due > now) continue;
      sleepers.delete(sleeper);
      sleeper.wake();
    }
    arm();
  }

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const due = performance.now() + (ms > 0 ? ms : 0);
      const onAbort = () => {
        sleepers.delete(sleeper);
        arm();
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const sleeper = { due, latest: ms > patientFrom ? due + patience : due, wake };
      signal?.addEventListener('abort', onAbort, { once: true });
      sleepers.add(sleeper);
      arm();
    });
  }

  return { now: () => Date.now(), sleep };
}

/** The last instant at which somebody is due, of those that keep nobody waiting for too long. */
function nextWaking(sleepers: readonly Sleeper[]): number {
  const limit = Math.min(...sleepers.map(({ latest }) => latest));
  return Math.max(...sleepers.map(({ due }) => due).filter((due) => due <= limit));
}
