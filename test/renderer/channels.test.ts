import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { describeReal } from '../support/real.ts';
import { channelFormsSample, channelViewsSample } from './channels-sample.ts';
import { settingsFormSample } from './forms-sample.ts';
import { snapshotSample } from './snapshot-sample.ts';
import { type Answers, ok, useWindows, type WindowOptions } from './window-driver.ts';

/** The accent is the user's own, here that of Windows: a headless Chromium's is too pale. */
async function audit(page: Page): Promise<void> {
  await page.evaluate(`document.documentElement.style.setProperty('--accent', '#0067c0')`);
  await expectNoViolations(page);
}

const all = 'changed\naction\nfailed\ndisagree\nrecovered';

describeReal('the channels', ['chromium'], () => {
  const openWindow = useWindows();
  const open = (item?: string, more: Partial<WindowOptions> = {}) =>
    openWindow({ on: 'notifications', item, ...more });

  it('are listed with how they go, and lead to each of them', async () => {
    const { page } = await open();
    const phone = page.getByRole('button', { name: /^phone loud Last delivered/ });
    await expect(phone.count()).resolves.toBe(1);
    await audit(page);
    await page.getByRole('button', { name: /^team quiet .* refused the credentials/ }).click();
    await page.getByRole('heading', { name: 'team', level: 1 }).waitFor();
    await page.getByText('refused the credentials').waitFor();
    await audit(page);
  });

  it('save what is told, with the secret left as it is', async () => {
    const { page, sent } = await open('phone');
    const problem = page.getByRole('checkbox', { name: 'A problem is over' });
    await expect.poll(() => problem.isChecked()).toBe(false);
    await problem.check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect
      .poll(() => sent)
      .toEqual([
        {
          name: 'saveEdit',
          argument: {
            edit: {
              kind: 'channel',
              isNew: false,
              channel: {
                id: 'phone',
                service: 'loud',
                values: {
                  key: { keep: true },
                  events: 'changed\naction\nrecovered',
                  quietHours: '22:00-07:00',
                },
              },
            },
          },
        },
      ]);
  });

  it('are tried as they stand in the fields', async () => {
    const failed = { kind: 'failed', sentence: 'It refused.', actions: ['tryAgain'] } as const;
    const answers: Answers = { testChannel: () => ok(failed) };
    const { page, sent } = await open('team', { answers });
    await page.getByLabel('Topic').fill('other');
    await page.getByRole('button', { name: 'Send a test message' }).click();
    await page.getByRole('alert').filter({ hasText: 'It refused.' }).waitFor();
    const channel = { id: 'team', service: 'quiet', values: { topic: 'other', events: all } };
    expect(sent).toEqual([{ name: 'testChannel', argument: { channel, isNew: false } }]);
    await audit(page);
  });

  it('are added by the keyboard: a kind, its fields, a name', async () => {
    const { page, sent, push } = await open();
    await page.getByRole('button', { name: 'Add a channel' }).focus();
    await page.keyboard.press('Enter');
    const kind = page.getByLabel('Kind');
    await kind.selectOption('quiet');
    await page.getByLabel('Topic').fill('mine');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('quiet');
    await page.keyboard.press('Enter');
    const channel = { id: 'quiet', service: 'quiet', values: { events: all, topic: 'mine' } };
    const edit = { kind: 'channel', isNew: true, channel };
    await expect.poll(() => sent).toEqual([{ name: 'saveEdit', argument: { edit } }]);
    const added = { ...channelFormsSample[1], id: 'quiet' } as (typeof channelFormsSample)[number];
    const channels = [...channelFormsSample, added];
    await push('settingsForm', settingsFormSample({ revision: '2', channels }));
    await page.getByRole('heading', { name: 'quiet', level: 1 }).waitFor();
  });

  it('say beside the field what is missing in a new one', async () => {
    const problems = [{ field: 'topic', message: 'Fill this in.' }];
    const answers: Answers = { saveEdit: () => ok({ saved: false, problems }) };
    const { page } = await open('+', { answers });
    await page.getByLabel('Kind').selectOption('quiet');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Fill this in.').waitFor();
    await expect.poll(() => page.locator(':focus').getAttribute('id')).toBe('channel-topic');
    await audit(page);
  });

  it('go after a question', async () => {
    const { page, sent, push } = await open('phone');
    await page.getByRole('button', { name: 'Remove channel' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove the channel “phone”?' });
    await audit(page);
    await dialog.getByRole('button', { name: 'Remove channel' }).click();
    await page.getByRole('heading', { name: 'Notifications', level: 1 }).waitFor();
    const edit = { kind: 'removeChannel', id: 'phone' };
    expect(sent).toEqual([{ name: 'saveEdit', argument: { edit } }]);
    await push('snapshot', snapshotSample({ channels: channelViewsSample.slice(1) }));
    await expect.poll(() => page.getByRole('button', { name: /^phone/ }).count()).toBe(0);
  });

  it.each<[string, Partial<WindowOptions>]>([
    ['in Chinese', { snapshot: snapshotSample({ language: 'zh-CN' }) }],
    ['in the dark', { colorScheme: 'dark' }],
    ['in forced colours', { forcedColors: 'active' }],
    ['in a narrow window', { width: 320, height: 640 }],
  ])('can be read %s', async (_, more) => {
    for (const item of [undefined, 'phone', '+']) {
      const { page } = await open(item, more);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await audit(page);
      const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect(wide).toBe(false);
    }
  });
});

describeReal('the local interface', ['chromium'], () => {
  const openWindow = useWindows();

  it('is switched on with a new token, which can be looked at before it is saved', async () => {
    const { page, sent } = await openWindow({ on: 'general' });
    await page.getByRole('switch', { name: 'Local interface over HTTP' }).click();
    await audit(page);
    await page.getByRole('button', { name: 'Show: Token' }).click();
    const token = await page.getByLabel('Token', { exact: true }).inputValue();
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const api = { listen: '127.0.0.1:8053', token };
    const general = { logLevel: 'info', proxy: null, api };
    await expect
      .poll(() => sent)
      .toEqual([{ name: 'saveEdit', argument: { edit: { kind: 'general', general } } }]);
  });
});
