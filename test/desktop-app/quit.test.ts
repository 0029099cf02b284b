import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import { launchWith, patience, storySettings, storyTime } from '../support/desktop-steps.ts';
import { openDesktopWorld, trayShows, webHost } from '../support/desktop-world.ts';

describeDesktop('Quit in the menu', () => {
  it('asks before it throws unsaved changes away, and ends the app', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world, { interval: '1h' });
    const app = await launchWith(world, settings, { args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    await app.clickMenu('Settings…');
    const page = await app.waitForWindow();
    const text = page.getByRole('textbox', { name: 'Settings text' });
    await expect.poll(() => text.inputValue(), patience).toContain(webHost);
    await text.fill('edited: text');
    await page.locator('.unsaved').waitFor();

    await app.answerDialog({ message: 1 });
    await app.clickMenu('Quit');
    await expect.poll(() => app.dialogs(), patience).toHaveLength(1);
    expect((await app.state()).quitting).toBe(false);
    expect(await text.inputValue()).toBe('edited: text');

    await app.answerDialog({ message: 0 });
    await app.clickMenu('Quit');
    expect(await app.exited).toBe(0);
  });
});
