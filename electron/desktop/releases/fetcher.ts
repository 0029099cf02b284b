import type { Offer } from '../../core/release/offer.ts';
import type { ReleaseFailure } from '../../core/release/state.ts';

/** What came of it. An error would be of another bundle's class, and not be known again. */
export type Fetched =
  /** The file is in the folder `pending`; absolute. */
  | { readonly kind: 'fetched'; readonly file: string }
  | { readonly kind: 'refused'; readonly failure: ReleaseFailure };

/** Brings the file of an offer to this computer. */
export interface ReleaseFetcher {
  /**
   * Rejects with the signal's reason only.
   * @param onPart told how much is there, from 0 to 1
   */
  fetch(offer: Offer, onPart: (part: number) => void, signal: AbortSignal): Promise<Fetched>;
}
