import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import type { NoticeEvent } from '../../electron/contract/preferences.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import {
  askedAgain,
  launchWith,
  patience,
  storySettings,
  storyTime,
  toastCount,
  toastTitles,
  turnTo,
} from '../support/desktop-steps.ts';
import {
  dynHost,
  homes,
  openDesktopWorld,
  saveSettings,
  snapshotOf,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';

const switches = catalogue('en').window.notifications.events;

/** Turns the switches of these events, as a user does. */
async function turn(app: DesktopApp, ...events: readonly NoticeEvent[]): Promise<void> {
  await app.clickTray();
  const page = await app.waitForWindow();
  await turnTo(page, 'Notifications');
  const after: string[] = [];
  for (const event of events) {
    const control = page.getByRole('switch', { name: switches[event], exact: true });
    const turned = String((await control.getAttribute('aria-checked')) !== 'true');
    await control.click();
    await expect.poll(() => control.getAttribute('aria-checked'), patience).toBe(turned);
    after.push(turned);
  }
  // A switch turns before its wish is kept.
  const wished = async () => {
    const { notifications } = (await snapshotOf(app)).preferences;
    return events.map((event) => String(notifications[event]));
  };
  await expect.poll(wished, patience).toEqual(after);
  await app.closeWindow();
}

const record = (name: string, account: string) =>
  `{ name: ${name}, account: ${account}, types: [A] }`;

describeDesktop('notifications', () => {
  it('come only where they are wanted, and lead to their page', storyTime, async () => {
    const world = await openDesktopWorld();
    const parts = { records: [record(webHost, 'web'), record(dynHost, 'dyn')] };
    let app = await launchWith(world, storySettings(world, parts), {
      speed: 20,
      args: ['--hidden'],
    });
    await toastCount(app, 1);
    await app.clickNotification(0);
    let page = await app.waitForWindow();
    await page.getByRole('heading', { name: /^Records/ }).waitFor();
    await app.closeWindow();

    await turn(app, 'changed');
    world.address = homes[1];
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await trayShows(app, /^upToDate/);
    await askedAgain(world, 2);
    expect(await toastTitles(app)).toHaveLength(1);

    // The host refuses from now on; its toast leads to where the password is.
    world.answer = () => 'badauth';
    world.address = homes[2];
    await expect
      .poll(async () => (await toastTitles(app)).at(-1), patience)
      .toBe(`Action needed: ${dynHost} A`);
    await app.clickNotification(1);
    page = await app.waitForWindow();
    await page.getByRole('heading', { name: 'dyn', exact: true, level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Replace: Password' }).waitFor();
    await app.closeWindow();

    // Its end would be told; not where that is switched off. A click on it after a restart still
    // opens the window.
    await turn(app, 'recovered', 'action');
    app = await app.relaunch();
    await trayShows(app, /^attention/);
    await app.activateNotification({ type: 'click', arguments: 'of the last run' });
    page = await app.waitForWindow();
    await page.getByRole('heading', { name: /^Records/ }).waitFor();
    await app.closeWindow();
    world.answer = (_, address) => `good ${address}`;
    const told = world.told.length;
    await saveSettings(app, storySettings(world, { ...parts, password: 'another password' }));
    await expect.poll(() => world.told.length, patience).toBe(told + 1);
    await trayShows(app, /^upToDate/);
    world.answer = () => 'badauth';
    world.address = homes[0];
    await trayShows(app, /^attention/);
    await askedAgain(world, 2);
    expect(await app.notifications()).toEqual([]);
  });

  it('of one moment are one where there would be too many', storyTime, async () => {
    const world = await openDesktopWorld();
    /** One record at an account of its own for each name, all with a wrong key. */
    const refused = (names: readonly string[]) => {
      const records = names.map((name) => record(`${name}.example.com`, name));
      const text = storySettings(world, { apiKey: 'wrong-0123456789', records });
      const [account = ''] = text.match(/^ {2}web: .*$/m) ?? [];
      const accounts = names.map((name) => account.replace('web:', `${name}:`));
      return text.replace(account, accounts.join('\n'));
    };
    const four = ['a', 'b', 'c', 'd'];
    const app = await launchWith(world, refused(four), { speed: 20, args: ['--hidden'] });
    await toastCount(app, 1);
    const [summary] = await app.notifications();
    expect(summary?.title).toBe('4 messages');
    for (const name of four) expect(summary?.body).toContain(`${name}.example.com`);
    await askedAgain(world, 4);
    await toastCount(app, 1);

    // Three are told one by one.
    const three = ['x', 'y', 'z'];
    await saveSettings(app, refused(three));
    await toastCount(app, 4);
    expect((await toastTitles(app)).slice(1).toSorted()).toEqual(
      three.map((name) => `Action needed: ${name}.example.com A`),
    );
  });

  it('come as a balloon where the system has no others', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world);
    const app = await launchWith(world, settings, {
      notificationsSupported: false,
      args: ['--hidden'],
    });
    await trayShows(app, /^upToDate/);
    expect(world.held(webHost)).toBe(homes[0]);
    expect(await app.notifications()).toEqual([]);
    expect(app.console()).toBe('');
  });
});
