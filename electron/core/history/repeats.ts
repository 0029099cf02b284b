import { day, hour } from '../duration.ts';
import type { HistoryEntry } from '../history.ts';

/** What went well once more, and what failed once more, has an entry after so many milliseconds. */
const goodApart = day;
const badApart = 6 * hour;

/** Records and channels whose last entry is remembered. */
const mostKnown = 5000;

/** Whose repetitions these are, and what makes two of them alike. */
function likeness(entry: HistoryEntry): { readonly who: string; readonly how: string } | undefined {
  if (entry.kind === 'call') {
    // Each write is news, whatever it wrote.
    if (entry.outcome === 'updated' || entry.outcome === 'created') return undefined;
    const { outcome, provider, address, evidence, detail, unconfirmed = false } = entry;
    const how = [outcome, provider, address.text, evidence, detail, unconfirmed];
    return { who: `call ${entry.record}`, how: JSON.stringify(how) };
  }
  if (entry.kind !== 'told' || entry.outcome === 'delivered') return undefined;
  const { service, events, outcome, detail } = entry;
  return {
    who: `told ${entry.channel}`,
    how: JSON.stringify([service, events, outcome, detail]),
  };
}

function whoOf(entry: HistoryEntry): string | undefined {
  if (entry.kind === 'call') return `call ${entry.record}`;
  return entry.kind === 'told' ? `told ${entry.channel}` : undefined;
}

/** Leaves out what goes just as the time before. */
export interface Repeats {
  /** Remembers an entry that is in the history already. */
  know(entry: HistoryEntry): void;
  /** The entry as it is to be kept; undefined for one of many alike. */
  admit(entry: HistoryEntry): HistoryEntry | undefined;
}

/**
 * An hourly look that finds what is known, and a failure that goes on, would soon be all that the
 * history has: they get an entry when they begin or differ, and then one in {@link goodApart} and
 * {@link badApart}, which says how many there were.
 */
export function createRepeats(): Repeats {
  const known = new Map<
    string,
    { readonly how: string | undefined; readonly at: number; readonly left: number }
  >();

  function keep(who: string, next: NonNullable<ReturnType<(typeof known)['get']>>): void {
    known.delete(who);
    known.set(who, next);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  }

  return {
    know(entry) {
      const who = whoOf(entry);
      if (who !== undefined) keep(who, { how: likeness(entry)?.how, at: entry.at, left: 0 });
    },
    admit(entry) {
      const who = whoOf(entry);
      if (who === undefined || (entry.kind !== 'call' && entry.kind !== 'told')) return entry;
      const how = likeness(entry)?.how;
      const last = known.get(who);
      const apart = entry.outcome === 'alreadyRight' ? goodApart : badApart;
      const age = last === undefined ? apart : entry.at - last.at;
      if (last !== undefined && how !== undefined && how === last.how && age >= 0 && age < apart) {
        keep(who, { ...last, left: last.left + 1 });
        return undefined;
      }
      keep(who, { how, at: entry.at, left: 0 });
      return last === undefined || last.left === 0 ? entry : { ...entry, alike: last.left };
    },
  };
}
