import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  beats,
  checksOf,
  launchWith,
  logOf,
  patience,
  storySettings,
  storyTime,
  toastCount,
  wireless,
  withTwoSources,
  wordy,
} from '../support/desktop-steps.ts';
import { homes, openDesktopWorld, trayShows } from '../support/desktop-world.ts';

describeDesktop('a computer that wakes', () => {
  it('brings one check when the network had time to come up', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world, { interval: '1h', more: wordy });
    const app = await launchWith(world, settings, { speed: 40, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    const before = checksOf(world).length;

    // Unlocked soon after a check: nothing new.
    await app.emit('powerMonitor', 'lock-screen');
    await app.emit('powerMonitor', 'unlock-screen');
    await beats(app, 2);
    expect(checksOf(world)).toHaveLength(before);

    world.address = homes[1];
    const events = ['suspend', 'resume', 'unlock-screen', 'resume'];
    await Promise.all(events.map((event) => app.emit('powerMonitor', event)));
    await expect.poll(() => checksOf(world).length, patience).toBe(before + 1);
    const woken = logOf(world).findLast(({ message }) => message === 'the computer wakes');
    const check = checksOf(world).at(-1);
    expect(check?.trigger).toBe('resume');
    // Timers count in another clock than the log: a few milliseconds between the two.
    expect((check?.at ?? 0) - Date.parse(woken?.time ?? '')).toBeGreaterThan(4_900);
    await toastCount(app, 2);
    await trayShows(app, /^upToDate/);
    await app.emit('powerMonitor', 'unlock-screen');
    await beats(app, 6);
    expect(checksOf(world)).toHaveLength(before + 1);
    await toastCount(app, 2);
  });

  it('tries again for a minute while there is no network', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world, { interval: '1h', more: wordy });
    const app = await launchWith(world, withTwoSources(settings), {
      speed: 20,
      args: ['--hidden'],
    });
    await trayShows(app, /^upToDate/);
    const before = checksOf(world).length;
    world.address = undefined;
    await app.emit('powerMonitor', 'suspend');
    await app.emit('powerMonitor', 'resume');
    const count = () => checksOf(world).length - before;
    await expect.poll(count, { timeout: 30_000 }).toBeGreaterThanOrEqual(4);
    await beats(app, 6);
    const checks = checksOf(world).slice(before);
    expect(checks.map(({ trigger }) => trigger)).toEqual(['resume', 'resume', 'resume', 'resume']);
    for (const [at, seconds] of [5, 15, 45].entries()) {
      const gap = (checks[at + 1]?.at ?? 0) - (checks[at]?.at ?? 0);
      expect(gap).toBeGreaterThan((seconds - 0.1) * 1000);
    }
    expect((await app.tray()).image).toMatch(/^offline/);
    await toastCount(app, 1);

    world.address = homes[0];
    await app.setInterfaces(wireless('192.168.1.5'));
    await trayShows(app, /^upToDate/);
    await toastCount(app, 1);
  });
});
