import { expect, it } from 'vitest';
import type { QuietHours } from '../../electron/contract/preferences.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
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
  saveSettings,
  snapshotOf,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';

/** The local time of day so many hours from now. */
function hoursFromNow(hours: number): string {
  const date = new Date(Date.now() + hours * 3_600_000);
  return [date.getHours(), date.getMinutes()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

const around: QuietHours = { from: hoursFromNow(-6), to: hoursFromNow(10) };
const over: QuietHours = { from: hoursFromNow(12), to: hoursFromNow(14) };

async function keepQuiet(app: DesktopApp, quietHours: QuietHours): Promise<void> {
  const { preferences } = await snapshotOf(app);
  const reply = await ask(app, 'savePreferences', { ...preferences, quietHours });
  expect(reply).toEqual({ ok: true, value: null });
  await app.closeWindow();
}

const records = [
  `{ name: ${webHost}, account: web, types: [A] }`,
  `{ name: ${dynHost}, account: dyn, types: [A] }`,
];

describeDesktop('quiet hours', () => {
  it('hold what happens, and tell of it later where it is still true', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world, { records });
    const app = await launchWith(world, settings, { speed: 40, args: ['--hidden'] });
    await expect.poll(() => toastTitles(app), patience).toHaveLength(1);
    await keepQuiet(app, around);

    // There and back again, and a trouble that is over before anybody could be told.
    world.address = homes[1];
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await saveSettings(app, storySettings(world, { records, apiKey: 'wrong-0123456789' }));
    world.address = homes[0];
    await trayShows(app, /^attention/);
    await saveSettings(app, settings);
    await expect.poll(() => world.held(webHost), patience).toBe(homes[0]);
    await trayShows(app, /^upToDate/);
    expect(await toastTitles(app)).toHaveLength(1);
    await keepQuiet(app, over);
    await askedAgain(world, 5);
    expect(await toastTitles(app)).toHaveLength(1);

    await keepQuiet(app, around);
    world.address = homes[2];
    await expect.poll(() => world.held(webHost), patience).toBe(homes[2]);
    await askedAgain(world, 4);
    expect(await toastTitles(app)).toHaveLength(1);
    await keepQuiet(app, over);
    await expect
      .poll(async () => (await toastTitles(app)).slice(1), patience)
      .toEqual([`New address: ${homes[2]}`]);
    await askedAgain(world, 4);
    expect(await toastTitles(app)).toHaveLength(2);
  });

  it('hold it across a restart', storyTime, async () => {
    const world = await openDesktopWorld();
    let app = await launchWith(world, storySettings(world, { records }), {
      speed: 40,
      args: ['--hidden'],
    });
    await expect.poll(() => toastTitles(app), patience).toHaveLength(1);
    await keepQuiet(app, around);
    world.answer = () => 'badauth';
    world.address = homes[1];
    await trayShows(app, /^attention/);
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await askedAgain(world, 2);
    expect(await toastTitles(app)).toHaveLength(1);

    app = await app.relaunch();
    await trayShows(app, /^attention/);
    await askedAgain(world, 3);
    expect(await app.notifications()).toEqual([]);

    await keepQuiet(app, over);
    await expect
      .poll(() => toastTitles(app), patience)
      .toEqual([`Action needed: ${dynHost} A`, expect.stringContaining(homes[1])]);
    app = await app.relaunch();
    await trayShows(app, /^attention/);
    await askedAgain(world, 3);
    expect(await app.notifications()).toEqual([]);
  });
});
