import type { Address } from './address.ts';
import type { Evidence, FailureKind, Success } from './outcome.ts';
import type { RecordId } from './record.ts';

/** Names of records that one entry keeps. */
export const mostNames = 3;

/** The records that something happened to at once. */
interface Affected {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The first few of them. */
  readonly records: readonly RecordId[];
  /** All of them. */
  readonly count: number;
}

/** Something that happened, as it is kept: without words, and fit for every language. */
export type TimelineEntry =
  | {
      readonly kind: 'address';
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly address: Address;
      /** The one before; undefined for the first that was ever found. */
      readonly before?: Address | undefined;
    }
  | (Affected & {
      readonly kind: 'written';
      /** `alreadyRight`: there was nothing to write. */
      readonly how: Success['kind'];
      readonly address: Address;
      readonly evidence: Evidence;
    })
  | (Affected & {
      readonly kind: 'failed';
      readonly failure: FailureKind;
      readonly account: string;
      /** Its id: the account may be gone when somebody reads of it. */
      readonly provider: string;
    })
  | (Affected & { readonly kind: 'recovered' });
