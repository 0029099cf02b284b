import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../electron/core/address.ts';
import { day, hour, minute } from '../../electron/core/duration.ts';
import { type PlanInput, plan, recordFingerprint } from '../../electron/core/plan.ts';
import type { Capabilities } from '../../electron/core/provider.ts';
import {
  type AccountState,
  type Detection,
  emptyState,
  type RecordState,
} from '../../electron/core/state.ts';
import {
  account,
  homeV4,
  homeV6,
  nextV4,
  nextV6,
  punishing,
  reading,
  record,
  settingsOf,
  writing,
} from '../support/core-world-parts.ts';

const now = Date.UTC(2026, 10, 22);
const www = record('www.example.com');
const off: Detection = { kind: 'off' };

function known(address: Address): Detection {
  return { kind: 'known', address, voices: [], silent: [], by: 'steady' };
}

/** A record that was published well, just now. */
function right(address: Address = homeV4, more: Partial<RecordState> = {}): RecordState {
  return {
    failures: 0,
    published: { address, at: now },
    checked: now,
    fingerprint: recordFingerprint(www),
    ...more,
  };
}

interface Case {
  readonly capabilities?: Capabilities;
  readonly detection?: Detection;
  readonly account?: Partial<AccountState>;
  readonly input?: Partial<PlanInput>;
}

function fresh(): AccountState {
  return { provider: 'reading', fingerprint: 'home-1', failures: 0, memory: {} };
}

/** What is decided for the one record: a reason, or a rest. */
function decided(state: RecordState | undefined, more: Case = {}) {
  const { groups, resting } = plan({
    settings: settingsOf([www]),
    state: {
      ...emptyState,
      accounts: { home: { ...fresh(), ...more.account } },
      records: state === undefined ? {} : { [www.id]: state },
    },
    detections: { ipv4: more.detection ?? known(homeV4), ipv6: off },
    capabilities: () => more.capabilities ?? reading,
    now,
    ...more.input,
  });
  return groups[0]?.changes[0]?.reason ?? resting[0]?.rest;
}

const forced = { input: { force: true } } as const;

describe('a record is written', () => {
  const failing = { failures: 2, last: { kind: 'server', at: now } } as const;
  const open = { address: nextV4, at: now - hour };

  it.each<[string, string, RecordState | undefined, Case]>([
    ['when it never was', 'first', undefined, {}],
    ['when the address changed', 'addressChanged', right(nextV4), {}],
    ['when the last attempt failed', 'retry', right(nextV4, failing), {}],
    ['when a look failed', 'retry', right(homeV4, failing), {}],
    ['when a call was cut off by a kill', 'interrupted', right(homeV4, { inFlight: open }), {}],
    ['when a call went unanswered', 'interrupted', right(homeV4, { unconfirmed: open }), {}],
    [
      'when the user changed its settings',
      'settingsChanged',
      right(homeV4, { fingerprint: '[]' }),
      {},
    ],
    [
      'when the user changed where an unlooking service is',
      'settingsChanged',
      right(homeV4, { fingerprint: undefined }),
      { capabilities: writing },
    ],
    [
      'after an hour, to notice an edit by hand',
      'recheck',
      right(homeV4, { checked: now - hour }),
      {},
    ],
    ['when the name servers contradict', 'recheck', right(homeV4, { checked: undefined }), {}],
    ['when the last look lies in the future', 'recheck', right(homeV4, { checked: now + 1 }), {}],
    [
      'when its host expires otherwise',
      'keepAlive',
      right(homeV4, { published: { address: homeV4, at: now - 28 * day } }),
      { capabilities: punishing },
    ],
    ['when the user asks', 'forced', right(), forced],
    [
      'when the user asks although it waits',
      'forced',
      right(nextV4, { ...failing, nextTry: now + hour }),
      forced,
    ],
    [
      'when the user asks and a day went by',
      'forced',
      right(homeV4, { published: { address: homeV4, at: now - day } }),
      { ...forced, capabilities: punishing },
    ],
  ])('%s: %s', (_, reason, state, more) => {
    expect(decided(state, more)).toBe(reason);
  });
});

describe('a record rests', () => {
  it('while it is up to date', () => {
    expect(decided(right())).toEqual({ kind: 'upToDate' });
    expect(decided(right(homeV4, { checked: now - hour + 1 }))).toEqual({ kind: 'upToDate' });
  });

  it('while it waits, and while its account does; the later time counts', () => {
    expect(decided(right(nextV4, { nextTry: now + 5 }))).toEqual({
      kind: 'waiting',
      until: now + 5,
    });
    const both = decided(right(nextV4, { nextTry: now + 5 }), { account: { nextTry: now + 9 } });
    expect(both).toEqual({ kind: 'waiting', until: now + 9 });
    expect(decided(right(nextV4, { nextTry: now }))).toBe('addressChanged');
  });

  it('while it or its account is stopped', () => {
    const stopped = { kind: 'auth', detail: '', at: now - day } as const;
    expect(decided(right(nextV4, { stopped }))).toEqual({ kind: 'stopped', scope: 'record' });
    expect(decided(right(nextV4), { account: { stopped } })).toEqual({
      kind: 'stopped',
      scope: 'account',
    });
  });

  it('unless it is forced, even where the clock was set back since', () => {
    const forced = (stoppedAt: number, askedAt: number) => {
      const stopped = { kind: 'auth', detail: '', at: stoppedAt } as const;
      const input = { force: true, askedAt };
      return decided(right(nextV4), { account: { stopped }, input });
    };
    expect(forced(now - day, now)).toBe('forced');
    expect(forced(now + day, now)).toBe('forced');
    expect(forced(now - minute, now - hour)).toEqual({ kind: 'stopped', scope: 'account' });
  });

  it('when it was not asked for', () => {
    expect(decided(undefined, { input: { only: new Set(['another']) } })).toBeUndefined();
  });

  it('at a service that cannot look, however long ago it was written', () => {
    const old = right(homeV4, { checked: 0 });
    expect(decided(old, { capabilities: writing })).toEqual({ kind: 'upToDate' });
  });
});

describe('a host that punishes repetition', () => {
  const at = { capabilities: punishing };
  const sent = (ago: number) => right(homeV4, { published: { address: homeV4, at: now - ago } });

  it('is not told an unchanged address again before it would expire', () => {
    for (const ago of [0, hour, day, 27 * day]) {
      expect(decided({ ...sent(ago), checked: 0 }, at)).toEqual({ kind: 'upToDate' });
    }
  });

  it('is not told twice within 24 h, even when the user asks', () => {
    expect(decided(sent(day - 1), { ...at, ...forced })).toEqual({
      kind: 'repeatPunished',
      until: now + 1,
    });
  });

  it('has a floor of 24 h, whatever keep-alive it claims', () => {
    const eager = { ...punishing, keepAlive: hour };
    expect(decided(sent(day - 1), { capabilities: eager })).toEqual({ kind: 'upToDate' });
    expect(decided(sent(day), { capabilities: eager })).toBe('keepAlive');
  });

  it('is given its rest, even when the user asks', () => {
    const resting = right(nextV4, { failures: 1, nextTry: now + 1 });
    expect(decided(resting, { ...at, ...forced })).toEqual({ kind: 'waiting', until: now + 1 });
    const account = { nextTry: now + 1 };
    expect(decided(right(nextV4), { ...at, ...forced, account })).toMatchObject({
      kind: 'waiting',
    });
  });

  it.each(['inFlight', 'unconfirmed'] as const)(
    'is given 5 min after a call that may have arrived (%s), even when the user asks',
    (mark) => {
      const open = (ago: number) => right(nextV4, { [mark]: { address: homeV4, at: now - ago } });
      const until = now + 1;
      expect(decided(open(5 * minute - 1), at)).toEqual({ kind: 'waiting', until });
      expect(decided(open(5 * minute - 1), { ...at, ...forced })).toEqual({
        kind: 'waiting',
        until,
      });
      expect(decided(open(5 * minute), at)).toBe('interrupted');
    },
  );

  it('is given a day after a keep-alive that was cut off: nobody can see whether it arrived', () => {
    const open = (ago: number) =>
      right(homeV4, { unconfirmed: { address: homeV4, at: now - ago } });
    expect(decided(open(day - 1), at)).toEqual({ kind: 'waiting', until: now + 1 });
    expect(decided(open(day), at)).toBe('interrupted');
  });

  it('is told once more after its account was edited: it may be another host now', () => {
    const edited = { fingerprint: undefined };
    expect(decided({ ...sent(day - 1), ...edited }, at)).toMatchObject({ kind: 'repeatPunished' });
    expect(decided({ ...sent(day), ...edited }, at)).toBe('settingsChanged');
  });

  it('does not shield another host: a service that looks is called again at once', () => {
    const open = right(nextV4, { inFlight: { address: homeV4, at: now } });
    expect(decided(open)).toBe('interrupted');
  });
});

describe('force', () => {
  it('reaches only the records it names', () => {
    const other = record('other.example.com');
    const { groups, resting } = plan({
      settings: settingsOf([www, other]),
      state: {
        ...emptyState,
        records: { [www.id]: right(), [other.id]: right() },
      },
      detections: { ipv4: known(homeV4), ipv6: off },
      capabilities: () => reading,
      now,
      force: new Set([www.id]),
    });
    expect(groups.flatMap(({ changes }) => changes).map(({ record }) => record.id)).toEqual([
      www.id,
    ]);
    expect(resting).toEqual([{ record: other, rest: { kind: 'upToDate' } }]);
  });
});

describe('the changes', () => {
  it('travel together by account, each with its own address and what it held', () => {
    const six = record('www.example.com', 'AAAA');
    const work = record('www.example.org', 'A', { account: 'work' });
    const { groups } = plan({
      settings: settingsOf([www, six, work], [account('home'), account('work')]),
      state: { ...emptyState, records: { [www.id]: right(nextV4) } },
      detections: { ipv4: known(homeV4), ipv6: known(homeV6) },
      capabilities: () => reading,
      now,
    });
    expect(groups).toEqual([
      {
        account: 'home',
        changes: [
          {
            record: www,
            address: homeV4,
            previous: nextV4,
            sibling: homeV6,
            reason: 'addressChanged',
          },
          { record: six, address: homeV6, previous: undefined, sibling: nextV4, reason: 'first' },
        ],
      },
      {
        account: 'work',
        changes: [{ record: work, address: homeV4, previous: undefined, reason: 'first' }],
      },
    ]);
  });

  it('carry what the other type of the name may hold, so that carrying it changes nothing, or else is to hold', () => {
    const six = record('www.example.com', 'AAAA');
    const siblingOf = (more: Partial<RecordState>, ipv6: Detection) =>
      plan({
        settings: settingsOf([www, six]),
        state: { ...emptyState, records: { [six.id]: { failures: 0, ...more } } },
        detections: { ipv4: known(homeV4), ipv6 },
        capabilities: () => punishing,
        now,
      }).groups[0]?.changes.find(({ record: { type } }) => type === 'A')?.sibling;
    const unknown: Detection = { kind: 'disagree', voices: [], silent: [] };
    const old = { address: nextV6, at: now - 1 };
    expect(siblingOf({ published: old }, known(homeV6))).toEqual(nextV6);
    expect(siblingOf({}, known(homeV6))).toEqual(homeV6);
    expect(siblingOf({ published: old }, unknown)).toEqual(nextV6);
    const open = { address: homeV6, at: now };
    expect(siblingOf({ published: old, unconfirmed: open }, unknown)).toEqual(homeV6);
    expect(siblingOf({}, unknown)).toBeUndefined();
  });

  it('of one family do not depend on the other', () => {
    const six = record('www.example.com', 'AAAA');
    const { groups, resting } = plan({
      settings: settingsOf([www, six]),
      state: emptyState,
      detections: {
        ipv4: { kind: 'disagree', voices: [], silent: [] },
        ipv6: known(homeV6),
      },
      capabilities: () => reading,
      now,
    });
    expect(groups[0]?.changes.map(({ record }) => record.type)).toEqual(['AAAA']);
    expect(resting).toEqual([{ record: www, rest: { kind: 'noAddress', detection: 'disagree' } }]);
  });
});

describe('an address that could not be found out', () => {
  const unknown = fc.constantFrom<Detection>(
    { kind: 'unavailable', why: 'offline', voices: [], silent: [] },
    { kind: 'unavailable', why: 'noAnswer', voices: [], silent: [] },
    { kind: 'unavailable', why: 'single', voices: [], silent: [] },
    { kind: 'disagree', voices: [], silent: [] },
    off,
  );
  const time = fc.integer({ min: now - 40 * day, max: now + 40 * day });
  const sent = fc.record({ address: fc.constantFrom(homeV4, nextV4), at: time });
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const state: fc.Arbitrary<RecordState> = fc.record({
    failures: fc.nat(30),
    published: maybe(sent),
    inFlight: maybe(sent),
    unconfirmed: maybe(sent),
    nextTry: maybe(time),
    checked: maybe(time),
    fingerprint: fc.constantFrom(undefined, recordFingerprint(www), '[]'),
  });
  const capabilities = fc.constantFrom(reading, punishing, writing);

  it('never leads to a change, whatever is known and asked for (timothymiller: a failed detection deleted records)', () => {
    fc.assert(
      fc.property(unknown, state, capabilities, fc.boolean(), (detection, known, can, force) => {
        const rest = decided(known, { detection, capabilities: can, input: { force } });
        expect(rest).toEqual({ kind: 'noAddress', detection: detection.kind });
      }),
    );
  });

  it('is the only thing that leaves an address open: each change carries the one found out', () => {
    fc.assert(
      fc.property(state, capabilities, fc.boolean(), (known_, can, force) => {
        const { groups } = plan({
          settings: settingsOf([www]),
          state: { ...emptyState, records: { [www.id]: known_ } },
          detections: { ipv4: known(homeV4), ipv6: off },
          capabilities: () => can,
          now,
          force,
        });
        for (const { address } of groups.flatMap(({ changes }) => changes)) {
          expect(address).toEqual(homeV4);
        }
      }),
    );
  });

  it('is never repeated to a punishing host within a day of the last word, whatever is asked for', () => {
    fc.assert(
      fc.property(state, fc.boolean(), (known_, force) => {
        const reason = decided(known_, { capabilities: punishing, input: { force } });
        if (typeof reason !== 'string') return;
        const same =
          known_.published?.address === homeV4 && !known_.inFlight && !known_.unconfirmed;
        if (same) expect(now - (known_.published?.at ?? 0)).toBeGreaterThanOrEqual(day);
      }),
    );
  });
});
