import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import { logOf, patience, storyTime } from '../support/desktop-steps.ts';
import { filesBelow, openDesktopWorld, trayShows } from '../support/desktop-world.ts';

describeDesktop('a second start', () => {
  it('hands over to the first what was asked, and touches nothing', storyTime, async () => {
    const world = await openDesktopWorld();
    const first = await world.launchSetUp({ interval: '1h' });
    await trayShows(first, /^upToDate/);
    await expect.poll(() => first.windowViews()).toEqual([]);
    const start = async (...args: readonly string[]) => {
      const second = await world.launch({ args });
      expect(await second.exited).toBe(0);
      expect(second.console()).toBe('');
    };
    const files = () =>
      filesBelow(world.data).map(({ file }) => `${file} ${statSync(file).mtimeMs}`);
    const before = files();
    const asked = world.asked();

    await start('--hidden');
    await start(
      '--hidden',
      '--QUIT',
      '-quit',
      '--update-now=yes',
      '--settings\0',
      'x'.repeat(9000),
    );
    await start('--hidden', '--remote-debugging-port=9', '--data', 'elsewhere', '🙂');
    expect(await first.windowViews()).toEqual([]);
    expect(files()).toEqual(before);

    await start('--update-now');
    await expect.poll(world.asked, patience).toBe(asked + 1);
    expect(await first.windowViews()).toEqual([]);

    await start();
    await first.waitForWindow();
    await expect
      .poll(() => first.windowViews(), patience)
      .toMatchObject([{ visible: true, focused: true }]);
    const shown = await first.windowViews();
    await start('--settings');
    await start('--no-such-switch');
    expect(await first.windowViews()).toEqual(shown);
    expect(world.asked()).toBe(asked + 1);

    await start('--quit');
    expect(await first.exited).toBe(0);
    expect(logOf(world).filter(({ message }) => message === 'started')).toHaveLength(1);
  });

  it('that asks nobody to quit does not start', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await world.launch({ args: ['--quit'] });
    expect(await app.exited).toBe(0);
    expect(filesBelow(world.data).filter(({ file }) => /log|settings|state/.test(file))).toEqual(
      [],
    );
  });
});
