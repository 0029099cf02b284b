import { expect, it } from 'vitest';
import { describeReal } from '../support/real.ts';
import { snapshotSample } from './snapshot-sample.ts';
import { ok, useWindows, type WindowOptions } from './window-driver.ts';

const problem = {
  line: 2,
  column: 5,
  field: 'records[0].name',
  message: 'This is no name. Write a full one.',
};

const caretLine =
  "((area) => area === document.activeElement && area.value.slice(0, area.selectionStart).split('\\n').length)(document.querySelector('textarea'))";

describeReal('the settings as text', ['chromium'], () => {
  const open = useWindows();
  const show = async (options: WindowOptions = {}) => {
    const window = await open({ on: 'text', ...options });
    const { page } = window;
    const editor = page.getByRole('textbox', { name: 'Settings text' });
    await editor.waitFor();
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    return { ...window, editor, press };
  };

  it('saves what was written, and shows what became of it', async () => {
    let stored = 'version: 1\n';
    const { page, sent, editor, press } = await show({
      answers: {
        settingsText: () => ok({ text: stored }),
        saveSettings: () => {
          stored = 'token: { secret: x1 }\n';
          return ok({ saved: true });
        },
      },
    });
    await editor.fill('token: abc\n');
    await page.locator('.unsaved').waitFor();
    await press('Save');
    await page.getByText('Saved. The records').waitFor();
    expect(sent).toEqual([{ name: 'saveSettings', argument: { text: 'token: abc\n' } }]);
    await expect.poll(() => editor.inputValue()).toBe(stored);
    expect(await page.locator('.unsaved').count()).toBe(0);
    await editor.press('x');
    await expect.poll(() => page.getByText('Saved. The records').count()).toBe(0);
  });

  it('saves by Ctrl+S, and nothing where nothing was changed', async () => {
    const { page, sent, editor } = await show();
    const save = page.getByRole('button', { name: 'Save', exact: true });
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await save.press('Enter');
    await editor.press('Control+s');
    expect(sent).toEqual([]);
    await editor.fill('a: 1');
    await editor.press('Control+s');
    await expect.poll(() => sent.map(({ name }) => name)).toEqual(['saveSettings']);
  });

  it('leads from a problem to its place', async () => {
    const problems = [problem, { ...problem, line: 150, column: 1, field: 'x' }];
    const { page, editor, press } = await show({
      answers: { saveSettings: () => ok({ saved: false, problems }) },
    });
    const text = Array.from({ length: 200 }, (_, at) => `line${at + 1}: 1`).join('\n');
    await editor.fill(text);
    await press('Save');
    await page.getByRole('alert').getByText('There are 2 problems').waitFor();
    expect(await editor.getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: /Line 150, column 1/ }).click();
    expect(await page.evaluate(caretLine)).toBe(150);
    expect(await page.evaluate("document.querySelector('textarea').scrollTop > 1000")).toBe(true);
    await page.getByRole('button', { name: /Line 2, column 5.*records\[0\]/ }).click();
    expect(await page.evaluate(caretLine)).toBe(2);
    await editor.press('x');
    expect((await editor.inputValue()).split('\n')[1]).toBe('linex2: 1');
    await page.getByText('Line numbers are from the last save attempt.').waitFor();
  });

  it('can be tried again unchanged while what is saved has problems', async () => {
    const { page, press } = await show({
      snapshot: snapshotSample({ troubles: [{ kind: 'settings', sentence: 'Broken.' }] }),
      answers: { saveSettings: () => ok({ saved: false, problems: [problem] }) },
    });
    await press('Save');
    await page.getByText('This is no name.').waitFor();
  });

  it('keeps unsaved edits through snapshots and page changes, and gives them up on wish', async () => {
    const { page, editor, push, press } = await show();
    await editor.fill('mine: 1');
    await push('snapshot', snapshotSample({ headline: 'New.', accounts: [] }));
    await page.getByRole('navigation').getByRole('button', { name: 'Status' }).click();
    await page.getByRole('heading', { name: 'New.' }).waitFor();
    await page.getByRole('img', { name: 'There are unsaved changes.' }).waitFor();
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /General/ })
      .click();
    await press('Edit the settings as text');
    expect(await editor.inputValue()).toBe('mine: 1');
    await press('Discard changes');
    await expect.poll(() => editor.inputValue()).toContain('version: 1');
  });

  it('is reached from the general page, and leads back there', async () => {
    const { page } = await open({ on: 'general' });
    const entry = page.getByRole('navigation').getByRole('button', { name: 'General' });
    await page.getByRole('button', { name: 'Edit the settings as text' }).click();
    await expect.poll(() => page.locator('h1:focus').innerText()).toBe('Settings as text');
    expect(await entry.getAttribute('aria-current')).toBe('page');
    await page.getByRole('button', { name: 'Back to General' }).click();
    await expect.poll(() => page.locator('h1:focus').innerText()).toBe('General');
    expect(await page.getByRole('textbox', { name: 'Settings text' }).isVisible()).toBe(false);
  });

  it('asks before the window is closed over unsaved edits, and only then', async () => {
    const { page, editor, press } = await show();
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await editor.fill('mine: 1');
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    await press('Discard changes');
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(asked).toEqual(['beforeunload']);
  });

  it('tells no problem in a language that was left', async () => {
    const { page, editor, press, push } = await show({
      answers: { saveSettings: () => ok({ saved: false, problems: [problem] }) },
    });
    await editor.fill('mine: 1');
    await press('Save');
    await page.getByText('This is no name.').waitFor();
    await push('snapshot', snapshotSample({ language: 'zh-CN' }));
    await page.getByRole('button', { name: '保存', exact: true }).waitFor();
    expect(await page.getByText('This is no name.').count()).toBe(0);
    expect(await page.locator('textarea').inputValue()).toBe('mine: 1');
  });

  it('tells when what is saved changed under the edits', async () => {
    let stored = 'version: 1\n';
    const { page, editor, press } = await show({
      answers: { settingsText: () => ok({ text: stored }) },
    });
    await editor.fill('mine: 1');
    stored = 'theirs: 1\n';
    await page.getByRole('navigation').getByRole('button', { name: 'Status' }).click();
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /General/ })
      .click();
    await press('Edit the settings as text');
    await page.getByText('The settings were changed elsewhere').waitFor();
    expect(await editor.inputValue()).toBe('mine: 1');
    await press('Discard changes');
    expect(await editor.inputValue()).toBe(stored);
  });

  it('keeps what was typed while a save was under way', async () => {
    let answer: (() => void) | undefined;
    const { page, editor, press } = await show({
      answers: {
        saveSettings: () =>
          new Promise((resolve) => {
            answer = () => resolve(ok({ saved: true }));
          }),
      },
    });
    await editor.fill('one: 1');
    await press('Save');
    await expect.poll(() => answer).toBeDefined();
    await editor.fill('one: 1\ntwo: 2');
    answer?.();
    await page.locator('.unsaved').waitFor();
    expect(await editor.inputValue()).toBe('one: 1\ntwo: 2');
  });

  it('says why the settings cannot be read, and asks again', async () => {
    let good = false;
    const { page } = await open({
      on: 'text',
      answers: {
        settingsText: () =>
          good ? ok({ text: 'a: 1' }) : { ok: false, message: 'The file is locked.' },
      },
    });
    await page.getByRole('alert').getByText('The file is locked.').waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
    good = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('textbox', { name: 'Settings text' }).waitFor();
  });
});
