import type { Verifier } from '../core/engine.ts';
import type { Clock } from '../core/ports.ts';

/** Milliseconds before the second and the third question. */
const pauses = [1_500, 3_000] as const;

/** What may still become right by itself within seconds. */
const passing = new Set(['pending', 'differs', 'missing']);

/**
 * Asks again, twice at most and within about five seconds, for records that the name servers do not
 * show yet: whoever waits at the command line would rather have the answer than a promise.
 */
export function patientVerifier(verify: Verifier, clock: Clock): Verifier {
  return async (targets, settings, signal) => {
    const kinds = [...(await verify(targets, settings, signal))];
    for (const pause of pauses) {
      const open = targets.filter((_, at) => passing.has(kinds[at] ?? 'pending'));
      if (open.length === 0) break;
      await clock.sleep(pause, signal);
      const again = await verify(open, settings, signal);
      open.forEach((target, at) => {
        kinds[targets.indexOf(target)] = again[at] ?? 'unknown';
      });
    }
    return kinds;
  };
}
