import type { Address, Family } from './address.ts';
import type { GatewayWord } from './gateway/client.ts';
import type { Detail, Evidence, FailureKind, Outcome } from './outcome.ts';
import type { RecordId } from './record.ts';
import type { SourceFailureKind } from './source.ts';
import type { TimelineEntry } from './timeline-entry.ts';
import type { Notice } from './views/notices.ts';

/** What a source said in one round. */
export interface Voice {
  readonly source: string;
  readonly operator: string;
  readonly address: Address;
  readonly evidence: string;
}

/** A source that gave no usable answer in one round. */
export interface Silence {
  readonly source: string;
  readonly kind: SourceFailureKind;
  readonly detail: Detail;
}

/**
 * What one round of asking came to. `unavailable` is not knowing; it is never an instruction.
 */
export type Detection =
  | {
      readonly kind: 'known';
      readonly address: Address;
      readonly voices: readonly Voice[];
      readonly silent: readonly Silence[];
      /**
       * `steady`: as last confirmed. `local`: the same, by this computer's own interface or its gateway,
       * without a word from the Internet. `quorum`: operators agree. `own`: the user's only source.
       */
      readonly by: 'steady' | 'local' | 'quorum' | 'own';
    }
  | {
      readonly kind: 'unavailable';
      /**
       * `offline`: nothing could be sent. `single`: nobody could confirm it who is independent and can
       * be trusted. `tunnel`: the way out is a tunnel's, whose address is not believed. `elsewhere`:
       * the user did not approve this network, and nobody was asked.
       */
      readonly why: 'offline' | 'noAnswer' | 'single' | 'tunnel' | 'elsewhere';
      readonly voices: readonly Voice[];
      readonly silent: readonly Silence[];
    }
  | {
      readonly kind: 'disagree';
      readonly voices: readonly Voice[];
      readonly silent: readonly Silence[];
    }
  | { readonly kind: 'off' };

/** What is kept about one family's address. Times are milliseconds since 1970. */
export interface FamilyState {
  /** The last confirmed address. Stays when detection fails. */
  readonly address?: Address | undefined;
  /** When it was first confirmed. */
  readonly since?: number | undefined;
  /** When it was last seen. */
  readonly seen?: number | undefined;
  /** When the Internet is to be asked again although everything local says that nothing changed. */
  readonly askAgain?: number | undefined;
  readonly last?: Detection | undefined;
  /** Whose turn it is among the sources. */
  readonly turn: number;
}

/** What is remembered of one source for one family. */
export interface SourceMemory {
  /** When it was last asked, in milliseconds since 1970. */
  readonly asked: number;
  /** Milliseconds until its answers come, smoothed. */
  readonly latency?: number | undefined;
  /** Silences in a row. */
  readonly failures: number;
  /** Answers in a row that a majority contradicted. */
  readonly lies: number;
  /** Times in a row that it asked us to stay away. */
  readonly limited?: number | undefined;
  /** It is left alone until then, in milliseconds since 1970. */
  readonly restUntil?: number | undefined;
}

/** What the last check saw of the way to the Internet, for the verdicts. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly gateway: GatewayWord;
  /** The gateway was not heard in time: its word is that of an earlier check. */
  readonly stale?: true | undefined;
  /** The interface by which each family leaves; absent where it has no route. */
  readonly egress: Partial<Readonly<Record<Family, string>>>;
}

/** A stop lasts until the user acts: it survives restarts. */
export interface Stop {
  readonly kind: FailureKind;
  readonly detail: Detail;
  readonly at: number;
}

export interface LastOutcome {
  readonly kind: Outcome['kind'];
  readonly detail?: Detail | undefined;
  readonly unconfirmed?: boolean | undefined;
  readonly at: number;
}

/** How far the name servers are known to answer with a published address. */
export interface Verification {
  readonly kind: 'pending' | 'matches' | 'differs' | 'missing' | 'proxied' | 'alias' | 'unknown';
  readonly at: number;
  /** When to ask again; undefined when done. */
  readonly next?: number | undefined;
  readonly tries: number;
}

export interface RecordState {
  /** What the provider took last, as far as we know. */
  readonly published?: { readonly address: Address; readonly at: number } | undefined;
  readonly evidence?: Evidence | undefined;
  /** Set before a call, taken away after it: what a restart may not assume. */
  readonly inFlight?: { readonly address: Address; readonly at: number } | undefined;
  /** A call that ended without an answer: it may have arrived. */
  readonly unconfirmed?: { readonly address: Address; readonly at: number } | undefined;
  /** Failures in a row. */
  readonly failures: number;
  /** When the present streak of failures began. */
  readonly failingSince?: number | undefined;
  /** No attempt before this time. */
  readonly nextTry?: number | undefined;
  readonly stopped?: Stop | undefined;
  readonly last?: LastOutcome | undefined;
  /** When the provider was last asked or told. */
  readonly checked?: number | undefined;
  /** The record's settings at the last success; a difference means the user changed them. */
  readonly fingerprint?: string | undefined;
  readonly verification?: Verification | undefined;
  readonly proxied?: boolean | undefined;
}

export interface AccountState {
  readonly provider: string;
  /** Of the account's settings, when this was written. */
  readonly fingerprint: string;
  readonly stopped?: Stop | undefined;
  /** The whole account rests until then (rate limits). */
  readonly nextTry?: number | undefined;
  readonly failures: number;
  /** The provider's small facts, such as zone ids. */
  readonly memory: Readonly<Record<string, string>>;
}

/** A notice that a channel is to tell. */
export interface WaitingNotice {
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  readonly notice: Notice;
}

/** What a channel still has to tell, and how it goes. Times are milliseconds since 1970. */
export interface ChannelState {
  readonly channel: string;
  /** Of the channel's settings, when this was written. */
  readonly fingerprint: string;
  /** The oldest first. */
  readonly waiting: readonly WaitingNotice[];
  /** Set before a message leaves, taken away after it: what a restart may not assume. */
  readonly sending?:
    | { readonly id: string; readonly at: number; readonly notices: readonly WaitingNotice[] }
    | undefined;
  /** The keys of the problems that it was told of, and whose end it was not. */
  readonly known?: readonly string[] | undefined;
  /** Failures in a row. */
  readonly failures: number;
  /** No attempt before this time. */
  readonly nextTry?: number | undefined;
  readonly stopped?: Stop | undefined;
  readonly last?:
    | {
        readonly kind: 'delivered' | FailureKind;
        readonly detail?: Detail | undefined;
        readonly at: number;
      }
    | undefined;
}

/** All that outlives the process. Owned by the updater; everybody else reads. */
export interface AppState {
  readonly version: 1;
  readonly families: Readonly<Record<Family, FamilyState>>;
  readonly accounts: Readonly<Record<string, AccountState>>;
  readonly records: Readonly<Record<RecordId, RecordState>>;
  readonly lastCheck?: number | undefined;
  readonly nextCheck?: number | undefined;
  /** Since when this computer is offline. */
  readonly offlineSince?: number | undefined;
  /** Since when it is in a network that the user did not approve; nothing is asked or written there. */
  readonly elsewhereSince?: number | undefined;
  readonly surroundings?: Surroundings | undefined;
  /** By `family/source`. */
  readonly sources?: Readonly<Record<string, SourceMemory>> | undefined;
  /** The user wants quiet since `at`, until then or until they say so; in milliseconds since 1970. */
  readonly paused?: { readonly at: number; readonly until?: number | undefined } | undefined;
  /** Problems that were told, by their key; told again only after a recovery. */
  readonly told: Readonly<Record<string, number>>;
  /** By the channel's id. */
  readonly channels?: Readonly<Record<string, ChannelState>> | undefined;
  /** What happened, the newest last: to be read, nothing is decided by it. */
  readonly timeline?: readonly TimelineEntry[] | undefined;
}

const emptyRecordState: RecordState = { failures: 0 };

export const emptyState: AppState = {
  version: 1,
  families: { ipv4: { turn: 0 }, ipv6: { turn: 0 } },
  accounts: {},
  records: {},
  told: {},
};

export function recordState(state: AppState, id: RecordId): RecordState {
  return state.records[id] ?? emptyRecordState;
}

export function withRecord(
  state: AppState,
  id: RecordId,
  change: (before: RecordState) => RecordState,
): AppState {
  return { ...state, records: { ...state.records, [id]: change(recordState(state, id)) } };
}

export function withFamily(state: AppState, family: Family, next: FamilyState): AppState {
  return { ...state, families: { ...state.families, [family]: next } };
}
