/** Why a program never looks for a newer version of itself. */
export type NoReleases =
  /** The build names no place, as one from source. */
  | 'notSetUp'
  /** A package manager or a store brings new versions. */
  | 'packaged';

/** Why a step failed. The running version stays in each case. */
export type ReleaseFailure =
  /** No answer, or an answer of an error. */
  | { readonly kind: 'network' }
  /** The list of versions cannot be read. */
  | { readonly kind: 'feed' }
  /** Not larger than the running version, though the channel's file offers it as new. */
  | { readonly kind: 'downgrade'; readonly version: string }
  /** No signature, or one that another key made, or for another version or file. */
  | { readonly kind: 'signature' }
  /** The file is not the one that the list names: changed or cut short. */
  | { readonly kind: 'tampered' }
  /** No room, or no right to write. */
  | { readonly kind: 'disk' }
  /** The installer could not be started. */
  | { readonly kind: 'start' };

/** A version that can be had. */
export interface Release {
  readonly version: string;
  /** In bytes, where it is known. */
  readonly size?: number | undefined;
}

/** How far the way to a newer version is. Times are milliseconds since 1970. */
export type ReleaseState =
  | { readonly kind: 'none'; readonly reason: NoReleases }
  /** Not looked yet. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'looking' }
  /** The running one is the newest. */
  | { readonly kind: 'newest'; readonly at: number }
  /** `installs` is false where the user has to fetch and install it, as with the portable program. */
  | { readonly kind: 'available'; readonly release: Release; readonly installs: boolean }
  /** `part` from 0 to 1. */
  | { readonly kind: 'fetching'; readonly release: Release; readonly part: number }
  /** Fetched and verified. */
  | { readonly kind: 'ready'; readonly release: Release }
  /** It waits for an update of records to end, then the program ends and its installer starts. */
  | { readonly kind: 'installing'; readonly release: Release }
  | {
      readonly kind: 'failed';
      readonly during: 'looking' | 'fetching' | 'installing';
      readonly release?: Release | undefined;
      readonly failure: ReleaseFailure;
    };
