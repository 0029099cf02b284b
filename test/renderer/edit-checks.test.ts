import { expect, it } from 'vitest';
import type { FieldProblem, SettingsEdit } from '../../electron/contract/forms.ts';
import { describeReal } from '../support/real.ts';
import { emptySettingsForm } from './forms-sample.ts';
import { snapshotSample } from './snapshot-sample.ts';
import { ok, useWindows } from './window-driver.ts';

type Problems = { readonly problems: readonly FieldProblem[] };

const wrong = (message: string) => ({ problems: [{ field: 'token', message }] });

const isEmpty = (edit: SettingsEdit) =>
  edit.kind === 'account' && edit.account.values.token === undefined;

describeReal('the checks of a form', ['chromium'], () => {
  const open = useWindows();

  /** The credentials of Cloudflare in the setup, each check of which is answered by `judge`. */
  async function atToken(judge: (edit: SettingsEdit) => Problems | Promise<Problems>) {
    const window = await open({
      on: 'setup',
      snapshot: snapshotSample({ accounts: [], records: [], state: 'unknown' }),
      answers: {
        settingsForm: () => ok(emptySettingsForm),
        checkEdit: async ({ edit }) => ok(await judge(edit)),
      },
    });
    const { page, everySent } = window;
    await page.getByRole('searchbox').fill('cloudflare');
    await page.getByRole('searchbox').press('Enter');
    const token = page.locator('#account-token');
    await token.waitFor();
    const checks = () => everySent.filter(({ name }) => name === 'checkEdit').length;
    await expect.poll(checks).toBe(1);
    return { page, token, checks };
  }

  it('do not take a click away by what appears while the button is down', async () => {
    const { page, token, checks } = await atToken(() => wrong('This is no token.'));
    await token.fill('x');
    await expect.poll(checks).toBe(2);
    await page.evaluate(`
      window.pressed = '';
      addEventListener('click', ({ target }) => { window.pressed += target.textContent; }, true);
    `);
    await page.getByRole('button', { name: 'Test connection', exact: true }).hover();
    await page.mouse.down();
    // Two frames: whatever leaving the field brings has been drawn by then.
    await page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    await page.mouse.up();
    await page.getByText('This is no token.').waitFor();
    expect(await page.evaluate('window.pressed')).toBe('Test connection');
  });

  it('do not tell of a field what held before the last key', async () => {
    let answer: (found: Problems) => void = () => {};
    const { page, token, checks } = await atToken((edit) =>
      isEmpty(edit)
        ? wrong('Enter the token.')
        : new Promise((resolve) => {
            answer = resolve;
          }),
    );
    await token.fill('x');
    await token.blur();
    await expect.poll(checks).toBe(2);
    expect(await page.getByText('Enter the token.').count()).toBe(0);
    answer(wrong('This is no token.'));
    await page.getByText('This is no token.').waitFor();
  });

  it('take no second press while the first is not answered', async () => {
    let answer: (found: Problems) => void = () => {};
    let asked = 0;
    const { page, token, checks } = await atToken(() => {
      asked += 1;
      return asked < 3
        ? { problems: [] }
        : new Promise((resolve) => {
            answer = resolve;
          });
    });
    await token.fill('x');
    await expect.poll(checks).toBe(2);
    const next = page.getByRole('button', { name: 'Next', exact: true });
    await next.click();
    await expect.poll(checks).toBe(3);
    expect(await next.getAttribute('aria-disabled')).toBe('true');
    answer({ problems: [] });
    await page.getByRole('heading', { name: 'Choose the host names', level: 1 }).waitFor();
  });
});
