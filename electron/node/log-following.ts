import path from 'node:path';
import type { Log, LogLevel } from '../core/ports.ts';
import { type ConfigurableLog, createLog } from './log.ts';
import { whyUnwritable } from './log-file.ts';

export interface LogWish {
  readonly level: LogLevel;
  /** Relative to the folder of the first log; that folder's own file where undefined. */
  readonly file?: string | undefined;
}

/** A log that follows the settings while it is in use. */
export interface FollowingLog {
  /** Stays the same when the settings change. */
  readonly log: Log;
  /** Where entries go now. */
  file(): string;
  /**
   * Takes a level, a file, and secrets, which stay secret from then on. Returns the system's code for
   * why the file cannot be written, if so.
   */
  follow(wish: LogWish, secrets: readonly string[]): string | undefined;
}

/** Logs to `ddns-tray.log` in the folder until the settings name another file. */
export function createFollowingLog(folder: string): FollowingLog {
  const first = path.join(folder, 'ddns-tray.log');
  const known = new Set<string>();
  let file = first;
  let level: LogLevel = 'info';
  let target: ConfigurableLog = createLog({ level, file, secrets: [] });
  return {
    log: {
      debug: (message, fields) => target.debug(message, fields),
      info: (message, fields) => target.info(message, fields),
      warn: (message, fields) => target.warn(message, fields),
      error: (message, fields) => target.error(message, fields),
    },
    file: () => file,
    follow(wish, secrets) {
      for (const secret of secrets) known.add(secret);
      const wished = wish.file === undefined ? first : path.resolve(folder, wish.file);
      level = wish.level;
      if (wished === file) target.configure({ level, secrets: known });
      else target = createLog({ level, file: wished, secrets: known });
      file = wished;
      return whyUnwritable(file);
    },
  };
}
