import { expect, it } from 'vitest';
import type { ImportPreview } from '../../electron/contract/ipc.ts';
import { describeReal } from '../support/real.ts';
import { ok, useWindows, type WindowOptions } from './window-driver.ts';

const problem = {
  line: 2,
  column: 5,
  field: 'records[0].name',
  message: 'This is no name. Write a full one.',
};

const preview: ImportPreview = {
  id: 'p1',
  file: 'C:\\backup.yaml',
  needsPassphrase: true,
  accounts: ['home'],
  channels: ['phone'],
  records: ['home.example.com A', 'home.example.com AAAA'],
  missing: ['home: API token'],
  removed: ['old.example.com A'],
  powers: {
    runs: ['curl https://ip.example.com'],
    reads: ['$TOKEN'],
    tells: ['home → dns.example.net'],
    asks: ['echo.example.com'],
    writes: ['log.txt'],
  },
  problems: [],
};

describeReal('import and export', ['chromium'], () => {
  const open = useWindows();
  const show = async (options: WindowOptions = {}) => {
    const window = await open({ on: 'general', ...options });
    const { page } = window;
    await page.getByRole('button', { name: 'Import…' }).waitFor();
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    return { ...window, press };
  };

  it('gives up unsaved edits for a confirmed import, after saying so', async () => {
    let stored = 'old: 1\n';
    const { page, press } = await show({
      answers: {
        settingsText: () => ok({ text: stored }),
        openImport: () => ok({ ...preview, needsPassphrase: false }),
        confirmImport: () => {
          stored = 'imported: 1\n';
          return ok({ saved: true });
        },
      },
    });
    await press('Edit the settings as text');
    await page.getByRole('textbox', { name: 'Settings text' }).fill('mine: 1');
    await press('Back to General');
    await page.getByRole('combobox', { name: 'Log level' }).selectOption('debug');
    await press('Import…');
    await page.getByRole('dialog').getByText('Your unsaved changes will be discarded.').waitFor();
    await press('Replace my settings');
    await page.getByText('The settings are imported.').waitFor();
    await expect.poll(() => page.locator('textarea').inputValue()).toBe('imported: 1\n');
    expect(await page.getByRole('combobox', { name: 'Log level' }).inputValue()).toBe('info');
    expect(await page.locator('.unsaved, .dot').count()).toBe(0);
  });

  it('imports what a sealed file holds, after the passphrase and a confirmation', async () => {
    const { page, sent, press } = await show({
      answers: {
        openImport: () => ok(preview),
        unsealImport: ({ passphrase }) =>
          passphrase === 'right'
            ? ok({ ...preview, needsPassphrase: false, missing: [] })
            : { ok: false, message: 'The passphrase is wrong.' },
      },
    });
    await press('Import…');
    const dialog = page.getByRole('dialog', { name: 'Import settings' });
    const text = await dialog.innerText();
    for (const part of ['backup.yaml', '2 records', 'home.example.com AAAA', 'home: API token']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('old.example.com A');
    for (const [power] of Object.values(preview.powers)) expect(text).toContain(power);
    await dialog.getByRole('textbox', { name: 'Passphrase of the file' }).fill('wrong');
    await press('Open');
    await dialog.getByText('The passphrase is wrong.').waitFor();
    await dialog.getByRole('textbox', { name: 'Passphrase of the file' }).fill('right');
    await press('Open');
    await press('Replace my settings');
    await page.getByText('The settings are imported.').waitFor();
    expect(await dialog.count()).toBe(0);
    expect(sent.slice(-2)).toEqual([
      { name: 'unsealImport', argument: { id: 'p1', passphrase: 'right' } },
      { name: 'confirmImport', argument: { id: 'p1' } },
    ]);
  });

  it('does not import a file with problems, nor one that the user cancels', async () => {
    const { page, sent, press } = await show({
      answers: {
        openImport: () => ok({ ...preview, needsPassphrase: false, problems: [problem] }),
      },
    });
    await press('Import…');
    await page.getByText('The file cannot be used as it is').waitFor();
    const confirm = page.getByRole('button', { name: 'Replace my settings' });
    expect(await confirm.getAttribute('aria-disabled')).toBe('true');
    await confirm.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(sent.map(({ name }) => name)).toEqual(['openImport']);
    expect(await page.locator(':focus').innerText()).toBe('Import…');
  });

  it('shows the problems of a confirmed import', async () => {
    const { page, press } = await show({
      answers: {
        openImport: () => ok({ ...preview, needsPassphrase: false }),
        confirmImport: () => ok({ saved: false, problems: [problem] }),
      },
    });
    await press('Import…');
    await press('Replace my settings');
    await page.getByRole('dialog').getByText('This is no name.').waitFor();
  });

  it('cannot be left while the import is under way', async () => {
    let answer: (() => void) | undefined;
    const { page, press } = await show({
      answers: {
        openImport: () => ok({ ...preview, needsPassphrase: false }),
        confirmImport: () =>
          new Promise((resolve) => {
            answer = () => resolve({ ok: false, message: 'The disk is full.' });
          }),
      },
    });
    await press('Import…');
    await press('Replace my settings');
    await expect.poll(() => answer).toBeDefined();
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(1);
    answer?.();
    await page.getByRole('dialog').getByRole('alert').getByText('The disk is full.').waitFor();
    await press('Cancel');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('exports without secrets, and stays when no file was chosen', async () => {
    let file: string | null = null;
    const { page, sent, press } = await show({ answers: { exportSettings: () => ok(file) } });
    const dialog = page.getByRole('dialog', { name: 'Export the settings' });
    const inDialog = dialog.getByRole('button', { name: 'Export…' });
    await press('Export…');
    await inDialog.click();
    await expect.poll(() => sent).toHaveLength(1);
    await expect.poll(() => inDialog.getAttribute('aria-disabled')).toBe('false');
    expect(await dialog.count()).toBe(1);
    file = 'D:\\out.yaml';
    await inDialog.click();
    await page.getByText('Written to D:\\out.yaml.').waitFor();
    expect(sent.at(-1)).toEqual({ name: 'exportSettings', argument: { passphrase: null } });
  });

  it('exports secrets only under a passphrase that was typed twice', async () => {
    const { page, sent, press } = await show({ answers: { exportSettings: () => ok('f') } });
    await press('Export…');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    await dialog.getByText('A forgotten passphrase cannot be recovered.').waitFor();
    const submit = () => dialog.getByRole('button', { name: 'Export…' }).click();
    const [first, again] = [dialog.locator('#passphrase'), dialog.locator('#passphrase-again')];
    await first.fill('short');
    await submit();
    await dialog.getByText('Use at least 8 characters.').waitFor();
    await first.fill('aaaaaaaaaaaaaaaaaaaa');
    await dialog.getByText('Weak').waitFor();
    await first.fill('correct horse battery staple');
    await dialog.getByText('Strong').waitFor();
    await again.fill('correct horse');
    await dialog.getByText('The two passphrases differ.').waitFor();
    await submit();
    expect(sent).toEqual([]);
    await again.fill('correct horse battery staple');
    await submit();
    await expect
      .poll(() => sent)
      .toEqual([
        { name: 'exportSettings', argument: { passphrase: 'correct horse battery staple' } },
      ]);
  });
});
