import path from 'node:path';
import type { Log, LogLevel } from '../core/ports.ts';
import { type ConfigurableLog, createLog } from './log.ts';
import { whyUnwritable } from './log-file.ts';
import { createRecentLog, type RecentLog } from './recent-log.ts';

export interface LogWish {
  readonly level: LogLevel;
  /** Relative to the folder of the first log; that folder's own file where undefined. */
  readonly file?: string | undefined;
}

/** Why a wished file is not written. `code` is the system's. */
export type LogTrouble =
  | { readonly kind: 'refused'; readonly file: string }
  | { readonly kind: 'unwritable'; readonly file: string; readonly code: string };

/** A log that follows the settings while it is in use. */
export interface FollowingLog {
  /** Stays the same when the settings change. */
  readonly log: Log;
  /** The latest entries, of every file. */
  readonly recent: Pick<RecentLog, 'lines' | 'hear'>;
  /** Where entries go now. */
  file(): string;
  /**
   * Takes a level, a file, and secrets, which stay secret from then on. Returns what is wrong with the
   * file, if anything; one that is refused is not written, and the first log goes on.
   */
  follow(wish: LogWish, secrets: readonly string[]): LogTrouble | undefined;
}

const extensions = ['.log', '.txt', '.jsonl'];

/**
 * Settings may come from strangers, and a log holds their words: it may not be a file that the system
 * would run, one on another computer, or one among our own.
 */
function isRefused(wished: string, file: string, own: string): boolean {
  const elsewhere = /^[\\/]{2}/.test(wished) || /^[\\/]{2}/.test(file);
  return (
    elsewhere ||
    !extensions.includes(path.extname(file).toLowerCase()) ||
    path.dirname(file) === own
  );
}

/** Logs to `ddns-tray.log` in the folder until the settings name another file. */
export function createFollowingLog(folder: string): FollowingLog {
  const first = path.join(folder, 'ddns-tray.log');
  const known = new Set<string>();
  let file = first;
  const recent = createRecentLog();
  const console = { stream: recent, format: 'json' } as const;
  let target: ConfigurableLog = createLog({ level: 'info', file, console, secrets: [] });
  return {
    log: {
      debug: (message, fields) => target.debug(message, fields),
      info: (message, fields) => target.info(message, fields),
      warn: (message, fields) => target.warn(message, fields),
      error: (message, fields) => target.error(message, fields),
    },
    recent,
    file: () => file,
    follow({ level, file: wished }, secrets) {
      for (const secret of secrets) known.add(secret);
      recent.learn(secrets);
      const named = wished === undefined ? first : path.resolve(folder, wished);
      const refused = wished !== undefined && isRefused(wished, named, path.dirname(folder));
      const next = refused ? first : named;
      if (next === file) target.configure({ level, secrets: known });
      else target = createLog({ level, file: next, console, secrets: known });
      file = next;
      if (refused) return { kind: 'refused', file: named };
      const code = whyUnwritable(file);
      return code === undefined ? undefined : { kind: 'unwritable', file, code };
    },
  };
}
