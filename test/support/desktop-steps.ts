import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { DesktopControl } from './desktop/control.ts';
import type { DesktopApp, LaunchOptions } from './desktop/launch.ts';
import { type DesktopWorld, type SettingsParts, saveSettings, trayShows } from './desktop-world.ts';

/** What is waited for may take so long on a slow machine, in milliseconds. */
export const patience = { timeout: 20_000 } as const;

/** A whole story may. */
export const storyTime = { timeout: 60_000 } as const;

/** The settings of a story, on a machine that may be slow and an app whose time passes faster. */
export function storySettings(world: DesktopWorld, parts: SettingsParts = {}): string {
  return world.settings(parts).replace('timeout: 2s', 'timeout: 2m');
}

/** The same source under two names: that both are silent tells that the computer is offline. */
export function withTwoSources(settings: string): string {
  return settings.replace(
    /\[\{ url: 'http:\/\/127\.0\.0\.1(:\d+\/)' \}\]/,
    "[{ url: 'http://127.0.0.1$1' }, { url: 'http://localhost$1' }]",
  );
}

/** Starts the app, gives it these settings through its window, and closes that. */
export async function launchWith(
  world: DesktopWorld,
  settings: string,
  options?: Partial<LaunchOptions>,
): Promise<DesktopApp> {
  const app = await world.launch(options);
  await saveSettings(app, settings);
  return app;
}

/** For settings whose log is to tell of each check. */
export const wordy = 'log: { level: debug }';

interface LogEntry {
  readonly time: string;
  readonly message: string;
  readonly trigger?: string | undefined;
}

/** The app's log so far. Its times are the app's own. */
export function logOf({ data }: DesktopWorld): readonly LogEntry[] {
  const text = readFileSync(path.join(data, 'logs', 'ddns-tray.log'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as LogEntry);
}

/** The checks so far, where the log is {@link wordy}: why, and when by the app's clock. */
export function checksOf(
  world: DesktopWorld,
): readonly { readonly trigger: string; readonly at: number }[] {
  return logOf(world).flatMap(({ message, trigger, time }) =>
    message === 'check' && trigger !== undefined ? [{ trigger, at: Date.parse(time) }] : [],
  );
}

/** Waits until the sources were asked so many times more. */
export async function askedAgain(world: DesktopWorld, times: number): Promise<void> {
  const before = world.asked();
  await expect.poll(world.asked, patience).toBeGreaterThanOrEqual(before + times);
}

/**
 * Lets so many times 15 s of the app's own time pass: it puts the tooltip back so often. Only while
 * the tooltip does not change for another reason.
 */
export async function beats(app: DesktopApp, times: number): Promise<void> {
  const count = async () => (await app.tray()).sets.tooltip;
  const before = await count();
  await expect.poll(count, patience).toBeGreaterThanOrEqual(before + times);
}

/** Titles of all notifications so far. */
export async function toastTitles(app: DesktopApp): Promise<readonly string[]> {
  return (await app.notifications()).map(({ title }) => title);
}

/** Waits for so many notifications, and for none more. */
export async function toastCount(app: DesktopApp, count: number): Promise<void> {
  await expect.poll(async () => (await toastTitles(app)).length, patience).toBe(count);
}

/** The labels of the tray's menu, without its separators. */
export async function menuLabels(app: DesktopApp): Promise<readonly string[]> {
  const menu = await app.menu();
  return menu.filter(({ type }) => type !== 'separator').map(({ label }) => label);
}

type Networks = Exclude<Parameters<DesktopControl['setInterfaces']>[0], undefined>;

/** A wireless network with these addresses. */
export function wireless(...addresses: readonly string[]): Networks {
  return {
    wlan0: addresses.map((address) => {
      const common = { address, mac: '02:00:00:00:00:01', internal: false };
      return address.includes(':')
        ? { ...common, family: 'IPv6', netmask: 'ffff:ffff:ffff:ffff::', scopeid: 0, cidr: null }
        : { ...common, family: 'IPv4', netmask: '255.255.255.0', cidr: null };
    }),
  };
}

/** Turns to a page by the list at the window's side, where unsaved changes may be marked. */
export async function turnTo(page: Page, name: string): Promise<void> {
  const entry = new RegExp(`^${name}(?: |$)`);
  await page.getByRole('navigation').getByRole('button', { name: entry }).click();
}

/** The settings as text, the way a user comes there in an open window. */
export async function openText(page: Page): Promise<Locator> {
  await turnTo(page, 'General');
  await page.getByRole('button', { name: 'Edit the settings as text' }).click();
  return page.getByRole('textbox', { name: 'Settings text' });
}

/** Opens the window with the tray icon, and turns to a page. */
export async function openPage(app: DesktopApp, name: string): Promise<Page> {
  await app.clickTray();
  const page = await app.waitForWindow();
  await turnTo(page, name);
  return page;
}

/** Starts the app, and leaves an edited settings text unsaved in its window. */
export async function launchEdited(world: DesktopWorld, shown: string) {
  const settings = storySettings(world, { interval: '1h' });
  const app = await launchWith(world, settings, { args: ['--hidden'] });
  await trayShows(app, /^upToDate/);
  await app.clickMenu('Settings…');
  const page = await app.waitForWindow();
  const text = await openText(page);
  await expect.poll(() => text.inputValue(), patience).toContain(shown);
  await text.fill('edited: text');
  await page.getByText('There are unsaved changes.').waitFor();
  return { app, text };
}
