import { expect, it } from 'vitest';
import type { GeneralForm } from '../../electron/contract/forms.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import { settingsFormSample } from './forms-sample.ts';
import { snapshotSample } from './snapshot-sample.ts';
import { ok, useWindows, type WindowOptions } from './window-driver.ts';

const proxyProblem = { field: 'proxy', message: 'Write an address such as http://host:port.' };

describeReal('the general page', ['chromium'], () => {
  const open = useWindows();
  const show = async (options: WindowOptions = {}) => {
    const window = await open({ on: 'general', ...options });
    const { page } = window;
    const level = page.getByRole('combobox', { name: 'Log level' });
    const proxy = page.getByRole('combobox', { name: 'Proxy' });
    const address = page.getByRole('textbox', { name: 'Address of the proxy' });
    const save = page.getByRole('button', { name: 'Save', exact: true });
    await level.waitFor();
    return { ...window, level, proxy, address, save };
  };
  const withGeneral = (general: Partial<GeneralForm>) => {
    const form = settingsFormSample();
    return { ...form, general: { ...form.general, ...general } };
  };

  it.each([
    [null, 'environment'],
    ['off', 'none'],
    ['http://192.168.1.1:3128', 'address'],
  ])('shows the proxy %s as %s', async (saved, kind) => {
    const { proxy, address } = await show({
      answers: { settingsForm: () => ok(withGeneral({ proxy: saved })) },
    });
    expect(await proxy.inputValue()).toBe(kind);
    expect(await address.count()).toBe(kind === 'address' ? 1 : 0);
  });

  it('saves what was chosen, once, and is clean afterwards', async () => {
    const { page, sent, push, level, proxy, address, save } = await show();
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await level.selectOption('debug');
    await proxy.selectOption('address');
    await address.fill('http://proxy.example.com:8080');
    await page.getByRole('img', { name: 'There are unsaved changes.' }).waitFor();
    await address.press('Enter');
    await page.getByText('Saved.').waitFor();
    const general = {
      logLevel: 'debug',
      proxy: 'http://proxy.example.com:8080',
      api: null,
    } as const;
    expect(sent).toEqual([{ name: 'saveEdit', argument: { edit: { kind: 'general', general } } }]);
    await push('settingsForm', { ...withGeneral(general), revision: '2' });
    await page.locator('.dot').waitFor({ state: 'hidden' });
    expect(await level.inputValue()).toBe('debug');
  });

  it.each([
    ['environment', null],
    ['none', 'off'],
  ])('saves the proxy %s', async (kind, value) => {
    const { sent, proxy, save } = await show({
      answers: { settingsForm: () => ok(withGeneral({ proxy: 'http://192.168.1.1:3128' })) },
    });
    await proxy.selectOption(kind);
    await save.click();
    await expect.poll(() => sent.length).toBe(1);
    expect(sent[0]?.argument).toMatchObject({ edit: { general: { proxy: value } } });
  });

  it('marks what is wrong with the address, and leads there', async () => {
    const { page, proxy, address, save } = await show({
      answers: {
        checkEdit: () => ok({ problems: [proxyProblem] }),
        saveEdit: () => ok({ saved: false, problems: [proxyProblem] }),
      },
    });
    await proxy.selectOption('address');
    await address.fill('nonsense');
    await save.click();
    await page.getByText(proxyProblem.message).waitFor();
    await expect.poll(() => page.locator(':focus').getAttribute('id')).toBe('proxy');
    expect(await address.getAttribute('aria-invalid')).toBe('true');
    await expectNoBarriers(page);
  });

  it('tells what is in the way elsewhere in the settings', async () => {
    const problems = [{ field: '', message: 'accounts.home: no such provider.' }];
    const { page, level, save } = await show({
      answers: { saveEdit: () => ok({ saved: false, problems }) },
    });
    await level.selectOption('warn');
    await save.click();
    await page.getByRole('alert').getByText('no such provider').waitFor();
  });

  it('keeps what is unsaved through other pages, and gives it up on wish', async () => {
    const { page, level } = await show();
    await level.selectOption('error');
    await page.getByRole('navigation').getByRole('button', { name: 'About' }).click();
    await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /General/ })
      .click();
    expect(await level.inputValue()).toBe('error');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect.poll(() => level.inputValue()).toBe('info');
  });

  it('asks before the window is closed over a form that was changed', async () => {
    const { page, level } = await show();
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await level.selectOption('error');
    await page.getByRole('img', { name: 'There are unsaved changes.' }).waitFor();
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
  });

  it('says that a part of the settings cannot be shown, or that they are broken', async () => {
    const { page, push } = await show({
      answers: { settingsForm: () => ok({ ...settingsFormSample(), odd: ['general'] }) },
    });
    await page.getByText('Something in this part of the settings cannot be shown').waitFor();
    const troubles = [{ kind: 'settings', sentence: 'Line 3 is wrong.' }] as const;
    await push('snapshot', snapshotSample({ troubles }));
    await page.getByText('Line 3 is wrong.').filter({ visible: true }).waitFor();
    await page.getByRole('button', { name: 'Settings as text', exact: true }).click();
    await expect.poll(() => page.locator('h1:focus').innerText()).toBe('Settings as text');
  });
});

describeReal('the page about the program', ['chromium'], () => {
  const open = useWindows();

  it('tells the version and the system, and leads nowhere', async () => {
    const snapshot = snapshotSample({ version: '1.2.3', platform: 'linux 6.1 x64' });
    const { page } = await open({ on: 'about', snapshot });
    await page.getByText('Version 1.2.3').waitFor();
    await page.getByText('System: Linux 6.1 x64').waitFor();
    expect(await page.locator('main a').count()).toBe(0);
  });

  it('shows the licences of others on demand, to read by the keyboard', async () => {
    const text = Array.from({ length: 300 }, (_, at) => `line ${at} of <b>MIT</b>`).join('\n');
    const { page, sent } = await open({ on: 'about', answers: { licences: () => ok({ text }) } });
    expect(sent).toEqual([]);
    await page.getByRole('button', { name: 'Show third-party licences' }).press('Enter');
    const region = page.getByRole('region', { name: 'Third-party licences' });
    await region.getByText('line 299 of <b>MIT</b>').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').getAttribute('class')).toBe('licences');
    const isScrolled = async () => {
      await page.keyboard.press('End');
      return page.evaluate("document.querySelector('.licences').scrollTop > 0");
    };
    await expect.poll(isScrolled).toBe(true);
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Hide third-party licences' }).click();
    await expect.poll(() => region.count()).toBe(0);
    await page.getByRole('button', { name: 'Show third-party licences' }).click();
    await region.waitFor();
    expect(sent.map(({ name }) => name)).toEqual(['licences']);
  });

  it('says why the licences are not there, and asks again', async () => {
    let good = false;
    const { page } = await open({
      on: 'about',
      answers: {
        licences: () =>
          good ? ok({ text: 'MIT' }) : { ok: false as const, message: 'The file is gone.' },
      },
    });
    await page.getByRole('button', { name: 'Show third-party licences' }).click();
    await page.getByRole('alert').getByText('The file is gone.').waitFor();
    good = true;
    await page.getByRole('button', { name: 'Hide third-party licences' }).click();
    await page.getByRole('button', { name: 'Show third-party licences' }).click();
    await page.getByRole('region', { name: 'Third-party licences' }).waitFor();
  });
});
