import { describe, expect, it } from 'vitest';
import { inTime } from '../../electron/core/in-time.ts';
import { aborted } from '../support/core-world-parts.ts';
import { manualClock } from '../support/manual-clock.ts';

const never = new AbortController().signal;

describe('work that is given some time', () => {
  it('comes to what it comes to, and leaves no timer behind', async () => {
    const clock = manualClock();
    expect(await inTime(1000, clock, never, async () => 'done')).toBe('done');
    await expect(
      inTime(1000, clock, never, async () => Promise.reject(new Error('broken'))),
    ).rejects.toThrow('broken');
    expect(clock.waiting()).toBe(0);
  });

  it('is ended when its time is up, and comes to nothing', async () => {
    const clock = manualClock();
    let seen: AbortSignal | undefined;
    const done = inTime(1000, clock, never, (signal) => {
      seen = signal;
      return aborted(signal);
    });
    await clock.advance(999);
    expect(seen?.aborted).toBe(false);
    await clock.advance(1);
    expect(await done).toBeUndefined();
    expect(seen?.aborted).toBe(true);
  });

  it('is not waited for where it does not heed its signal', async () => {
    const clock = manualClock();
    const done = inTime(1000, clock, never, () => new Promise(() => undefined));
    await clock.advance(1000);
    expect(await done).toBeUndefined();
  });

  it('ends at once with the reason of the signal, heeded or not', async () => {
    const clock = manualClock();
    const reason = new Error('the window is closed');
    const outer = new AbortController();
    const done = inTime(1000, clock, outer.signal, () => new Promise(() => undefined));
    outer.abort(reason);
    await expect(done).rejects.toBe(reason);
    await expect(inTime(1000, clock, outer.signal, async () => 1)).rejects.toBe(reason);
    expect(clock.waiting()).toBe(0);
  });
});
