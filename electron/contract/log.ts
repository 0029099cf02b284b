import type { LogLevel } from './forms.ts';

/** One entry of the log, without secrets. */
export interface LogLine {
  /** Counts from the start of the program. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  /** The rest of the entry as JSON, or empty. */
  readonly details: string;
}
