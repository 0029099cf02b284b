import { describe, expect, it } from 'vitest';
import { createBucket } from '../../electron/desktop/rate-limit.ts';

describe('a bucket', () => {
  it('gives as many as it holds, and one for each share of a second', () => {
    let now = 1000;
    const take = createBucket({ burst: 3, perSecond: 2 }, () => now);
    const takeMany = (count: number) => Array.from({ length: count }, take);
    expect(takeMany(5)).toEqual([true, true, true, false, false]);
    now += 499;
    expect(take()).toBe(false);
    now += 1;
    expect(takeMany(2)).toEqual([true, false]);
    now += 60_000;
    expect(takeMany(4)).toEqual([true, true, true, false]);
  });

  it('gives nothing for a clock that is set back, and goes on from there', () => {
    let now = 1_000_000;
    const take = createBucket({ burst: 1, perSecond: 1 }, () => now);
    expect(take()).toBe(true);
    now = 0;
    expect(take()).toBe(false);
    now = 1000;
    expect(take()).toBe(true);
  });
});
