import type { ReleaseChannel } from '../../contract/release.ts';
import type { Clock, Http, Log, Random } from '../../core/ports.ts';
import type { Target } from '../../core/release/channel.ts';
import type { ReleaseIdentity } from '../../core/release/identity.ts';
import type { Release, ReleaseState } from '../../core/release/state.ts';
import type { ReleaseFetcher } from './fetcher.ts';
import type { ReleaseWay } from './way.ts';

/** What the app's way to newer versions of itself stands on. */
export interface ReleasesOptions {
  /** Undefined where the build names no place: it then never looks. */
  readonly identity: ReleaseIdentity | undefined;
  /** The running version. */
  readonly version: string;
  readonly way: ReleaseWay;
  readonly target: Target;
  /** The system's own version, as `os.release()` has it. */
  readonly system: string;
  /** Where what is fetched lies; absolute. */
  readonly folder: string;
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What the user wants, asked anew each time. */
  readonly wishes: () => { readonly automatic: boolean; readonly channel: ReleaseChannel };
  /** False while it should not look by itself: paused, or offline. */
  readonly mayLook: () => boolean;
  /** Loads what fetches; only called when something is to be fetched. */
  readonly fetcher: () => Promise<ReleaseFetcher>;
  /** Does the work when no update of records is under way, and lets none begin before it is over. */
  readonly whileIdle: (work: () => Promise<void>) => Promise<void>;
  /** Whether nothing is open in which the user may have typed something; asked right before the end. */
  readonly mayEnd: () => boolean;
  /** Ends the app in its order; the installer runs already. */
  readonly quit: () => void;
  /** After each change of the state. */
  readonly onChange: (state: ReleaseState) => void;
  /**
   * Tells of a version that the user has not heard of. False where that has to wait, as in quiet
   * hours: it is then asked again.
   */
  readonly onAvailable: (release: Release) => boolean;
  /** The last version that the user was told of, kept across restarts. */
  readonly told: {
    readonly get: () => string | undefined;
    readonly set: (version: string) => void;
  };
}

/** The app's way to newer versions of itself. Nothing of it rejects: what failed is in the state. */
export interface Releases {
  state(): ReleaseState;
  /** Looks because the user asks. */
  look(): Promise<void>;
  /** Fetches the available version, and verifies it. */
  fetch(): Promise<void>;
  /**
   * Starts the installer of the fetched version when it disturbs nothing, and ends the app. The state
   * is `ready` again where the app may not end by then.
   */
  install(): Promise<void>;
  /** Looks by itself until closed. */
  run(): Promise<void>;
  /** Ends what is under way. */
  close(): void;
}
