import { describe, expect, it } from 'vitest';
import type { RecordAction } from '../../../electron/contract/snapshot.ts';
import { hour } from '../../../electron/core/duration.ts';
import { type FailureKind, failureKinds } from '../../../electron/core/outcome.ts';
import { type AppState, emptyState } from '../../../electron/core/state.ts';
import { failureActions } from '../../../electron/core/views/record-actions.ts';
import { type SnapshotInput, snapshot } from '../../../electron/core/views/snapshot.ts';
import { account, homeV4, nextV4, settingsOf } from '../../support/core-world-parts.ts';
import {
  failing,
  family,
  findAcme,
  goodState,
  homeA,
  noon,
  right,
  silent,
  snapshotInput,
  stopped,
  withRecords,
} from '../../support/desktop-parts.ts';

/** What the window offers for the first record. */
const offered = (more: Partial<SnapshotInput>) =>
  snapshot(snapshotInput(more)).records.find(({ id }) => id === homeA.id)?.actions;
const offeredFor = (record: AppState['records'][string], more: Partial<SnapshotInput> = {}) =>
  offered({ ...more, state: withRecords({ [homeA.id]: record }) });
const withoutLink: Pick<SnapshotInput, 'find'> = {
  find: (id) => ({ id, name: { en: id, 'zh-CN': id } }),
};

describe('what helps against a failure', () => {
  it.each([
    ['auth', 'enterCredentials'],
    ['blocked', 'openProvider'],
    ['plan', 'openProvider'],
    ['conflict', 'openProvider'],
    ['recordNotFound', 'openProvider'],
    ['hostNotFound', 'openProvider'],
    ['mismatch', 'openProvider'],
    ['zoneNotFound', 'chooseZone'],
    ['invalid', 'editRecord'],
    ['clock', 'fixClock'],
    ['tls', 'fixClock'],
    ['rateLimited', 'wait'],
    ['server', 'wait'],
    ['network', 'checkNetwork'],
    ['offline', 'checkNetwork'],
    ['captive', 'signIn'],
    ['proxyAuth', 'setProxy'],
    ['unknown', 'openLog'],
  ] satisfies (readonly [FailureKind, RecordAction])[])('%s is %s first', (kind, expected) => {
    expect(failureActions(kind)[0]).toBe(expected);
    expect(offeredFor(failing(kind))).toEqual(failureActions(kind));
  });

  it.each(failureKinds)('always has something to offer, each thing once: %s', (kind) => {
    for (const more of [{}, withoutLink]) {
      for (const record of [failing(kind), stopped(kind)]) {
        const actions = offeredFor(record, more) ?? [];
        expect(actions.length).toBeGreaterThan(0);
        expect(new Set(actions).size).toBe(actions.length);
      }
      expect(offeredFor(stopped(kind), more)?.at(-1)).toBe('tryAgain');
    }
    expect(offeredFor(stopped(kind), withoutLink)).not.toContain('openProvider');
  });
});

describe('what the user can do', () => {
  const unavailable = (why: 'offline' | 'noAnswer' | 'single'): AppState => ({
    ...goodState,
    families: {
      ...goodState.families,
      ipv4: { ...family(homeV4, silent(why)), seen: noon - 2 * hour },
    },
  });
  const never = (last: AppState['families']['ipv4']['last']): AppState => ({
    ...emptyState,
    families: { ...emptyState.families, ipv4: { turn: 0, last } },
  });
  const disagree = { kind: 'disagree', voices: [], silent: [] } as const;
  const locked = settingsOf([homeA], [account('home', { locked: ['token'] })]);

  it.each([
    ['is right', {}, []],
    ['belongs to a locked account', { settings: locked }, ['enterCredentials', 'openProvider']],
    [
      'belongs to a locked account without a page',
      { settings: locked, ...withoutLink },
      ['enterCredentials'],
    ],
    ['has no address', { state: unavailable('noAnswer') }, ['checkSources', 'tryAgain']],
    ['has no address without a link', { state: unavailable('offline') }, ['checkNetwork']],
    ['never had an address', { state: never(silent('single')) }, ['checkSources', 'tryAgain']],
    [
      'never had one that sources agree on',
      { state: never(disagree) },
      ['checkSources', 'tryAgain'],
    ],
    ['has no source to ask', { state: never({ kind: 'off' }) }, ['checkSources']],
    ['was never checked', { state: emptyState }, ['tryAgain']],
    [
      'may have been written by a call that was cut off',
      {
        state: withRecords({
          [homeA.id]: { ...right(homeV4), unconfirmed: { address: nextV4, at: noon } },
        }),
      },
      ['wait'],
    ],
    [
      'holds another address',
      { state: withRecords({ [homeA.id]: right(nextV4) }) },
      ['wait', 'tryAgain'],
    ],
    [
      'was never written',
      { state: withRecords({ [homeA.id]: { failures: 0 } }) },
      ['wait', 'tryAgain'],
    ],
  ] satisfies (readonly [string, Partial<SnapshotInput>, readonly RecordAction[]])[])(
    'about a record that %s',
    (_, more, expected) => {
      expect(offered({ find: findAcme, ...more })).toEqual(expected);
    },
  );

  it('about a record of a family that this network lacks is nothing: nothing is missing', () => {
    const state: AppState = {
      ...goodState,
      records: {},
      families: { ...goodState.families, ipv6: { turn: 0, last: silent('noAnswer') } },
    };
    expect(snapshot(snapshotInput({ state })).records[1]?.actions).toEqual([]);
  });
});
