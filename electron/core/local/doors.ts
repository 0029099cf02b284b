import type { Language } from '../../contract/language.ts';
import type { Activity } from '../engine.ts';
import type { ProviderCall } from '../history.ts';
import type { Clock, Log } from '../ports.ts';
import type { LocalTarget } from './target.ts';

/** What a running program needs to be asked by others. */
export interface DoorPorts {
  readonly target: LocalTarget;
  readonly clock: Clock;
  readonly log: Log;
  /** Takes secrets out of a text. */
  readonly clean: (text: string) => string;
  /** Told when a door opened over HTTP, or could not; not again for the same. */
  readonly onNews?: ((news: DoorNews) => void) | undefined;
}

/** How it stands with a door; `address` is `HOST:PORT`, `code` the system's. */
export type DoorNews =
  | { readonly kind: 'open' | 'taken'; readonly address: string }
  | { readonly kind: 'failed'; readonly address: string; readonly code: string }
  | { readonly kind: 'control'; readonly code: string };

/** The ways in: HTTP on loopback where the settings want it, and the commands' own. */
export interface Doors {
  /** Looks at the settings of now: the door over HTTP opens, moves or closes. */
  follow(): void;
  /** Tries now to open what could not be opened; it is tried now and then anyway. */
  retry(): void;
  /** To be told of what the engine does, for the metrics. */
  onCall(call: ProviderCall): void;
  onActivity(activity: Activity | undefined): void;
  /** What is not in order, a sentence each. */
  troubles(language: Language): readonly string[];
  /** Resolves when nobody can come in any more. */
  close(): Promise<void>;
}
