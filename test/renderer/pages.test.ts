import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { languages } from '../../electron/contract/language.ts';
import { windowPages } from '../../electron/contract/snapshot.ts';
import { describeReal } from '../support/real.ts';
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
      /^- (button|textbox|searchbox|combobox|checkbox|switch|radio|dialog|navigation|img|region|form|group)(?! ")/.test(
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
    const nav = page.getByRole('navigation').getByRole('button', { includeHidden: false });
    expect(await nav.count()).toBe(windowPages.length);
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

  it('shows a record with all that is known of it, problems first', async () => {
    const { page } = await show({});
    const rows = page.locator('.record');
    expect(await rows.first().innerText()).toMatch(
      /nas\.example\.com[\s\S]*not up to date[\s\S]*second · dyndns2[\s\S]*refused the password[\s\S]*Last change: 3 hours ago[\s\S]*Next try: in 5 minutes/,
    );
    expect(await rows.last().innerText()).toMatch(/home\.example\.com[\s\S]*up to date/);
  });

  it('finds one of 500 records', async () => {
    const records = Array.from({ length: 500 }, (_, at) =>
      recordSample({ name: `host-${at}.example.com` }),
    );
    const { page } = await show({ snapshot: snapshotSample({ records }) });
    expect(await page.locator('.record').count()).toBe(500);
    await page.getByRole('searchbox').fill('HOST-377.');
    expect(await page.locator('.record').count()).toBe(1);
    await page.getByRole('searchbox').fill('nobody');
    await page.getByText('No record matches').waitFor();
  });

  it.each([
    ['waiting', 'Waiting'],
    ['unknown', 'Not checked yet'],
  ] as const)('shows no tick while the whole is %s', async (state, word) => {
    const { page } = await show({ snapshot: snapshotSample({ state }) });
    await page.getByText(word, { exact: true }).waitFor();
    expect(await page.locator('.overview .icon-clock').count()).toBe(1);
    expect(await page.locator('.overview .icon-check').count()).toBe(0);
  });

  it('tells a trouble that is the headline once, with its button', async () => {
    const trouble = { kind: 'keyLost', sentence: 'The key is gone.' } as const;
    const { page } = await show({
      snapshot: snapshotSample({
        troubles: [trouble],
        headline: trouble.sentence,
        state: 'attention',
      }),
    });
    await page.getByRole('heading', { name: 'The key is gone.' }).waitFor();
    expect(await page.getByText('The key is gone.').count()).toBe(1);
    await page.getByRole('button', { name: 'Enter again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    expect(await page.getByText('The key is gone.').count()).toBe(0);
  });

  it('leaves an address out that nothing needs', async () => {
    const { page } = await show({});
    expect(await page.locator('.address').allInnerTexts()).toEqual([
      expect.stringContaining('203.0.113.7'),
    ]);
  });

  it('leads a new user to the settings', async () => {
    const snapshot = snapshotSample({ records: [], accounts: [], state: 'attention' });
    const { page } = await show({ snapshot });
    await page.getByRole('button', { name: 'Open settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await expect.poll(() => page.locator('h1:focus').innerText()).toBe('Settings');
  });

  it('counts down to the next check, and says when it is due', async () => {
    const { page, push } = await show({
      snapshot: snapshotSample({ nextCheck: Date.now() + 4000 }),
    });
    await page.getByText(/Next check: in [1-4] second/).waitFor();
    await page.getByText('Next check: due now').waitFor();
    await push('snapshot', snapshotSample({ busy: true, state: 'working' }));
    await page.getByText('Updating…').waitFor();
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
    for (const on of ['Settings', 'About', 'Status']) {
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
    await push('page', 'general');
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
