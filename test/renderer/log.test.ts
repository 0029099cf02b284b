import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { LogLine } from '../../electron/contract/log.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import { logLinesSample } from './forms-sample.ts';
import { snapshotSample } from './snapshot-sample.ts';
import { ok, useWindows, type WindowOptions } from './window-driver.ts';

function linesFrom(first: number, count: number): readonly LogLine[] {
  return Array.from({ length: count }, (_, at) => ({
    number: first + at,
    at: Date.UTC(2026, 0, 2, 3, 4, 5) + (first + at) * 1000,
    level: 'info',
    message: `entry ${first + at}`,
    details: `{"number":${first + at}}`,
  }));
}

const atEnd = `(() => {
  const box = document.querySelector('[role="log"]');
  return box.scrollHeight - box.scrollTop - box.clientHeight < 2;
})()`;

/** Until the page has seen it. */
async function scrollUp(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      await page.getByRole('log').press('PageUp');
      return page.getByRole('button', { name: 'Jump to the latest' }).count();
    })
    .toBe(1);
}

describeReal('the log page', ['chromium'], () => {
  const open = useWindows();
  const show = (lines: readonly LogLine[] = logLinesSample(), options: WindowOptions = {}) =>
    open({
      on: 'log',
      ...options,
      answers: { watchLog: ({ on }) => ok({ lines: on ? lines : [] }), ...options.answers },
    });

  it('watches the log only while it is shown', async () => {
    const { page, everySent } = await show();
    const watching = () =>
      everySent.filter(({ name }) => name === 'watchLog').map(({ argument }) => argument);
    await page.getByText('record failed').waitFor();
    expect(watching()).toEqual([{ on: true }]);
    await page.getByRole('navigation').getByRole('button', { name: 'About' }).click();
    await expect.poll(watching).toEqual([{ on: true }, { on: false }]);
  });

  it('shows each entry once, the newest at the end, also those that come early', async () => {
    let answer: (() => void) | undefined;
    const { page, push } = await show([], {
      answers: {
        watchLog: () =>
          new Promise((resolve) => {
            answer = () => resolve(ok({ lines: linesFrom(1, 3) }));
          }),
      },
    });
    await expect.poll(() => answer).toBeDefined();
    await push('log', linesFrom(2, 3));
    answer?.();
    await page.getByText('entry 4').waitFor();
    await push('log', linesFrom(4, 2));
    await page.getByText('entry 5').waitFor();
    const texts = await page.locator('.log-text').allInnerTexts();
    expect(texts.map((text) => text.split('\n')[0])).toEqual(
      [1, 2, 3, 4, 5].map((each) => `entry ${each}`),
    );
  });

  it('is filtered by level and by text, details included', async () => {
    const { page } = await show();
    const rows = page.locator('.log-row');
    const levels = page.getByRole('combobox', { name: 'Show' });
    await expect.poll(() => rows.count()).toBe(7);
    await levels.selectOption('warn');
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByText('Entries: 2 of 7').first().waitFor();
    await page.getByRole('searchbox').fill('AMAZON timeout');
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByRole('searchbox').fill('nothing like it');
    await page.getByText('No entry matches the filter.').waitFor();
    await page.getByRole('searchbox').fill('');
    await levels.selectOption('debug');
    await expect.poll(() => rows.count()).toBe(7);
  });

  it('unfolds the details of an entry, by the keyboard too', async () => {
    const { page } = await show();
    const row = page.locator('.log-row', { hasText: 'record failed' });
    expect(await row.locator('pre').count()).toBe(0);
    await row.locator('summary').press('Enter');
    await expect.poll(() => row.locator('pre').innerText()).toContain('\n  "kind": "auth"\n');
    expect(
      await page.locator('.log-row', { hasText: 'suspended' }).locator('summary').count(),
    ).toBe(0);
  });

  it('follows the newest until the user scrolls up', async () => {
    const { page, push } = await show(linesFrom(1, 300));
    await expect.poll(() => page.evaluate(atEnd)).toBe(true);
    await push('log', linesFrom(301, 50));
    await page.getByText('entry 350').waitFor();
    await expect.poll(() => page.evaluate(atEnd)).toBe(true);
    const latest = page.getByRole('button', { name: 'Jump to the latest' });
    expect(await latest.count()).toBe(0);
    await scrollUp(page);
    await push('log', linesFrom(351, 50));
    await expect.poll(() => page.getByText('Entries: 400').count()).toBeGreaterThan(0);
    expect(await page.evaluate(atEnd)).toBe(false);
    await latest.press('Enter');
    await expect.poll(() => page.evaluate(atEnd)).toBe(true);
    expect(await page.locator('[role="log"]:focus').count()).toBe(1);
    expect(await latest.count()).toBe(0);
  });

  it('offers no way to the latest where every entry is in sight', async () => {
    const { page } = await show(linesFrom(1, 3));
    await page.locator('.log-row', { hasText: 'entry 2' }).locator('summary').click();
    await page.locator('.log-row pre').waitFor();
    expect(await page.getByRole('button', { name: 'Jump to the latest' }).count()).toBe(0);
  });

  it('stays where somebody reads the details of an entry', async () => {
    const { page, push } = await show(linesFrom(1, 60));
    await expect.poll(() => page.evaluate(atEnd)).toBe(true);
    await page.locator('.log-row', { hasText: 'entry 58' }).locator('summary').click();
    await page.getByRole('button', { name: 'Jump to the latest' }).waitFor();
    await push('log', linesFrom(61, 20));
    await expect.poll(() => page.locator('.log-row').count()).toBe(80);
    expect(await page.evaluate(atEnd)).toBe(false);
  });

  it('keeps the latest 2,000, reads none of them aloud, and tells the count once it is calm', async () => {
    const { page, push } = await show(linesFrom(1, 1990));
    await page.getByText('entry 1990').waitFor();
    for (let first = 1991; first < 2091; first += 20) await push('log', linesFrom(first, 20));
    await page.getByText('entry 2090').waitFor();
    expect(await page.locator('.log-row').count()).toBe(2000);
    expect(await page.locator('.log-text').first().textContent()).toContain('entry 91');
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('off');
    await page.getByRole('status').getByText('Entries: 2,000').waitFor();
  });

  it('has nothing behind the entries that the keyboard would have to pass them for', async () => {
    const { page } = await show(linesFrom(1, 60));
    await scrollUp(page);
    await page.locator('.log-row summary').last().focus();
    await page.keyboard.press('Tab');
    expect(await page.locator('main :focus').count()).toBe(0);
  });

  it('copies what is shown', async () => {
    const { page, sent } = await show(linesFrom(1, 12));
    await page.getByRole('searchbox').fill('entry 12');
    await page.getByText('Entries: 1 of 12').first().waitFor();
    await page.getByRole('button', { name: 'Copy what is shown' }).click();
    await page.getByText('Copied').waitFor();
    const text = '2026-01-02T03:04:17.000Z info entry 12 {"number":12}';
    expect(sent).toEqual([{ name: 'copyText', argument: { text } }]);
  });

  it('saves a diagnostic file, names hidden unless the user wants them in', async () => {
    let file: string | null = null;
    const { page, sent } = await show(undefined, { answers: { saveDiagnostics: () => ok(file) } });
    const button = page.getByRole('button', { name: 'Save a diagnostic file…' });
    await button.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Save a diagnostic file' });
    await dialog.getByText('Passwords and tokens are not in it.').waitFor();
    await expectNoBarriers(page);
    await dialog.getByRole('button', { name: 'Save…' }).click();
    await expect.poll(() => sent.length).toBe(1);
    expect(await dialog.count()).toBe(1);
    await dialog.getByRole('checkbox', { name: /Hide host names/ }).uncheck();
    file = 'D:\\fault.txt';
    await dialog.getByRole('button', { name: 'Save…' }).click();
    await page.getByText('Written to D:\\fault.txt.').waitFor();
    expect(sent.map(({ argument }) => argument)).toEqual([
      { hideNames: true },
      { hideNames: false },
    ]);
    expect(await page.locator(':focus').innerText()).toBe('Save a diagnostic file…');
  });

  it('says that there is nothing, or why', async () => {
    const { page, push } = await show([]);
    await page.getByText('Nothing was logged yet.').waitFor();
    const copy = page.getByRole('button', { name: 'Copy what is shown' });
    expect(await copy.getAttribute('aria-disabled')).toBe('true');
    await push('log', linesFrom(1, 1));
    await page.getByText('entry 1').waitFor();
    const other = await show([], {
      answers: { watchLog: () => ({ ok: false, message: 'There is no log.' }) },
    });
    await other.page.getByRole('alert').getByText('There is no log.').waitFor();
  });

  it('is in the language of the window, its entries apart, and bars nobody', async () => {
    const { page, push } = await show();
    await page.getByText('record failed').waitFor();
    await expectNoBarriers(page);
    await push('snapshot', snapshotSample({ language: 'zh-CN' }));
    await expect.poll(() => page.locator('.log-level').last().innerText()).toBe('信息');
    expect(await page.locator('.log-text').last().getAttribute('lang')).toBe('en');
  });

  it('is not moved by what an entry holds', async () => {
    const evil = '<img src=x>\u202egnp.exe';
    const { page } = await show([
      { number: 1, at: 1, level: 'warn', message: evil, details: JSON.stringify({ [evil]: evil }) },
    ]);
    await page.locator('.log-row summary').click();
    await page.locator('.log-row pre').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('.log-lines').innerText()).not.toMatch(/\u202e/);
  });
});
