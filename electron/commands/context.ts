import type { Channel } from '../core/channel.ts';
import type { Provider } from '../core/provider.ts';
import type { SourceSpec } from '../core/settings.ts';
import type { Shelf } from '../core/shelf.ts';
import type { Source } from '../core/source.ts';
import type { PresetInfo } from '../core/views/find-provider.ts';
import type { Output, TextStream } from './output.ts';

/** What the composition root hands in: the registries, and this process. */
export interface World {
  readonly version: string;
  /** Those that were needed so far. */
  readonly providers: readonly Provider[];
  readonly needProviders: Shelf<Provider>['need'];
  /** Those that were needed so far. */
  readonly channels: readonly Channel[];
  readonly needChannels: Shelf<Channel>['need'];
  /** By the provider's id. */
  readonly presets: Readonly<Record<string, readonly PresetInfo[]>>;
  readonly sources: readonly (Source & { readonly default: boolean })[];
  readonly sourceFor: (spec: SourceSpec) => Source;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** What started a daemon and looks after it, where it is systemd. */
  readonly supervisor?:
    | {
        /** Where it is told how the daemon is (sd_notify(3)). */
        readonly notifySocket?: string | undefined;
        /** stderr leads to its journal. */
        readonly journal: boolean;
      }
    | undefined;
  /** Tells the demonstration's story; resolves with the exit status. */
  readonly demo: (output: {
    readonly language: Output['language'];
    readonly write: (text: string) => void;
    readonly bold: (text: string) => string;
  }) => Promise<number>;
}

/** All that one command works with. */
export interface Context {
  readonly world: World;
  readonly output: Output;
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal;
}
