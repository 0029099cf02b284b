import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { openCloudWorld } from '../support/cloud-world.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import { patience, storyTime, toastTitles } from '../support/desktop-steps.ts';
import { homes, trayShows } from '../support/desktop-world.ts';
import { setupDriver, setupRoutes } from '../support/setup-driver.ts';

/**
 * Where the keyboard is: what has the focus by its name, and what is wrong with that. In sight is what
 * has an outline, stands inside the window, and is at its middle the topmost.
 */
const focusNow = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return { name: '', wrong: 'nothing has the focus' };
  const label = at.labels?.[0]?.innerText ?? '';
  const name = (at.ariaLabel ?? '') || label || at.innerText || at.localName;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const wrong = [
    at.localName !== 'h1' && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) && 'has no outline',
    (box.width === 0 || box.height === 0) && 'has no size',
    (box.top < 0 || box.left < 0 || box.right > innerWidth || box.bottom > innerHeight) && 'is out of sight',
    !(at === on || at.contains(on) || on?.contains(at)) && 'is covered',
  ].filter(Boolean).join(', ');
  return { name: name.split('\\n')[0].trim(), wrong };
})()`;

interface Focus {
  readonly name: string;
  readonly wrong: string;
}

/** A person who has nothing but a keyboard, and looks at the focus after each key. */
function keyboard(page: Page) {
  const seen: string[] = [];
  /** A page that has just changed gets a moment to say where the keyboard is. */
  const look = async (): Promise<string> => {
    let focus: Focus = { name: '', wrong: '' };
    const wrong = async () => {
      focus = await page.evaluate<Focus>(focusNow);
      return focus.wrong;
    };
    await expect
      .poll(wrong, { timeout: 2000 })
      .toBe('')
      .catch(() => seen.push(`${focus.name}: ${focus.wrong}`));
    return focus.name;
  };
  return {
    /** What was wrong with the focus so far. */
    seen,
    at: look,
    press: async (key: string) => {
      await page.keyboard.press(key);
      return look();
    },
    type: async (text: string) => {
      await page.keyboard.type(text);
      return look();
    },
    /** By Tab, or Shift+Tab, to what bears the name. */
    async reach(name: string | RegExp, key = 'Tab'): Promise<void> {
      const fits = (at: string) => (typeof name === 'string' ? at === name : name.test(at));
      for (let keys = 0; keys < 60; keys += 1) {
        if (fits(await look())) return;
        await page.keyboard.press(key);
      }
      throw new Error(`${key} does not lead to ${name}`);
    },
  };
}

describeDesktop('the first run by keyboard alone', () => {
  it(
    'leads from the welcome to a verified record, and the focus is always in sight',
    storyTime,
    async () => {
      const world = await openCloudWorld();
      const { store } = world.digitalocean;
      const [zone] = store.zones;
      if (zone === undefined) throw new Error('no zone');
      store.add(zone, { name: 'www.example.com', type: 'A', value: '192.0.2.1', ttl: 600 });
      const app = await world.launch({ speed: 5 });
      const { welcome } = catalogue('en').desktop;
      await expect.poll(() => toastTitles(app), patience).toEqual([welcome.title]);
      await app.clickNotification(0);
      const page = await app.waitForWindow();
      const { begun, texts, title, atAccount, main, verified } = setupDriver(page);
      const { setup } = texts;
      const { name, fields } = setupRoutes.digitalocean;
      const [token] = fields;
      const keys = keyboard(page);

      await begun();
      // The search has the focus from the start.
      await expect.poll(() => keys.at()).toBe(setup.search);
      await keys.type('digitalo');
      await page.getByText(setup.found(1)).waitFor();
      await keys.press('ArrowDown');
      expect(await keys.at()).toContain(name.en);
      await keys.press('ArrowUp');
      expect(await keys.at()).toBe(setup.search);
      await keys.press('ArrowDown');
      await keys.press('Enter');

      await atAccount({ name });
      await expect.poll(() => keys.at()).toBe(setup.titles.account(name.en));
      // An empty form leads to the field that is missing.
      await keys.reach(texts.accounts.test);
      await keys.press('Enter');
      await expect.poll(() => keys.at()).toContain(token.label.en);
      await keys.type('dop_v1_of-yesterday');
      await keys.press('Enter');
      await main.getByRole('alert').filter({ hasText: 'refused the credentials' }).waitFor();
      expect(await keys.at()).toContain(token.label.en);
      await keys.press('ControlOrMeta+a');
      await keys.type(token.value);
      await keys.press('Enter');

      await title(setup.titles.records()).waitFor();
      await expect.poll(() => keys.at()).toBe(setup.titles.records());
      await main.getByRole('checkbox').first().waitFor();
      await keys.reach(/www\.example\.com/);
      await keys.press('Space');
      await keys.reach(setup.newNames);
      await keys.type('vpn');
      await keys.reach(setup.next);
      // There and back again.
      await keys.reach(setup.back, 'Shift+Tab');
      await keys.reach(setup.next);
      await keys.press('Enter');

      await title(setup.titles.preview()).waitFor();
      await expect.poll(() => keys.at()).toBe(setup.titles.preview());
      await main.getByRole('row', { name: /vpn\.example\.com A / }).waitFor();
      expect(await keys.at()).toBe(setup.titles.preview());
      expect(world.held('vpn.example.com')).toEqual([]);
      await keys.reach(setup.save);
      await keys.press('Enter');

      await title(setup.done.heading).waitFor();
      await expect.poll(() => keys.at()).toBe(setup.done.heading);
      await verified(2);
      expect(await keys.at()).toBe(setup.done.heading);
      expect(world.held('www.example.com')).toEqual([homes[0]]);
      expect(world.held('vpn.example.com')).toEqual([homes[0]]);
      await trayShows(app, /^upToDate/);

      await keys.reach(setup.done.close);
      await keys.press('Enter');
      await page.locator('[data-page="status"]').waitFor();
      await expect.poll(() => keys.at()).not.toBe('');
      // The list of pages has one entry in the row of Tab for each, and arrows go round.
      await keys.reach(texts.pages.status, 'Shift+Tab');
      await keys.press('ArrowDown');
      expect(await keys.at()).toBe(texts.pages.records);
      await keys.press('Enter');
      await title(texts.pages.records).waitFor();
      expect(await keys.at()).toBe(texts.pages.records);
      expect(keys.seen).toEqual([]);
    },
  );
});
