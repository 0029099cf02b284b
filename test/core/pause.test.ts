import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutFuture } from '../../electron/core/clock-jump.ts';
import { nextDue } from '../../electron/core/due.ts';
import { day, hour, minute } from '../../electron/core/duration.ts';
import { failure } from '../../electron/core/outcome.ts';
import { isPaused, withPause } from '../../electron/core/pause.ts';
import { emptyState } from '../../electron/core/state.ts';
import { readState } from '../../electron/core/state-schema.ts';
import { coreWorld } from '../support/core-world.ts';
import { checks, held, oneRecord as settings, started, www } from '../support/core-world-daemon.ts';
import { nextV4, record, settingsOf } from '../support/core-world-parts.ts';
import { settle } from '../support/manual-clock.ts';

const now = Date.UTC(2026, 10, 22);

describe('a pause', () => {
  it('lasts until its end, or for good', () => {
    expect(isPaused(emptyState, now)).toBe(false);
    expect(isPaused(withPause(emptyState, now, now + 1), now)).toBe(true);
    expect(isPaused(withPause(emptyState, now, now + 1), now + 1)).toBe(false);
    expect(isPaused(withPause(emptyState, now, undefined), now + 8_000 * day)).toBe(true);
  });

  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, 1e300])(
    'until %s is one until it is resumed, and can be kept',
    (until) => {
      const state = withPause(emptyState, now, until);
      expect(state.paused).toEqual({ at: now, until: undefined });
      expect(readState(JSON.parse(JSON.stringify(state)))?.paused).toEqual({ at: now });
    },
  );

  it('is the next thing that is due', () => {
    const state = { ...emptyState, nextCheck: now };
    expect(nextDue(withPause(state, now, now + hour), settings)).toBe(now + hour);
    expect(nextDue(withPause(state, now, undefined), settings)).toBe(Number.POSITIVE_INFINITY);
  });

  it('never lasts longer than it was meant to, however far the clock is set back', () => {
    const span = fc.integer({ min: 0, max: 8_000 * day });
    fc.assert(
      fc.property(span, span, (length, back) => {
        const { paused } = withoutFuture(withPause(emptyState, now, now + length), now - back);
        expect(paused?.until).toBe(now - back + length);
        expect(paused?.at).toBe(now - back);
      }),
    );
  });

  it('stays as it is where the clock was not set back behind its beginning', () => {
    const state = withPause(emptyState, now, now + hour);
    expect(withoutFuture(state, now + minute)).toBe(state);
  });
});

describe('a paused daemon', () => {
  async function paused(until?: number) {
    const world = coreWorld();
    world.looks = () => 'differs';
    const parts = await started(world);
    await parts.updater.pause(until === undefined ? undefined : world.clock.now() + until);
    world.events.length = 0;
    const asked = world.asked();
    return { world, ...parts, quiet: () => world.asked() === asked && world.events.length === 0 };
  }

  it('does nothing by itself: no check, no retry, no verification', async () => {
    const { world, updater, quiet } = await paused();
    await world.clock.advance(8 * hour);
    expect(quiet()).toBe(true);
    expect(checks(world)).toEqual(['start']);
    expect(await updater.notice('network')).toBeUndefined();
    expect(await updater.notice('resume')).toBeUndefined();
    expect(quiet()).toBe(true);
  });

  it('does not retry what failed', async () => {
    const world = coreWorld();
    world.random = 0;
    world.providers.reading.reply = () => failure('server', 'down');
    const { updater } = await started(world);
    await updater.pause();
    await world.clock.advance(hour);
    expect(world.providers.reading.calls).toHaveLength(1);
  });

  it('checks once where the user asks, and rests again', async () => {
    const { world, updater } = await paused();
    world.say('ipv4', nextV4);
    expect((await updater.check('user')).trigger).toBe('user');
    expect(updater.state.records[www.id]?.published?.address).toEqual(nextV4);
    await world.clock.advance(8 * hour);
    expect(checks(world)).toEqual(['start', 'user']);
  });

  it('takes new settings without a check, and shows them', async () => {
    const { world, updater, quiet } = await paused();
    const shown: unknown[] = [];
    Object.assign(world.ports, { onState: (state: unknown) => shown.push(state) });
    const other = settingsOf([record('other.example.com')]);
    expect(await updater.replaceSettings(other)).toBeUndefined();
    expect(updater.settings).toBe(other);
    expect(world.saved()?.records).toEqual({});
    expect(shown).toEqual([updater.state]);
    world.events.length = 0;
    await world.clock.advance(hour);
    expect(quiet()).toBe(true);
  });

  it('is on the disk and shown at once, and so is its end', async () => {
    const world = coreWorld();
    const { updater } = await started(world);
    const shown: boolean[] = [];
    Object.assign(world.ports, {
      onState: ({ paused }: { paused?: object }) => shown.push(paused !== undefined),
    });
    await updater.pause();
    expect(shown).toEqual([true]);
    expect(world.saved()?.paused).toEqual({ at: world.clock.now() });
    const open = held(world);
    const over = updater.unpause();
    await settle();
    expect(world.saved()?.paused).toBeUndefined();
    expect(shown).toEqual([true, false]);
    open();
    await over;
    expect(checks(world)).toEqual(['start', 'unpause']);
    await world.clock.advance(2 * minute);
    expect(checks(world)).toEqual(['start', 'unpause', 'timer', 'timer']);
  });

  it('goes on once by itself when its time is over', async () => {
    const { world, updater } = await paused(hour + 1_000);
    await world.clock.advance(hour);
    expect(checks(world)).toEqual(['start']);
    await world.clock.advance(1_000);
    expect(checks(world)).toEqual(['start', 'unpause']);
    expect(updater.state.paused).toBeUndefined();
    expect(world.saved()?.paused).toBeUndefined();
    await world.clock.advance(minute);
    expect(checks(world)).toEqual(['start', 'unpause', 'timer']);
  });

  it('ends a short pause in time although it slept already for longer', async () => {
    const { world } = await paused();
    const { updater } = await started(world);
    await updater.pause();
    await world.clock.advance(10_000);
    await updater.pause(world.clock.now() + 5_000);
    const before = checks(world).length;
    await world.clock.advance(5_000);
    expect(checks(world).slice(before)).toContain('unpause');
  });

  it('is still paused after a restart, and does not even check at the start', async () => {
    const { world, updater, running, quiet } = await paused();
    updater.stop();
    await running;
    await started(world);
    await world.clock.advance(hour);
    expect(quiet()).toBe(true);
  });

  it('checks at the start where the pause ended in the meantime', async () => {
    const { world, updater, running } = await paused(hour);
    updater.stop();
    await running;
    world.clock.jump(2 * hour);
    const next = await started(world);
    expect(checks(world)).toEqual(['start', 'start']);
    expect(next.updater.state.paused).toBeUndefined();
  });

  it('goes on within a minute of waking where the pause ended during the sleep', async () => {
    const { world } = await paused(hour);
    world.clock.jump(8 * hour);
    await world.clock.advance(minute);
    expect(checks(world)).toEqual(['start', 'unpause']);
  });

  it('checks when it is told of the waking, where the pause ended during the sleep', async () => {
    const { world, updater } = await paused(hour);
    world.clock.jump(8 * hour);
    expect((await updater.notice('resume'))?.trigger).toBe('resume');
    expect(updater.state.paused).toBeUndefined();
  });

  it.each([minute, day, 4_000 * day])(
    'goes on in its time where the clock was set back by %d ms, also across restarts',
    async (back) => {
      const { world, updater, running } = await paused(hour);
      world.clock.jump(-back);
      await world.clock.advance(40 * minute);
      updater.stop();
      await running;
      await started(world);
      await world.clock.advance(22 * minute);
      expect(checks(world).slice(0, 2)).toEqual(['start', 'unpause']);
    },
  );

  it('does nothing where it is resumed without a pause', async () => {
    const world = coreWorld();
    const { updater } = await started(world);
    await updater.unpause();
    expect(checks(world)).toEqual(['start']);
  });

  it('lets the check under way come to its end', async () => {
    const world = coreWorld();
    const updater = await world.open(settings);
    const open = held(world);
    const check = updater.check('timer');
    await updater.pause();
    open();
    expect((await check).outcomes.size).toBe(1);
    expect(updater.state.paused).toBeDefined();
  });

  it('never rejects its end where the program ends', async () => {
    const { updater } = await paused();
    updater.stop();
    await expect(updater.unpause()).resolves.toBeUndefined();
  });
});
