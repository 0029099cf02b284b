import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../electron/core/duration.ts';
import { failure, type Outcome } from '../../electron/core/outcome.ts';
import { recordFingerprint } from '../../electron/core/plan.ts';
import type { Capabilities, Change } from '../../electron/core/provider.ts';
import {
  markInFlight,
  remember,
  rememberUpToDate,
  unmarkInFlight,
} from '../../electron/core/remember.ts';
import {
  rememberArrival,
  rememberVerification,
} from '../../electron/core/remember-verification.ts';
import { type AppState, emptyState, type RecordState } from '../../electron/core/state.ts';
import { homeV4, nextV4, punishing, reading, record } from '../support/core-world-parts.ts';

const now = Date.UTC(2026, 10, 22);
const www = record('www.example.com');
const changeOf = (each = www): Change => ({ record: each, address: nextV4, previous: homeV4 });
const account = { provider: 'reading', fingerprint: '1', failures: 0, memory: {} };

function stateOf(records: AppState['records'] = {}, home = {}): AppState {
  return { ...emptyState, accounts: { home: { ...account, ...home } }, records };
}

function afterCall(
  before: AppState,
  outcomes: readonly Outcome[],
  capabilities: Capabilities = reading,
  changes: readonly Change[] = [changeOf()],
): AppState {
  return remember(before, changes, outcomes, { capabilities, now, random: 0 });
}

const published: RecordState = {
  failures: 0,
  published: { address: homeV4, at: now - day },
  evidence: 'authoritative',
  fingerprint: recordFingerprint(www),
  verification: { kind: 'matches', at: now - hour, next: now + hour, tries: 0 },
};

describe('the address last published', () => {
  it('is remembered after success only (DnsTube: the memo was written before)', () => {
    const marked = markInFlight(stateOf({ [www.id]: published }), [changeOf()], now);
    expect(marked.records[www.id]?.published?.address).toEqual(homeV4);
    const failed = afterCall(marked, [failure('server', 'x')]);
    expect(failed.records[www.id]?.published?.address).toEqual(homeV4);
    const done = afterCall(marked, [{ kind: 'updated', evidence: 'accepted' }]);
    expect(done.records[www.id]?.published).toEqual({ address: nextV4, at: now });
  });

  it('keeps the time of the write when a look finds it right', () => {
    const looked = afterCall(
      stateOf({ [www.id]: { ...published, published: { address: nextV4, at: now - day } } }),
      [{ kind: 'alreadyRight', evidence: 'provider' }],
    );
    expect(looked.records[www.id]?.published?.at).toBe(now - day);
    expect(looked.records[www.id]?.checked).toBe(now);
  });

  it('counts from the last answer where the host expires: “nochg” was a keep-alive', () => {
    const told = afterCall(
      stateOf({ [www.id]: { ...published, published: { address: nextV4, at: now - day } } }),
      [{ kind: 'alreadyRight', evidence: 'provider' }],
      punishing,
    );
    expect(told.records[www.id]?.published?.at).toBe(now);
  });
});

describe('a success', () => {
  it('ends the failure, and leaves no mark, wait or stop', () => {
    const before: RecordState = {
      ...published,
      failures: 4,
      failingSince: now - hour,
      nextTry: now,
      inFlight: { address: nextV4, at: now },
      unconfirmed: { address: nextV4, at: now - minute },
      stopped: { kind: 'auth', detail: '', at: now },
    };
    const state = afterCall(stateOf({ [www.id]: before }), [
      { kind: 'updated', evidence: 'provider', proxied: false },
    ]);
    expect(state.records[www.id]).toEqual({
      published: { address: nextV4, at: now },
      evidence: 'provider',
      failures: 0,
      checked: now,
      last: { kind: 'updated', at: now },
      fingerprint: recordFingerprint(www),
      proxied: false,
      verification: { kind: 'pending', at: now, next: now, tries: 0 },
    });
  });

  it('that found nothing to change leaves what the name servers said', () => {
    const same = { ...published, published: { address: nextV4, at: now - day } };
    const state = afterCall(stateOf({ [www.id]: same }), [
      { kind: 'alreadyRight', evidence: 'provider' },
    ]);
    expect(state.records[www.id]?.evidence).toBe('authoritative');
    expect(state.records[www.id]?.verification).toEqual(published.verification);
  });

  it('that wrote anything is to be verified anew', () => {
    const state = afterCall(stateOf({ [www.id]: published }), [
      { kind: 'updated', evidence: 'accepted' },
    ]);
    expect(state.records[www.id]).toMatchObject({
      evidence: 'accepted',
      verification: { kind: 'pending', next: now, tries: 0 },
    });
  });

  it('behind a proxy is not verified by DNS, until the proxy is taken away', () => {
    const proxied = afterCall(stateOf(), [
      { kind: 'updated', evidence: 'provider', proxied: true },
    ]);
    expect(proxied.records[www.id]?.verification).toEqual({ kind: 'proxied', at: now, tries: 0 });
    const plain = afterCall(proxied, [
      { kind: 'alreadyRight', evidence: 'provider', proxied: false },
    ]);
    expect(plain.records[www.id]?.verification?.kind).toBe('pending');
  });
});

describe('a failure', () => {
  it('counts, starts a streak once, and waits', () => {
    const once = afterCall(stateOf({ [www.id]: published }), [failure('server', 'down')]);
    expect(once.records[www.id]).toMatchObject({
      failures: 1,
      failingSince: now,
      nextTry: now + 5000,
      last: { kind: 'server', detail: 'down', at: now },
    });
    const later = remember(once, [changeOf()], [failure('network', 'gone')], {
      capabilities: reading,
      now: now + hour,
      random: 0,
    });
    expect(later.records[www.id]).toMatchObject({ failures: 2, failingSince: now });
  });

  it('without an answer is kept as a call that may have arrived, until something is known', () => {
    const open = afterCall(stateOf(), [failure('network', 'x', { unconfirmed: true })]);
    expect(open.records[www.id]?.unconfirmed).toEqual({ address: nextV4, at: now });
    const still = afterCall(open, [failure('server', 'x')]);
    expect(still.records[www.id]?.unconfirmed).toEqual({ address: nextV4, at: now });
    const known = afterCall(still, [{ kind: 'updated', evidence: 'accepted' }]);
    expect(known.records[www.id]?.unconfirmed).toBeUndefined();
  });

  it('of one record changes no other (ddns-go: the remaining domains were skipped)', () => {
    const other = record('other.example.com');
    const third = record('third.example.com');
    const state = afterCall(
      stateOf(),
      [
        { kind: 'updated', evidence: 'accepted' },
        failure('conflict', 'CNAME'),
        { kind: 'updated', evidence: 'accepted' },
      ],
      reading,
      [changeOf(www), changeOf(other), changeOf(third)],
    );
    expect(Object.values(state.records).map(({ failures }) => failures)).toEqual([0, 1, 0]);
    expect(state.accounts.home).toEqual(account);
  });
});

describe('an account', () => {
  const many = Array.from({ length: 100 }, (_, at) => changeOf(record(`h${at}.example.com`)));
  const all = (outcome: Outcome) => many.map(() => outcome);
  const rate = failure('rateLimited', 'slow down', { scope: 'account', retryAfter: hour });
  const bad = failure('auth', 'badauth', { scope: 'account' });

  it('that is refused with 100 outcomes at once counts one refusal', () => {
    const { home } = afterCall(stateOf(), all(rate), reading, many).accounts;
    expect(home).toEqual({ ...account, failures: 1, nextTry: now + hour });
  });

  it('is stopped whatever the order of the outcomes, and no success of the same call lifts it', () => {
    const good: Outcome = { kind: 'updated', evidence: 'accepted' };
    const two = many.slice(0, 2);
    for (const outcomes of [
      [bad, good],
      [good, bad],
      [rate, bad],
    ]) {
      const { home } = afterCall(stateOf(), outcomes, punishing, two).accounts;
      expect(home).toMatchObject({ stopped: { kind: 'auth' }, failures: 1, nextTry: undefined });
    }
  });

  it('is stopped by a refusal that comes while it rests', () => {
    const resting = stateOf({}, { nextTry: now + hour, failures: 1 });
    expect(afterCall(resting, [bad]).accounts.home?.stopped?.kind).toBe('auth');
  });

  it('rests as long as the longest word of the call', () => {
    const long = failure('rateLimited', 'x', { scope: 'account', retryAfter: 2 * hour });
    const { home } = afterCall(stateOf(), [rate, long, rate], reading, many.slice(0, 3)).accounts;
    expect(home?.nextTry).toBe(now + 2 * hour);
  });

  it('starts afresh after a success', () => {
    const resting = stateOf({}, { nextTry: now - 1, failures: 3 });
    const { home } = afterCall(resting, [{ kind: 'updated', evidence: 'accepted' }]).accounts;
    expect(home).toMatchObject({ failures: 0, nextTry: undefined });
  });

  it('that the user took out is not brought back', () => {
    expect(afterCall(emptyState, [bad]).accounts).toEqual({});
  });
});

describe('a mark in flight', () => {
  it('that was taken back leaves the older one of a call that was cut off', () => {
    const older = { address: nextV4, at: now - hour };
    const before = stateOf({ [www.id]: { ...published, inFlight: older } });
    const marked = markInFlight(before, [changeOf()], now);
    expect(marked.records[www.id]?.inFlight).toEqual({ address: nextV4, at: now });
    expect(unmarkInFlight(marked, [changeOf()], before)).toEqual(before);
  });

  it('over one that a kill cut off takes back what the name servers had confirmed', () => {
    const cut = { ...published, inFlight: { address: homeV4, at: now - minute } };
    const marked = markInFlight(stateOf({ [www.id]: cut }), [changeOf()], now);
    const refused = afterCall(marked, [failure('server', 'x')]);
    expect(refused.records[www.id]).toMatchObject({
      evidence: 'accepted',
      unconfirmed: cut.inFlight,
    });
    const fresh = markInFlight(stateOf({ [www.id]: published }), [changeOf()], now);
    expect(fresh.records[www.id]?.evidence).toBe('authoritative');
  });

  it('becomes a publication when the name servers show it', () => {
    const open = { address: nextV4, at: now - hour };
    const state = stateOf({ [www.id]: { ...published, failures: 2, inFlight: open } });
    expect(rememberArrival(state, www, now).records[www.id]).toMatchObject({
      published: open,
      evidence: 'authoritative',
      failures: 0,
      verification: { kind: 'matches' },
    });
    const nothing = stateOf({ [www.id]: published });
    expect(rememberArrival(nothing, www, now)).toEqual(nothing);
  });
});

describe('what the name servers say', () => {
  const seen = (before: RecordState, kind: Parameters<typeof rememberVerification>[2]) =>
    rememberVerification(stateOf({ [www.id]: before }), www.id, kind, now).records[www.id];

  it('is the strongest evidence when it matches', () => {
    expect(seen({ ...published, evidence: 'accepted' }, 'matches')).toMatchObject({
      evidence: 'authoritative',
      verification: { kind: 'matches', at: now, tries: 0, next: now + 6 * hour },
    });
  });

  it.each(['differs', 'missing', 'alias'] as const)(
    'takes the evidence away and asks for a look at the provider when it no longer matches (%s)',
    (kind) => {
      const state = seen({ ...published, checked: now }, kind);
      expect(state?.evidence).toBe('accepted');
      expect(state?.checked).toBeUndefined();
      expect(state?.verification).toMatchObject({ kind, tries: 1, next: now + 5000 });
    },
  );

  it('changes nothing when nobody answered', () => {
    const state = seen({ ...published, checked: now }, 'unknown');
    expect(state).toMatchObject({ evidence: 'authoritative', checked: now });
  });

  it('is asked ever less often while the change spreads', () => {
    let state = stateOf({ [www.id]: { failures: 0, published: { address: nextV4, at: now } } });
    const waits: number[] = [];
    for (let at = 0; at < 8; at++) {
      state = rememberVerification(state, www.id, 'differs', now);
      waits.push(((state.records[www.id]?.verification?.next ?? 0) - now) / 1000);
    }
    expect(waits).toEqual([5, 15, 30, 60, 120, 300, 600, 21_600]);
  });
});

describe('a failed change that nobody wants any more', () => {
  it('is over when the address is back where it was', () => {
    const failing = afterCall(stateOf({ [www.id]: published }), [failure('server', 'x')]);
    const over = rememberUpToDate(failing, www.id).records[www.id];
    expect(over).toMatchObject({ failures: 0, last: { kind: 'alreadyRight' } });
    expect(over?.nextTry).toBeUndefined();
    expect(over?.failingSince).toBeUndefined();
  });

  it('is nothing where nothing failed', () => {
    const state = stateOf({ [www.id]: published });
    expect(rememberUpToDate(state, www.id)).toBe(state);
  });
});
