import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { RecordForm, SettingsForm } from '../../electron/contract/forms.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import { previewSample, settingsFormSample, testResultSample } from './forms-sample.ts';
import { answering, recordsSnapshot, www } from './records-sample.ts';
import { serviceFormSample } from './services-sample.ts';
import { recordSample } from './snapshot-sample.ts';
import { type Answers, type OpenWindow, ok, useWindows } from './window-driver.ts';

const noHost = { host: null, prefix: null };

describeReal('one host name', ['chromium'], () => {
  const show = useWindows();
  const open = (item: string, more: Answers = {}, width = 720) =>
    show({
      on: 'records',
      item,
      snapshot: recordsSnapshot(),
      answers: answering(settingsFormSample(), more),
      width,
    });
  const field = (page: Page, name: string) =>
    page.getByRole('textbox', { name }).or(page.getByRole('combobox', { name }));

  const changes: readonly (readonly [
    string,
    (page: Page) => Promise<unknown>,
    Partial<RecordForm> & { names?: readonly string[] },
  ])[] = [
    [
      'name',
      (page) => field(page, 'Host name').fill('new.example.com'),
      { names: ['new.example.com'] },
    ],
    ['account', (page) => field(page, 'Account').selectOption('hook'), { account: 'hook' }],
    ['IPv6', (page) => field(page, 'Addresses').selectOption('AAAA'), { types: ['AAAA'] }],
    [
      'both types',
      (page) => field(page, 'Addresses').selectOption('both'),
      { types: ['A', 'AAAA'] },
    ],
    ['TTL', (page) => field(page, 'TTL').fill('5m'), { ttl: '5m' }],
    ['no TTL', (page) => field(page, 'TTL').fill(''), { ttl: null }],
    [
      'proxy',
      (page) => field(page, 'Proxy of the service').selectOption('off'),
      { proxied: false },
    ],
    [
      'no proxy',
      (page) => field(page, 'Proxy of the service').selectOption('found'),
      { proxied: null },
    ],
    ['zone', (page) => field(page, 'Zone').fill('com'), { zone: 'com' }],
    ['no zone', (page) => field(page, 'Zone').fill(''), { zone: null }],
    [
      'device',
      async (page) => {
        await field(page, 'Addresses').selectOption('AAAA');
        await field(page, 'Address of another device').fill('00:11:22:33:44:55');
        await field(page, 'Prefix length').fill('56');
      },
      { types: ['AAAA'], host: '00:11:22:33:44:55', prefix: '56' },
    ],
  ];

  it.each(changes)('saves another %s', async (_, change, part) => {
    const { page, sent } = await open(www);
    await change(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const was = { entry: 0, name: www, account: 'home' };
    const saved = { types: null, ttl: '300', proxied: true, zone: 'example.com', ...noHost };
    const record = { names: [www], account: 'home', ...saved, ...part };
    await expect
      .poll(() => sent)
      .toEqual([{ name: 'saveEdit', argument: { edit: { kind: 'record', was, record } } }]);
    await page.getByText('Saved.').waitFor();
  });

  it('asks for another device only where the address is of IPv6 alone', async () => {
    const { page } = await open(www);
    const device = field(page, 'Address of another device');
    const prefix = field(page, 'Prefix length');
    await field(page, 'TTL').waitFor();
    expect(await device.count()).toBe(0);
    await field(page, 'Addresses').selectOption('AAAA');
    await device.waitFor();
    // Nothing is to be said of the prefix of this computer.
    expect(await prefix.count()).toBe(0);
    await device.fill('::10');
    await prefix.waitFor();
    // What is set stays in sight, to be taken out.
    await field(page, 'Addresses').selectOption('A');
    expect(await device.inputValue()).toBe('::10');
    await expectNoBarriers(page);
    await device.fill('');
    await expect.poll(() => device.count()).toBe(0);
  });

  it('shows what is wrong with another device beside it', async () => {
    const form = settingsFormSample();
    const records = form.records.map((one) => ({ ...one, types: ['AAAA'] as const, host: 'nas' }));
    const problems = [{ field: 'host', message: 'This names no device.' }];
    const { page } = await open(www, {
      settingsForm: () => ok({ ...form, records }),
      checkEdit: () => ok({ problems }),
      saveEdit: () => ok({ saved: false, problems }),
    });
    await field(page, 'TTL').fill('5m');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const device = field(page, 'Address of another device');
    await expect.poll(() => device.getAttribute('aria-invalid')).toBe('true');
    await page.getByText('This names no device.').waitFor();
    expect(await page.getByText('Something else in the settings').count()).toBe(0);
    await expectNoBarriers(page);
  });

  it('is saved with the Enter key, once, where something was changed', async () => {
    const { page, sent } = await open(www);
    await field(page, 'TTL').press('Enter');
    await field(page, 'TTL').fill('5m');
    await page.keyboard.press('Enter');
    await page.getByText('Saved.').waitFor();
    expect(sent.map(({ name }) => name)).toEqual(['saveEdit']);
  });

  it('shows what the service has, and what is set in spite of it', async () => {
    const bare = serviceFormSample('hetzner', 'en', {
      name: 'Hetzner',
      ttl: false,
      proxied: false,
      families: ['ipv4'],
      listsZones: false,
    });
    const serviceForm = () => ok(bare);
    const first = await open('home.example.com', { serviceForm });
    await first.page.getByText('Hetzner sets the TTL by itself.').waitFor();
    expect(await field(first.page, 'TTL').count()).toBe(0);
    expect(await field(first.page, 'Proxy of the service').count()).toBe(0);
    expect(await first.page.getByRole('button', { name: 'List zones' }).count()).toBe(0);
    // A single kind of address is no choice.
    expect(await field(first.page, 'Addresses').count()).toBe(0);
    const second = await open(www, { serviceForm });
    expect(await field(second.page, 'TTL').inputValue()).toBe('300');
    expect(await field(second.page, 'Proxy of the service').inputValue()).toBe('on');
  });

  it.each(['before', 'after'])('goes to another name, told %s the answer', async (when) => {
    const form = settingsFormSample();
    const renamed: SettingsForm = {
      ...form,
      revision: '2',
      records: form.records.map((one) =>
        one.name === www ? { ...one, name: 'new.example.com' } : one,
      ),
    };
    let window: OpenWindow | undefined;
    const alerts: string[] = [];
    window = await open(www, {
      saveEdit: async () => {
        if (when === 'before') {
          await window?.push('settingsForm', renamed);
          alerts.push(...((await window?.page.getByRole('alert').allInnerTexts()) ?? []));
        }
        return ok({ saved: true });
      },
    });
    const { page, push } = window;
    await field(page, 'Host name').fill('new.example.com');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    if (when === 'after') await push('settingsForm', renamed);
    await page.getByRole('heading', { level: 1, name: 'new.example.com' }).waitFor();
    await expect.poll(() => page.locator('h1:focus').count()).toBe(1);
    expect(alerts).toEqual([]);
    expect(await page.getByRole('img', { name: 'There are unsaved changes.' }).count()).toBe(0);
  });

  it('saves another name without a way back to who went on', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { page, push } = await open(www, {
      saveEdit: async () => {
        await promise;
        return ok({ saved: true });
      },
    });
    await field(page, 'Host name').fill('new.example.com');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('navigation').getByRole('button', { name: 'About' }).click();
    const records = settingsFormSample().records.map((one) =>
      one.name === www ? { ...one, name: 'new.example.com' } : one,
    );
    await push('settingsForm', settingsFormSample({ revision: '2', records }));
    resolve();
    const dot = page.getByRole('img', { name: 'There are unsaved changes.' });
    await dot.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
  });

  it('marks the field with a problem and leads there', async () => {
    const problems = [{ field: 'names/0', message: 'This is no host name.' }];
    const { page } = await open(www, {
      checkEdit: () => ok({ problems }),
      saveEdit: () => ok({ saved: false, problems }),
    });
    await field(page, 'Zone').fill('other.example');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('This is no host name.').waitFor();
    await expect.poll(() => page.locator(':focus').inputValue()).toBe(www);
    await expectNoBarriers(page);
  });

  it('keeps what was typed while the page is another one, and says what was changed elsewhere', async () => {
    const form = settingsFormSample();
    const { page, push } = await open(www);
    await field(page, 'TTL').fill('600');
    await page.getByRole('button', { name: 'Back to Records' }).click();
    await page.getByRole('button', { name: /www\.example\.com/ }).click();
    expect(await field(page, 'TTL').inputValue()).toBe('600');
    const overtaken = page.getByText('changed elsewhere in the meantime');
    const push1 = (revision: string, change: Partial<RecordForm>) =>
      push('settingsForm', {
        ...form,
        revision,
        records: form.records.map((one) => (one.name === www ? { ...one, ...change } : one)),
      });
    await push1('2', { entry: 7 });
    expect(await overtaken.count()).toBe(0);
    await push1('3', { zone: null });
    await overtaken.waitFor();
  });

  it('lists the zones of the account and takes one', async () => {
    const { page, sent } = await open('home.example.com');
    await page.getByRole('button', { name: 'List zones' }).click();
    const zones = page.getByRole('combobox', { name: 'Zones of this account' });
    await zones.selectOption('example.com');
    expect(await field(page, 'Zone').first().inputValue()).toBe('example.com');
    expect(await zones.locator('option').allInnerTexts()).not.toContain('example.org');
    const account = { id: 'home', service: 'cloudflare', values: { token: { keep: true } } };
    expect(sent).toEqual([{ name: 'testAccount', argument: { account, isNew: false } }]);
  });

  it('waits no longer for the zones of an account that was left', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { page } = await open('home.example.com', {
      testAccount: async () => {
        await promise;
        return ok(testResultSample);
      },
    });
    const list = page.getByRole('button', { name: 'List zones', exact: true });
    await list.click();
    await list.waitFor({ state: 'hidden' });
    await field(page, 'Account').selectOption('hook');
    await field(page, 'Account').selectOption('home');
    await list.waitFor();
    resolve();
  });

  it('says why no zones are listed', async () => {
    const { page } = await open('home.example.com', {
      testAccount: () => ok({ kind: 'failed', sentence: 'The token was refused.', actions: [] }),
    });
    await page.getByRole('button', { name: 'List zones' }).click();
    await page.getByRole('alert').filter({ hasText: 'The token was refused.' }).waitFor();
  });

  it('shows what would be written, until something is edited', async () => {
    const { page, sent } = await open(www, {}, 960);
    await page.getByRole('button', { name: 'Show what would be written' }).click();
    const table = page.getByRole('table');
    const rows = table.getByRole('row');
    await expect.poll(() => rows.count()).toBe(7);
    const texts = (await rows.allInnerTexts()).map((text) => text.split(/\s*[\n\t]\s*/).join(' '));
    expect(texts).toContainEqual(expect.stringContaining('Is created'));
    expect(texts).toContainEqual(expect.stringMatching(/198\.51\.100\.4.*203\.0\.113\.7/));
    expect(texts).toContainEqual(
      expect.stringContaining('Not possible The account has no zone for this name.'),
    );
    await page.getByText('No connection over IPv6.').waitFor();
    expect(sent.map(({ name }) => name)).toEqual(['preview']);
    await expectNoBarriers(page);
    await field(page, 'TTL').fill('');
    await table.waitFor({ state: 'hidden' });
  });

  it('never shows what would have been written before something was edited', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { page } = await open(www, {
      preview: async () => {
        await promise;
        return ok(previewSample);
      },
    });
    const look = page.getByRole('button', { name: 'Show what would be written' });
    await look.click();
    await field(page, 'TTL').fill('900');
    resolve();
    await look.waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });

  it('marks the problems of what cannot be previewed', async () => {
    const problems = [{ field: 'zone', message: 'Not in that zone.' }];
    const { page } = await open(www, {
      checkEdit: () => ok({ problems }),
      preview: () => ok({ problems, addresses: [], rows: [] }),
    });
    await field(page, 'Zone').fill('example.net');
    await page.getByRole('button', { name: 'Show what would be written' }).click();
    await page.getByText('Not in that zone.').waitFor();
    expect(await page.getByText('Not in that zone.').count()).toBe(1);
    await expect.poll(() => page.locator(':focus').inputValue()).toBe('example.net');
  });

  it('tells how each record stands as it changes', async () => {
    const { page, push } = await open('nas.example.com');
    await page.getByText('The password was refused.').waitFor();
    const records = [
      recordSample({ name: 'nas.example.com', account: 'second', sentence: 'All is well now.' }),
    ];
    await push('snapshot', recordsSnapshot({ records }));
    await page.getByText('All is well now.').waitFor();
  });

  it.each([
    [www, false, [`home/${www}/A`, `home/${www}/AAAA`]],
    ['nas.example.com', true, ['second/nas.example.com/A']],
  ])('updates the records of %s', async (name, force, records) => {
    const { page, sent } = await open(name);
    await page.getByRole('button', { name: 'Update now' }).click();
    await expect.poll(() => sent).toEqual([{ name: 'check', argument: { force, records } }]);
  });

  it('is removed after a question', async () => {
    let window: OpenWindow | undefined;
    const form = settingsFormSample();
    const alerts: string[] = [];
    window = await open(www, {
      saveEdit: async () => {
        const records = form.records.filter(({ name }) => name !== www);
        await window?.push('settingsForm', { ...form, revision: '2', records });
        alerts.push(...((await window?.page.getByRole('alert').allInnerTexts()) ?? []));
        return ok({ saved: true });
      },
    });
    const { page, sent } = window;
    await page.getByRole('button', { name: 'Remove host name' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.locator('h1:focus', { hasText: 'Records' }).waitFor();
    const places = [{ entry: 0, name: www, account: 'home' }];
    expect(sent).toEqual([
      { name: 'saveEdit', argument: { edit: { kind: 'removeRecords', places } } },
    ]);
    expect(alerts).toEqual([]);
    expect(await page.getByText(www).count()).toBe(0);
  });

  it('forgets what was typed about a record that is gone', async () => {
    const { page, push } = await open(www);
    await field(page, 'TTL').fill('600');
    const dot = page.getByRole('img', { name: 'There are unsaved changes.' });
    await dot.waitFor();
    await push('settingsForm', settingsFormSample({ revision: '2', records: [] }));
    await page.getByRole('alert').filter({ hasText: 'not in the settings any more' }).waitFor();
    await dot.waitFor({ state: 'hidden' });
  });
});
