import { expect, it } from 'vitest';
import {
  type RecordAction,
  type RecordView,
  recordActions,
} from '../../electron/contract/snapshot.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import { recordSample, snapshotSample } from './snapshot-sample.ts';
import { type Sent, useWindows } from './window-driver.ts';

const minute = 60_000;
const failed = (change: Partial<RecordView> = {}) =>
  recordSample({ standing: 'failed', label: 'not up to date', ...change });

/** What a remedy's button is called, and where it leads or what it asks for. */
const remedies: readonly (readonly [RecordAction, string, string | Sent])[] = [
  ['enterCredentials', 'Enter credentials', 'home'],
  [
    'openProvider',
    'Open Cloudflare',
    { name: 'openLink', argument: { link: 'https://example.net/help' } },
  ],
  ['chooseZone', 'Choose the zone', 'Records'],
  ['editRecord', 'Edit the record', 'Records'],
  ['fixClock', 'Date and time settings', { name: 'openSystem', argument: { place: 'clock' } }],
  ['checkNetwork', 'Network settings', { name: 'openSystem', argument: { place: 'network' } }],
  ['signIn', 'Sign in to the network', { name: 'openSignIn', argument: null }],
  ['setProxy', 'Set the proxy', 'General'],
  ['setProxy', 'System proxy settings', { name: 'openSystem', argument: { place: 'proxy' } }],
  [
    'tryAgain',
    'Try again',
    { name: 'check', argument: { force: true, records: ['home/home.example.com/A'] } },
  ],
  ['checkSources', 'Check the sources', 'Watching'],
  ['openLog', 'Open log', 'Log'],
];

describeReal('the first page', ['chromium'], () => {
  const show = useWindows();

  it('shows a record with all that is known of it, problems first', async () => {
    const { page } = await show({});
    const rows = page.locator('.record');
    expect(await rows.first().innerText()).toMatch(
      /nas\.example\.com[\s\S]*not up to date[\s\S]*second · dyndns2[\s\S]*refused the password[\s\S]*Last change: 3 hours ago[\s\S]*Next try: in 5 minutes/,
    );
    expect(await rows.last().innerText()).toMatch(/home\.example\.com[\s\S]*up to date/);
  });

  it('finds one of 500 records', async () => {
    const records = Array.from({ length: 500 }, (_, at) =>
      recordSample({ name: `host-${at}.example.com` }),
    );
    const { page } = await show({ snapshot: snapshotSample({ records }) });
    await page.getByRole('button', { name: 'All 500 records are up to date' }).click();
    await expect.poll(() => page.locator('.record').count()).toBe(500);
    await page.getByRole('searchbox').fill('HOST-377.');
    await expect.poll(() => page.locator('.record').count()).toBe(1);
    await page.getByRole('searchbox').fill('nobody');
    await page.getByText('No record matches').waitFor();
  });

  it.each([
    ['waiting', 'Waiting'],
    ['unknown', 'Not checked yet'],
  ] as const)('shows no tick while the whole is %s', async (state, word) => {
    const { page } = await show({ snapshot: snapshotSample({ state }) });
    await page.getByText(word, { exact: true }).waitFor();
    expect(await page.locator('.overview .icon-clock').count()).toBe(1);
    expect(await page.locator('.overview .icon-check').count()).toBe(0);
  });

  it('tells a trouble that is the headline once, with its button', async () => {
    const trouble = { kind: 'keyLost', sentence: 'The key is gone.' } as const;
    const { page } = await show({
      snapshot: snapshotSample({
        troubles: [trouble],
        headline: trouble.sentence,
        state: 'attention',
      }),
    });
    await page.getByRole('heading', { name: 'The key is gone.' }).waitFor();
    expect(await page.getByText('The key is gone.').count()).toBe(1);
    await page.getByRole('button', { name: 'Enter credentials', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    expect(await page.getByText('The key is gone.').count()).toBe(0);
  });

  it('leaves an address out that nothing needs', async () => {
    const { page } = await show({});
    expect(await page.locator('.address').allInnerTexts()).toEqual([
      expect.stringContaining('203.0.113.7'),
    ]);
  });

  it('leads a new user to the setup', async () => {
    const empty = { records: [], accounts: [], timeline: [], state: 'unknown' } as const;
    const { page } = await show({ snapshot: snapshotSample(empty) });
    expect(await page.locator('.button.accent').allInnerTexts()).toEqual(['Set up']);
    await page.getByRole('button', { name: 'Set up' }).click();
    await expect.poll(() => page.locator('[data-page="setup"] :focus').count()).toBe(1);
  });

  it('counts down to the next check, and says when it is due', async () => {
    const { page, push } = await show({
      snapshot: snapshotSample({ nextCheck: Date.now() + 4000 }),
    });
    await page.getByText(/Next check: in [1-4] second/).waitFor();
    await page.getByText('Next check: due now').waitFor();
    await push('snapshot', snapshotSample({ busy: true, state: 'working' }));
    await page.getByText('Updating…').waitFor();
  });

  it.each(remedies)('helps by %s: %s', async (action, name, result) => {
    const record = failed({ actions: [action], link: 'https://example.net/help' });
    const { page, sent } = await show({ snapshot: snapshotSample({ records: [record] }) });
    await page.getByRole('button', { name: `${name} (home.example.com A)` }).click();
    if (typeof result !== 'string') await expect.poll(() => sent).toEqual([result]);
    else if (result === 'home' || result === 'Records') {
      const entry = result === 'home' ? 'Accounts' : result;
      const current = page.locator('nav [aria-current]');
      await expect.poll(() => current.innerText()).toBe(entry);
      if (result === 'home') await page.getByRole('heading', { level: 1, name: result }).waitFor();
    } else await page.getByRole('heading', { level: 1, name: result }).waitFor();
  });

  it('offers no more than is possible here, the best first', async () => {
    const record = failed({ actions: recordActions, nextTry: Date.now() + 5.5 * minute });
    const { page } = await show({
      snapshot: snapshotSample({ records: [record], systemPlaces: ['network'] }),
    });
    const buttons = page.locator('.record button');
    expect(await buttons.allInnerTexts()).toEqual([
      'Enter credentials',
      'Choose the zone',
      'Edit the record',
      'Network settings',
      'Sign in to the network',
      'Set the proxy',
      'Try again',
      'Check the sources',
      'Open log',
    ]);
    expect(await buttons.locator('xpath=self::*[contains(@class, "plain")]').count()).toBe(1);
  });

  it('counts down to a try that comes by itself', async () => {
    const record = failed({ actions: ['wait'], nextTry: Date.now() + 3500 });
    const { page } = await show({ snapshot: snapshotSample({ records: [record] }) });
    await page.getByText(/Tried again by itself: in [1-3] second/).waitFor();
    await page.getByText('Tried again by itself: due now').waitFor();
    expect(await page.getByText('Next try').count()).toBe(0);
  });

  it('shows why a remedy did not work', async () => {
    const { page } = await show({
      snapshot: snapshotSample({ records: [failed({ actions: ['signIn'] })] }),
      answers: { openSignIn: () => ({ ok: false, message: 'No browser.' }) },
    });
    await page.getByRole('button', { name: /Sign in/ }).click();
    await page.locator('.record').getByRole('alert').getByText('No browser.').waitFor();
  });

  const many = Array.from({ length: 30 }, (_, at) =>
    at === 12
      ? failed({ name: 'bad.example.com' })
      : recordSample({ name: `host-${at}.example.com` }),
  );

  it('folds what is well away where there is much of it', async () => {
    const { page, push } = await show({ snapshot: snapshotSample({ records: many }) });
    expect(await page.locator('.record-name').allInnerTexts()).toEqual(['bad.example.com']);
    const fold = page.getByRole('button', { name: 'The other 29 records are up to date' });
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    await fold.click();
    await expect.poll(() => page.locator('.record').count()).toBe(30);
    await push('snapshot', snapshotSample({ records: many.filter((_, at) => at !== 12) }));
    await page.getByRole('button', { name: 'All 29 records are up to date' }).waitFor();
  });

  it.each([
    ['bad.example.com', 'status'],
    ['host-25.example.com', 'status'],
  ])('leads to the record %s, folded or not, each time anew', async (name) => {
    const { page, push } = await show({
      snapshot: snapshotSample({ records: many }),
      item: `home/${name}/A`,
    });
    const focused = page.locator('.record:focus .record-name');
    await expect.poll(() => focused.innerText()).toBe(name);
    expect(await page.locator('.record.marked').innerText()).toContain(name);
    const inSight = `(() => {
      const { top, bottom } = document.querySelector('.record:focus').getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    })()`;
    await expect.poll(() => page.evaluate(inSight)).toBe(true);
    await page.getByRole('searchbox').fill('nothing like it');
    await push('place', { page: 'status', item: `home/${name}/A` });
    await expect.poll(() => focused.innerText()).toBe(name);
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('says that a record is not there any more', async () => {
    const { page } = await show({ item: 'home/old.example.com/A' });
    await page.getByText('It is not in the settings any more.').waitFor();
  });

  it('keeps the focus near a button that goes with its trouble', async () => {
    const record = failed({ actions: ['tryAgain'] });
    const { page, push } = await show({ snapshot: snapshotSample({ records: [record] }) });
    await page.getByRole('button', { name: 'Try again' }).press('Enter');
    await push('snapshot', snapshotSample({ records: [recordSample()] }));
    await expect.poll(() => page.locator('.record:focus').count()).toBe(1);
    await page.getByRole('button', { name: 'Pause until resumed' }).press('Enter');
    await push('snapshot', snapshotSample({ paused: { since: 1 } }));
    await expect.poll(() => page.locator('fieldset:focus').count()).toBe(1);
  });

  it('tells what happened, the newest first, and more on demand', async () => {
    const timeline = Array.from({ length: 11 }, (_, at) => ({
      at: Date.now() - (at + 1) * 60 * minute,
      kind: 'written' as const,
      sentence: `Event ${at + 1}.`,
    }));
    const { page, push } = await show({ snapshot: snapshotSample({ timeline }) });
    const texts = page.locator('.event-text');
    expect(await texts.count()).toBe(8);
    expect(await texts.first().innerText()).toBe('Event 1.');
    const time = page.locator('.timeline time').first();
    expect(await time.innerText()).toBe('1 hour ago');
    expect(await time.getAttribute('title')).toMatch(/\d{4}.*\d:\d\d:\d\d/);
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => texts.count()).toBe(11);
    await page.getByRole('button', { name: 'Show fewer' }).click();
    await expect.poll(() => texts.count()).toBe(8);
    await push('snapshot', snapshotSample({ timeline: [] }));
    await page.getByText('Nothing has happened yet.').waitFor();
  });

  it('asks for what happened as far back as is kept, again when something did', async () => {
    const event = (at: number, kind: 'written' | 'told' | 'settings') => ({
      at: Date.now() - at * minute,
      kind,
      sentence: `Event ${at}.`,
    });
    const timeline = Array.from({ length: 9 }, (_, at) => event(at + 1, 'told'));
    let older = [...timeline, event(10, 'settings')];
    const history = () => ({ ok: true, value: older }) as const;
    const { page, push } = await show({
      snapshot: snapshotSample({ timeline }),
      answers: { history },
    });
    await page.getByRole('button', { name: 'Show more' }).click();
    const texts = page.locator('.event-text');
    await expect.poll(() => texts.last().innerText()).toBe('Event 10.');
    older = [event(0, 'written'), ...older];
    await push('snapshot', snapshotSample({ timeline: [event(0, 'written'), ...timeline] }));
    await expect.poll(() => texts.count()).toBe(11);
  });

  it.each([
    ['keyLost', 'Enter credentials', 'Accounts'],
    ['settings', 'Edit the settings as text', 'Settings as text'],
    ['store', 'Edit the settings as text', 'Settings as text'],
    ['state', 'Open log', 'Log'],
    ['log', 'Open log', 'Log'],
  ] as const)('leads from the trouble %s by %s', async (kind, name, title) => {
    const troubles = [{ kind, sentence: 'Something is wrong.' }];
    const { page } = await show({ snapshot: snapshotSample({ troubles }) });
    await page.getByRole('button', { name, exact: true }).click();
    await expect.poll(() => page.locator('h1:focus').innerText()).toBe(title);
  });

  it('bars nobody from its states', async () => {
    const { page, push } = await show({});
    const empty = { records: [], accounts: [], addresses: [], timeline: [] };
    for (const change of [
      { records: many },
      { ...empty, state: 'unknown' as const, headline: 'Nothing is set up.' },
      { paused: { since: 1 }, state: 'paused' as const },
      { troubles: [{ kind: 'settings' as const, sentence: 'A' }], headline: 'A' },
    ]) {
      await push('snapshot', snapshotSample(change));
      await expectNoBarriers(page);
    }
  });
});
