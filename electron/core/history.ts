import type { ChannelEvent } from '../contract/channel-event.ts';
import type { Address } from './address.ts';
import type { Detail, Evidence, FailureKind, Outcome } from './outcome.ts';
import type { RecordId } from './record.ts';

/** One call of a provider for one account, as it went: many records may travel in it. */
export interface ProviderCall {
  /** When it began, in milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds until all outcomes were there. */
  readonly took: number;
  readonly account: string;
  /** Its id: the account may be gone when somebody reads of it. */
  readonly provider: string;
  /** One for each change, in order. */
  readonly results: readonly {
    readonly record: RecordId;
    readonly address: Address;
    readonly outcome: Outcome;
  }[];
}

/** Whose hand changed the settings. */
export type SettingsActor = 'window' | 'file' | 'command' | 'import' | 'program';

/** What of the settings became different: never a value of an account. */
export type SettingsChange =
  | {
      readonly kind: 'added' | 'removed' | 'changed';
      readonly what: 'account' | 'channel';
      readonly id: string;
    }
  | {
      readonly kind: 'added' | 'removed' | 'changed';
      readonly what: 'record';
      readonly id: RecordId;
    }
  /** A key of the settings, such as `interval`; the values where they are harmless. */
  | {
      readonly kind: 'set';
      readonly key: string;
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    };

/**
 * How often the same record (or channel) went just as in its entry before, without an entry of its
 * own: what repeats itself is kept now and then, so that the file reaches far back.
 */
export type Alike = number | undefined;

/** Something that happened, as the history keeps it: without words, and fit for every language. */
export type HistoryEntry =
  | {
      readonly kind: 'address';
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly address: Address;
      /** The one before; undefined for the first that was ever found. */
      readonly before?: Address | undefined;
    }
  | {
      /** One record's part in a call of a provider. */
      readonly kind: 'call';
      readonly at: number;
      /** Milliseconds. */
      readonly took: number;
      readonly account: string;
      readonly provider: string;
      readonly record: RecordId;
      readonly address: Address;
      readonly outcome: Outcome['kind'];
      readonly evidence?: Evidence | undefined;
      readonly detail?: Detail | undefined;
      readonly unconfirmed?: boolean | undefined;
      readonly alike?: Alike;
    }
  | {
      readonly kind: 'settings';
      readonly at: number;
      readonly by: SettingsActor;
      readonly changes: readonly SettingsChange[];
      /** Changes beyond those that are kept one by one. */
      readonly more?: number | undefined;
    }
  | {
      readonly kind: 'told';
      readonly at: number;
      readonly channel: string;
      readonly service: string;
      readonly events: readonly ChannelEvent[];
      readonly outcome: 'delivered' | FailureKind;
      readonly detail?: Detail | undefined;
      readonly alike?: Alike;
    };

/** Keeps what happened, the oldest going first when there is too much. */
export interface History {
  /** Returns at once and never throws: what cannot be kept is logged. */
  add(entry: HistoryEntry): void;
}
