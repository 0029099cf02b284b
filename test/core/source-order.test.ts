import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../electron/core/duration.ts';
import type { Source } from '../../electron/core/source.ts';
import type { SourceMemories } from '../../electron/core/source-memory.ts';
import { askingOrder, type Pace, patienceWith } from '../../electron/core/source-order.ts';
import type { SourceMemory } from '../../electron/core/state.ts';
import { fakeSource } from '../support/core-world-parts.ts';

const now = Date.UTC(2026, 10, 22);
const memory = (more: Partial<SourceMemory>): SourceMemory => ({
  asked: now - hour,
  failures: 0,
  lies: 0,
  ...more,
});
const resting = memory({ failures: 2, restUntil: now + minute });
const banned = memory({ limited: 1, restUntil: now + minute });
const recent = memory({ asked: now - 5 * minute + 1 });

const four = ['a', 'b', 'c', 'd'].map((id) => fakeSource(id));

function order(
  pace: Pace,
  memories: Readonly<Record<string, SourceMemory>> = {},
  able: readonly Source[] = four,
  turn = 0,
) {
  const keyed = Object.fromEntries(
    Object.entries(memories).map(([id, one]) => [`ipv4/${id}`, one]),
  );
  const found = askingOrder({ family: 'ipv4', able, memories: keyed, turn, now }, pace);
  return { ids: found.sources.map(({ id }) => id).join(''), openers: found.openers };
}

describe('the order of asking', () => {
  it('goes by turns, whatever turn an older list left behind', () => {
    expect(order('spaced', {}, four, 2)).toEqual({ ids: 'cdab', openers: 4 });
    expect(order('free', {}, four, 7)).toEqual({ ids: 'dabc', openers: 4 });
    expect(order('free', {}, [], 7)).toEqual({ ids: '', openers: 0 });
  });

  it.each<Pace>(['spaced', 'free', 'urgent'])(
    'takes those that rest only where nobody else is left (%s)',
    (pace) => {
      expect(order(pace, { a: resting, c: resting }).ids).toBe('bdac');
    },
  );

  it.each<Pace>(['spaced', 'free', 'urgent'])(
    'never takes one that asked us to stay away (%s)',
    (pace) => {
      const all = { a: banned, b: banned, c: banned, d: banned };
      expect(order(pace, all)).toEqual({ ids: '', openers: 0 });
      expect(order(pace, { a: banned, b: resting }).ids).toBe('cdb');
    },
  );

  it('begins with none that was asked within five minutes while nothing changes', () => {
    expect(order('spaced', { a: recent, b: recent })).toEqual({ ids: 'cdab', openers: 2 });
    expect(order('spaced', { a: recent, b: recent, c: recent, d: recent }).openers).toBe(0);
    expect(order('spaced', { a: memory({ asked: now - 5 * minute }) }).openers).toBe(4);
    expect(order('free', { a: recent }).openers).toBe(4);
  });

  it('does not begin with one that rests while the others were asked a moment ago', () => {
    const so = { a: recent, b: recent, c: recent, d: resting };
    expect(order('spaced', so)).toEqual({ ids: 'abcd', openers: 0 });
    const all = { a: resting, b: resting, c: resting, d: resting };
    expect(order('spaced', all)).toEqual({ ids: 'abcd', openers: 4 });
  });

  it('leaves the user’s own sources out of all that', () => {
    const own = [fakeSource('a', { own: true }), fakeSource('b')];
    const found = order('spaced', { a: { ...banned, asked: now - 1 }, b: recent }, own);
    expect(found).toEqual({ ids: 'ab', openers: 1 });
  });

  it('begins with quick ones where it is urgent, and with two ways', () => {
    const slow = memory({ latency: 2_001 });
    expect(order('urgent', { a: slow, b: recent }).ids).toBe('cdba');
    const mixed = [
      fakeSource('a'),
      fakeSource('b'),
      fakeSource('c', { operator: 'a', transport: 'dns' }),
      fakeSource('d', { transport: 'stun' }),
    ];
    expect(order('urgent', {}, mixed).ids).toBe('adbc');
    expect(order('free', {}, mixed).ids).toBe('abcd');
  });

  it('is not troubled by a time that is still to come', () => {
    expect(order('spaced', { a: memory({ asked: now + hour }) }).openers).toBe(4);
  });
});

describe('how long a source is waited for alone', () => {
  const [source] = four;
  it.each([
    [undefined, 1_000],
    [10, 300],
    [400, 800],
    [9_000, 2_000],
  ])('with a usual time of %s ms: %s ms', (latency, expected) => {
    const memories: SourceMemories = latency === undefined ? {} : { 'ipv4/a': memory({ latency }) };
    expect(source && patienceWith(source, 'ipv4', memories)).toBe(expected);
  });
});
