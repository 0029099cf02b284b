import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { SettingsForm } from '../../electron/contract/forms.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import { recordFormSample, settingsFormSample } from './forms-sample.ts';
import { answering, recordsSnapshot } from './records-sample.ts';
import { accountSample, recordSample, snapshotSample } from './snapshot-sample.ts';
import { type Answers, ok, useWindows } from './window-driver.ts';

const home = { names: ['home.example.com'], account: 'home' };
const plain = { types: null, ttl: null, proxied: null, zone: null, host: null, prefix: null };

function manyNames(count: number): SettingsForm {
  const records = Array.from({ length: count }, (_, entry) =>
    recordFormSample({ entry, name: `host${entry}.example.com`, account: `a${entry % 3}` }),
  );
  return settingsFormSample({ records });
}

async function rowTexts(page: Page): Promise<readonly string[]> {
  await page.locator('.list-row').first().waitFor();
  const texts = await page.locator('.list-row').allInnerTexts();
  return texts.map((text) => text.split(/\s*\n\s*/).join(' | '));
}

describeReal('the list of the records', ['chromium'], () => {
  const show = useWindows();
  const list = (form: SettingsForm = settingsFormSample(), more: Answers = {}) =>
    show({ on: 'records', snapshot: recordsSnapshot(), answers: answering(form, more) });

  it('has every host name, domain by domain, with how the worst of its records stands', async () => {
    const { page } = await list();
    expect(await rowTexts(page)).toEqual([
      'home.example.com | A | AAAA | home · Cloudflare | up to date',
      'nas.example.com | A | second · dyndns2 | stopped',
      'www.example.com | A | AAAA | home · Cloudflare | waiting',
      '家.example.org | AAAA | hook | Not checked yet',
    ]);
    await expectNoBarriers(page);
  });

  it.each([
    ['HOST1', ['host1.example.com', 'host10.example.com', 'host11.example.com']],
    [
      'a2 example',
      ['host2.example.com', 'host5.example.com', 'host8.example.com', 'host11.example.com'],
    ],
    ['nothing of that', []],
  ])('narrows a long list to what matches %j', async (search, names) => {
    const { page } = await list(manyNames(12));
    await page.getByRole('searchbox').fill(search);
    await expect.poll(() => page.locator('.list-title bdi').allInnerTexts()).toEqual(names);
    const told = names.length === 0 ? 'Nothing matches' : `${names.length} of 12`;
    await page.getByRole('status').filter({ hasText: told }).waitFor();
  });

  it('shows and finds a name as people write it, and edits it as it is kept', async () => {
    const form = manyNames(12);
    const [first] = form.records;
    if (first === undefined) throw new Error('no record');
    const name = 'home.xn--fsqu00a.xn--fiqs8s';
    const { page } = await list({ ...form, records: [...form.records, { ...first, name }] });
    await page.getByRole('searchbox').fill('例子');
    await expect
      .poll(() => page.locator('.list-title bdi').allInnerTexts())
      .toEqual(['home.例子.中国']);
    await page.locator('.list-button').click();
    await page.getByRole('heading', { name: 'home.例子.中国', level: 1 }).waitFor();
    expect(await page.getByLabel('Host name').inputValue()).toBe(name);
  });

  it('looks for a state and a provider too', async () => {
    const form = manyNames(12);
    const [first] = form.records;
    const snapshot = snapshotSample({
      records: [recordSample({ id: first?.ids[0] ?? '', label: 'stopped' })],
      accounts: [accountSample({ id: 'a1', provider: 'Hetzner' })],
    });
    const { page } = await show({ on: 'records', snapshot, answers: answering(form) });
    await page.getByRole('searchbox').fill('stopped');
    await expect.poll(() => page.locator('.list-row').count()).toBe(1);
    await page.getByRole('searchbox').fill('hetzner');
    await expect.poll(() => page.locator('.list-row').count()).toBe(4);
  });

  it('has no search among a few', async () => {
    const { page } = await list(manyNames(9));
    await page.getByText('host8.example.com').waitFor();
    expect(await page.getByRole('searchbox').count()).toBe(0);
  });

  it('begins where there is nothing yet', async () => {
    const { page } = await list(settingsFormSample({ records: [] }));
    await page.getByText('There is none yet.').waitFor();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Add host names' }).click();
    await page.locator('[data-page="setup"]').waitFor();
  });

  it.each([
    ['odd', settingsFormSample({ odd: ['records'] }), {}, 'cannot be shown here'],
    [
      'broken',
      settingsFormSample(),
      { troubles: [{ kind: 'settings', sentence: 'Line 3 is no name.' }] } as const,
      'Line 3 is no name.',
    ],
  ])('leads to the text where settings are %s', async (_, form, change, sentence) => {
    const { page } = await show({
      on: 'records',
      snapshot: recordsSnapshot(change),
      answers: answering(form),
    });
    await page.getByText(sentence).filter({ visible: true }).waitFor();
    await page.getByRole('button', { name: 'Settings as text' }).click();
    await page.getByRole('textbox', { name: 'Settings text' }).waitFor();
  });

  it('removes the selected names after a question, and keeps the focus', async () => {
    const { page, sent } = await list();
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await page.getByRole('checkbox', { name: /nas\.example\.com/ }).check();
    await page.getByRole('checkbox', { name: /家\.example\.org/ }).check();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Remove (2)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove 2 host names?' });
    await dialog.getByText('At the service everything stays as it is.').waitFor();
    expect(await dialog.locator('li').allInnerTexts()).toEqual([
      'nas.example.com · second',
      '家.example.org · hook',
    ]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(sent).toEqual([]);
    await page.getByRole('button', { name: 'Remove (2)' }).click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('2 host names removed.').waitFor();
    const places = [
      { entry: 1, name: 'nas.example.com', account: 'second' },
      { entry: 2, name: '家.example.org', account: 'hook' },
    ];
    expect(sent).toEqual([
      { name: 'saveEdit', argument: { edit: { kind: 'removeRecords', places } } },
    ]);
    expect(await page.locator('h1:focus').innerText()).toBe('Records');
  });

  it('selects all that are shown, and none that the search leaves out', async () => {
    const { page } = await list(manyNames(12));
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await page.getByRole('searchbox').fill('host1');
    const all = page.getByRole('checkbox', { name: 'Select all shown' });
    await all.check();
    await page.getByRole('button', { name: 'Remove (3)' }).waitFor();
    await page.getByRole('searchbox').fill('host2');
    await all.check();
    await page.getByRole('searchbox').fill('');
    await page.getByText('4 selected').waitFor();
    expect(await all.isChecked()).toBe(false);
    await all.check();
    await page.getByRole('button', { name: 'Remove (12)' }).waitFor();
    await all.uncheck();
    await page.getByText('0 selected').waitFor();
  });

  it('says in the question why nothing was removed', async () => {
    const problems = [{ field: '', message: 'The settings were changed elsewhere.' }];
    const { page } = await list(settingsFormSample(), {
      saveEdit: () => ok({ saved: false, problems }),
    });
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await page.getByRole('checkbox', { name: /nas/ }).check();
    await page.getByRole('button', { name: 'Remove (1)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove this host name?' });
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'changed elsewhere' }).waitFor();
  });

  it('tells two entries of one name apart', async () => {
    const twins = [
      recordFormSample({ types: ['A'] }),
      recordFormSample({ entry: 3, account: 'second', types: ['AAAA'] }),
    ];
    const { page, sent } = await list(settingsFormSample({ records: twins }));
    await page.getByRole('button', { name: /home\.example\.com.*second/ }).click();
    await page.getByRole('combobox', { name: 'Addresses' }).selectOption('A');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const was = { entry: 3, name: 'home.example.com', account: 'second' };
    const record = { ...home, ...plain, account: 'second', types: ['A'] };
    await expect
      .poll(() => sent)
      .toEqual([{ name: 'saveEdit', argument: { edit: { kind: 'record', was, record } } }]);
  });
});
