import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { findSecrets } from '../support/desktop-secrets.ts';
import {
  launchWith,
  openPage,
  patience,
  storySettings,
  storyTime,
  turnTo,
} from '../support/desktop-steps.ts';
import {
  ask,
  type DesktopWorld,
  filesBelow,
  homes,
  openDesktopWorld,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';

const texts = catalogue('en');
const { form, records: words } = texts.window;
const { unsaved } = texts.desktop;
/** Typed, and never saved. */
const typed = { apiKey: 'typed+but/never=saved-0123456789' };
const records = [`{ name: ${webHost}, account: web, types: [A] }`];
const newTtl = '25m';

/** An app that is up to date, with a TTL that was typed on a record's page and not saved. */
async function edited() {
  const world = await openDesktopWorld();
  const settings = storySettings(world, { interval: '1h', records });
  const app = await launchWith(world, settings, { args: ['--hidden'] });
  await trayShows(app, /^upToDate/);
  const page = await openPage(app, 'Records');
  await openRecord(page);
  await page.getByLabel(words.ttl).fill(newTtl);
  await page.getByText(form.unsaved).first().waitFor();
  return { world, app, page };
}

async function openRecord(page: Page): Promise<void> {
  await page.getByRole('button', { name: new RegExp(webHost) }).click();
  await page.getByRole('heading', { name: webHost, level: 1 }).waitFor();
}

/** What the field of an open window has, the way a user comes to it. */
async function shownTtl(app: DesktopApp): Promise<string> {
  const page = await openPage(app, 'Records');
  await openRecord(page);
  return page.getByLabel(words.ttl).inputValue();
}

async function dots(page: Page): Promise<readonly string[]> {
  const marked = page
    .getByRole('navigation')
    .getByRole('button')
    .filter({ has: page.getByRole('img', { name: form.unsaved }) });
  return (await marked.allTextContents()).map((text) => text.trim());
}

/** The main process keeps the draft. */
async function kept(app: DesktopApp, what: string): Promise<void> {
  const draft = async () => {
    const reply = await ask(app, 'draft', null);
    return reply.ok ? (reply.value.draft ?? '') : reply.message;
  };
  await expect.poll(draft, patience).toContain(what);
}

function onTheDisk({ data }: DesktopWorld): readonly string[] {
  return filesBelow(data).flatMap(({ bytes }) => findSecrets(bytes, typed));
}

describeDesktop('what was typed and not saved', () => {
  it('stays while the app goes on, on other pages, and is marked', storyTime, async () => {
    const { world, app, page } = await edited();
    expect(await dots(page)).toEqual(['Records']);
    world.address = homes[1];
    await app.clickMenu('Update now');
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await page.locator('.record-states').getByText(homes[1]).waitFor();
    expect(await page.getByLabel(words.ttl).inputValue()).toBe(newTtl);
    for (const name of ['Status', 'Accounts', 'Watching', 'Log', 'About']) {
      await turnTo(page, name);
      expect(await dots(page)).toEqual(['Records']);
    }
    await turnTo(page, 'Watching');
    await page.getByLabel(texts.window.watching.interval).fill('3h');
    await expect.poll(() => dots(page)).toEqual(['Records', 'Watching']);
    await turnTo(page, 'Records');
    await openRecord(page);
    expect(await page.getByLabel(words.ttl).inputValue()).toBe(newTtl);
    await page.getByRole('button', { name: form.discard }).click();
    expect(await page.getByLabel(words.ttl).inputValue()).toBe('');
    await expect.poll(() => dots(page)).toEqual(['Watching']);
    expect(await app.pageConsole()).toEqual([]);
  });

  it(
    'says so where the settings became others meanwhile, and wins when saved',
    storyTime,
    async () => {
      const { world, app, page } = await edited();
      const other = storySettings(world, {
        interval: '1h',
        records: [`{ name: ${webHost}, account: web, types: [A], ttl: 700 }`],
      });
      expect(await ask(app, 'saveSettings', { text: other })).toMatchObject({ ok: true });
      await page.getByText(form.overtaken).waitFor();
      expect(await page.getByLabel(words.ttl).inputValue()).toBe(newTtl);
      await page.getByRole('button', { name: form.save, exact: true }).click();
      await page.getByText(form.saved).waitFor();
      await page.getByText(form.overtaken).waitFor({ state: 'detached' });
      const reply = await ask(app, 'settingsText', null);
      expect(reply.ok && reply.value.text).toMatch(/ttl: (?:25m|1500)/);
      expect(await dots(page)).toEqual([]);
    },
  );

  it('outlives the window’s process', storyTime, async () => {
    const { app } = await edited();
    await kept(app, newTtl);
    await app.crashRenderer();
    await expect.poll(() => app.windowViews(), patience).toEqual([]);
    expect(await shownTtl(app)).toBe(newTtl);
    const page = await app.waitForWindow();
    expect(await dots(page)).toEqual(['Records']);
    // It can be saved as if nothing had been.
    await page.getByRole('button', { name: form.save, exact: true }).click();
    await page.getByText(form.saved).waitFor();
  });

  it(
    'is there again in a window that was closed and kept it; not where it was discarded',
    storyTime,
    async () => {
      const { app } = await edited();
      await app.answerDialog({ message: 0 });
      await app.closeWindow();
      await expect.poll(() => app.windowViews(), patience).toEqual([]);
      const [question] = await app.dialogs();
      expect(question).toMatchObject({
        message: unsaved.close,
        buttons: [unsaved.keep, unsaved.discard, unsaved.stay],
      });
      expect(await shownTtl(app)).toBe(newTtl);
      await app.answerDialog({ message: 1 });
      await app.closeWindow();
      await expect.poll(() => app.windowViews(), patience).toEqual([]);
      expect(await shownTtl(app)).toBe('');
      // Nothing is asked about nothing.
      expect(await app.closeWindow()).toBe(true);
      expect(await app.dialogs()).toHaveLength(2);
    },
  );

  it(
    'holds a quit up until the user gives it up, and is gone with the app',
    storyTime,
    async () => {
      const { app, page } = await edited();
      await app.answerDialog({ message: 1 });
      await app.clickMenu('Quit');
      await expect.poll(() => app.dialogs(), patience).toHaveLength(1);
      const [question] = await app.dialogs();
      expect(question).toMatchObject({
        message: unsaved.quit,
        buttons: [unsaved.discardAndQuit, unsaved.stay],
      });
      expect((await app.state()).quitting).toBe(false);
      expect(await page.getByLabel(words.ttl).inputValue()).toBe(newTtl);
      await app.answerDialog({ message: 0 });
      await app.clickMenu('Quit');
      expect(await app.exited).toBe(0);
      const next = await app.relaunch();
      expect(await shownTtl(next)).toBe('');
    },
  );

  it('never reaches the disk, a secret least of all', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world, { interval: '1h', records });
    const app = await launchWith(world, settings, { args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    const openAccount = async (page: Page) => {
      await turnTo(page, 'Accounts');
      await page.getByRole('button', { name: /web/ }).click();
    };
    let page = await openPage(app, 'Accounts');
    await openAccount(page);
    await page.getByRole('button', { name: `${form.replace}: API key` }).click();
    const field = () => page.getByLabel('API key', { exact: true });
    await field().fill(typed.apiKey);
    await page.getByRole('button', { name: texts.window.accounts.test }).click();
    await page.locator('.connection-test').getByRole('alert').waitFor();
    await kept(app, typed.apiKey);
    expect(onTheDisk(world)).toEqual([]);

    await app.answerDialog({ message: 0 });
    await app.closeWindow();
    await expect.poll(() => app.windowViews(), patience).toEqual([]);
    await app.clickTray();
    page = await app.waitForWindow();
    await openAccount(page);
    expect(await field().inputValue()).toBe(typed.apiKey);
    expect(await field().getAttribute('type')).toBe('password');
    expect(onTheDisk(world)).toEqual([]);

    await app.answerDialog({ message: 1 });
    await app.closeWindow();
    await expect.poll(() => app.windowViews(), patience).toEqual([]);
    const reply = await ask(app, 'draft', null);
    expect(reply).toEqual({ ok: true, value: { draft: null } });
    await app.closeWindow();
    await app.quit();
    expect(onTheDisk(world)).toEqual([]);
    expect(findSecrets(app.console(), typed)).toEqual([]);
  });
});
