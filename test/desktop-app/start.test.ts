import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import { beats, patience, storyTime, toastTitles } from '../support/desktop-steps.ts';
import { openDesktopWorld, trayShows } from '../support/desktop-world.ts';

/** Run by Node ahead of the app: writes a line for whatever would leave the computer's process. */
const tellNetwork = `
  import net from 'node:net';
  import dns from 'node:dns';
  import dgram from 'node:dgram';
  const tell = (owner, name) => {
    const real = owner[name];
    owner[name] = function (...args) {
      process.stderr.write('network: ' + name + '\\n');
      return Reflect.apply(real, this, args);
    };
  };
  tell(net.Socket.prototype, 'connect');
  tell(dgram.Socket.prototype, 'send');
  for (const name of ['lookup', 'resolve4', 'resolve6']) tell(dns, name);
  for (const name of ['lookup', 'resolve4', 'resolve6']) tell(dns.promises, name);
`;
const execArgv = ['--import', `data:text/javascript,${encodeURIComponent(tellNetwork)}`];
const network = /^network: .*$/m;

describeDesktop('the first start', () => {
  it(
    'shows the icon and a welcome that leads to the settings, and asks nobody for anything',
    storyTime,
    async () => {
      const world = await openDesktopWorld();
      const app = await world.launch({ speed: 20, execArgv });

      await expect.poll(() => toastTitles(app), patience).toEqual(['DDNS Tray is running']);
      expect((await app.tray()).exists).toBe(true);
      await trayShows(app, /^attention-/);
      expect(await app.windowViews()).toEqual([]);
      await beats(app, 3);
      expect(await app.windowViews()).toEqual([]);
      expect(await toastTitles(app)).toHaveLength(1);
      expect(app.console()).not.toMatch(network);

      await app.clickNotification(0);
      const page = await app.waitForWindow();
      await page.getByRole('heading', { name: 'Choose your DNS service', level: 1 }).waitFor();
      await page.getByRole('searchbox', { name: /^Search for a service/ }).waitFor();
      expect(app.console()).not.toMatch(network);
      await expect.poll(async () => (await app.windowViews()).length).toBe(1);
      expect(await app.pageConsole()).toEqual([]);

      // That the network is told of at all, when there is a reason to use it.
      await app.close();
      const second = await world.launchSetUp({}, { execArgv });
      await expect.poll(() => second.console(), patience).toMatch(network);
    },
  );

  it('shows nothing but the icon when it is hidden', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await world.launch({ speed: 20, args: ['--hidden'] });

    expect((await app.tray()).exists).toBe(true);
    await beats(app, 2);
    expect(await app.notifications()).toEqual([]);
    expect(await app.windowViews()).toEqual([]);
  });

  it('opens the window when that was asked for', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await world.launch({ args: ['--settings'] });

    const page = await app.waitForWindow();
    await page.getByRole('navigation').waitFor();
    const [view] = await app.windowViews();
    expect(view).toMatchObject({ visible: true, focused: true });
    expect(await app.notifications()).toEqual([]);
  });

  it('welcomes nobody who has set it up', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await world.launchSetUp({}, { speed: 20 });
    await trayShows(app, /^upToDate-/);
    // Of the start, and of the address.
    await expect.poll(() => toastTitles(app), patience).toHaveLength(2);
    const again = await app.relaunch();
    await trayShows(again, /^upToDate-/);
    await beats(again, 1);
    expect(await again.notifications()).toEqual([]);
    expect(await again.windowViews()).toEqual([]);
  });
});
