import type { Family } from './address.ts';
import { minute, second } from './duration.ts';
import type { Source } from './source.ts';
import { memoryKey, type SourceMemories } from './source-memory.ts';
import type { SourceMemory } from './state.ts';

/** While nothing changes, a public source is asked no more often than this; milliseconds. */
export const spacing = 5 * minute;

/** Whoever answers later than this on average is asked last where it is urgent. */
const slow = 2 * second;
const patienceRange = { least: 300, most: 2 * second, unknown: second } as const;

/**
 * `spaced`: nothing is expected, and no public source is asked twice within {@link spacing}. `free`:
 * whoever's turn it is. `urgent`: a change is expected.
 */
export type Pace = 'spaced' | 'free' | 'urgent';

export interface Order {
  readonly sources: readonly Source[];
  /** Only the first so many may be asked while nothing speaks for a change. */
  readonly openers: number;
}

export interface Field {
  readonly family: Family;
  /** Those that know the family, in the order of their turns. */
  readonly able: readonly Source[];
  readonly memories: SourceMemories;
  readonly turn: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

function isResting({ own }: Source, memory: SourceMemory | undefined, now: number): boolean {
  return !own && (memory?.restUntil ?? 0) > now;
}

function isRecent({ own }: Source, memory: SourceMemory | undefined, now: number): boolean {
  if (own || memory === undefined) return false;
  const age = now - memory.asked;
  return age >= 0 && age < spacing;
}

/**
 * Whom to ask, and in which order: by turns; those that rest only where nobody else is left, and
 * those that asked us to stay away not even then. Pure.
 */
export function askingOrder({ family, able, memories, turn, now }: Field, pace: Pace): Order {
  const start = able.length === 0 ? 0 : turn % able.length;
  const memoryOf = ({ id }: Source) => memories[memoryKey(family, id)];
  const rests = (source: Source) => isResting(source, memoryOf(source), now);
  const isNew = (source: Source) => !isRecent(source, memoryOf(source), now);
  const asked = [...able.slice(start), ...able.slice(0, start)].filter(
    (source) => !(rests(source) && (memoryOf(source)?.limited ?? 0) > 0),
  );
  const awake = asked.filter((source) => !rests(source));
  const resting = asked.filter(rests);
  if (pace === 'spaced') {
    const first = awake.length > 0 ? awake : resting;
    const openers = first.filter(isNew);
    const others = asked.filter((source) => !openers.includes(source));
    const later = [...others.filter((one) => !rests(one)), ...others.filter(rests)];
    return { sources: [...openers, ...later], openers: openers.length };
  }
  const rank = (source: Source) =>
    (isNew(source) ? 0 : 1) + ((memoryOf(source)?.latency ?? 0) > slow ? 2 : 0);
  const front = pace === 'urgent' ? twoWays(awake.toSorted((a, b) => rank(a) - rank(b))) : awake;
  return { sources: [...front, ...resting], openers: asked.length };
}

/**
 * Whose turn it is next, by chance from 0 to 1. In a fixed order, a source that was silent for many
 * at the same time would be asked by all of them together, a whole round later.
 */
export function nextTurn(sources: number, random: number): number {
  return Math.floor(random * sources);
}

/** The second is one that is reached in another way than the first, where there is one. */
function twoWays(sources: readonly Source[]): readonly Source[] {
  const [first, ...others] = sources;
  if (first === undefined) return sources;
  const other = others.find(
    ({ operator, transport }) => operator !== first.operator && transport !== first.transport,
  );
  if (other === undefined) return sources;
  return [first, other, ...others.filter((source) => source !== other)];
}

/** Milliseconds that a source is waited for before another is asked beside it. Pure. */
export function patienceWith({ id }: Source, family: Family, memories: SourceMemories): number {
  const { latency } = memories[memoryKey(family, id)] ?? {};
  if (latency === undefined) return patienceRange.unknown;
  // Twice the usual time: answers that are a little late are no reason to ask somebody else.
  return Math.min(Math.max(2 * latency, patienceRange.least), patienceRange.most);
}
