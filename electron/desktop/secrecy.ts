import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { TroubleView } from '../contract/snapshot.ts';
import type { Log, LogLevel } from '../core/ports.ts';
import { createRedactor } from '../core/redact.ts';
import type { RecentLines } from './log-view.ts';

/** What is wished of the log. */
interface LogWish {
  readonly level: LogLevel;
  readonly file?: string | undefined;
}

/** Why a log file that the settings name is not written. `code` is the system's. */
type LogTrouble =
  | { readonly kind: 'refused'; readonly file: string }
  | { readonly kind: 'unwritable'; readonly file: string; readonly code: string };

/** A log that changes its file, its level and its secrets. */
export interface Logs {
  readonly log: Log;
  /** The latest entries. */
  readonly recent: RecentLines;
  /** Where entries go now. */
  file(): string;
  /** Returns what is wrong with the file, if anything. */
  follow(wish: LogWish, secrets: readonly string[]): LogTrouble | undefined;
}

/** Keeps what is secret out of the log and of every sentence. */
export interface Secrecy {
  /** A text without any secret that was ever learnt. */
  redact(text: string): string;
  /** Takes what the settings say; without usable settings, the log goes on as it was. */
  learn(secrets: readonly string[], wish: LogWish | undefined): void;
  /** What is not in order with the log. */
  troubles(language: Language): readonly TroubleView[];
}

export function createSecrecy(logs: Logs): Secrecy {
  const known = new Set<string>();
  let redactor = createRedactor(known);
  let wish: LogWish = { level: 'info' };
  let trouble: LogTrouble | undefined;
  return {
    redact: (text) => redactor.text(text),
    learn(secrets, wished = wish) {
      for (const secret of secrets) known.add(secret);
      redactor = createRedactor(known);
      wish = wished;
      trouble = logs.follow(wish, [...known]);
    },
    troubles(language) {
      if (trouble === undefined) return [];
      const { cli, desktop } = catalogue(language);
      const sentence =
        trouble.kind === 'refused'
          ? desktop.logRefused(trouble.file, logs.file())
          : cli.run.logFile(trouble.file, trouble.code);
      return [{ kind: 'log', sentence }];
    },
  };
}
