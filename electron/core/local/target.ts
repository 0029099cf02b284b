import type { CheckOptions, RoundReport } from '../round.ts';
import type { Settings } from '../settings.ts';
import type { AppState } from '../state.ts';

/** A check that is over. */
export interface CheckDone {
  readonly report: RoundReport;
  /** As they are after it. */
  readonly state: AppState;
  readonly settings: Settings;
}

/** The running program, as the local interface sees it. */
export interface LocalTarget {
  /** Those in force; undefined while there are none that can be used. */
  settings(): Settings | undefined;
  state(): AppState;
  /** Checks, or joins the check that is the next to begin. Undefined without settings. Rejects when the program ends. */
  check(options: CheckOptions): Promise<CheckDone | undefined>;
  /** Finds out and plans, and writes nothing. */
  rehearse(options: CheckOptions): Promise<CheckDone | undefined>;
}
