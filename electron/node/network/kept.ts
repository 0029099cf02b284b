interface Kept<T> {
  readonly key: string;
  /** Of the monotonic clock. */
  readonly until: number;
  readonly value: Promise<T>;
}

/**
 * Keeps the last answer of something slow, for as long as its key is the same and it is not too old.
 * Who asks meanwhile gets the one that is under way. `lifetime` gives milliseconds, counted from
 * when the answer is there.
 */
export function keeping<T>(
  lifetime: (value: T) => number,
  now: () => number = () => performance.now(),
): (key: string, make: () => Promise<T>) => Promise<T> {
  let kept: Kept<T> | undefined;
  return (key, make) => {
    if (kept !== undefined && kept.key === key && now() < kept.until) return kept.value;
    const value = make();
    const fresh = { key, until: Number.POSITIVE_INFINITY, value };
    kept = fresh;
    return value.then((answer) => {
      if (kept === fresh) kept = { ...fresh, until: now() + lifetime(answer) };
      return answer;
    });
  };
}
