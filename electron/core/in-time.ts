import type { Clock } from './ports.ts';

/** Why work is ended. Nobody hears of it: what was asked for has been given up by then. */
const over = new Error('its time is up');

/**
 * What the work comes to within `ms` milliseconds; undefined where it takes longer, and then its
 * signal aborts. Rejects with what the work rejects with, or at once with the reason of `signal`.
 */
export async function inTime<Result>(
  ms: number,
  clock: Clock,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  signal.throwIfAborted();
  const inner = new AbortController();
  const pass = () => inner.abort(signal.reason);
  signal.addEventListener('abort', pass, { once: true });
  try {
    const late = clock.sleep(ms, inner.signal).then(() => undefined);
    // Whichever of the two is not waited for any more may still reject.
    late.catch(() => undefined);
    const done = work(inner.signal);
    done.catch(() => undefined);
    return await Promise.race([done, late]);
  } finally {
    signal.removeEventListener('abort', pass);
    inner.abort(over);
  }
}
