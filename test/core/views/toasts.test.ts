import { describe, expect, it } from 'vitest';
import { defaultPreferences, type Preferences } from '../../../electron/contract/preferences.ts';
import { hour, minute } from '../../../electron/core/duration.ts';
import type { AppState } from '../../../electron/core/state.ts';
import type { Notice } from '../../../electron/core/views/notices.ts';
import { problems } from '../../../electron/core/views/problems.ts';
import { missedToasts, type Telling, toasts } from '../../../electron/core/views/toasts.ts';
import { homeV4, homeV6, nextV4 } from '../../support/core-world-parts.ts';
import {
  desktopSettings,
  failing,
  findAcme,
  goodState,
  homeA,
  homeAaaa,
  noon,
  right,
  stopped,
  withRecords,
  workA,
} from '../../support/desktop-parts.ts';

const world = { settings: desktopSettings, find: findAcme, language: 'en' } as const;
const quiet: Preferences = { ...defaultPreferences, quietHours: { from: '22:00', to: '07:00' } };
const day = { preferences: quiet, minute: 12 * 60 };
const night = { preferences: quiet, minute: 23 * 60 };

const change: Notice = { kind: 'published', address: nextV4, before: homeV4, records: [homeA.id] };
const recovered: Notice = { kind: 'recovered', key: 'account/home/retrying', account: 'home' };
const disagree: Notice = {
  kind: 'problem',
  problem: { kind: 'disagree', key: 'sources/ipv4', family: 'ipv4' },
};

function without(event: keyof Preferences['notifications']): Preferences {
  const notifications = { ...defaultPreferences.notifications, [event]: false };
  return { ...defaultPreferences, notifications };
}

/** What is shown, by key; or that it is held. */
function keys(telling: Telling): readonly string[] | 'held' {
  return telling.kind === 'held' ? 'held' : telling.toasts.map(({ key }) => key);
}

describe('notices', () => {
  it('are shown, in their order', () => {
    expect(keys(toasts([change, disagree], day, world))).toEqual([
      'published/ipv4',
      'sources/ipv4',
    ]);
  });

  it('are held in the quiet hours, where there is one to tell', () => {
    expect(keys(toasts([change], night, world))).toBe('held');
    expect(keys(toasts([], night, world))).toEqual([]);
    const preferences = { ...without('changed'), quietHours: quiet.quietHours };
    expect(keys(toasts([change], { ...night, preferences }, world))).toEqual([]);
  });

  it.each([
    ['changed', ['sources/ipv4', 'account/home/retrying']],
    ['disagree', ['published/ipv4', 'account/home/retrying']],
    ['recovered', ['published/ipv4', 'sources/ipv4']],
  ] as const)('are left out whose switch “%s” is off', (event, left) => {
    const time = { ...day, preferences: without(event) };
    expect(keys(toasts([change, disagree, recovered], time, world))).toEqual(left);
  });

  it('of one repair become one: written is working again', () => {
    const records = [homeA.id, homeAaaa.id];
    const both = { ...change, records };
    expect(keys(toasts([both, recovered], day, world))).toEqual(['account/home/retrying']);
    // Where another record of the account was not written, its recovery is news of its own.
    expect(keys(toasts([change, recovered], day, world))).toEqual([
      'published/ipv4',
      'account/home/retrying',
    ]);
    const time = { ...day, preferences: without('changed') };
    expect(keys(toasts([both, recovered], time, world))).toEqual(['account/home/retrying']);
    const alone = toasts([both, recovered], time, world);
    expect(alone).toMatchObject({ toasts: [{ title: 'Working again: home' }] });
  });

  it('that are more than three become one, the most serious first', () => {
    const state = withRecords({ [homeA.id]: stopped('auth'), [workA.id]: failing('tls') });
    const all = problems(state, desktopSettings).map(
      (problem): Notice => ({ kind: 'problem', problem }),
    );
    expect(keys(toasts([change, ...all], day, world))).toHaveLength(3);
    const telling = toasts([recovered, change, ...all], day, world);
    expect(telling).toEqual({
      kind: 'shown',
      toasts: [
        {
          event: 'action',
          title: '4 messages',
          body: [
            'Action needed: home.example.com A',
            'Not updated: nas.example.org A',
            'New address: 89.160.20.112',
            'Working again: home',
          ].join('\n'),
          place: { page: 'status' },
          key: 'summary',
        },
      ],
    });
  });
});

describe('after the quiet hours', () => {
  const heldSince = noon - 6 * hour;
  const missed = (state: AppState, held?: readonly Notice[], time = day) =>
    missedToasts({ state, heldSince, held }, time, world);
  const [auth, tls] = ['account/home/auth', 'account/work/retrying'];
  const bad = withRecords({ [homeA.id]: stopped('auth'), [workA.id]: failing('tls') });

  it('nothing is told that is mended, or was told before', () => {
    expect(keys(missed({ ...goodState, told: { [auth]: heldSince + 1 } }))).toEqual([]);
    const before = { [auth]: heldSince - hour, [tls]: heldSince - hour };
    expect(keys(missed({ ...bad, told: before }))).toEqual([]);
  });

  it('open problems first told since are told, each once', () => {
    const told = { [auth]: heldSince + 1, [tls]: heldSince - hour };
    expect(keys(missed({ ...bad, told }))).toEqual([auth]);
    // Two kinds that are tried again by themselves are one problem.
    const two = withRecords({ [homeA.id]: failing('tls'), [homeAaaa.id]: failing('server') });
    const key = 'account/home/retrying';
    expect(keys(missed({ ...two, told: { [key]: heldSince + 1 } }))).toEqual([key]);
  });

  it('a problem told a moment before it was held counts', () => {
    const told = { [auth]: heldSince - 2000 };
    expect(keys(missed({ ...bad, told }))).toEqual([auth]);
  });

  it('the last address of each family is told once, with the records that have it', () => {
    const state = withRecords({
      [homeA.id]: right(nextV4, noon - hour),
      [homeAaaa.id]: right(homeV6, noon - 2 * hour),
      [workA.id]: right(homeV4, noon - 3 * hour),
    });
    const six: Notice = { ...change, address: homeV6, before: undefined, records: [homeAaaa.id] };
    const telling = missed(state, [change, { ...change, before: nextV4 }, six]);
    expect(telling.kind === 'shown' && telling.toasts).toMatchObject([
      {
        key: 'published/ipv4',
        title: 'New address: 89.160.20.112',
        body: 'Written to home.example.com A. It was 81.2.69.142 before.',
      },
      { key: 'published/ipv6', body: 'Written to home.example.com AAAA.' },
    ]);
  });

  it('a change and its way back are no change', () => {
    const state = withRecords({ [homeA.id]: right(homeV4, noon - hour) });
    const back = { ...change, address: homeV4, before: nextV4 };
    expect(keys(missed(state, [change, back]))).toEqual([]);
  });

  it('without memory of the notices only a new address is one', () => {
    const records = { [homeA.id]: right(homeV4, noon - hour) };
    const since = (time: number) => ({
      ...goodState.families,
      ipv4: { ...goodState.families.ipv4, since: time },
    });
    const sent = { ...goodState, records };
    expect(keys(missed({ ...sent, families: since(heldSince - hour) }))).toEqual([]);
    expect(keys(missed({ ...sent, families: since(noon - hour) }))).toEqual(['published/ipv4']);
  });

  it('the end of what had been told before is told; of what came and went, nothing is', () => {
    const old = { ...goodState, records: {} };
    expect(keys(missed(old, [recovered, recovered]))).toEqual([recovered.key]);
    const key = 'sources/ipv4';
    const agree: Notice = { kind: 'recovered', key, account: undefined };
    expect(keys(missed(old, [disagree, agree]))).toEqual([]);
    const records = { [homeA.id]: failing('tls') };
    const again = { ...old, records, told: { 'account/home/retrying': heldSince - hour } };
    expect(keys(missed(again, [recovered]))).toEqual([]);
  });

  it('waits until they are over, and until the computer is online', () => {
    const told = { [auth]: heldSince };
    expect(keys(missed({ ...bad, told }, [], night))).toBe('held');
    expect(keys(missed({ ...bad, told, offlineSince: noon - minute }))).toBe('held');
    const off = { preferences: { ...quiet, quietHours: null }, minute: night.minute };
    expect(keys(missed({ ...bad, told }, [], off))).toContain(auth);
  });
});
