import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../../electron/core/duration.ts';
import type { FailureKind } from '../../../electron/core/outcome.ts';
import type { Settings } from '../../../electron/core/settings.ts';
import {
  type AppState,
  type Detection,
  emptyState,
  type RecordState,
} from '../../../electron/core/state.ts';
import { type Notice, notices } from '../../../electron/core/views/notices.ts';
import { account, homeV4, nextV4, record, settingsOf } from '../../support/core-world-parts.ts';

const start = Date.UTC(2026, 10, 22);
const a = record('a.example.com');
const b = record('b.example.com');
const work = record('a.example.org', 'A', { account: 'work' });
const settings = settingsOf([a, b, work], [account('home'), account('work')]);
const fresh = { provider: 'reading', fingerprint: '', failures: 0, memory: {} };
const accounts = { home: fresh, work: fresh };

const well: RecordState = { failures: 0, last: { kind: 'alreadyRight', at: start } };

function failing(kind: FailureKind, since: number): RecordState {
  return { failures: 1, failingSince: since, last: { kind, detail: '', at: since } };
}

/** Rounds one after another: what was told after each, in short. */
function teller(of: Settings = settings) {
  let state: AppState = { ...emptyState, accounts };
  let time = start;
  return {
    round(
      records: AppState['records'],
      more: Partial<AppState> = {},
      passed: number = minute,
    ): string[] {
      time += passed;
      const before = state;
      state = { ...state, records: { ...state.records, ...records }, ...more };
      const found = notices(before, state, of, time);
      state = { ...state, told: found.told };
      return found.notices.map(short);
    },
  };
}

function short(notice: Notice): string {
  if (notice.kind === 'published')
    return `published ${notice.address.text} ${notice.records.length}`;
  return notice.kind === 'problem'
    ? `problem ${notice.problem.kind === 'failure' ? notice.problem.failure : notice.problem.key}`
    : `recovered ${notice.account ?? notice.key}`;
}

describe('one problem', () => {
  it('is one notice, and one more on recovery, however often it fails (ddns-go: one for each round)', () => {
    const { round } = teller();
    const told = Array.from({ length: 100 }, () =>
      round({ [a.id]: failing('auth', start) }),
    ).flat();
    expect(told).toEqual(['problem auth']);
    expect(round({ [a.id]: well })).toEqual(['recovered home']);
    expect(round({ [a.id]: well })).toEqual([]);
  });

  it('of 100 records of one account is one notice', () => {
    const many = Array.from({ length: 100 }, (_, at) => record(`h${at}.example.com`));
    const { round } = teller(settingsOf(many));
    const all = (state: RecordState) => Object.fromEntries(many.map(({ id }) => [id, state]));
    expect(round(all(failing('auth', start)))).toEqual(['problem auth']);
    expect(round(all(well))).toEqual(['recovered home']);
  });

  it('that comes back after its recovery is told again', () => {
    const { round } = teller();
    round({ [a.id]: failing('auth', start) });
    round({ [a.id]: well });
    expect(round({ [a.id]: failing('auth', start) })).toEqual(['problem auth']);
  });

  it('that mends itself within the hour is never told', () => {
    const { round } = teller();
    expect(round({ [a.id]: failing('server', start) }, {}, 59 * minute)).toEqual([]);
    expect(round({ [a.id]: well })).toEqual([]);
  });

  it('that lasts an hour is told then, once', () => {
    const { round } = teller();
    expect(round({ [a.id]: failing('server', start) }, {}, 59 * minute)).toEqual([]);
    expect(round({})).toEqual(['problem server']);
    expect(round({}, {}, 5 * hour)).toEqual([]);
    expect(round({ [a.id]: well })).toEqual(['recovered home']);
  });

  it('that fails now this way, now that way, is still one', () => {
    const { round } = teller();
    const told: string[] = [];
    const kinds = ['server', 'network', 'unknown', 'rateLimited'] as const;
    for (let at = 0; at < 40; at++) {
      const kind = kinds[at % kinds.length] ?? 'server';
      told.push(...round({ [a.id]: failing(kind, start) }, {}, 30 * minute));
    }
    expect(told).toHaveLength(1);
    expect(round({ [a.id]: well })).toEqual(['recovered home']);
  });

  it('that turns into one for the user is told as such, and nothing has recovered yet', () => {
    const { round } = teller();
    expect(round({ [a.id]: failing('server', start) }, {}, hour)).toEqual(['problem server']);
    expect(round({ [a.id]: failing('auth', start) })).toEqual(['problem auth']);
    expect(round({ [a.id]: well })).toEqual(['recovered home']);
  });

  it('has its recovery told also when an untold one followed it', () => {
    const { round } = teller();
    expect(round({ [a.id]: failing('auth', start) })).toEqual(['problem auth']);
    expect(round({ [a.id]: failing('server', start + minute) })).toEqual([]);
    expect(round({ [a.id]: well })).toEqual(['recovered home']);
  });

  it('is told again after another of its account went on for long', () => {
    const { round } = teller();
    round({ [a.id]: failing('auth', start), [b.id]: failing('hostNotFound', start) });
    expect(round({ [a.id]: well })).toEqual([]);
    expect(round({ [a.id]: failing('auth', start) })).toEqual(['problem auth']);
  });

  it('of one account is not another’s', () => {
    const { round } = teller();
    const both = { [a.id]: failing('auth', start), [work.id]: failing('auth', start) };
    expect(round(both)).toEqual(['problem auth', 'problem auth']);
    expect(round({ [a.id]: well })).toEqual(['recovered home']);
    expect(round({ [work.id]: well })).toEqual(['recovered work']);
  });

  it('that the user took out with its account has not “recovered”', () => {
    const before: AppState = { ...emptyState, accounts, told: { 'account/gone/auth': start } };
    expect(notices(before, before, settings, start)).toEqual({ notices: [], told: {} });
  });
});

describe('offline', () => {
  it('nothing is told and nothing forgotten', () => {
    const { round } = teller();
    round({ [a.id]: failing('auth', start) });
    const link = { offlineSince: start };
    expect(round({ [work.id]: failing('auth', start) }, link)).toEqual([]);
    expect(round({ [a.id]: well }, link)).toEqual([]);
    expect(round({}, { offlineSince: undefined })).toEqual(['problem auth', 'recovered home']);
  });
});

describe('sources that disagree', () => {
  const last = (detection: Detection): Partial<AppState> => ({
    families: { ipv4: { turn: 0, last: detection }, ipv6: { turn: 0 } },
  });
  const voices = { voices: [], silent: [] };

  it('are one notice, and one more when they agree; silence is no agreement', () => {
    const { round } = teller();
    const disagree: Detection = { kind: 'disagree', ...voices };
    expect(round({}, last(disagree))).toEqual(['problem sources/ipv4']);
    expect(round({}, last(disagree))).toEqual([]);
    expect(round({}, last({ kind: 'unavailable', why: 'noAnswer', ...voices }))).toEqual([]);
    expect(round({}, last(disagree))).toEqual([]);
    expect(round({}, last({ kind: 'known', address: homeV4, by: 'quorum', ...voices }))).toEqual([
      'recovered sources/ipv4',
    ]);
  });
});

describe('a published change', () => {
  const at = (address: typeof homeV4): RecordState => ({
    failures: 0,
    published: { address, at: start },
    last: { kind: 'updated', at: start },
  });

  it('is one notice for all records of the family, and none for a repetition', () => {
    const { round } = teller();
    const all = (address: typeof homeV4) => ({ [a.id]: at(address), [b.id]: at(address) });
    expect(round(all(homeV4))).toEqual(['published 81.2.69.142 2']);
    expect(round(all(homeV4))).toEqual([]);
    expect(round(all(nextV4))).toEqual(['published 89.160.20.112 2']);
  });

  it('says what was there before', () => {
    const before: AppState = { ...emptyState, accounts, records: { [a.id]: at(homeV4) } };
    const after: AppState = { ...before, records: { [a.id]: at(nextV4) } };
    expect(notices(before, after, settings, start).notices).toEqual([
      { kind: 'published', address: nextV4, before: homeV4, records: [a.id] },
    ]);
  });

  it('is told although another record fails', () => {
    const { round } = teller();
    expect(round({ [a.id]: at(homeV4), [b.id]: failing('auth', start) })).toEqual([
      'published 81.2.69.142 1',
      'problem auth',
    ]);
  });
});
