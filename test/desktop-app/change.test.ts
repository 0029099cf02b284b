import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  askedAgain,
  launchWith,
  patience,
  storySettings,
  storyTime,
  toastCount,
} from '../support/desktop-steps.ts';
import { dynHost, homes, openDesktopWorld, trayShows, webHost } from '../support/desktop-world.ts';

describeDesktop('a change of address', () => {
  it('is written, told once, and shown; no change is not', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await launchWith(world, storySettings(world), { speed: 20, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    expect(world.held(webHost)).toBe(homes[0]);
    expect(world.told).toEqual([`${dynHost} ${homes[0]}`]);
    await toastCount(app, 1);
    expect((await app.notifications()).at(-1)).toMatchObject({
      title: `Address written: ${homes[0]}`,
      body: `Written to ${webHost} A and ${dynHost} A.`,
    });

    await askedAgain(world, 6);
    await toastCount(app, 1);
    expect(world.told).toHaveLength(1);

    world.address = homes[1];
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await toastCount(app, 2);
    const toast = (await app.notifications()).at(-1);
    expect(toast?.title).toBe(`New address: ${homes[1]}`);
    expect(toast?.body).toContain(homes[0]);
    await expect.poll(async () => (await app.tray()).tooltip, patience).toContain(homes[1]);
    await trayShows(app, /^upToDate/);

    await askedAgain(world, 6);
    await toastCount(app, 2);
    expect(world.told).toEqual([`${dynHost} ${homes[0]}`, `${dynHost} ${homes[1]}`]);
  });

  it(
    'is told to a punishing host exactly once, however often the app is started anew',
    storyTime,
    async () => {
      const world = await openDesktopWorld();
      let app = await launchWith(world, storySettings(world), { args: ['--hidden'] });
      await trayShows(app, /^upToDate/);
      const told = [`${dynHost} ${homes[0]}`];
      expect(world.told).toEqual(told);

      for (const [end, address] of [
        ['kill', homes[0]],
        ['quit', homes[0]],
        ['kill', homes[1]],
        ['quit', homes[1]],
      ] as const) {
        await app[end]();
        if (world.address !== address) told.push(`${dynHost} ${address}`);
        world.address = address;
        app = await app.relaunch();
        await expect.poll(async () => (await app.tray()).tooltip, patience).toContain(address);
        await trayShows(app, /^upToDate/);
        expect(world.held(webHost)).toBe(address);
        expect(world.told).toEqual(told);
        await toastCount(app, told.length === 2 && end === 'kill' ? 1 : 0);
      }
    },
  );
});
