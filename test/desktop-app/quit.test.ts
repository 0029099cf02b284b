import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import { launchEdited, patience, storyTime } from '../support/desktop-steps.ts';
import { openDesktopWorld, webHost } from '../support/desktop-world.ts';

describeDesktop('Quit in the menu', () => {
  it('asks before it throws unsaved changes away, and ends the app', storyTime, async () => {
    const world = await openDesktopWorld();
    const { app, text } = await launchEdited(world, webHost);

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
