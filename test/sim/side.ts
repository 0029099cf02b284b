import type { RecordType } from '../../electron/core/record.ts';
import type { ZoneSettings } from '../../electron/demo/name-server-zone.ts';
import type { EmulatedReply, EmulatedRequest } from '../support/emulator.ts';
import type { Held } from './event.ts';

/** A record that the user lists at an account. */
export interface Listed {
  readonly name: string;
  readonly type: RecordType;
  readonly ttl?: number;
  readonly proxied?: boolean;
}

/** One address that a request tells to a host that punishes repetition. */
export interface Told {
  readonly name: string;
  readonly type: RecordType;
  readonly address: string;
  /** The host holds it already. */
  readonly unchanged: boolean;
  /** Sent along with the other family, which the host would lose otherwise. */
  readonly companion: boolean;
}

/** One provider's side of the world: an account there, its zones and its records. */
export interface Side {
  /** The account's id in the settings, and its provider's. */
  readonly account: string;
  readonly provider: string;
  /** The account's fields, as the provider's schema reads them. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Texts that may stand nowhere. */
  readonly secrets: readonly string[];
  readonly listed: readonly Listed[];
  /** `host` or `host:port` of its API; undefined for a name server. */
  readonly host?: string;
  /** The API answers a request. */
  handle?(request: EmulatedRequest): EmulatedReply;
  /** The name server answers a message of the account's; undefined for silence. */
  exchange?(bytes: Uint8Array, transport: 'udp' | 'tcp'): Uint8Array | undefined;
  /** What a request tells, where the host punishes repetition. */
  tells?(request: EmulatedRequest): readonly Told[];
  held(name: string, type: RecordType): Held;
  /** All that nobody listed, as one text. */
  foreign(): string;
  /** What its name servers serve. */
  zones(): readonly ZoneSettings[];
  /** Changes a record by hand; undefined values leave the attribute. Absent where nobody can. */
  edit?(name: string, type: RecordType, change: HandEdit): void;
  /** True once something was asked that no correct client asks. */
  violations(): readonly string[];
  /** Lets go of what an emulator keeps for tests. */
  forget(): void;
}

export type HandEdit =
  | { readonly kind: 'address'; readonly value: string }
  | { readonly kind: 'ttl'; readonly seconds: number }
  | { readonly kind: 'remove' }
  /** A CNAME takes the record's place, and gives it back. */
  | { readonly kind: 'alias' }
  | { readonly kind: 'unalias'; readonly value: string };
