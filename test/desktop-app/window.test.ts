import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  launchEdited,
  launchWith,
  openText,
  patience,
  storySettings,
  storyTime,
} from '../support/desktop-steps.ts';
import { homes, openDesktopWorld, trayShows, webHost } from '../support/desktop-world.ts';

describeDesktop('the window', () => {
  it(
    'is gone when it is closed, and shows the present when it is opened again',
    storyTime,
    async () => {
      const world = await openDesktopWorld();
      const settings = storySettings(world, { interval: '1h' });
      const app = await launchWith(world, settings, { args: ['--hidden'] });
      await trayShows(app, /^upToDate/);
      expect(await app.windows()).toEqual([]);
      expect(await app.windowViews()).toEqual([]);

      await app.clickTray();
      const first = await app.waitForWindow();
      await first.getByText(homes[0]).first().waitFor();
      await app.clickTray();
      await app.clickTray('double-click');
      expect(await app.windowViews()).toHaveLength(1);
      // While it is open it follows.
      world.address = homes[1];
      await app.clickMenu('Update now');
      await first.getByText(homes[1]).first().waitFor();
      expect(await app.closeWindow()).toBe(true);
      await expect.poll(() => first.isClosed(), patience).toBe(true);
      expect(await app.windowViews()).toEqual([]);
      expect(await app.windows()).toEqual([]);

      world.address = homes[2];
      await app.clickMenu('Update now');
      await expect.poll(() => world.held(webHost), patience).toBe(homes[2]);
      await trayShows(app, /^upToDate/);
      await app.clickTray();
      const second = await app.waitForWindow();
      await second.getByText(homes[2]).first().waitFor();
      // What is now; what there was stands in the timeline alone.
      const present = second.locator('.addresses, [data-record]');
      await present.getByText(homes[2]).first().waitFor();
      expect(await present.getByText(homes[0]).count()).toBe(0);
      expect(await present.getByText(homes[1]).count()).toBe(0);
      expect(await app.pageConsole()).toEqual([]);
      await app.closeWindow();
      // The app goes on without a window.
      expect((await app.state()).quitting).toBe(false);
    },
  );

  it('asks before it throws unsaved changes away', storyTime, async () => {
    const world = await openDesktopWorld();
    const { app, text } = await launchEdited(world, webHost);

    await app.answerDialog({ message: 2 });
    expect(await app.closeWindow()).toBe(false);
    const [question] = await app.dialogs();
    expect(question?.message).toBe('There are unsaved changes. Close the window?');
    expect(question?.buttons).toEqual([
      'Keep changes and close',
      'Discard changes and close',
      'Go on editing',
    ]);
    expect(await app.windowViews()).toHaveLength(1);
    expect(await text.inputValue()).toBe('edited: text');

    await app.answerDialog({ message: 1 });
    await app.closeWindow();
    await expect.poll(() => app.windowViews(), patience).toEqual([]);
    await app.clickMenu('Settings…');
    const kept = await openText(await app.waitForWindow());
    await expect.poll(() => kept.inputValue(), patience).toContain(webHost);
    // Without changes there is nothing to ask.
    expect(await app.closeWindow()).toBe(true);
    expect(await app.dialogs()).toHaveLength(2);
  });

  it('opens anew when its process is gone, and the checks go on meanwhile', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await launchWith(world, storySettings(world), { speed: 10, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    await app.clickTray();
    await app.waitForWindow();
    await app.crashRenderer();
    await expect.poll(() => app.windowViews(), patience).toEqual([]);
    world.address = homes[1];
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await app.clickTray();
    const page = await app.waitForWindow();
    await page.getByText(homes[1]).first().waitFor();
  });
});
