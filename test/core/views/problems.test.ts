import { describe, expect, it } from 'vitest';
import { hour } from '../../../electron/core/duration.ts';
import { type FailureKind, failureKinds } from '../../../electron/core/outcome.ts';
import { type AppState, emptyState, type RecordState } from '../../../electron/core/state.ts';
import { isWorthTelling, problems } from '../../../electron/core/views/problems.ts';
import { account, record, settingsOf } from '../../support/core-world-parts.ts';

const now = Date.UTC(2026, 10, 22);
const a = record('a.example.com');
const b = record('b.example.com');
const work = record('a.example.org', 'A', { account: 'work' });
const settings = settingsOf([a, b, work], [account('home'), account('work')]);
const fresh = { provider: 'reading', fingerprint: '', failures: 0, memory: {} };

function failing(kind: FailureKind, since = now): RecordState {
  return { failures: 1, failingSince: since, last: { kind, detail: kind, at: now } };
}

function stateOf(records: AppState['records'], more: Partial<AppState> = {}): AppState {
  return { ...emptyState, accounts: { home: fresh, work: fresh }, records, ...more };
}

describe('the problems of a state', () => {
  it('are none where nothing fails', () => {
    expect(problems(stateOf({ [a.id]: { failures: 0 } }), settings)).toEqual([]);
  });

  it('are one for each account and kind, however many records share it, since the first', () => {
    const state = stateOf({
      [a.id]: failing('hostNotFound', now - hour),
      [b.id]: failing('hostNotFound', now),
      [work.id]: failing('hostNotFound', now),
    });
    expect(problems(state, settings)).toMatchObject([
      { account: 'home', failure: 'hostNotFound', records: [a.id, b.id], since: now - hour },
      { account: 'work', failure: 'hostNotFound', records: [work.id], since: now },
    ]);
  });

  it('name the account’s stop for each of its records', () => {
    const stopped = { kind: 'auth', detail: 'badauth', at: now } as const;
    const state = stateOf(
      { [a.id]: failing('server') },
      { accounts: { home: { ...fresh, stopped } } },
    );
    expect(problems(state, settings)).toMatchObject([
      { failure: 'auth', detail: 'badauth', records: [a.id, b.id], stopped: true },
    ]);
  });

  it('stay while a lifted stop was not tried: nothing is mended yet', () => {
    const lifted: RecordState = { ...failing('auth'), failures: 0 };
    expect(problems(stateOf({ [a.id]: lifted }), settings)).toHaveLength(1);
  });

  it('share one key for all that is tried again by itself', () => {
    const key = (kind: FailureKind) =>
      problems(stateOf({ [a.id]: failing(kind) }), settings)[0]?.key;
    const retried: FailureKind[] = ['server', 'network', 'rateLimited', 'unknown', 'tls'];
    expect(new Set(retried.map(key))).toEqual(new Set(['account/home/retrying']));
    expect(key('hostNotFound')).toBe('account/home/hostNotFound');
  });

  it('say which family’s sources disagree, where a record needs it', () => {
    const last = { kind: 'disagree', voices: [], silent: [] } as const;
    const families = { ipv4: { turn: 0, last }, ipv6: { turn: 0, last } };
    expect(problems(stateOf({}, { families }), settings)).toEqual([
      { kind: 'disagree', key: 'sources/ipv4', family: 'ipv4' },
    ]);
  });
});

describe('a locked account', () => {
  const locked = ['token', 'key'];
  const home = { ...account('home'), fields: undefined, fingerprint: '', locked };

  it('is one problem, before all others, worth telling at once', () => {
    const of = settingsOf([a, b, work], [home, account('work')]);
    const found = problems(stateOf({ [a.id]: failing('auth') }), of);
    expect(found.map(({ kind }) => kind)).toEqual(['locked', 'failure']);
    expect(found[0]).toEqual({
      kind: 'locked',
      key: 'locked/home',
      account: 'home',
      fields: locked,
      records: [a.id, b.id],
    });
    expect(found.slice(0, 1).every((problem) => isWorthTelling(problem, now))).toBe(true);
  });

  it('is none where it has no record', () => {
    expect(problems(stateOf({}), settingsOf([work], [home, account('work')]))).toEqual([]);
  });
});

describe('a problem is worth telling', () => {
  const quiet = new Set<FailureKind>(['network', 'offline', 'captive', 'server', 'rateLimited']);

  it.each(failureKinds)('%s: at once, or after an hour where it mostly mends itself', (kind) => {
    const at = (since: number) => {
      const [problem] = problems(stateOf({ [a.id]: failing(kind, since) }), settings);
      return problem !== undefined && isWorthTelling(problem, now);
    };
    expect(at(now)).toBe(!quiet.has(kind));
    expect(at(now - hour + 1)).toBe(!quiet.has(kind));
    expect(at(now - hour)).toBe(true);
  });
});
