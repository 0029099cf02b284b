import type { VerdictKind } from '../../../electron/core/verdict.ts';
import type { HomeSettings, Installation } from '../home.ts';
import type { Lab } from '../lab.ts';
import type { RouterProtocols } from '../router.ts';

/** One hostile situation: what the laboratory is made into, and what may come of it. */
export interface Situation {
  readonly name: string;
  readonly settings?: HomeSettings;
  /** What the router speaks; by default nothing, so that the Internet has to be asked. */
  readonly protocols?: RouterProtocols;
  /** Nothing is known yet: it is hostile from the first check on. */
  readonly fresh?: true;
  /** Before all: where the computer stands while all is well. */
  readonly before?: (lab: Lab) => Promise<void>;
  /** Makes it hostile. */
  readonly set: (lab: Lab) => Promise<void>;
  /** Addresses that may be written once it is hostile; none: the records stay as they are. */
  readonly may?: readonly string[];
  /** What the record holds in the end; by default what it held before. */
  readonly must?: string;
  /** What the user is told, or one of these by what was asked last; undefined: nothing at all. */
  readonly verdict: VerdictKind | readonly (VerdictKind | undefined)[] | undefined;
  /** Who tells it: `status`, by what the checks saw, or the examination of `doctor`. */
  readonly by?: 'status' | 'doctor';
  /** Checks that are run while it is hostile; 2 by default. */
  readonly checks?: number;
  /** A host that must have been asked, or the situation showed nothing. */
  readonly heard?: string;
  /** Instead of those checks: something that takes a running daemon. */
  readonly live?: (lab: Lab, installation: Installation) => Promise<void>;
}

/** Nobody's address here: what liars tell. */
export const lie = '93.184.216.34';

export const silentRouter: RouterProtocols = { natPmp: false, igd: false };
export const plainRouter: RouterProtocols = { natPmp: true, igd: true };
