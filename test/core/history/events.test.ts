import { describe, expect, it } from 'vitest';
import { historyEvents } from '../../../electron/core/history/events.ts';
import { createRepeats } from '../../../electron/core/history/repeats.ts';
import { readEntry } from '../../../electron/core/history/schema.ts';
import type { HistoryEntry } from '../../../electron/core/history.ts';
import type { Outcome } from '../../../electron/core/outcome.ts';
import { historyViews, timelineViews } from '../../../electron/core/views/timeline.ts';
import { homeV4, nextV4 } from '../../support/core-world-parts.ts';
import { findAcme, noon } from '../../support/desktop-parts.ts';

const hour = 3_600_000;
const call = (
  at: number,
  outcome: Outcome['kind'],
  name = 'www',
  more: object = {},
): HistoryEntry => ({
  kind: 'call',
  at,
  took: 1,
  account: 'home',
  provider: 'acme',
  record: `home/${name}.example.com/A`,
  address: homeV4,
  outcome,
  ...more,
});
const told = (at: number, outcome: 'delivered' | 'server' = 'delivered'): HistoryEntry => ({
  kind: 'told',
  at,
  channel: 'phone',
  service: 'ntfy',
  events: ['changed'],
  outcome,
});

describe('the history as events', () => {
  const kinds = (...entries: readonly HistoryEntry[]) =>
    historyEvents(entries).map((event) =>
      'count' in event ? [event.kind, event.count] : [event.kind],
    );

  it('are one for all records of a call that went the same', () => {
    const entries = ['a', 'b', 'c', 'd'].map((name) => call(1, 'updated', name));
    expect(historyEvents(entries)).toMatchObject([
      {
        kind: 'written',
        how: 'updated',
        at: 1,
        count: 4,
        records: [{}, {}, {}].map((_, at) => `home/${'abc'[at]}.example.com/A`),
      },
    ]);
    expect(
      kinds(call(1, 'updated', 'a'), call(1, 'created', 'b'), call(2, 'created', 'b')),
    ).toEqual([
      ['written', 1],
      ['written', 1],
      ['written', 1],
    ]);
  });

  it('are one for a failure until it is over, and none for a look that finds what is known', () => {
    expect(
      kinds(
        call(1, 'alreadyRight'),
        call(2, 'server'),
        call(3, 'network'),
        call(4, 'auth'),
        call(5, 'auth'),
        call(6, 'alreadyRight'),
        call(7, 'alreadyRight'),
      ),
    ).toEqual([
      ['failed', 1],
      ['failed', 1],
      ['recovered', 1],
    ]);
  });
});

describe('the timeline with the history', () => {
  const words = {
    language: 'en',
    find: findAcme,
    nameOf: () => ({ en: 'ntfy.sh', 'zh-CN': 'ntfy.sh' }),
  } as const;
  const settings: HistoryEntry = {
    kind: 'settings',
    at: noon - 2,
    by: 'window',
    changes: [{ kind: 'added', what: 'account', id: 'home' }],
  };
  const address = { kind: 'address', address: nextV4, before: homeV4 } as const;

  it('has settings changes and deliveries among what happened, the newest first', () => {
    const timeline = [
      { ...address, at: noon - 3 },
      { ...address, at: noon - 1 },
    ];
    const views = timelineViews(
      { timeline },
      [settings, told(noon), call(noon, 'updated')],
      words,
      noon,
    );
    expect(views.map(({ kind }) => kind)).toEqual(['told', 'address', 'settings', 'address']);
    expect(views.map(({ sentence }) => sentence)).toEqual([
      'phone (ntfy.sh) was told of a new address',
      `The public IPv4 address changed from ${homeV4.text} to ${nextV4.text}.`,
      'Settings changed in the window: account “home” added',
      `The public IPv4 address changed from ${homeV4.text} to ${nextV4.text}.`,
    ]);
  });

  it('reaches as far back as the history, and beyond it with what the state has', () => {
    const timeline = [100, 50, 10].map((ago) => ({ ...address, at: noon - ago }));
    const history = [call(noon - 60, 'updated'), { ...address, at: noon - 50 }, settings];
    const views = historyViews({ timeline }, history, words, noon);
    expect(views.map(({ kind, at }) => [kind, noon - at])).toEqual([
      ['settings', 2],
      ['address', 50],
      ['written', 60],
      ['address', 100],
    ]);
    expect(historyViews({ timeline }, [], words, noon)).toHaveLength(3);
  });
});

describe('what repeats itself', () => {
  const admitted = (...entries: readonly HistoryEntry[]) => {
    const repeats = createRepeats();
    return entries
      .flatMap((entry) => repeats.admit(entry) ?? [])
      .map((entry) => [entry.at, 'alike' in entry ? entry.alike : 0]);
  };

  it('has an entry a day while it goes well, and four while it fails', () => {
    const looks = Array.from({ length: 50 }, (_, at) => call(at * hour, 'alreadyRight'));
    expect(admitted(...looks)).toEqual([
      [0, 0],
      [24 * hour, 23],
      [48 * hour, 23],
    ]);
    const failures = Array.from({ length: 13 }, (_, at) => call(at * hour, 'server'));
    expect(admitted(...failures)).toEqual([
      [0, 0],
      [6 * hour, 5],
      [12 * hour, 5],
    ]);
    expect(admitted(told(1, 'server'), told(2, 'server'), told(3), told(4))).toHaveLength(3);
  });

  it('has an entry as soon as it differs in anything', () => {
    const entries = [
      call(1, 'server'),
      call(2, 'server', 'other'),
      call(3, 'server', 'www', { detail: '503' }),
      call(4, 'server', 'www', { detail: '503', unconfirmed: true }),
      call(5, 'server', 'www', { detail: '503', unconfirmed: true, address: nextV4 }),
      call(6, 'updated'),
      call(7, 'updated'),
      call(8, 'alreadyRight'),
      // A clock that was set back.
      call(2, 'alreadyRight'),
    ];
    expect(admitted(...entries)).toHaveLength(entries.length);
  });
});

describe('a line of the history', () => {
  it('is read as it was written', () => {
    for (const entry of [
      call(1, 'server', 'www', { detail: { en: 'a', 'zh-CN': 'b' }, alike: 3 }),
      told(2),
    ]) {
      expect(readEntry(JSON.stringify(entry))).toEqual(entry);
    }
  });

  it('of a newer version with more fields is read without them', () => {
    expect(readEntry(JSON.stringify({ ...told(2), mood: 'good' }))).toEqual(told(2));
  });
});
