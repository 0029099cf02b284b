import type { ChannelEvent } from '../../contract/channel-event.ts';
import type { Family } from '../address.ts';
import type { FoundEntry, HistoryFound } from '../history/query.ts';
import type { SettingsActor, SettingsChange } from '../history.ts';
import { type Evidence, type FailureKind, isFailureKind, type Outcome } from '../outcome.ts';
import { type DetailData, detailData, recordParts } from './outcome.ts';

/** The public address was found, or became another one. Times are ISO 8601, in UTC. */
export interface AddressEntryData {
  readonly kind: 'address';
  readonly at: string;
  readonly family: Family;
  readonly address: string;
  /** The one before; left out for the first that was ever found. */
  readonly before?: string | undefined;
}

/** One record's part in a call of a provider. */
export interface CallEntryData extends DetailData {
  readonly kind: 'call';
  /** When the call began. */
  readonly at: string;
  /** Milliseconds. */
  readonly took: number;
  /** `account/name/type`. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly account: string;
  /** Its id. */
  readonly provider: string;
  readonly address: string;
  readonly ok: boolean;
  readonly outcome: Outcome['kind'];
  /** How it is known to be right; left out for a failure. */
  readonly evidence?: Evidence | undefined;
  /** It may have been written. */
  readonly unconfirmed: boolean;
  /** How often it went just so again, without an entry of its own, as far as known. */
  readonly repeats: number;
}

export interface SettingsEntryData {
  readonly kind: 'settings';
  readonly at: string;
  readonly by: SettingsActor;
  readonly changes: readonly SettingsChange[];
  /** Changes beyond those. */
  readonly more: number;
}

/** A message that a channel was to tell. */
export interface ToldEntryData extends DetailData {
  readonly kind: 'told';
  readonly at: string;
  /** Its id in the settings. */
  readonly channel: string;
  /** What kind of channel it is. */
  readonly service: string;
  readonly events: readonly ChannelEvent[];
  readonly ok: boolean;
  readonly outcome: 'delivered' | FailureKind;
  /** As in {@link CallEntryData}. */
  readonly repeats: number;
}

/** An entry of `entries` in the JSON of `history`. */
export type HistoryEntryData = AddressEntryData | CallEntryData | SettingsEntryData | ToldEntryData;

/** The JSON of `history`. */
export interface HistoryData {
  readonly ok: true;
  /** There is a history at all. */
  readonly known: boolean;
  readonly folder: string;
  /** The span that was asked for, ISO 8601 in UTC, both included. */
  readonly since: string;
  readonly until: string;
  /** The oldest first. */
  readonly entries: readonly HistoryEntryData[];
  /** Older entries of the span that the limit left out. */
  readonly omitted: number;
  /** Lines that could not be read. */
  readonly skipped: number;
}

function entryData({ entry, repeats }: FoundEntry): HistoryEntryData {
  const at = new Date(entry.at).toISOString();
  switch (entry.kind) {
    case 'address': {
      const { address, before } = entry;
      return {
        kind: 'address',
        at,
        family: address.family,
        address: address.text,
        before: before?.text,
      };
    }
    case 'call': {
      const { record, detail, unconfirmed = false, outcome, evidence } = entry;
      const { took, account, provider, address } = entry;
      const { name, type } = recordParts(record);
      return {
        kind: 'call',
        at,
        took: Math.round(took),
        id: record,
        name,
        type,
        account,
        provider,
        address: address.text,
        ok: !isFailureKind(outcome),
        outcome,
        evidence,
        ...detailData(detail),
        unconfirmed,
        repeats,
      };
    }
    case 'settings': {
      const { by, changes, more = 0 } = entry;
      return { kind: 'settings', at, by, changes, more };
    }
    case 'told': {
      const { channel, service, events, outcome, detail } = entry;
      const ok = outcome === 'delivered';
      const whom = { kind: 'told', at, channel, service, events, ok, outcome } as const;
      return { ...whom, ...detailData(detail), repeats };
    }
  }
}

/** What was found in the history. Times are milliseconds since 1970. */
export function historyData(
  { entries, omitted }: HistoryFound,
  about: Pick<HistoryData, 'known' | 'folder' | 'skipped'> & {
    readonly since: number;
    readonly until: number;
  },
): HistoryData {
  const { known, folder, skipped, since, until } = about;
  const [from, to] = [since, until].map((at) => new Date(at).toISOString());
  return {
    ok: true,
    known,
    folder,
    since: from ?? '',
    until: to ?? '',
    entries: entries.map(entryData),
    omitted,
    skipped,
  };
}
