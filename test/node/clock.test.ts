import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock, systemRandom } from '../../electron/node/clock.ts';

const day = 86_400_000;

describe('the system clock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Whether a sleep has ended, asked between the steps of the fake time. */
  function watch(sleep: Promise<void>) {
    const seen = { woke: false, reason: undefined as unknown };
    sleep.then(
      () => {
        seen.woke = true;
      },
      (reason) => {
        seen.reason = reason;
      },
    );
    return seen;
  }

  it('tells milliseconds since 1970', () => {
    vi.setSystemTime(1_234_567);
    expect(systemClock.now()).toBe(1_234_567);
  });

  it('sleeps as long as asked, and no shorter', async () => {
    const seen = watch(systemClock.sleep(30_000));
    await vi.advanceTimersByTimeAsync(29_999);
    expect(seen.woke).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.woke).toBe(true);
  });

  it('sleeps for 60 days, though one timer holds only 24', async () => {
    const seen = watch(systemClock.sleep(60 * day));
    await vi.advanceTimersByTimeAsync(60 * day - 1);
    expect(seen.woke).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.woke).toBe(true);
  });

  it.each([0, -5, Number.NaN])('takes %s for no time', async (ms) => {
    const seen = watch(systemClock.sleep(ms));
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.woke).toBe(true);
  });

  it.each([5_000, 60 * day, Number.POSITIVE_INFINITY])(
    'wakes from %s ms with the reason of the signal',
    async (ms) => {
      const stop = new AbortController();
      const seen = watch(systemClock.sleep(ms, stop.signal));
      await vi.advanceTimersByTimeAsync(4_000);
      const reason = new Error('settings saved');
      stop.abort(reason);
      await vi.advanceTimersByTimeAsync(0);
      expect(seen.reason).toBe(reason);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it('does not begin where the signal is aborted already', async () => {
    const reason = new Error('stopped');
    await expect(systemClock.sleep(5_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no listener on a signal that outlives it', async () => {
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, 'addEventListener');
    const remove = vi.spyOn(signal, 'removeEventListener');
    const seen = watch(systemClock.sleep(10, signal));
    await vi.advanceTimersByTimeAsync(10);
    expect(seen.woke).toBe(true);
    expect(remove.mock.calls[0]?.slice(0, 2)).toEqual(add.mock.calls[0]?.slice(0, 2));
  });
});

describe('the system’s random numbers', () => {
  it('lie from 0 (included) to 1 (excluded), and differ', () => {
    const drawn = Array.from({ length: 100 }, () => systemRandom());
    expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true);
    expect(new Set(drawn).size).toBeGreaterThan(90);
  });
});

describe('the ids of DNS messages', () => {
  it('do not come from Math.random, whose next numbers can be told from the last ones', () => {
    const guessable = vi.spyOn(Math, 'random');
    const numbers = Array.from({ length: 1000 }, () => systemRandom());
    expect(guessable).not.toHaveBeenCalled();
    expect(numbers.every((one) => one >= 0 && one < 1)).toBe(true);
    expect(new Set(numbers).size).toBe(1000);
  });
});
