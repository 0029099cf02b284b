import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import { findSecrets } from '../support/desktop-secrets.ts';
import {
  launchWith,
  openPage,
  patience,
  storySettings,
  storyTime,
  turnTo,
  wordy,
} from '../support/desktop-steps.ts';
import {
  dynHost,
  homes,
  openDesktopWorld,
  plantedSecrets,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { actions, log } = catalogue('en').window;

async function openLog() {
  const world = await openDesktopWorld();
  // The host refuses: there is a warning to find.
  world.answer = () => 'badauth';
  const settings = storySettings(world, { interval: '1h', more: wordy });
  const app = await launchWith(world, settings, { args: ['--hidden'] });
  await trayShows(app, /^attention/);
  const page = await openPage(app, 'Log');
  await page.locator('.log-row').first().waitFor();
  return { world, app, page };
}

function rows(page: Page) {
  return page.locator('.log-row');
}

describeDesktop('the page of the log', () => {
  it('shows what is logged as it is logged, narrowed as is wished', storyTime, async () => {
    const { world, app, page } = await openLog();
    const before = await rows(page).count();
    world.address = homes[1];
    await app.clickMenu('Update now');
    await expect.poll(() => rows(page).count(), patience).toBeGreaterThan(before);
    await rows(page).filter({ hasText: homes[1] }).first().waitFor();

    const level = page.getByRole('combobox', { name: log.level });
    await level.selectOption('warn');
    await expect
      .poll(() => rows(page).locator('.log-level').allTextContents())
      .not.toContain(log.levels.debug);
    const shown = new Set(await rows(page).locator('.log-level').allTextContents());
    expect([log.levels.warn, log.levels.error]).toEqual(expect.arrayContaining([...shown]));
    expect(shown.size).toBeGreaterThan(0);

    await level.selectOption('debug');
    const filter = page.getByRole('searchbox', { name: log.filter });
    await filter.fill('nothing at all says this');
    await page.getByText(log.noMatch).waitFor();
    await filter.fill(homes[1]);
    await rows(page).first().waitFor();
    await page.getByRole('button', { name: log.copy }).click();
    await page.getByText(actions.copied).waitFor();
    const copied = (await app.clipboard()).split('\n');
    expect(copied).toHaveLength(await rows(page).count());
    for (const line of copied) expect(line).toContain(homes[1]);
    expect(findSecrets(copied.join('\n'), plantedSecrets)).toEqual([]);

    // Elsewhere and back it is all there.
    await turnTo(page, 'Status');
    await turnTo(page, 'Log');
    await expect.poll(() => rows(page).count(), patience).toBeGreaterThan(before);
    await page.getByRole('button', { name: log.openFile }).click();
    const file = path.join(world.data, 'logs', 'ddns-tray.log');
    await expect.poll(() => app.openedPaths(), patience).toEqual([file]);
    await page.getByRole('button', { name: log.openFolder }).click();
    await expect.poll(() => app.openedPaths(), patience).toEqual([file, path.dirname(file)]);
    expect(await app.pageConsole()).toEqual([]);
  });

  it('gives a file for a report, with names only where they are wished', storyTime, async () => {
    const { app, page } = await openLog();
    const folder = temporaryFolder();
    const [hidden, open] = ['hidden.txt', 'open.txt'].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    const ask = page.getByRole('button', { name: log.diagnostics });
    const dialog = page.getByRole('dialog', { name: log.diagnosticsTitle });
    const hide = dialog.getByRole('checkbox', { name: log.hideNames });
    const save = dialog.getByRole('button', { name: log.saveFile });

    await ask.click();
    expect(await hide.isChecked()).toBe(true);
    await app.answerDialog({ save: null });
    await save.click();
    await expect.poll(() => app.dialogs(), patience).toHaveLength(1);
    // Where no file was chosen, the question stands.
    await expect.poll(() => save.getAttribute('aria-disabled')).toBe('false');
    expect(existsSync(hidden)).toBe(false);
    await app.answerDialog({ save: hidden });
    await save.click();
    await page.getByText(log.saved(hidden)).waitFor();

    await ask.click();
    await hide.uncheck();
    await app.answerDialog({ save: open });
    await save.click();
    await page.getByText(log.saved(open)).waitFor();

    const [without, withNames] = [hidden, open].map((file) => readFileSync(file, 'utf8')) as [
      string,
      string,
    ];
    const names = [webHost, dynHost, 'example.com', 'example.net', ...homes.slice(0, 1)];
    for (const name of names) {
      expect(without).not.toContain(name);
      expect(withNames).toContain(name);
    }
    for (const text of [without, withNames]) {
      expect(findSecrets(text, plantedSecrets)).toEqual([]);
      expect(text).toContain('powerdns');
    }
    // Still of use: what happened is in it.
    expect(without).toContain('badauth');
  });
});
