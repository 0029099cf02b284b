import type { Clock } from '../ports.ts';

export interface Bucket {
  /** False where it is empty. */
  take(): boolean;
  /** Milliseconds until there is one more. */
  refill(): number;
}

/** Lets so much through at once, and then one for each `refill` milliseconds. */
export function createBucket(
  { now }: Pick<Clock, 'now'>,
  { most, refill }: { readonly most: number; readonly refill: number },
): Bucket {
  let left = most;
  let filled = now();
  return {
    take() {
      // A clock that was set back gives nothing, and begins anew from there.
      const more = Math.max(Math.floor((now() - filled) / refill), 0);
      if (more > 0 || now() < filled) filled = now();
      left = Math.min(left + more, most);
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    refill: () => Math.min(Math.max(filled + refill - now(), 0), refill),
  };
}
