import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  askedAgain,
  launchWith,
  patience,
  storySettings,
  storyTime,
  toastTitles,
} from '../support/desktop-steps.ts';
import {
  ask,
  dynHost,
  homes,
  openDesktopWorld,
  snapshotOf,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';

describeDesktop('the end of a Windows session', () => {
  it.each([['open'], ['closed']])('with the window %s loses nothing', storyTime, async (how) => {
    const world = await openDesktopWorld();
    const app = await launchWith(world, storySettings(world), { speed: 10, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    world.address = homes[1];
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await expect.poll(() => toastTitles(app), patience).toHaveLength(2);
    const before = await snapshotOf(app);
    await ask(app, 'savePreferences', { ...before.preferences, theme: 'dark' });
    const saved = await ask(app, 'settingsText', null);
    if (how === 'open') {
      await app.emit('window', 'query-session-end', { reasons: ['shutdown'] });
      await app.emit('window', 'session-end', { reasons: ['shutdown'] });
    } else {
      await app.closeWindow();
    }
    // Windows asks nobody then.
    await app.kill();

    const told = [`${dynHost} ${homes[0]}`, `${dynHost} ${homes[1]}`];
    expect(world.told).toEqual(told);
    const next = await app.relaunch();
    await trayShows(next, /^upToDate/);
    await askedAgain(world, 2);
    const after = await snapshotOf(next);
    expect(after.troubles).toEqual([]);
    expect(after.preferences.theme).toBe('dark');
    expect(after.records.map(({ address, changed }) => [address, changed])).toEqual(
      before.records.map(({ address, changed }) => [address, changed]),
    );
    expect(await ask(next, 'settingsText', null)).toEqual(saved);
    expect(world.told).toEqual(told);
    expect(await next.notifications()).toEqual([]);
  });

  it('in the middle of an update loses nothing either', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await launchWith(world, storySettings(world), { speed: 10, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    world.answer = () => 'hang';
    world.address = homes[1];
    await expect.poll(() => world.told.length, patience).toBe(2);
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await app.kill();

    // Whether the update arrived is not known: it is not repeated at once.
    world.answer = (_, address) => `good ${address}`;
    const next = await app.relaunch({ speed: 60 });
    await askedAgain(world, 3);
    expect(world.told).toHaveLength(2);
    await expect.poll(() => world.told.length, patience).toBe(3);
    await trayShows(next, /^upToDate/);
    expect(world.told.at(-1)).toBe(`${dynHost} ${homes[1]}`);
  });
});
