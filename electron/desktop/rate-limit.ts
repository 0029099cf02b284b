export interface Rate {
  /** So many at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * A bucket of tokens: true while there is one to take.
 *
 * @param now milliseconds of any clock
 */
export function createBucket({ burst, perSecond }: Rate, now: () => number): () => boolean {
  let tokens = burst;
  let filled = now();
  return () => {
    const at = now();
    tokens = Math.min(burst, tokens + (Math.max(0, at - filled) / 1000) * perSecond);
    filled = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
