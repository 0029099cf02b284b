import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, hour, minute, second } from '../../electron/core/duration.ts';
import { type FailureKind, failure, failureKinds } from '../../electron/core/outcome.ts';
import type { Capabilities } from '../../electron/core/provider.ts';
import {
  isDue,
  lookAgain,
  next,
  nextCheck,
  nextVerification,
  punishingRest,
  unconfirmedRest,
  verifyAgain,
} from '../../electron/core/schedule.ts';
import { punishing, reading, writing } from '../support/core-world-parts.ts';

const now = Date.UTC(2026, 10, 22);

interface Circumstances {
  readonly failures?: number;
  readonly random?: number;
  readonly capabilities?: Capabilities;
  readonly retryAfter?: number;
  readonly unconfirmed?: boolean;
}

/** Milliseconds until the next try. */
function waited(
  kind: FailureKind,
  { failures = 0, random = 0, capabilities = reading, ...more }: Circumstances = {},
) {
  const after = next(failure(kind, 'x', more), failures, now, random, capabilities);
  return after.kind === 'wait' ? after.until - now : after.kind;
}

describe('what follows an outcome', () => {
  it('is nothing after a success', () => {
    expect(next({ kind: 'updated', evidence: 'accepted' }, 3, now, 0.5, reading)).toEqual({
      kind: 'done',
    });
  });

  it.each<FailureKind>(['auth', 'blocked', 'plan'])('is a stop after %s, at any host', (kind) => {
    for (const capabilities of [reading, punishing, writing]) {
      expect(next(failure(kind, 'why'), 0, now, 0.5, capabilities)).toEqual({
        kind: 'stopped',
        stop: { kind, detail: 'why', at: now },
      });
    }
  });

  it.each<FailureKind>(['zoneNotFound', 'recordNotFound', 'hostNotFound', 'conflict', 'invalid'])(
    'is a look once an hour after %s where looking is harmless, else a stop',
    (kind) => {
      expect(waited(kind)).toBe(lookAgain);
      expect(waited(kind, { capabilities: punishing })).toBe('stopped');
      expect(waited(kind, { capabilities: writing })).toBe('stopped');
    },
  );

  it.each<[FailureKind, number, number]>([
    ['clock', 5 * minute, hour],
    ['rateLimited', 5 * minute, 6 * hour],
    ['server', minute, hour],
    ['network', 15 * second, 10 * minute],
    ['offline', 15 * second, 10 * minute],
    ['captive', 15 * second, 10 * minute],
    ['proxyAuth', 15 * second, 10 * minute],
    ['tls', 5 * minute, hour],
    ['mismatch', 5 * minute, 6 * hour],
    ['unknown', 5 * minute, 6 * hour],
  ])('doubles after each %s, up to its limit, with full jitter', (kind, base, cap) => {
    expect(waited(kind)).toBe(5 * second);
    expect(waited(kind, { random: 1 })).toBe(5 * second + base);
    expect(waited(kind, { random: 1, failures: 1 })).toBe(5 * second + Math.min(2 * base, cap));
    expect(waited(kind, { random: 1, failures: 5000 })).toBe(5 * second + cap);
  });

  it('is known for every kind', () => {
    for (const kind of failureKinds) expect(waited(kind)).not.toBe('done');
  });
});

describe('a wait', () => {
  const retried = failureKinds.filter((kind) => typeof waited(kind) === 'number');

  it('is never sooner than 5 s, than the provider’s word, or than a punishing host’s rest', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...retried),
        fc.nat(100),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.option(fc.nat(day), { nil: undefined }),
        fc.boolean(),
        fc.constantFrom(reading, punishing, writing),
        (kind, failures, random, retryAfter, unconfirmed, capabilities) => {
          const wait = waited(kind, {
            failures,
            random,
            capabilities,
            ...(retryAfter === undefined ? {} : { retryAfter }),
            unconfirmed,
          });
          if (wait === 'stopped') return;
          expect(wait).toBeGreaterThanOrEqual(5 * second);
          if (wait === lookAgain) return;
          expect(wait).toBeGreaterThanOrEqual(retryAfter ?? 0);
          expect(wait).toBeLessThanOrEqual(6 * hour + Math.max(retryAfter ?? 0, 6 * hour));
          if (!capabilities.repeatsArePunished) return;
          if (unconfirmed) expect(wait).toBeGreaterThanOrEqual(unconfirmedRest);
        },
      ),
    );
  });

  it.each<FailureKind>(['server', 'unknown', 'mismatch', 'rateLimited'])(
    'leaves a punishing host alone for half an hour after %s',
    (kind) => {
      expect(waited(kind, { capabilities: punishing })).toBe(punishingRest);
      expect(waited(kind, { capabilities: punishing, failures: 9 })).toBe(punishingRest);
    },
  );

  it('doubles a punishing host’s rest each time a call goes unanswered, up to 6 h', () => {
    const rest = (failures: number) =>
      waited('network', { capabilities: punishing, unconfirmed: true, failures });
    expect([0, 1, 2, 50].map(rest)).toEqual([5 * minute, 10 * minute, 20 * minute, 6 * hour]);
  });

  it('is short where a punishing host was not reached at all', () => {
    expect(waited('network', { capabilities: punishing })).toBe(5 * second);
  });
});

describe('verification', () => {
  it('asks ever less often while the answer is not there, then every 6 h', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 50].map(
      (tries) => (nextVerification('differs', tries, now) ?? 0) - now,
    );
    const seconds = [5, 15, 30, 60, 120, 300, 600].map((each) => each * second);
    expect(waits).toEqual([...seconds, verifyAgain, verifyAgain]);
  });

  it('asks again after 6 h once it matches, and never where a proxy answers', () => {
    expect(nextVerification('matches', 0, now)).toBe(now + verifyAgain);
    expect(nextVerification('proxied', 0, now)).toBeUndefined();
  });
});

describe('the next check', () => {
  const usual = { trigger: 'timer', offline: false } as const;

  it('is within about five minutes while offline, however long the interval, and no sooner than usual', () => {
    const offline = { trigger: 'timer', offline: true } as const;
    expect(nextCheck(now, 24 * hour, 1, offline)).toBe(now + 315_000);
    expect(nextCheck(now, 30_000, 0, offline)).toBe(now + 28_500);
  });

  it('is one interval away, give or take a twentieth', () => {
    expect(nextCheck(now, 60_000, 0, usual)).toBe(now + 57_000);
    expect(nextCheck(now, 60_000, 1, usual)).toBe(now + 63_000);
  });

  it('is half to one and a half away after what many go through together', () => {
    expect(nextCheck(now, 60_000, 0, { trigger: 'start', offline: false })).toBe(now + 30_000);
    expect(nextCheck(now, 60_000, 1, { trigger: 'network', offline: false })).toBe(now + 90_000);
  });

  it('is due when its time has come, was never set, or lies so far ahead that the clock was set back', () => {
    expect(isDue(undefined, now, minute)).toBe(true);
    expect(isDue(now, now, minute)).toBe(true);
    expect(isDue(now + 1, now, minute)).toBe(false);
    expect(isDue(now + day, now, minute)).toBe(true);
  });
});

describe('the wait that a provider asks for', () => {
  it.each([
    ['a date in the year 275760', 8.64e15 - now],
    ['31 years', 999_999_999 * second],
    ['1e300', 1e300],
    ['no end', Number.POSITIVE_INFINITY],
  ])('is a day at most, where it asks for %s', (_, retryAfter) => {
    expect(waited('rateLimited', { retryAfter, random: 0, capabilities: reading })).toBe(day);
  });

  it.each([Number.NaN, -1, Number.NEGATIVE_INFINITY])('counts as none where it is %d', (wrong) => {
    const usual = waited('rateLimited', { random: 0, capabilities: reading });
    const wait = waited('rateLimited', { retryAfter: wrong, random: 0, capabilities: reading });
    expect(wait).toBe(usual);
  });
});
