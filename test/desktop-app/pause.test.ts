import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import {
  askedAgain,
  beats,
  launchWith,
  menuLabels,
  patience,
  storySettings,
  storyTime,
  toastTitles,
  wireless,
} from '../support/desktop-steps.ts';
import {
  ask,
  type DesktopWorld,
  homes,
  openDesktopWorld,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';

/** Nothing is asked in several intervals of 10 s, whatever the system tells. */
async function staysQuiet(app: DesktopApp, asked: () => number): Promise<void> {
  const before = asked();
  await app.emit('powerMonitor', 'resume');
  await app.emit('powerMonitor', 'unlock-screen');
  await app.setInterfaces(wireless(`10.0.0.${(before % 200) + 1}`));
  await beats(app, 6);
  expect(asked()).toBe(before);
}

/** On the disk: with time passing faster, the app gets few milliseconds to end. */
async function pauseKept({ data }: DesktopWorld): Promise<void> {
  const state = path.join(data, 'state', 'state.json');
  await expect.poll(() => readFileSync(state, 'utf8')).toContain('"paused"');
}

describeDesktop('a pause of an hour', () => {
  it('lets nothing happen by itself, across a restart, until resumed', storyTime, async () => {
    const world = await openDesktopWorld();
    let app = await launchWith(world, storySettings(world), { speed: 40, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    await app.clickMenu('Pause for 1 hour');
    await trayShows(app, /^paused/);
    expect((await app.tray()).tooltip).toMatch(/Paused until (?:\w.*, )?\d+:\d\d/);
    expect(await menuLabels(app)).not.toContain('Pause for 1 hour');
    world.address = homes[1];
    await staysQuiet(app, world.asked);
    expect(world.held(webHost)).toBe(homes[0]);

    await pauseKept(world);
    app = await app.relaunch();
    await trayShows(app, /^paused/);
    expect((await app.tray()).tooltip).toMatch(/Paused until (?:\w.*, )?\d+:\d\d/);
    await staysQuiet(app, world.asked);
    expect(await toastTitles(app)).toEqual([]);

    const asked = world.asked();
    await app.clickMenu('Update now');
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await trayShows(app, /^paused/);
    await staysQuiet(app, world.asked);
    expect(world.asked()).toBe(asked + 1);

    const resume = (await menuLabels(app)).find((label) => label.startsWith('Resume'));
    expect(resume).toMatch(/^Resume \(paused until (?:\w.*, )?\d+:\d\d/);
    await app.clickMenu(resume ?? '');
    await trayShows(app, /^upToDate/);
    // The tray shows that the pause is over before the check is.
    await expect.poll(world.asked, patience).toBeGreaterThan(asked + 1);
    await askedAgain(world, 2);
  });
});

describeDesktop('a pause', () => {
  it('until resumed has no end in sight, also after a restart', storyTime, async () => {
    const world = await openDesktopWorld();
    let app = await launchWith(world, storySettings(world), { speed: 40, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    await app.clickMenu('Pause until resumed');
    await trayShows(app, /^paused/);
    expect((await app.tray()).tooltip).not.toContain('until');
    await pauseKept(world);
    const asked = world.asked();
    await app.quit();
    app = await app.relaunch();
    await trayShows(app, /^paused/);
    await staysQuiet(app, world.asked);
    expect(world.asked()).toBe(asked);

    // Started for an update, it makes that one.
    world.address = homes[1];
    app = await app.relaunch({ args: ['--update-now'] });
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await trayShows(app, /^paused/);
    await staysQuiet(app, world.asked);
    expect(world.asked()).toBe(asked + 1);

    await app.clickMenu('Resume');
    await trayShows(app, /^upToDate/);
    expect(world.asked()).toBeGreaterThan(asked + 1);
  });

  it('ends by itself, and begins with a check', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world, { interval: '1h' });
    const app = await launchWith(world, settings, { speed: 40, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    const asked = world.asked();
    await ask(app, 'pause', { minutes: 3 });
    await app.closeWindow();
    await trayShows(app, /^paused/);
    await trayShows(app, /^upToDate/);
    expect(world.asked()).toBe(asked + 1);
  });
});
