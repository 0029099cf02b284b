import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  askedAgain,
  launchWith,
  patience,
  storySettings,
  storyTime,
  toastCount,
  toastTitles,
} from '../support/desktop-steps.ts';
import {
  homes,
  openDesktopWorld,
  saveSettings,
  snapshotOf,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';

const record = `{ name: ${webHost}, account: web, types: [A] }`;

describeDesktop('a refused key', () => {
  it('is told once, across checks and restarts, and its end once', storyTime, async () => {
    const world = await openDesktopWorld();
    const wrong = storySettings(world, { records: [record], apiKey: 'wrong-0123456789' });
    let app = await launchWith(world, wrong, { speed: 20, args: ['--hidden'] });
    await trayShows(app, /^attention/);
    await toastCount(app, 1);
    const [toast] = await app.notifications();
    expect(toast?.title).toBe(`Action needed: ${webHost} A`);
    expect(toast?.body).toMatch(/PowerDNS.*401/);
    expect(toast?.body).toMatch(/Check|Enter|Correct/);
    const requests = world.requests();
    await askedAgain(world, 6);
    expect(await toastTitles(app)).toHaveLength(1);
    expect(world.requests()).toBe(requests);
    const { tooltip } = await app.tray();
    expect(tooltip).toContain('Needs attention');
    expect(tooltip).toContain(webHost);

    app = await app.relaunch();
    await trayShows(app, /^attention/);
    await askedAgain(world, 4);
    expect(await app.notifications()).toEqual([]);
    expect(world.requests()).toBe(requests);
    expect(world.held(webHost)).toBeUndefined();

    await saveSettings(app, storySettings(world, { records: [record] }));
    await trayShows(app, /^upToDate/);
    expect(world.held(webHost)).toBe(homes[0]);
    await expect.poll(() => toastTitles(app), patience).toEqual([`Address written: ${homes[0]}`]);
  });
});

describeDesktop('a provider that is down for a moment', () => {
  it('is told by nothing, and tried again by itself', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world, { records: [record] });
    const app = await launchWith(world, settings, { speed: 20, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    await toastCount(app, 1);

    world.broken = true;
    world.address = homes[1];
    await expect
      .poll(async () => (await snapshotOf(app)).records, patience)
      .toMatchObject([{ standing: 'waiting' }]);
    const [standing] = (await snapshotOf(app)).records;
    expect(standing?.sentence).toContain('503');
    await app.closeWindow();
    await askedAgain(world, 5);
    await trayShows(app, /^working/);
    await expect.poll(async () => (await app.tray()).tooltip, patience).toContain('Waiting');

    world.broken = false;
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await trayShows(app, /^upToDate/);
    await toastCount(app, 2);
    expect(await toastTitles(app)).toEqual([
      `Address written: ${homes[0]}`,
      `New address: ${homes[1]}`,
    ]);
  });
});
