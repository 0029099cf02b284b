/** Channels of releases: each also takes the versions of those before it. */
export const releaseChannels = ['stable', 'beta', 'nightly'] as const;
export type ReleaseChannel = (typeof releaseChannels)[number];

/**
 * What can be done about a newer version now: look for one, download it, install it (which ends the
 * program, and starts the new one), or open the page where the user downloads it.
 */
export const releaseActions = ['look', 'fetch', 'install', 'openDownloads'] as const;
export type ReleaseAction = (typeof releaseActions)[number];

/** How the window shows the way to a newer version of the program. */
export interface ReleaseView {
  readonly state:
    | 'none'
    | 'unknown'
    | 'looking'
    | 'newest'
    | 'available'
    | 'fetching'
    | 'ready'
    | 'installing'
    | 'failed';
  /** The newer version, where one is known. */
  readonly version?: string | undefined;
  /** How it stands and, where something failed, why and what to do next. */
  readonly sentence: string;
  /** How much was fetched, from 0 to 1. */
  readonly part?: number | undefined;
  /** The best first. */
  readonly actions: readonly ReleaseAction[];
}
