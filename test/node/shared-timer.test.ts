import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSharedTimer } from '../../electron/node/shared-timer.ts';

const day = 86_400_000;
const second = 1_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** When a sleep ended and how, in milliseconds of the monotonic clock; undefined while it lasts. */
function watch(sleep: Promise<void>) {
  const begun = performance.now();
  const seen = { after: undefined as number | undefined, reason: undefined as unknown };
  const end = (reason?: unknown) => {
    seen.after = performance.now() - begun;
    seen.reason = reason;
  };
  sleep.then(() => end(), end);
  return seen;
}

/** Counts how often the system's timer wakes the process. */
function countWakings(): { count: number } {
  const wakings = { count: 0 };
  const { setTimeout: set } = globalThis;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((ring: () => void, ms?: number) =>
    set(() => {
      wakings.count += 1;
      ring();
    }, ms)) as typeof setTimeout);
  return wakings;
}

describe('a sleep', () => {
  it('tells milliseconds since 1970', () => {
    vi.setSystemTime(1_234_567);
    expect(createSharedTimer().now()).toBe(1_234_567);
  });

  it.each([1, 500, 30_000, 30_001, 60_000, 3_600_000, 60 * day])(
    'of %d ms alone is as long as asked',
    async (ms) => {
      const seen = watch(createSharedTimer().sleep(ms));
      await vi.advanceTimersByTimeAsync(ms - 1);
      expect(seen.after).toBeUndefined();
      await vi.advanceTimersByTimeAsync(1);
      expect(seen.after).toBe(ms);
    },
  );

  it.each([0, -5, Number.NaN, Number.NEGATIVE_INFINITY])('of %s is none', async (ms) => {
    const seen = watch(createSharedTimer().sleep(ms));
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.after).toBe(0);
  });

  it('is not cut short by a timer of the system that rings early', async () => {
    const { setTimeout: set } = globalThis;
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((ring: () => void, ms = 0) =>
      set(ring, Math.max(ms - 1, ms > 1 ? 1 : ms))) as typeof setTimeout);
    const seen = watch(createSharedTimer().sleep(1_000));
    await vi.advanceTimersByTimeAsync(1_010);
    expect(seen.after).toBe(1_000);
  });

  it('does not notice that the clock is set', async () => {
    const seen = watch(createSharedTimer().sleep(10_000));
    vi.setSystemTime(Date.now() + day);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(seen.after).toBeUndefined();
    vi.setSystemTime(Date.now() - 2 * day);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.after).toBe(10_000);
  });

  it.each([5_000, 60 * day, Number.POSITIVE_INFINITY])(
    'of %s ms ends with the reason of the signal, and leaves no timer behind',
    async (ms) => {
      const stop = new AbortController();
      const seen = watch(createSharedTimer().sleep(ms, stop.signal));
      await vi.advanceTimersByTimeAsync(4_000);
      expect(vi.getTimerCount()).toBe(1);
      stop.abort('enough');
      expect(vi.getTimerCount()).toBe(0);
      await vi.advanceTimersByTimeAsync(0);
      expect(seen).toEqual({ after: 4_000, reason: 'enough' });
    },
  );

  it('does not begin where the signal is aborted already', async () => {
    const seen = watch(createSharedTimer().sleep(10, AbortSignal.abort('no')));
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.reason).toBe('no');
  });

  it('that is over is not ended again by its signal', async () => {
    const stop = new AbortController();
    const seen = watch(createSharedTimer().sleep(10, stop.signal));
    await vi.advanceTimersByTimeAsync(10);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    stop.abort('late');
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual({ after: 10, reason: undefined });
  });

  it('of somebody else goes on when one is aborted', async () => {
    const timer = createSharedTimer();
    const stop = new AbortController();
    const seen = watch(timer.sleep(10_000));
    watch(timer.sleep(5_000, stop.signal));
    stop.abort('enough');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen.after).toBe(10_000);
  });
});

describe('many sleeps', () => {
  it('share one timer of the system', () => {
    const timer = createSharedTimer();
    for (const ms of [10, 5_000, 60_000, 40 * day]) void timer.sleep(ms);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('wake an idle process 4 times a minute: looking every 15 s, checking every minute', async () => {
    const timer = createSharedTimer();
    const wakings = countWakings();
    const checks: number[] = [];
    const repeat = async (ms: () => number, then: () => void): Promise<never> => {
      for (;;) {
        await timer.sleep(ms());
        then();
      }
    };
    void repeat(
      () => 15_000,
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(7 * second);
    let jitter = 0;
    void repeat(
      () => {
        jitter = (jitter + 1_700) % 6_000;
        return 57_000 + jitter;
      },
      () => checks.push(performance.now()),
    );
    await vi.advanceTimersByTimeAsync(10 * 60 * second);
    expect(wakings.count).toBeLessThanOrEqual(4 * 10 + 1);
    const gaps = checks.slice(1).map((at, index) => at - (checks[index] ?? 0));
    expect(gaps.length).toBeGreaterThanOrEqual(7);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(63_000 + 15_000);
  });

  it('never end early, and late by 15 s at most: not at all where they are short', async () => {
    const length = fc.oneof(
      fc.integer({ min: 0, max: 30_000 }),
      fc.integer({ min: 30_001, max: 200_000 }),
    );
    const one = fc.record({ length, begins: fc.integer({ min: 0, max: 120_000 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 12 }), async (plans) => {
        const timer = createSharedTimer();
        const ended: Promise<readonly [number, number]>[] = [];
        let now = 0;
        for (const { length: ms, begins } of [...plans].sort((a, b) => a.begins - b.begins)) {
          await vi.advanceTimersByTimeAsync(begins - now);
          now = begins;
          const at = performance.now();
          ended.push(timer.sleep(ms).then(() => [ms, performance.now() - at - ms]));
        }
        await vi.advanceTimersByTimeAsync(400_000);
        for (const [ms, late] of await Promise.all(ended)) {
          expect(late).toBeGreaterThanOrEqual(0);
          expect(late).toBeLessThanOrEqual(ms > 30_000 ? 15_000 : 0);
        }
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
