import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { cloudCredentials, openCloudWorld } from '../support/cloud-world.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  beats,
  launchWith,
  patience,
  storySettings,
  storyTime,
  wireless,
} from '../support/desktop-steps.ts';
import {
  dynHost,
  homes,
  openDesktopWorld,
  saveSettings,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';

const texts = catalogue('en');
const { actions, status } = texts.window;

/** A mark that a page loses where it is loaded anew. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Reflect.set(globalThis, 'stillTheSame', true));
}

async function isTheSame(page: Page): Promise<boolean> {
  return page.evaluate(() => Reflect.get(globalThis, 'stillTheSame') === true);
}

describeDesktop('the open window', () => {
  it('follows what happens without being loaded anew', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await launchWith(world, storySettings(world), { speed: 5, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    await app.clickTray();
    const page = await app.waitForWindow();
    await mark(page);
    const row = (host: string) => page.locator('[data-record]').filter({ hasText: host });
    const timeline = page.getByRole('region', { name: status.timeline });
    await row(webHost).getByText(homes[0]).waitFor();
    const { state } = texts.status;
    await page.getByText(status.states.upToDate, { exact: true }).first().waitFor();

    // By itself: the address, each record, the timeline and the headline.
    world.answer = () => 'badauth';
    world.address = homes[1];
    await page.locator('.addresses').getByText(homes[1]).waitFor();
    await row(webHost).getByText(homes[1]).waitFor();
    await timeline.getByText(homes[1]).first().waitFor();
    await row(dynHost).getByRole('button', { name: actions.enterCredentials }).waitFor();
    await page.getByText(status.states.attention, { exact: true }).first().waitFor();
    // What needs the user goes before what does not.
    await expect.poll(() => page.locator('[data-record]').first().textContent()).toContain(dynHost);
    expect(state.stopped).toBe('stopped');

    world.answer = (_, address) => `good ${address}`;
    await page.getByRole('button', { name: actions.force, exact: true }).click();
    await page.getByText(status.states.upToDate, { exact: true }).first().waitFor();
    expect(world.told.at(-1)).toBe(`${dynHost} ${homes[1]}`);
    expect(await isTheSame(page)).toBe(true);
    expect(await app.pageConsole()).toEqual([]);
  });

  it('updates now, pauses and resumes when it is told to', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world, { interval: '1h' });
    const app = await launchWith(world, settings, { speed: 20, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    await app.clickTray();
    const page = await app.waitForWindow();
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    world.address = homes[1];
    await button(actions.check).click();
    await page.locator('.addresses').getByText(homes[1]).waitFor();
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await expect.poll(() => world.told.at(-1), patience).toBe(`${dynHost} ${homes[1]}`);

    await trayShows(app, /^upToDate/);
    await button(actions.pauseUntilResumed).click();
    await page.getByText(status.states.paused, { exact: true }).first().waitFor();
    await trayShows(app, /^paused/);
    const asked = world.asked();
    world.address = homes[2];
    await app.emit('powerMonitor', 'resume');
    await app.setInterfaces(wireless('10.0.0.9'));
    await beats(app, 4);
    expect(world.asked()).toBe(asked);
    expect(await button(actions.pauseHour).count()).toBe(0);
    await button(actions.resume).click();
    await page.locator('.addresses').getByText(homes[2]).waitFor();
    await expect.poll(() => world.held(webHost), patience).toBe(homes[2]);
    await button(actions.pauseHour).waitFor();
    await trayShows(app, /^upToDate/);
  });

  it(
    'asks the name servers where that is wished, and tells what they answer',
    storyTime,
    async () => {
      const world = await openCloudWorld();
      const { store, emulator } = world.digitalocean;
      const host = 'home.example.com';
      const app = await world.launch({ args: ['--hidden'] });
      const { token } = cloudCredentials.digitalocean;
      await saveSettings(
        app,
        [
          'version: 1',
          'interval: 12h',
          'timeout: 60s',
          `accounts: { own: { provider: digitalocean, token: '${token}' } }`,
          `records: [{ name: ${host}, account: own, types: [A] }]`,
        ].join('\n'),
      );
      await expect.poll(() => world.held(host), patience).toEqual([homes[0]]);
      await trayShows(app, /^upToDate/);
      await app.clickTray();
      const page = await app.waitForWindow();
      await mark(page);
      const sentence = page.locator('[data-record]').first();
      await sentence.getByText('name servers answer').waitFor({ timeout: 20_000 });

      // Somebody changes it at the service: nothing of ours notices, until it looks.
      const [record] = store.at(store.zoneOf(host), host, 'A');
      store.change(record?.id ?? '', { value: homes[2] });
      const requests = emulator.requests.length;
      const verify = page.getByRole('button', { name: actions.verify, exact: true });
      await verify.click();
      await page.getByText(status.verifying).waitFor();
      await expect
        .poll(() => sentence.textContent(), patience)
        .toContain(texts.status.verification.differs);
      expect(emulator.requests).toHaveLength(requests);

      store.change(record?.id ?? '', { value: homes[0] });
      await verify.click();
      await expect
        .poll(() => sentence.textContent(), patience)
        .not.toContain(texts.status.verification.differs);
      await sentence.getByText('name servers answer').waitFor();
      expect(emulator.requests).toHaveLength(requests);
      expect(await isTheSame(page)).toBe(true);
    },
  );
});
