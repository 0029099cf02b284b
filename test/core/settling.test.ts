import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, minute, second } from '../../electron/core/duration.ts';
import {
  checked,
  dueSettling,
  emptySettling,
  nextSettling,
  type Settling,
  type Signal,
  signalled,
} from '../../electron/core/settling.ts';

const start = Date.UTC(2026, 10, 22);
const fresh = { lastCheck: start - second, interval: minute };
const old = { lastCheck: start - 2 * minute, interval: minute };

interface Told {
  /** Milliseconds after the start. */
  readonly at: number;
  readonly signal: Signal;
}

/** Somebody who waits as the machine says, and checks; what came of it, in order. */
function play(told: readonly Told[], offline: (check: number) => boolean = () => false) {
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
    settling = checked(settling, { offline: offline(checks.length) }, start + wake);
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
    settling = checked(settling, { offline: true }, start + 6_000);
    expect(nextSettling(settling)).toBe(start + 11_000);
    settling = checked(settling, { offline: false }, start + 7_000);
    expect(settling).toEqual(emptySettling);
  });

  it('is not put off by another one that finds none either', () => {
    let settling = signalled(emptySettling, 'resumed', start, old);
    settling = dueSettling(settling, start + 5_000).settling;
    settling = checked(settling, { offline: true }, start + 6_000);
    expect(checked(settling, { offline: true }, start + 9_000)).toEqual(settling);
  });

  it.each([true, false])('that began before a signal is not taken for its own (%s)', (offline) => {
    const settling = signalled(emptySettling, 'resumed', start, old);
    expect(checked(settling, { offline }, start + 1_000)).toEqual(settling);
  });

  it.each<Signal>(['networkChanged', 'unlocked'])('is not one after %s', (signal) => {
    expect(play([{ at: 0, signal }], () => true)).toHaveLength(1);
  });

  it('is begun anew with each waking', () => {
    const tried = times(seconds([0, 'resumed'], [100, 'resumed']), () => true);
    expect(tried.slice(4)).toEqual(['105 resume', '110 resume', '125 resume', '170 resume']);
  });
});

const signal = fc.constantFrom<Signal>('networkChanged', 'resumed', 'unlocked');

describe('whatever is signalled', () => {
  const noise = fc.array(fc.record({ at: fc.integer({ min: 0, max: 3 * minute }), signal }), {
    minLength: 1,
    maxLength: 30,
  });

  it('a burst is one check', () => {
    const gap = fc.integer({ min: 0, max: 2_999 });
    fc.assert(
      fc.property(fc.array(fc.tuple(gap, signal), { minLength: 1, maxLength: 5 }), (steps) => {
        let at = 0;
        const told = steps.map(([after, what]) => {
          at += after;
          return { at, signal: what };
        });
        // The unrest of a burst is waited for up to 15 s: five steps of 3 s stay below.
        expect(play(told)).toHaveLength(1);
      }),
    );
  });

  it('a check follows the last signal within 15 s, and none comes sooner than 3 s after a first', () => {
    fc.assert(
      fc.property(noise, (told) => {
        const checks = play(told);
        const last = Math.max(...told.map(({ at }) => at));
        expect(checks.some(({ at }) => at > last && at <= last + 15 * second)).toBe(true);
        const first = Math.min(...told.map(({ at }) => at));
        expect(checks[0]?.at).toBeGreaterThanOrEqual(first + 3 * second);
        const gaps = checks.map(({ at }, index) => at - (checks[index - 1]?.at ?? -minute));
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3 * second);
      }),
    );
  });

  it('it comes to rest offline, too', () => {
    fc.assert(
      fc.property(noise, (told) => {
        const checks = play(told, () => true);
        const last = Math.max(...told.map(({ at }) => at));
        expect(checks.every(({ at }) => at <= last + 2 * minute)).toBe(true);
      }),
    );
  });

  it('nothing is stranded by a clock that is set', () => {
    const jump = fc.integer({ min: -4_000 * day, max: 4_000 * day });
    const step = fc.record({ after: fc.integer({ min: 0, max: 20_000 }), jump, signal });
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
