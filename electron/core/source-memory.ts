import { type Address, type Family, sameAddress } from './address.ts';
import { day, hour, minute } from './duration.ts';
import type { Ask } from './hedge.ts';
import type { Random } from './ports.ts';
import { type Source, SourceFailure } from './source.ts';
import type { Detection, SourceMemory } from './state.ts';

/** What is remembered of all sources, by {@link memoryKey}. */
export type SourceMemories = Readonly<Record<string, SourceMemory>>;

export function memoryKey(family: Family, source: string): string {
  return `${family}/${source}`;
}

/** How long a source is left alone: `first` doubles each time in a row up to `most`. Milliseconds. */
interface Rest {
  readonly first: number;
  readonly most: number;
}

const afterLimit: Rest = { first: hour, most: day };
const afterLie: Rest = { first: hour, most: day };
const afterFailure: Rest = { first: 5 * minute, most: 6 * hour };
/** No rest that is counted from now is longer, whatever the clock was when it began. */
const longestRest = day;

/** How much the last answer weighs against those before it. */
const weight = 0.3;

/** `times` counts from 1. */
function restOf({ first, most }: Rest, times: number): number {
  return Math.min(most, first * 2 ** Math.min(Math.max(times - 1, 0), 20));
}

/** So that many that failed together are not asked again together. */
function jittered(rest: Rest, times: number, random: Random): number {
  return Math.round(restOf(rest, times) * (0.75 + random() * 0.25));
}

const nothing: SourceMemory = { asked: 0, failures: 0, lies: 0 };

/** Nobody is waited for so long: a clock was set meanwhile. */
const longest = minute;

function smoothed(before: number | undefined, took: number): number {
  const [old, fresh] = [Math.min(before ?? took, longest), Math.min(took, longest)];
  return Math.round(old + weight * (fresh - old));
}

interface Lesson {
  readonly family: Family;
  readonly asks: readonly Ask[];
  /** What they came to. */
  readonly detection: Detection;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly random: Random;
}

/**
 * What is remembered after a round of asking. A silence is the source's own failure only where
 * another one answered; else it is more likely ours. One that asks us to stay away, that a majority
 * contradicted or that failed is left alone for a while; one of the user's own never. Pure but for
 * chance.
 */
export function remembered(before: SourceMemories, lesson: Lesson): SourceMemories {
  const { family, asks } = lesson;
  const isAnswered = asks.some(({ result }) => result !== undefined && !isSilence(result));
  const learnt = asks.map((ask) => {
    const key = memoryKey(family, ask.source.id);
    const known = before[key] ?? nothing;
    const so = { ...known, asked: Math.max(known.asked, ask.at) };
    return [key, after(so, ask, lesson, isAnswered)] as const;
  });
  return { ...before, ...Object.fromEntries(learnt) };
}

function isSilence(result: NonNullable<Ask['result']>): result is SourceFailure {
  return result instanceof SourceFailure;
}

function after(so: SourceMemory, ask: Ask, lesson: Lesson, isAnswered: boolean): SourceMemory {
  const { source, took, result } = ask;
  if (result === undefined) {
    // It was given up, which says only that it takes longer.
    const isSlower = took > (so.latency ?? 0);
    return isSlower ? { ...so, latency: smoothed(so.latency, took) } : so;
  }
  if (!isSilence(result)) {
    const answered = {
      ...so,
      failures: 0,
      limited: undefined,
      latency: smoothed(so.latency, took),
    };
    return afterAnswer(answered, source, result.address, lesson);
  }
  if (source.own || result.kind === 'offline') return so;
  const { now, random } = lesson;
  if (result.kind === 'limited') {
    const limited = (so.limited ?? 0) + 1;
    return { ...so, limited, restUntil: now + restOf(afterLimit, limited) };
  }
  if (!isAnswered) return so;
  const failures = so.failures + 1;
  return { ...so, failures, restUntil: now + jittered(afterFailure, failures, random) };
}

function afterAnswer(
  so: SourceMemory,
  source: Source,
  address: Address,
  { detection, now }: Lesson,
): SourceMemory {
  if (detection.kind !== 'known') return so.lies > 0 ? so : { ...so, restUntil: undefined };
  if (sameAddress(detection.address, address)) return { ...so, lies: 0, restUntil: undefined };
  const lies = so.lies + 1;
  return source.own ? so : { ...so, lies, restUntil: now + restOf(afterLie, lies) };
}

/** Only what is remembered of sources that the settings name. */
export function onlyNamed(
  memories: SourceMemories,
  named: Readonly<Record<Family, readonly Source[]>>,
): SourceMemories {
  const keys = new Set([
    ...named.ipv4.map(({ id }) => memoryKey('ipv4', id)),
    ...named.ipv6.map(({ id }) => memoryKey('ipv6', id)),
  ]);
  return Object.fromEntries(Object.entries(memories).filter(([key]) => keys.has(key)));
}

/**
 * Counts from now what a clock that was ahead has put into the future. The same memory comes back
 * where there is nothing of the kind.
 */
export function presentMemory(memory: SourceMemory, now: number): SourceMemory {
  const { asked, restUntil } = memory;
  const ahead = Math.max(asked - now, 0);
  const isFar = (restUntil ?? 0) - ahead > now + longestRest;
  if (ahead === 0 && !isFar) return memory;
  const rest = restUntil === undefined ? undefined : Math.min(restUntil - ahead, now + longestRest);
  return { ...memory, asked: Math.min(asked, now), restUntil: rest };
}
