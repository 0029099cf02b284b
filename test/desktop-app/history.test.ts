import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  launchWith,
  openText,
  patience,
  storySettings,
  storyTime,
  turnTo,
} from '../support/desktop-steps.ts';
import { ask, homes, openDesktopWorld, trayShows, webHost } from '../support/desktop-world.ts';

/** Every entry in the app's folder, without its time. */
function kept(data: string): readonly Readonly<Record<string, unknown>>[] {
  const text = readFileSync(path.join(data, 'state', 'history.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describeDesktop('the history', () => {
  it(
    'has what was done and who changed the settings, and the window shows it',
    storyTime,
    async () => {
      const world = await openDesktopWorld();
      const parts = { interval: '1h', records: [`{ name: ${webHost}, account: web, types: [A] }`] };
      const app = await launchWith(world, storySettings(world, parts), { speed: 20 });
      await trayShows(app, /^upToDate/);
      await expect
        .poll(() => kept(world.data).map(({ kind }) => kind), patience)
        .toEqual(expect.arrayContaining(['settings', 'address', 'call']));
      expect(kept(world.data).find(({ kind }) => kind === 'settings')).toMatchObject({
        by: 'window',
      });
      if (process.platform !== 'win32') {
        expect(statSync(path.join(world.data, 'state', 'history.jsonl')).mode & 0o777).toBe(0o600);
      }

      await app.clickMenu('Settings…');
      const page = await app.waitForWindow();
      const text = await openText(page);
      await expect.poll(() => text.inputValue(), patience).toContain(webHost);
      await text.fill((await text.inputValue()).replace('interval: 1h', 'interval: 2h'));
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect
        .poll(() => kept(world.data).at(-1), patience)
        .toMatchObject({ by: 'window', changes: [{ key: 'interval', from: '1h', to: '2h' }] });

      await turnTo(page, 'Status');
      const lines = page.locator('.timeline .event-text');
      await expect
        .poll(() => lines.allTextContents(), patience)
        .toContain('Settings changed in the window: check interval 1h → 2h');
      await expect
        .poll(() => lines.allTextContents(), patience)
        .toContainEqual(expect.stringContaining(`${webHost} A was created with ${homes[0]}`));

      const told = await ask(app, 'history', { language: 'zh-CN' });
      expect(told.ok && told.value.map(({ sentence }) => sentence)).toEqual(
        expect.arrayContaining([
          '在窗口中更改了设置：检测间隔由 1h 改为 2h',
          `IPv4 公网地址为 ${homes[0]}。`,
        ]),
      );

      const before = kept(world.data).filter(({ kind }) => kind !== 'call');
      await app.kill();
      const again = await app.relaunch();
      await trayShows(again, /^upToDate/);
      // What was not changed meanwhile is no change.
      expect(kept(world.data).filter(({ kind }) => kind !== 'call')).toEqual(before);
      const after = await ask(again, 'snapshot', null);
      expect(after.ok && after.value.timeline.map(({ kind }) => kind)).toContain('settings');
    },
  );
});
