import { seededRandom } from '../support/provider-context.ts';

/** Seeded chance. Equal seeds give equal draws, whatever else a run does. */
export interface Chance {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
  /** From `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** From `low` to `high`, small values as likely as large ones on a logarithmic scale. */
  scale(low: number, high: number): number;
  of(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  shuffle<Item>(items: readonly Item[]): Item[];
  /** Chance of its own for a part of the world, so that one part's draws do not move another's. */
  fork(label: string): Chance;
}

/** Mixes a text into a seed, FNV-1a. */
function mix(seed: number, text: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash;
}

export function createChance(seed: number): Chance {
  const next = seededRandom(seed);
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  function pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[int(0, items.length - 1)] as Item;
  }
  return {
    next,
    int,
    scale: (low, high) => Math.exp(Math.log(low) + next() * (Math.log(high) - Math.log(low))),
    of: (probability) => next() < probability,
    pick,
    shuffle(items) {
      const left = [...items];
      return items.flatMap(() => left.splice(int(0, left.length - 1), 1));
    },
    fork: (label) => createChance(mix(seed, label)),
  };
}
