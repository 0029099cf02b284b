import type { HostOptions } from '../control.ts';
import type { Pages } from '../page-port.ts';
import type { Remote } from '../rpc.ts';

/** What the fake modules share. */
export interface FakeContext {
  readonly options: HostOptions;
  readonly pages: Remote<Pages>;
  isReady(): boolean;
  /** Throws Electron's own complaint about use before `ready`. */
  requireReady(message: string): void;
  /** The folder that stands for this user's registry, key store and known folders. */
  readonly system: string;
}
