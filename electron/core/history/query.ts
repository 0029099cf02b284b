import { sameAddress } from '../address.ts';
import type { HistoryEntry } from '../history.ts';

export const historyKinds = [
  'address',
  'call',
  'settings',
  'told',
] as const satisfies readonly HistoryEntry['kind'][];
export type HistoryKind = (typeof historyKinds)[number];

/** What is wanted of the history. Times are milliseconds since 1970, both included. */
export interface HistoryQuery {
  readonly since: number;
  readonly until: number;
  /** Empty for all. */
  readonly kinds: readonly HistoryKind[];
  /** Only what is about the records of this name; undefined for everything. */
  readonly name?: string | undefined;
  /** The newest so many. */
  readonly limit: number;
}

/** An entry, and how often the same went just so after it, as far as known. */
export interface FoundEntry {
  readonly entry: HistoryEntry;
  readonly repeats: number;
}

export interface HistoryFound {
  /** The oldest first. */
  readonly entries: readonly FoundEntry[];
  /** Older ones that the limit left out. */
  readonly omitted: number;
}

const nameOf = (record: string) => record.split('/')[1];

/** The part of an entry that is about that name. */
function about(entry: HistoryEntry, name: string): HistoryEntry | undefined {
  if (entry.kind === 'call') return nameOf(entry.record) === name ? entry : undefined;
  if (entry.kind !== 'settings') return undefined;
  const { more: _, ...rest } = entry;
  const changes = entry.changes.filter(
    (change) => change.kind !== 'set' && change.what === 'record' && nameOf(change.id) === name,
  );
  return changes.length === 0 ? undefined : { ...rest, changes };
}

function whoOf(entry: HistoryEntry): string | undefined {
  if (entry.kind === 'call') return `call ${entry.record}`;
  return entry.kind === 'told' ? `told ${entry.channel}` : undefined;
}

/** A program that was killed may have kept one change twice. */
function isTwice(entry: HistoryEntry, last: HistoryEntry | undefined): boolean {
  return (
    entry.kind === 'address' &&
    last?.kind === 'address' &&
    sameAddress(entry.address, last.address) &&
    sameAddress(entry.before ?? entry.address, last.before ?? last.address)
  );
}

/** Picks what is wanted while entries come in their order; keeps no more than the limit in memory. */
export function createSelection({ since, until, kinds, name, limit }: HistoryQuery): {
  readonly take: (entry: HistoryEntry) => void;
  readonly found: () => HistoryFound;
} {
  const kept: { readonly entry: HistoryEntry; repeats: number }[] = [];
  const latest = new Map<string, (typeof kept)[number]>();
  const addresses = new Map<string, HistoryEntry>();
  let omitted = 0;

  function take(entry: HistoryEntry): void {
    if (entry.kind === 'address') {
      const { family } = entry.address;
      if (isTwice(entry, addresses.get(family))) return;
      addresses.set(family, entry);
    }
    const who = whoOf(entry);
    const before = who === undefined ? undefined : latest.get(who);
    if (who !== undefined) latest.delete(who);
    const { alike } = entry as { readonly alike?: number | undefined };
    if (before !== undefined) before.repeats += alike ?? 0;
    if (entry.at < since || entry.at > until) return;
    if (kinds.length > 0 && !kinds.includes(entry.kind)) return;
    const wanted = name === undefined ? entry : about(entry, name);
    if (wanted === undefined) return;
    const found = { entry: wanted, repeats: 0 };
    kept.push(found);
    if (who !== undefined) latest.set(who, found);
    // Not one by one: what is left out moves the whole list.
    if (kept.length > 2 * limit) omitted += kept.splice(0, kept.length - limit).length;
  }

  return {
    take,
    found() {
      const over = Math.max(0, kept.length - limit);
      // A clock that was set back keeps the order of what happened.
      return { entries: kept.slice(over), omitted: omitted + over };
    },
  };
}
