import { expect, it } from 'vitest';
import { languages } from '../../electron/contract/language.ts';
import { defaultPreferences } from '../../electron/contract/preferences.ts';
import type { ReleaseView } from '../../electron/contract/release.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import { crowdedSnapshot, releaseSample, snapshotSample } from './snapshot-sample.ts';
import { useWindows, type WindowOptions } from './window-driver.ts';

const available: ReleaseView = {
  state: 'available',
  version: '1.3.0',
  sentence: 'Version 1.3.0 is available.',
  actions: ['fetch', 'look'],
};
const fetching: ReleaseView = {
  ...available,
  state: 'fetching',
  sentence: 'Version 1.3.0 is being downloaded…',
  part: 0.4,
  actions: [],
};
const ready: ReleaseView = {
  ...available,
  state: 'ready',
  sentence: 'Version 1.3.0 is downloaded.',
  actions: ['install'],
};
const failed: ReleaseView = {
  ...available,
  state: 'failed',
  sentence: 'Version 1.3.0 was refused. Look again later.',
  actions: ['look'],
};
const none: ReleaseView = { state: 'none', sentence: 'It never looks for any.', actions: [] };

describeReal('new versions on the page about the program', ['chromium'], () => {
  const open = useWindows();
  const show = async (release: ReleaseView, options: WindowOptions = {}) => {
    const window = await open({ on: 'about', snapshot: snapshotSample({ release }), ...options });
    const { page, push } = window;
    const card = page.getByRole('region', { name: 'New versions of this program' });
    const button = (name: string) => card.getByRole('button', { name, exact: true });
    const become = (next: ReleaseView) => push('snapshot', snapshotSample({ release: next }));
    return { ...window, card, button, become };
  };

  it('tells how it stands where a screen reader hears it, and goes on in one button', async () => {
    const { page, card, button, become, sent } = await show(available);
    await card.getByRole('status').getByText(available.sentence).waitFor();
    await button('Download').press('Enter');
    await expect.poll(() => sent).toEqual([{ name: 'release', argument: { action: 'fetch' } }]);
    await become(fetching);
    await card.getByRole('status').getByText(fetching.sentence).waitFor();
    const bar = card.getByRole('progressbar', { name: fetching.sentence });
    expect(await bar.getAttribute('value')).toBe('0.4');
    expect(await button('Download').getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Enter');
    await become(ready);
    await expect.poll(() => page.locator(':focus').innerText()).toBe('Install and restart');
    expect(await bar.count()).toBe(0);
    expect(sent.length).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => sent.length).toBe(2);
    expect(sent[1]).toEqual({ name: 'release', argument: { action: 'install' } });
  });

  it('leaves the keyboard where it can go on when its button goes', async () => {
    const { page, button, become } = await show(available);
    await button('Download').focus();
    await become(failed);
    await expect.poll(() => page.locator(':focus').innerText()).toBe('Look for a new version');
    await become({ ...available, state: 'looking', sentence: 'Looking…', actions: [] });
    expect(await page.locator(':focus').getAttribute('aria-busy')).toBe('true');
    await become(ready);
    await expect.poll(() => page.locator(':focus').innerText()).toBe('Install and restart');
  });

  it('takes the keyboard from nobody who is elsewhere', async () => {
    const { page, card, become } = await show(available);
    await card.getByRole('combobox').focus();
    await become(failed);
    await card.getByText(failed.sentence).waitFor();
    expect(await page.locator(':focus').getAttribute('id')).toBe('release-channel');
  });

  it('opens the download page only where there is one', async () => {
    const { button, become, sent } = await show({ ...available, actions: ['look'] });
    await button('Look for a new version').waitFor();
    expect(await button('Open the download page').count()).toBe(0);
    await become({ ...available, actions: ['openDownloads', 'look'] });
    await button('Open the download page').click();
    await expect
      .poll(() => sent)
      .toEqual([{ name: 'release', argument: { action: 'openDownloads' } }]);
  });

  it('says why a step could not be begun', async () => {
    const { card, button } = await show(available, {
      answers: { release: () => ({ ok: false, message: 'Too many requests.' }) },
    });
    await button('Download').click();
    await card.getByRole('alert').getByText('Too many requests.').waitFor();
  });

  it('saves whether it looks by itself, and for which versions, and says what they are', async () => {
    const { card, sent } = await show(releaseSample());
    await card.getByRole('switch', { name: 'Look for new versions automatically' }).click();
    await expect.poll(() => sent.length).toBe(1);
    const without = { ...defaultPreferences, releases: false };
    expect(sent[0]).toEqual({ name: 'savePreferences', argument: without });
    await card.getByRole('combobox', { name: 'Versions' }).selectOption('nightly');
    await card.getByText('which may fail').waitFor();
    await expect.poll(() => sent.length).toBe(2);
    expect(sent[1]?.argument).toEqual({ ...without, releaseChannel: 'nightly' });
  });

  it('only explains where the build looks for none', async () => {
    const { card } = await show(none);
    await card.getByText(none.sentence).waitFor();
    expect(await card.locator('button, select').count()).toBe(0);
    await expectNoBarriers(card.page());
  });

  const looks = languages.flatMap((language) =>
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      [720, 240].map((width) => ({ language, colorScheme, width })),
    ),
  );

  it.each(looks)('bars nobody, and fits: %o', async ({ language, ...look }) => {
    const snapshot = snapshotSample({ language, release: available });
    const { page, push } = await open({ on: 'about', snapshot, ...look });
    const long = crowdedSnapshot(language).release;
    for (const release of [available, fetching, ready, failed, none, long]) {
      await push('snapshot', { ...snapshot, release });
      await page.getByText(release.sentence.trim()).first().waitFor();
      await expectNoBarriers(page);
      const tooWide = 'document.documentElement.scrollWidth > innerWidth';
      expect(await page.evaluate(tooWide), release.state).toBe(false);
    }
  });
});
