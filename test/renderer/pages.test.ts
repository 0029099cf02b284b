import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { languages } from '../../electron/contract/language.ts';
import { windowPages } from '../../electron/contract/place.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import { accountSample, crowdedSnapshot, recordSample, snapshotSample } from './snapshot-sample.ts';
import { useWindows } from './window-driver.ts';

/** Every role of a control: each of these must have a name. */
const controls =
  'button, input, select, textarea, dialog, nav, section, form, fieldset, [role="img"]';

/** What the accessibility tree calls each control, by Chromium's own rules. */
async function namelessControls(page: Page): Promise<readonly string[]> {
  const tree = await page.locator('body').ariaSnapshot();
  return tree
    .split('\n')
    .map((line) => line.trim())
    .filter((line) =>
      /^- (button|textbox|searchbox|combobox|checkbox|switch|radio|dialog|navigation|img|region|form)(?! ")/.test(
        line,
      ),
    );
}

async function visibleControls(page: Page): Promise<readonly Locator[]> {
  const all = await page.locator(controls).all();
  const seen = await Promise.all(all.map((each) => each.isVisible()));
  return all.filter((_, at) => seen[at]);
}

const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const mainSideways =
  'document.querySelector("main").scrollWidth - document.querySelector("main").clientWidth';

/** The smallest window, the same at a zoom of 200 % and 300 %, and a full screen. */
const sizes = [
  { width: 720, height: 520 },
  { width: 360, height: 260 },
  { width: 240, height: 173 },
  { width: 1920, height: 1080 },
];

describeReal('the pages of the window', ['chromium'], () => {
  const show = useWindows();

  const both = languages.flatMap((language) => windowPages.map((on) => [language, on] as const));

  it.each(both)('in %s, %s says everything and names every control', async (language, on) => {
    const { page } = await show({ snapshot: crowdedSnapshot(language), on });
    await page.locator('h1:visible').waitFor();
    const text = await page.locator('body').innerText();
    expect(text).not.toMatch(/undefined|null|NaN|\[object|=>|function/);
    expect(text).toContain(catalogue(language).window.sandbox);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.title()).toContain(catalogue(language).window.pages[on]);
    expect((await visibleControls(page)).length).toBeGreaterThan(4);
    expect(await namelessControls(page)).toEqual([]);
    expect(await page.locator('fieldset:not([aria-label], :has(> legend))').count()).toBe(0);
    const nav = page.getByRole('navigation').getByRole('button', { includeHidden: false });
    // Two pages are reached from others.
    expect(await nav.count()).toBe(windowPages.length - 2);
  });

  it.each(both)('in %s, %s bars nobody', async (language, on) => {
    const { page } = await show({ snapshot: crowdedSnapshot(language), on });
    await page.locator('h1:visible').waitFor();
    await expectNoBarriers(page);
  });

  it.each(both)('in %s, %s never runs sideways', async (language, on) => {
    const { page } = await show({ snapshot: crowdedSnapshot(language), on });
    await page.locator('h1:visible').waitFor();
    for (const size of sizes) {
      await page.setViewportSize(size);
      expect(await page.evaluate(sideways), JSON.stringify(size)).toBe(0);
      expect(await page.evaluate(mainSideways), JSON.stringify(size)).toBe(0);
    }
  });

  it.each(windowPages)('%s has no two controls on the same spot, even at 300 %%', async (on) => {
    const { page } = await show({
      snapshot: crowdedSnapshot('en'),
      on,
      width: 240,
      height: 173,
    });
    await page.locator('h1:visible').waitFor();
    const overlaps = await page.evaluate(`(() => {
      // What is out of sight is laid out too, so that it can be compared.
      for (const row of document.querySelectorAll('li')) row.style.contentVisibility = 'visible';
      const boxes = [...document.querySelectorAll('button, input, select, textarea')]
        .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0);
      return boxes.flatMap(([a, one], at) => boxes.slice(at + 1)
        .filter(([, two]) => one.left < two.right && two.left < one.right
          && one.top < two.bottom - 1 && two.top < one.bottom - 1)
        .map(([b]) => a + ' over ' + b));
    })()`);
    expect(overlaps).toEqual([]);
  });

  it('is not moved by hostile names', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202egnp.exe\u2066';
    const { page } = await show({
      snapshot: snapshotSample({
        headline: evil,
        version: evil,
        addresses: [{ family: 'ipv4', label: evil, address: evil, sentence: evil, unused: false }],
        records: [
          recordSample({ name: evil, account: evil, provider: evil, label: evil, sentence: evil }),
        ],
        accounts: [
          accountSample({
            id: evil,
            provider: evil,
            secrets: [{ path: evil, label: evil, state: 'lost' }],
          }),
        ],
        troubles: [{ kind: 'state', sentence: evil }],
      }),
    });
    for (const on of ['Accounts', 'About', 'Status']) {
      await page.getByRole('navigation').getByRole('button', { name: on }).click();
      await page
        .getByText('<img src=x onerror=alert(1)>')
        .filter({ visible: true })
        .first()
        .waitFor();
      expect(await page.locator('img, script:not([src="app.js"])').count()).toBe(0);
      expect(await page.locator('body').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
  });

  it('follows the language, the theme and the page of the main process', async () => {
    const { page, push } = await show({});
    const snapshot = snapshotSample({ language: 'zh-CN' });
    const preferences = { ...snapshot.preferences, theme: 'dark' as const };
    await push('snapshot', { ...snapshot, preferences });
    await push('place', { page: 'general' });
    await page.getByRole('heading', { level: 1, name: '常规' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(ground).toBe('rgb(32, 32, 32)');
  });

  it('goes among the pages by the arrow keys', async () => {
    const { page } = await show({});
    const at = (name: string) => page.getByRole('navigation').getByRole('button', { name });
    await at('Status').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
    expect(await at('About').getAttribute('aria-current')).toBe('page');
    expect(await at('Status').getAttribute('aria-current')).toBeNull();
  });

  it('says why it has nothing to show, and asks again', async () => {
    let good = false;
    const { page } = await show({
      answers: {
        snapshot: () =>
          good
            ? { ok: true, value: snapshotSample() }
            : { ok: false, message: 'The state is not there.' },
      },
    });
    await page.getByText('The state is not there.').waitFor();
    good = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'All 2 records are up to date.' }).waitFor();
  });
});
