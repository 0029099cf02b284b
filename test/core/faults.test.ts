import { describe, expect, it } from 'vitest';
import { minute } from '../../electron/core/duration.ts';
import { createFaultCounter } from '../../electron/core/faults.ts';

describe('faults of the program itself', () => {
  it('are too many with the fifth in ten minutes', () => {
    let now = 0;
    const count = createFaultCounter(() => now);
    const seen = [0, 2, 4, 6, 8].map((at) => {
      now = at * minute;
      return count();
    });
    expect(seen).toEqual([false, false, false, false, true]);
  });

  it('are forgotten after ten minutes', () => {
    let now = 0;
    const count = createFaultCounter(() => now);
    for (let at = 0; at < 20; at += 1) {
      now = at * 3 * minute;
      expect(count()).toBe(false);
    }
  });
});
