import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, hour, minute, second } from '../../electron/core/duration.ts';
import {
  checked,
  dueSettling,
  emptySettling,
  nextSettling,
  type Settling,
  type Signal,
  signalled,
} from '../../electron/core/settling.ts';
import { seededRandom } from '../support/provider-context.ts';

const start = Date.UTC(2026, 10, 22);
const fresh = { lastCheck: start - second, interval: minute };
const old = { lastCheck: start - 2 * minute, interval: minute };

interface Told {
  /** Milliseconds after the start. */
  readonly at: number;
  readonly signal: Signal;
}

/** Somebody who waits as the machine says, and checks; what came of it, in order. */
function play(
  told: readonly Told[],
  offline: (check: number) => boolean = () => false,
  changed: (check: number) => boolean = () => false,
) {
  const left = [...told].sort((a, b) => a.at - b.at);
  const checks: { readonly at: number; readonly trigger: string }[] = [];
  let settling: Settling = emptySettling;
  for (;;) {
    const next = left[0]?.at ?? Number.POSITIVE_INFINITY;
    const wake = nextSettling(settling) - start;
    if (next === Number.POSITIVE_INFINITY && wake === Number.POSITIVE_INFINITY) return checks;
    if (next <= wake) {
      const { signal } = left.shift() ?? { signal: 'resumed' };
      settling = signalled(settling, signal, start + next, old);
      continue;
    }
    const due = dueSettling(settling, start + wake);
    settling = due.settling;
    if (due.trigger === undefined) throw new Error('woken for nothing');
    const found = { offline: offline(checks.length), changed: changed(checks.length) };
    settling = checked(settling, found, start + wake);
    checks.push({ at: wake, trigger: due.trigger });
  }
}

function seconds(...list: readonly (readonly [number, Signal])[]): readonly Told[] {
  return list.map(([at, signal]) => ({ at: at * second, signal }));
}

function times(told: readonly Told[], offline?: (check: number) => boolean): readonly string[] {
  return play(told, offline).map(({ at, trigger }) => `${at / second} ${trigger}`);
}

describe('signals settle', () => {
  it.each<[string, readonly Told[], readonly string[]]>([
    ['a change of the network', seconds([0, 'networkChanged']), ['3 network']],
    [
      'several changes, 3 s after the last',
      seconds([0, 'networkChanged'], [2, 'networkChanged'], [4, 'networkChanged']),
      ['7 network'],
    ],
    [
      'changes without an end, 15 s after the first',
      seconds(...Array.from({ length: 17 }, (_, at) => [at, 'networkChanged'] as const)),
      ['15 network', '19 network'],
    ],
    ['waking', seconds([0, 'resumed']), ['5 resume']],
    [
      'waking, with the network and the user coming back',
      seconds([0, 'resumed'], [1, 'networkChanged'], [4, 'networkChanged'], [5, 'unlocked']),
      ['8 resume'],
    ],
    [
      'waking, with the network there soon',
      seconds([0, 'resumed'], [1, 'networkChanged']),
      ['5 resume'],
    ],
    [
      'a change of the network just before waking',
      seconds([0, 'networkChanged'], [2, 'resumed']),
      ['7 resume'],
    ],
    ['unlocking after a long time', seconds([0, 'unlocked']), ['3 resume']],
    [
      'two changes far apart',
      seconds([0, 'networkChanged'], [60, 'networkChanged']),
      ['3 network', '63 network'],
    ],
  ])('%s', (_, told, expected) => {
    expect(times(told)).toEqual(expected);
  });

  it.each<[string, readonly Told[], readonly string[]]>([
    ['another word of the gateway', seconds([0, 'gatewayChanged']), ['0.05 network']],
    ['another address with a way out', seconds([0, 'addressChanged']), ['0.25 network']],
    [
      'a network that comes back in pieces, as soon as there is a way out',
      seconds([0, 'networkChanged'], [0.5, 'networkChanged'], [1, 'addressChanged']),
      ['1.25 network'],
    ],
    [
      'a way out soon after waking',
      seconds([0, 'resumed'], [1, 'networkChanged'], [2, 'addressChanged']),
      ['2.25 resume'],
    ],
    [
      'what moves after what is sure, on its own',
      seconds([0, 'addressChanged'], [0.1, 'networkChanged']),
      ['0.25 network', '3.1 network'],
    ],
    [
      'addresses that come one after the other, within a second or so',
      seconds(...[0, 0.2, 0.4, 0.6, 0.8].map((at) => [at, 'addressChanged'] as const)),
      ['1 network'],
    ],
    [
      'the third in a minute that finds nothing new, like any other',
      seconds([0, 'addressChanged'], [10, 'gatewayChanged'], [20, 'addressChanged']),
      ['0.25 network', '10.05 network', '23 network'],
    ],
    [
      'the next after a minute of rest, at once again',
      seconds([0, 'addressChanged'], [10, 'addressChanged'], [71, 'addressChanged']),
      ['0.25 network', '10.25 network', '71.25 network'],
    ],
  ])('but what is sure does not wait: %s', (_, told, expected) => {
    expect(times(told)).toEqual(expected);
  });

  it('and each that finds another address leaves the next one quick', () => {
    const told = seconds(
      ...Array.from({ length: 20 }, (_, at) => [at * 5, 'gatewayChanged'] as const),
    );
    const checks = play(told, undefined, () => true);
    expect(checks.map(({ at }) => at % (5 * second))).toEqual(told.map(() => 50));
  });

  it('and unlocking alone brings no check where the last is younger than the interval', () => {
    expect(signalled(emptySettling, 'unlocked', start, fresh)).toEqual(emptySettling);
    const never = { interval: minute };
    expect(nextSettling(signalled(emptySettling, 'unlocked', start, never))).toBe(start + 3_000);
    const ahead = { lastCheck: start + day, interval: minute };
    expect(nextSettling(signalled(emptySettling, 'unlocked', start, ahead))).toBe(start + 3_000);
  });
});

describe('a check after waking that finds no network', () => {
  it('is tried again after 5, 15 and 45 s, and no more', () => {
    const expected = ['5 resume', '10 resume', '25 resume', '70 resume'];
    expect(times(seconds([0, 'resumed']), () => true)).toEqual(expected);
  });

  it('is not tried again once one found a network', () => {
    const tried = times(seconds([0, 'resumed']), (check) => check < 1);
    expect(tried).toEqual(['5 resume', '10 resume']);
  });

  it('goes on being tried after a change of the network in between', () => {
    const tried = times(seconds([0, 'resumed'], [12, 'networkChanged']), (check) => check < 3);
    expect(tried).toEqual(['5 resume', '10 resume', '15 network', '30 resume']);
  });

  it('is not tried again where another check found the network meanwhile', () => {
    let settling = signalled(emptySettling, 'resumed', start, old);
    settling = dueSettling(settling, start + 5_000).settling;
    settling = checked(settling, { offline: true, changed: false }, start + 6_000);
    expect(nextSettling(settling)).toBe(start + 11_000);
    settling = checked(settling, { offline: false, changed: false }, start + 7_000);
    expect(nextSettling(settling)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is not put off by another one that finds none either', () => {
    let settling = signalled(emptySettling, 'resumed', start, old);
    settling = dueSettling(settling, start + 5_000).settling;
    settling = checked(settling, { offline: true, changed: false }, start + 6_000);
    expect(checked(settling, { offline: true, changed: false }, start + 9_000)).toEqual(settling);
  });

  it.each([true, false])('that began before a signal is not taken for its own (%s)', (offline) => {
    const settling = signalled(emptySettling, 'resumed', start, old);
    expect(checked(settling, { offline, changed: false }, start + 1_000)).toEqual(settling);
  });

  it.each<Signal>(['networkChanged', 'unlocked'])('is not one after %s', (signal) => {
    expect(play([{ at: 0, signal }], () => true)).toHaveLength(1);
  });

  it('is begun anew with each waking', () => {
    const tried = times(seconds([0, 'resumed'], [100, 'resumed']), () => true);
    expect(tried.slice(4)).toEqual(['105 resume', '110 resume', '125 resume', '170 resume']);
  });
});

const patient = ['networkChanged', 'resumed', 'unlocked'] as const;
const sure = ['gatewayChanged', 'addressChanged'] as const;
const anySignal = fc.constantFrom<Signal>(...patient, ...sure);

describe('whatever is signalled', () => {
  const noiseOf = (signal: fc.Arbitrary<Signal>) =>
    fc.array(fc.record({ at: fc.integer({ min: 0, max: 3 * minute }), signal }), {
      minLength: 1,
      maxLength: 30,
    });

  it('a burst is one check', () => {
    const gap = fc.integer({ min: 0, max: 2_999 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(gap, fc.constantFrom<Signal>(...patient)), {
          minLength: 1,
          maxLength: 5,
        }),
        (steps) => {
          let at = 0;
          const told = steps.map(([after, what]) => {
            at += after;
            return { at, signal: what };
          });
          // The unrest of a burst is waited for up to 15 s: five steps of 3 s stay below.
          expect(play(told)).toHaveLength(1);
        },
      ),
    );
  });

  it('a check follows the last signal, within 15 s or, in a storm, a minute', () => {
    fc.assert(
      fc.property(noiseOf(anySignal), (told) => {
        const checks = play(told);
        const last = Math.max(...told.map(({ at }) => at));
        const longest = checks.length > 10 ? minute : 15 * second;
        expect(checks.some(({ at }) => at > last && at <= last + longest)).toBe(true);
        const first = Math.min(...told.map(({ at }) => at));
        expect(checks[0]?.at).toBeGreaterThanOrEqual(first + 50);
      }),
    );
  });

  it('of what is not sure, no check comes sooner than 3 s after another', () => {
    fc.assert(
      fc.property(noiseOf(fc.constantFrom<Signal>(...patient)), (told) => {
        const checks = play(told);
        const gaps = checks.map(({ at }, index) => at - (checks[index - 1]?.at ?? -minute));
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3 * second);
      }),
    );
  });

  it.each([
    ['fruitless', 75, false],
    ['fruitful', 200, true],
  ])('an hour of it costs few checks (%s)', (_, most, fruitful) => {
    const gaps = [1, 40, 300, 1_000, 3_100, 5_000, 20_000];
    const what = ['networkChanged', ...sure] as const;
    const parts = fc.record({ seed: fc.nat(), gaps: fc.subarray(gaps, { minLength: 1 }) });
    fc.assert(
      fc.property(parts, (chosen) => {
        const random = seededRandom(chosen.seed);
        const pick = <Item>(list: readonly Item[]) =>
          list[Math.floor(random() * list.length)] as Item;
        const told: Told[] = [];
        for (let at = 0; at <= hour && told.length < 10_000; at += pick(chosen.gaps)) {
          told.push({ at, signal: pick(what) });
        }
        const checks = play(told, undefined, () => fruitful);
        expect(checks.filter(({ at }) => at <= hour).length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 40 },
    );
  });

  it('it comes to rest offline, too', () => {
    fc.assert(
      fc.property(noiseOf(anySignal), (told) => {
        const checks = play(told, () => true);
        const last = Math.max(...told.map(({ at }) => at));
        expect(checks.every(({ at }) => at <= last + 3 * minute)).toBe(true);
      }),
    );
  });

  it('nothing is stranded by a clock that is set', () => {
    const jump = fc.integer({ min: -4_000 * day, max: 4_000 * day });
    const step = fc.record({ after: fc.integer({ min: 0, max: 20_000 }), jump, signal: anySignal });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 10 }),
        fc.boolean(),
        (steps, asleep) => {
          let now = start;
          let settling: Settling = emptySettling;
          for (const { after, jump: by, signal: what } of steps) {
            now += after;
            const due = dueSettling(settling, now);
            settling = asleep ? due.settling : settling;
            settling = signalled(settling, what, now, { interval: minute });
            now += by;
          }
          // Real time goes on; somebody looks every second.
          let waited = 0;
          for (; waited <= 60; waited += 1) {
            const due = dueSettling(settling, now);
            if (due.trigger !== undefined) break;
            settling = due.settling;
            now += second;
          }
          expect(waited).toBeLessThanOrEqual(16);
        },
      ),
    );
  });
});
