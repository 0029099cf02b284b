import { describe, expect, it } from 'vitest';
import { nextDue, nextRetry } from '../../electron/core/due.ts';
import { minute } from '../../electron/core/duration.ts';
import { type AppState, emptyState, type RecordState } from '../../electron/core/state.ts';
import { homeV4, record, settingsOf } from '../support/core-world-parts.ts';

const now = Date.UTC(2026, 10, 22);
const www = record('www.example.com');
const settings = settingsOf([www]);
const home = { provider: 'reading', fingerprint: 'home-1', failures: 0, memory: {} };

function stateOf(known: RecordState, more: Partial<AppState> = {}, account = {}): AppState {
  return {
    ...emptyState,
    lastCheck: now,
    nextCheck: now + minute,
    accounts: { home: { ...home, ...account } },
    records: { [www.id]: known },
    ...more,
  };
}

describe('the next retry', () => {
  it('is when record and account may both be tried', () => {
    const known = { failures: 1, nextTry: now + 5 };
    expect(nextRetry(stateOf(known), settings)).toBe(now + 5);
    expect(nextRetry(stateOf(known, {}, { nextTry: now + 9 }), settings)).toBe(now + 9);
  });

  it('is 5 min after a call that was cut off', () => {
    const inFlight = { address: homeV4, at: now - minute };
    expect(nextRetry(stateOf({ failures: 0, inFlight }), settings)).toBe(now + 4 * minute);
  });

  it.each<[string, AppState]>([
    ['nothing waits', stateOf({ failures: 0 })],
    ['the last check saw its time pass', stateOf({ failures: 1, nextTry: now })],
    [
      'the account is stopped',
      stateOf(
        { failures: 1, nextTry: now + 5 },
        {},
        { stopped: { kind: 'auth', detail: '', at: now } },
      ),
    ],
  ])('is none where %s', (_, state) => {
    expect(nextRetry(state, settings)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('what is due next', () => {
  const verification = { kind: 'pending', at: now, next: now + 7, tries: 0 } as const;
  const published = { address: homeV4, at: now };

  it('is the earliest of check, retry and verification', () => {
    expect(nextDue(stateOf({ failures: 0 }), settings)).toBe(now + minute);
    expect(nextDue(stateOf({ failures: 1, nextTry: now + 5 }), settings)).toBe(now + 5);
    expect(nextDue(stateOf({ failures: 0, published, verification }), settings)).toBe(now + 7);
  });

  it('is the check alone while offline', () => {
    const state = stateOf({ failures: 1, nextTry: now + 5, published, verification });
    expect(nextDue({ ...state, offlineSince: now }, settings)).toBe(now + minute);
  });

  it('is a check at once where none was ever planned', () => {
    expect(nextDue(emptyState, settings)).toBe(0);
  });
});
