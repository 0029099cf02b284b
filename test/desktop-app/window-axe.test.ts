import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Language } from '../../electron/contract/language.ts';
import { axeViolations } from '../support/axe.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { calmSettings } from '../support/desktop-calm.ts';
import { launchWith, patience, withTwoSources } from '../support/desktop-steps.ts';
import {
  ask,
  type DesktopWorld,
  openDesktopWorld,
  snapshotOf,
  trayShows,
} from '../support/desktop-world.ts';
import { mistyped, setupDriver, setupRoutes } from '../support/setup-driver.ts';
import { type WalkedPlace, windowPlaces, windowWalk } from '../support/window-walk.ts';

/** A state of the whole, and how an app comes into it. */
type Enter = (world: DesktopWorld) => Promise<DesktopApp>;

const hidden = { args: ['--hidden'] } as const;

async function settled(world: DesktopWorld, more = ''): Promise<DesktopApp> {
  const app = await launchWith(world, withTwoSources(calmSettings(world, { more })), hidden);
  await trayShows(app, /^upToDate/);
  return app;
}

const states: Readonly<Record<string, readonly [enter: Enter, icon: RegExp]>> = {
  empty: [(world) => world.launch(hidden), /^attention/],
  'up to date': [settled, /^upToDate/],
  'a provider that refuses': [
    async (world) => {
      world.answer = () => 'badauth';
      return launchWith(world, calmSettings(world), hidden);
    },
    /^attention/,
  ],
  'a lost key': [
    async (world) => {
      const app = await settled(world);
      await app.breakKey();
      return app.relaunch();
    },
    /^attention/,
  ],
  'broken settings': [
    async (world) => {
      const app = await settled(world);
      await app.quit();
      const file = path.join(world.data, 'settings.json');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('"10s"', '"soon"'));
      return app.relaunch();
    },
    /^attention/,
  ],
  paused: [
    async (world) => {
      const app = await settled(world);
      await ask(app, 'pause', { minutes: null });
      return app;
    },
    /^paused/,
  ],
  offline: [
    async (world) => {
      const app = await settled(world);
      world.address = undefined;
      await app.setInterfaces({});
      await ask(app, 'check', { force: false, records: null });
      return app;
    },
    /^offline/,
  ],
};

/** Where one record or account is shown; there are none to choose without settings that can be used. */
const details: readonly WalkedPlace[] = ['record', 'account'];

type Look = readonly [Language, 'light' | 'dark'];

/** Each theme in each language. The last is what the drivers go on in. */
const looks: readonly Look[] = [
  ['zh-CN', 'light'],
  ['zh-CN', 'dark'],
  ['en', 'dark'],
  ['en', 'light'],
];

async function viewer(app: DesktopApp) {
  if ((await app.windows()).length === 0) await app.clickTray();
  const page = await app.waitForWindow();
  const { preferences } = await snapshotOf(app);
  // The accent is the user's own, here that of Windows: a headless Chromium's is too pale.
  await page.evaluate(`document.documentElement.style.setProperty('--accent', '#0067c0')`);
  const found: string[] = [];
  return {
    page,
    found,
    /** What axe has against the window as it stands, in each of the looks. */
    async look(what: string): Promise<void> {
      for (const [language, theme] of looks) {
        const wished = { ...preferences, language, theme };
        expect(await ask(app, 'savePreferences', wished)).toMatchObject({ ok: true });
        await page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor();
        for (const each of await axeViolations(page)) {
          found.push(`${what}, ${language}, ${theme}: ${each}`);
        }
      }
    },
  };
}

describeDesktop('axe finds nothing', () => {
  it.each(Object.entries(states))(
    'in the state: %s',
    { timeout: 180_000 },
    async (name, [enter, icon]) => {
      const world = await openDesktopWorld();
      const app = await enter(world);
      await trayShows(app, icon);
      const { page, found, look } = await viewer(app);
      const { goTo } = windowWalk(page);
      const bare = name === 'empty' || name === 'broken settings';
      for (const place of windowPlaces.filter((each) => !bare || !details.includes(each))) {
        await goTo(place);
        await look(place);
      }
      expect(found).toEqual([]);
    },
  );

  it('in the steps of the setup and in the dialogs', { timeout: 180_000 }, async () => {
    const world = await openDesktopWorld();
    const app = await settled(world);
    const { page, found, look } = await viewer(app);
    const { goTo } = windowWalk(page);
    const driver = setupDriver(page);
    const { texts } = driver;
    const { dyndns2 } = setupRoutes;

    await goTo('setup');
    await driver.main.getByRole('searchbox').fill('no such service at all');
    await look('no service found');
    await driver.choose(dyndns2);
    await look('credentials');
    await driver.press(texts.accounts.test);
    await driver.main.locator('[aria-invalid=true]').first().waitFor();
    await look('credentials with problems');
    await driver.enter(mistyped(dyndns2.fields, 'anything'));
    await driver.toNames();
    await driver.names().fill('dyn.example.net');
    await look('names');
    await driver.preview();
    await look('preview');
    await driver.press(texts.actions.cancel);
    await look('cancelling');
    await driver.press(texts.setup.discard);

    for (const [place, name, dialog] of [
      ['account', texts.accounts.remove, texts.accounts.removeTitle('dyn')],
      ['general', texts.actions.export, texts.exporting.heading],
      ['log', texts.log.diagnostics, texts.log.diagnosticsTitle],
    ] as const) {
      await goTo(place);
      await driver.press(name);
      await page.getByRole('dialog').waitFor();
      await look(dialog);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('dialog').count(), patience).toBe(0);
    }
    expect(found).toEqual([]);
  });
});
