import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { EnteredValue } from '../../electron/contract/forms.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import { settingsFormSample } from './forms-sample.ts';
import { accountSample, recordSample, snapshotSample } from './snapshot-sample.ts';
import { type Answers, type OpenWindow, ok, useWindows } from './window-driver.ts';

const keep = { keep: true } as const;
const hookValues = {
  url: 'https://hook.example.org/update?ip={ip}',
  'headers/X-Token': keep,
} as const;

const snapshot = snapshotSample({
  accounts: [
    accountSample(),
    accountSample({
      id: 'second',
      provider: 'dyndns2',
      secrets: [{ path: 'password', label: 'Password', state: 'lost' }],
    }),
    accountSample({ id: 'hook', provider: 'Webhook', secrets: [] }),
  ],
  records: [recordSample(), recordSample({ type: 'AAAA' })],
});

function press(name: string | RegExp) {
  return (page: Page) => page.getByRole('button', { name, exact: true }).click();
}

/** The account, what the user does, and the values that are saved. */
const edits: readonly (readonly [
  string,
  string,
  (page: Page) => Promise<unknown>,
  Readonly<Record<string, EnteredValue>>,
])[] = [
  [
    'another secret',
    'home',
    async (page) => {
      await press('Replace: API token')(page);
      await page.getByLabel('API token', { exact: true }).fill('new-token');
    },
    { token: 'new-token' },
  ],
  [
    'a secret that was lost, and leaves one of a variable alone',
    'second',
    (page) => page.getByLabel('Password', { exact: true }).fill('again'),
    { server: 'dyndns.example.net', username: keep, password: 'again' },
  ],
  [
    'a header more',
    'hook',
    async (page) => {
      await page.getByRole('textbox', { name: 'Headers: Name' }).fill('Accept');
      await page.keyboard.press('Enter');
      await page.getByLabel(/^Accept/).fill('text/plain');
    },
    { ...hookValues, 'headers/Accept': 'text/plain' },
  ],
  [
    'a header less',
    'hook',
    async (page) => {
      await press('Remove X-Token')(page);
      const name = page.getByRole('textbox', { name: 'Headers: Name' });
      await name.and(page.locator(':focus')).waitFor();
    },
    { url: hookValues.url },
  ],
  [
    'another choice',
    'hook',
    (page) => page.getByLabel('Method').selectOption('POST'),
    { ...hookValues, method: 'POST' },
  ],
];

describeReal('the accounts', ['chromium'], () => {
  const show = useWindows();
  const open = (item?: string, answers: Answers = {}) =>
    show({ on: 'accounts', item, snapshot, answers });

  it('are listed with their host names, and what is missing', async () => {
    const { page } = await open();
    await page.locator('.list-row').first().waitFor();
    const rows = await page.locator('.list-row').allInnerTexts();
    expect(rows.map((row) => row.split(/\s*\n\s*/).join(' | '))).toEqual([
      'home | Cloudflare | 1 host name',
      'second | dyndns2 | Credentials missing',
      'hook | Webhook | 0 host names',
    ]);
    await expectNoBarriers(page);
    await page.getByRole('button', { name: /second/ }).click();
    await page.getByRole('heading', { level: 1, name: 'second' }).waitFor();
  });

  it.each(edits)('save %s', async (_, id, act, values) => {
    const { page, sent } = await open(id);
    await act(page);
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const service = settingsFormSample().accounts.find((one) => one.id === id)?.service;
    const account = { id, service, values };
    await expect
      .poll(() => sent)
      .toEqual([
        { name: 'saveEdit', argument: { edit: { kind: 'account', isNew: false, account } } },
      ]);
    await page.getByText('Saved.').waitFor();
  });

  it('point at a secret that was lost', async () => {
    const { page } = await open('second');
    const password = page.getByLabel('Password', { exact: true });
    expect(await password.getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Cannot be read any more; enter it again').waitFor();
    await password.fill('x');
    expect(await password.getAttribute('aria-invalid')).toBe('false');
  });

  it('never have what is kept in their fields', async () => {
    const { page } = await open('home');
    await page.getByText('Set, and kept encrypted').waitFor();
    expect(await page.locator('main input').count()).toBe(0);
    await press('Replace: API token')(page);
    const token = page.getByLabel('API token', { exact: true });
    expect(await token.inputValue()).toBe('');
    await token.and(page.locator(':focus')).waitFor();
    await press('Leave as it is')(page);
    await page.getByText('Set, and kept encrypted').waitFor();
    const replace = page.getByRole('button', { name: 'Replace: API token' });
    await replace.and(page.locator(':focus')).waitFor();
  });

  it('keep what is typed while they are being saved', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { page, push } = await open('second', {
      saveEdit: async () => {
        await promise;
        return ok({ saved: true });
      },
    });
    const password = page.getByLabel('Password', { exact: true });
    await password.fill('again');
    await press('Save')(page);
    await password.fill('once more');
    await push('settingsForm', settingsFormSample({ revision: '2' }));
    resolve();
    await page.getByText('Saved.').waitFor();
    expect(await password.inputValue()).toBe('once more');
    expect(await page.getByText('changed elsewhere in the meantime').count()).toBe(0);
  });

  it('tell what is in the way and has no field', async () => {
    const problems = [{ field: 'provider', message: 'There is no such provider.' }];
    const { page } = await open('second', {
      checkEdit: () => ok({ problems }),
      saveEdit: () => ok({ saved: false, problems }),
    });
    await page.getByLabel('Password', { exact: true }).fill('again');
    await press('Save')(page);
    await page.getByRole('alert').filter({ hasText: 'There is no such provider.' }).waitFor();
  });

  it('tell what a test misses where nothing was changed', async () => {
    const problems = [{ field: 'password', message: 'Fill this in.' }];
    const { page } = await open('second', {
      testAccount: () => ok({ kind: 'problems', problems }),
    });
    await press('Test connection')(page);
    await page.getByRole('alert').filter({ hasText: 'Fill this in.' }).waitFor();
  });

  it('forget what was typed about one that is gone', async () => {
    const { page, push } = await open('second');
    await page.getByLabel('Password', { exact: true }).fill('again');
    const dot = page.getByRole('img', { name: 'There are unsaved changes.' });
    await dot.waitFor();
    await push('settingsForm', settingsFormSample({ revision: '2', accounts: [] }));
    await dot.waitFor({ state: 'hidden' });
  });

  it('are tried as they stand in the fields, which takes the old result away', async () => {
    const { page, sent } = await open('second');
    await page.getByRole('button', { name: 'Test connection' }).click();
    const worked = page.getByText('The credentials work.');
    await worked.waitFor();
    const values = { server: 'dyndns.example.net', username: keep };
    const account = { id: 'second', service: 'dyndns2', values };
    expect(sent).toEqual([{ name: 'testAccount', argument: { account, isNew: false } }]);
    await page.getByLabel('Password', { exact: true }).fill('x');
    await worked.waitFor({ state: 'hidden' });
  });

  it('lead to each of their host names', async () => {
    const { page } = await open('home');
    await page.getByRole('button', { name: 'home.example.com' }).click();
    await page.locator('[data-page="records"]').waitFor();
    await page.getByRole('heading', { level: 1, name: 'home.example.com' }).waitFor();
  });

  it('go with their host names, after a question', async () => {
    let window: OpenWindow | undefined;
    const alerts: string[] = [];
    window = await open('home', {
      saveEdit: async () => {
        await window?.push('settingsForm', settingsFormSample({ revision: '2', accounts: [] }));
        alerts.push(...((await window?.page.getByRole('alert').allInnerTexts()) ?? []));
        return ok({ saved: true });
      },
    });
    const { page, sent } = window;
    await page.getByRole('button', { name: 'Remove account' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove the account “home”?' });
    expect(await dialog.locator('li').allInnerTexts()).toEqual(['home.example.com']);
    await expectNoBarriers(page);
    await dialog.getByRole('button', { name: 'Remove account' }).click();
    await page.locator('h1:focus', { hasText: 'Accounts' }).waitFor();
    expect(sent).toEqual([
      { name: 'saveEdit', argument: { edit: { kind: 'removeAccount', id: 'home' } } },
    ]);
    expect(alerts).toEqual([]);
  });

  it('begin where there is none yet', async () => {
    const { page } = await show({
      on: 'accounts',
      snapshot: snapshotSample({ accounts: [], records: [] }),
    });
    await page.getByText('There is none yet.').waitFor();
    await page.getByRole('button', { name: 'Add an account' }).click();
    await page.locator('[data-page="setup"]').waitFor();
  });
});
