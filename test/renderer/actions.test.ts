import { expect, it } from 'vitest';
import type { WindowPage } from '../../electron/contract/place.ts';
import { defaultPreferences, noticeEvents } from '../../electron/contract/preferences.ts';
import { type Colour, contrast } from '../support/colour.ts';
import { describeReal } from '../support/real.ts';
import { recordSample, snapshotSample } from './snapshot-sample.ts';
import { ok, type Sent, useWindows } from './window-driver.ts';

const quiet = { ...defaultPreferences, quietHours: { from: '22:00', to: '07:00' } };

/** Which button sends what: page, button, how the snapshot differs, the request. */
const buttons: readonly (readonly [
  WindowPage,
  string | RegExp,
  Parameters<typeof snapshotSample>[0],
  Sent,
])[] = [
  ['status', 'Update now', {}, { name: 'check', argument: { force: false, records: null } }],
  ['status', 'Force update', {}, { name: 'check', argument: { force: true, records: null } }],
  ['status', 'Verify', {}, { name: 'verify', argument: { records: null } }],
  ['status', 'Pause for 1 hour', {}, { name: 'pause', argument: { minutes: 60 } }],
  ['status', 'Pause until resumed', {}, { name: 'pause', argument: { minutes: null } }],
  ['status', 'Resume', { paused: { since: 1 } }, { name: 'unpause', argument: null }],
  ['status', 'Copy the IPv4 address', {}, { name: 'copyAddress', argument: { family: 'ipv4' } }],
  ['general', 'Import…', {}, { name: 'openImport', argument: null }],
  [
    'general',
    'Open Startup apps',
    { loginStart: 'disabledBySystem' },
    { name: 'openSystem', argument: { place: 'startup' } },
  ],
  ['notifications', 'Show a test notification', {}, { name: 'testNotification', argument: null }],
  [
    'notifications',
    'System notification settings',
    {},
    { name: 'openSystem', argument: { place: 'notifications' } },
  ],
  ['log', 'Open log file', {}, { name: 'openLog', argument: null }],
  ['log', 'Open folder', {}, { name: 'openLogFolder', argument: null }],
];

/** Which switch sends what. */
const switches: readonly (readonly [
  WindowPage,
  string,
  Parameters<typeof snapshotSample>[0],
  Sent,
])[] = [
  ['general', 'Start when I sign in', {}, { name: 'setLoginStart', argument: { on: false } }],
  [
    'general',
    'Start when I sign in',
    { loginStart: 'off' },
    { name: 'setLoginStart', argument: { on: true } },
  ],
  [
    'general',
    'Start when I sign in',
    { loginStart: 'disabledBySystem' },
    { name: 'setLoginStart', argument: { on: false } },
  ],
  [
    'notifications',
    'Quiet hours',
    {},
    {
      name: 'savePreferences',
      argument: { ...defaultPreferences, quietHours: { from: '22:00', to: '07:00' } },
    },
  ],
  [
    'notifications',
    'Quiet hours',
    { preferences: quiet },
    { name: 'savePreferences', argument: defaultPreferences },
  ],
];

const eventNames: readonly string[] = [
  'The address changed',
  'You need to act',
  'A record could not',
  'The sources disagree',
  'A problem is over',
  'A new version of the program is available',
];

/** `rgb(0, 103, 192)` counts to 255, `color(srgb 0 0.4 0.75)` to 1. */
function colourOf(text = ''): Colour {
  const scale = text.startsWith('rgb') ? 1 : 255;
  const [red = 0, green = 0, blue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red * scale, green * scale, blue * scale];
}

describeReal('the buttons of the window', ['chromium'], () => {
  const show = useWindows();

  it.each(buttons)('on %s: %s', async (on, name, change, request) => {
    const { page, sent } = await show({ on, snapshot: snapshotSample(change) });
    await page.getByRole('button', { name, exact: typeof name === 'string' }).click();
    await expect.poll(() => sent).toEqual([request]);
  });

  it.each(switches)('on %s: %s with %j', async (on, name, change, request) => {
    const { page, sent } = await show({ on, snapshot: snapshotSample(change) });
    await page.getByRole('switch', { name }).click();
    await expect.poll(() => sent).toEqual([request]);
  });

  it('turns a switch wherever its row is clicked, once', async () => {
    const { page, sent } = await show({ on: 'general' });
    await page.getByText('Starts in the tray, without a window.').click();
    await page.getByRole('switch', { name: 'Start when I sign in' }).click();
    const request = { name: 'setLoginStart', argument: { on: false } };
    await expect.poll(() => sent).toEqual([request, request]);
  });

  it.each([
    [{ offlineSince: 1 }, 'Still offline.'],
    [
      { records: [recordSample({ standing: 'stopped' })] },
      'Checked. Stopped records were not sent; use “Force update”.',
    ],
  ])('says after a check what did not come of it: %#', async (change, text) => {
    const { page, push } = await show({ snapshot: snapshotSample(change) });
    await page.getByRole('button', { name: 'Update now' }).click();
    await push('snapshot', snapshotSample({ ...change, busy: true }));
    await page.getByText('Updating…').waitFor();
    expect(await page.getByText(text).count()).toBe(0);
    await push('snapshot', snapshotSample(change));
    await page.getByText(text).waitFor();
  });

  it('says nothing after a check that did all, nor after one that nobody asked for', async () => {
    const { page, push } = await show({});
    await page.getByRole('button', { name: 'Update now' }).click();
    await push('snapshot', snapshotSample({ lastCheck: Date.now() }));
    const stopped = { records: [recordSample({ standing: 'stopped', label: 'Stopped' })] };
    await push('snapshot', snapshotSample({ ...stopped, busy: true }));
    await push('snapshot', snapshotSample(stopped));
    await page.getByText('Stopped', { exact: true }).waitFor();
    expect(await page.getByText('Stopped records were not sent').count()).toBe(0);
  });

  it.each(noticeEvents.map((event, at) => [event, eventNames[at] ?? ''] as const))(
    'the switch of the notification %s',
    async (event, name) => {
      const { page, sent } = await show({ on: 'notifications' });
      await page.getByRole('switch', { name }).click();
      const notifications = { ...defaultPreferences.notifications, [event]: false };
      await expect
        .poll(() => sent)
        .toEqual([{ name: 'savePreferences', argument: { ...defaultPreferences, notifications } }]);
      expect(await page.getByRole('switch', { name }).getAttribute('aria-checked')).toBe('false');
    },
  );

  it.each([
    ['Language', 'zh-CN', { language: 'zh-CN' }],
    ['Appearance', 'dark', { theme: 'dark' }],
  ])('the choice of %s', async (name, value, change) => {
    const { page, sent } = await show({ on: 'general' });
    await page.getByRole('combobox', { name }).selectOption(value);
    await expect
      .poll(() => sent)
      .toEqual([{ name: 'savePreferences', argument: { ...defaultPreferences, ...change } }]);
  });

  it('explains a login start that the system has no room for, or switched off', async () => {
    const { page, push } = await show({
      on: 'general',
      snapshot: snapshotSample({ loginStart: 'unsupported' }),
    });
    await page.getByText('is not possible on this system').waitFor();
    expect(await page.getByRole('switch', { name: 'Start when I sign in' }).count()).toBe(0);
    await push('snapshot', snapshotSample({ loginStart: 'disabledBySystem' }));
    await page.getByText('disabled in the Task Manager').waitFor();
  });

  it('saves quiet hours only when both times make sense', async () => {
    const { page, sent } = await show({
      on: 'notifications',
      snapshot: snapshotSample({ preferences: quiet }),
    });
    await page.getByLabel('From').fill('07:00');
    await page.getByText('Not saved: both times are the same.').waitFor();
    await page.getByLabel('From').fill('');
    await page.getByText('Not saved: enter both times.').waitFor();
    expect(sent).toEqual([]);
    await page.getByLabel('From').fill('23:30');
    const quietHours = { from: '23:30', to: '07:00' };
    await expect
      .poll(() => sent)
      .toEqual([{ name: 'savePreferences', argument: { ...defaultPreferences, quietHours } }]);
    await page.getByText('Ends the next day.').waitFor();
  });

  it('keeps quick changes of preferences in order, and together', async () => {
    const waiting: (() => void)[] = [];
    const { page, sent } = await show({
      on: 'general',
      answers: {
        savePreferences: () =>
          new Promise((resolve) => {
            waiting.push(() => resolve(ok(null)));
          }),
      },
    });
    await page.getByRole('combobox', { name: 'Appearance' }).selectOption('dark');
    await page.getByRole('navigation').getByRole('button', { name: 'Notifications' }).click();
    await page.getByRole('switch', { name: 'A problem is over' }).click();
    await expect.poll(() => waiting.length).toBe(1);
    waiting.shift()?.();
    await expect.poll(() => waiting.length).toBe(1);
    expect(sent.at(-1)?.argument).toMatchObject({
      theme: 'dark',
      notifications: { recovered: false },
    });
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    waiting.shift()?.();
  });

  it('takes a preference back that could not be saved, and says why', async () => {
    const { page } = await show({
      on: 'general',
      answers: { savePreferences: () => ({ ok: false, message: 'The disk is full.' }) },
    });
    await page.getByRole('combobox', { name: 'Appearance' }).selectOption('dark');
    await page.getByRole('alert').getByText('The disk is full.').waitFor();
    expect(await page.getByRole('combobox', { name: 'Appearance' }).inputValue()).toBe('system');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('system');
  });

  it('shows no way to the system where there is none', async () => {
    const { page } = await show({
      on: 'notifications',
      snapshot: snapshotSample({ systemPlaces: [], loginStart: 'disabledBySystem' }),
    });
    await page.getByRole('button', { name: 'Show a test notification' }).waitFor();
    expect(await page.getByRole('button', { name: /^System/ }).count()).toBe(0);
    await page.getByRole('navigation').getByRole('button', { name: 'General' }).click();
    await page.getByText('disabled in the Task Manager').waitFor();
    expect(await page.getByRole('button', { name: /Startup apps/ }).count()).toBe(0);
  });

  it('disables a button while its request runs, and shows a refusal beside it', async () => {
    let answer: (() => void) | undefined;
    const { page, sent } = await show({
      answers: {
        check: () =>
          new Promise((resolve) => {
            answer = () => resolve({ ok: false, message: 'Another check is under way.' });
          }),
      },
    });
    const button = page.getByRole('button', { name: 'Update now' });
    await button.click();
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true');
    await button.press('Enter');
    expect(await page.locator(':focus').innerText()).toBe('Update now');
    answer?.();
    await page.getByRole('alert').getByText('Another check is under way.').waitFor();
    expect(sent).toHaveLength(1);
    expect(await button.getAttribute('aria-disabled')).toBe('false');
  });

  it('says so when the main process does not answer at all', async () => {
    const { page } = await show({
      answers: { check: () => Promise.reject(new Error('gone')) },
    });
    await page.getByRole('button', { name: 'Update now' }).click();
    await page.getByRole('alert').getByText('The window lost its connection').waitFor();
  });

  it.each([
    ['#0067c0', '#ffffff'],
    ['#ffb900', '#000000'],
    [undefined, undefined],
  ])('stays as readable when touched, with %s as the accent', async (accent, on) => {
    const { page } = await show({});
    const button = page.getByRole('button', { name: 'Update now' });
    if (accent !== undefined) {
      await page.evaluate(`(({ style }) => {
        style.setProperty('--accent', '${accent}');
        style.setProperty('--on-accent', '${on}');
      })(document.documentElement)`);
    }
    const read = async () => {
      const [ground, text] = await page.evaluate<string[]>(`(({ backgroundColor, color }) =>
        [backgroundColor, color])(getComputedStyle(document.querySelector('.button.accent')))`);
      return { ground, ratio: contrast(colourOf(ground), colourOf(text)) };
    };
    const before = await read();
    await button.hover();
    const after = await read();
    expect(after.ground).not.toBe(before.ground);
    expect(after.ratio).toBeGreaterThanOrEqual(before.ratio);
  });

  it('forgets that an address was copied once there is another one', async () => {
    const { page, push } = await show({});
    await page.getByRole('button', { name: 'Copy the IPv4 address' }).click();
    await page.getByText('Copied').waitFor();
    const [first, ...rest] = snapshotSample().addresses;
    if (first === undefined) throw new Error('no address');
    const addresses = [{ ...first, address: '198.51.100.9' }, ...rest];
    await push('snapshot', snapshotSample({ addresses, records: [recordSample()] }));
    await page.getByText('198.51.100.9').waitFor();
    await expect.poll(() => page.getByText('Copied').count()).toBe(0);
  });
});
