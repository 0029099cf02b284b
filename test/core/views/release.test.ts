import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../electron/contract/language.ts';
import type { ReleaseFailure, ReleaseState } from '../../../electron/core/release/state.ts';
import { releaseToast, releaseView } from '../../../electron/core/views/release.ts';
import { bodyLimit, titleLimit } from '../../../electron/core/views/toast.ts';
import { noon } from '../../support/desktop-parts.ts';

const release = { version: '1.3.0', size: 98_400_000 };
const world = { language: 'en', now: noon, downloads: false } as const;
const failures: readonly ReleaseFailure[] = [
  { kind: 'network' },
  { kind: 'feed' },
  { kind: 'downgrade', version: '1.1.0' },
  { kind: 'signature' },
  { kind: 'tampered' },
  { kind: 'disk' },
  { kind: 'start' },
];

function failed(failure: ReleaseFailure, during: 'looking' | 'fetching' | 'installing') {
  return { kind: 'failed', failure, during, release } as const;
}

/** One of each kind. */
const states: readonly ReleaseState[] = [
  { kind: 'none', reason: 'notSetUp' },
  { kind: 'none', reason: 'packaged' },
  { kind: 'unknown' },
  { kind: 'looking' },
  { kind: 'newest', at: noon },
  { kind: 'available', release, installs: true },
  { kind: 'available', release, installs: false },
  { kind: 'fetching', release, part: 0.4 },
  { kind: 'ready', release },
  { kind: 'installing', release },
  ...failures.map((failure) => failed(failure, 'fetching')),
  failed({ kind: 'network' }, 'looking'),
];

describe('the way to a newer version', () => {
  it.each([
    [{ kind: 'none', reason: 'packaged' }, []],
    [{ kind: 'unknown' }, ['look']],
    [{ kind: 'looking' }, []],
    [{ kind: 'newest', at: noon }, ['look']],
    [{ kind: 'available', release, installs: true }, ['fetch', 'look']],
    [{ kind: 'available', release, installs: false }, ['look']],
    [{ kind: 'fetching', release, part: 0 }, []],
    [{ kind: 'ready', release }, ['install']],
    [{ kind: 'installing', release }, []],
    [{ ...failed({ kind: 'feed' }, 'looking'), release: undefined }, ['look']],
    [failed({ kind: 'tampered' }, 'fetching'), ['fetch', 'look']],
    [failed({ kind: 'signature' }, 'fetching'), ['look']],
    [failed({ kind: 'start' }, 'installing'), ['install', 'look']],
    // What is not the published file any more has to be fetched again.
    [failed({ kind: 'tampered' }, 'installing'), ['fetch', 'look']],
  ] as const)('can be gone on from %o by %o', (state, actions) => {
    expect(releaseView(state, world).actions).toEqual(actions);
  });

  it('leads to the download page only where there is one, and the program cannot do it itself', () => {
    const open = { ...world, downloads: true };
    const byHand = { kind: 'available', release, installs: false } as const;
    expect(releaseView(byHand, open).actions).toEqual(['openDownloads', 'look']);
    expect(releaseView(byHand, open).sentence).toContain('from the download page');
    expect(releaseView(byHand, world).sentence).toContain('where you got this one');
    expect(releaseView({ ...byHand, installs: true }, open).actions).toEqual(['fetch', 'look']);
  });

  it('names the version and the size, and how much of it is there', () => {
    const view = releaseView({ kind: 'fetching', release, part: 0.4 }, world);
    expect(view).toMatchObject({ state: 'fetching', version: '1.3.0', part: 0.4 });
    expect(view.sentence).toBe('Version 1.3.0 is being downloaded (98\u00a0MB)…');
    const later = releaseView({ kind: 'fetching', release, part: 0.8 }, world);
    // A screen reader says it once, not with each part.
    expect(later.sentence).toBe(view.sentence);
  });

  it.each(languages)('has a sentence of its own for each state and failure (%s)', (language) => {
    const all = states.map((state) => releaseView(state, { ...world, language }).sentence);
    expect(new Set(all).size).toBe(states.length);
    for (const sentence of all) expect(sentence).toMatch(/[.…。]$/);
  });

  it.each(failures)(
    'says what to do next after $kind, and that the version stays where it matters',
    (failure) => {
      const { sentence } = releaseView(failed(failure, 'fetching'), world);
      expect(sentence).toMatch(/try again|look again|Look again|ownload it again/);
      const refused = ['downgrade', 'signature', 'tampered', 'start'].includes(failure.kind);
      expect(sentence.includes('The version that you have stays.')).toBe(refused);
    },
  );

  it('names the version that was offered, not one that can be had, after a downgrade', () => {
    const state = failed({ kind: 'downgrade', version: '1.1.0' }, 'looking');
    expect(releaseView(state, world).sentence).toContain('Version 1.1.0');
  });

  it('shows a version of others on one line, and no longer than there is room', () => {
    const version = `1.0.0-\u202e${'x'.repeat(300)}\n`;
    const { sentence, version: said } = releaseView({ kind: 'ready', release: { version } }, world);
    expect(said?.length).toBeLessThanOrEqual(40);
    expect(sentence).not.toMatch(/[\u202e\n]/);
  });
});

describe('the notification of a newer version', () => {
  it('is only for one that can be had', () => {
    const told = states.filter((state) => releaseToast(state, 'en') !== undefined);
    expect(told.map(({ kind }) => kind)).toEqual(['available', 'available', 'ready']);
  });

  it('has room for what it says, whatever the version is called', () => {
    const any = fc.tuple(
      fc.string({ unit: 'grapheme', maxLength: 90 }),
      fc.constantFrom(...languages),
    );
    fc.assert(
      fc.property(any, ([version, language]) => {
        const toast = releaseToast({ kind: 'ready', release: { version } }, language);
        expect(toast?.title.length).toBeLessThanOrEqual(titleLimit);
        expect(toast?.body.length).toBeLessThanOrEqual(bodyLimit);
      }),
    );
  });
});
