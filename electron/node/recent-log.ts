import type { LogLevel } from '../contract/forms.ts';
import type { LogLine } from '../contract/log.ts';
import { createRedactor } from '../core/redact.ts';
import type { LogStream } from './log-console.ts';
import { escapeUnseen } from './log-line.ts';

/** Entries that are kept. */
export const recentEntries = 2000;
/** Letters of all kept entries together. */
export const recentLetters = 2 ** 19;
/** Letters of one entry; of a longer one the start is kept. */
export const longestRecent = 2 ** 14;

/** The latest entries of a log, in memory. What is written are the log's own lines of JSON. */
export interface RecentLog extends LogStream {
  /** Oldest first, without any secret that was learnt by now; all, or those after a number. */
  lines(after?: number): readonly LogLine[];
  /** Calls at each new entry, until it is called again. */
  hear(listener: (() => void) | undefined): void;
  /** From now on these are in no line, the older ones included. */
  learn(secrets: Iterable<string>): void;
}

interface Entry {
  readonly time: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly [field: string]: unknown;
}

function parse(text: string): Entry {
  return JSON.parse(text);
}

/** The start of an entry that is too long, as an entry. */
function shortened(text: string): string {
  const { time, level, message, ...rest } = parse(text);
  const start = JSON.stringify(rest).slice(0, longestRecent / 4);
  const short = { time, level, message: message.slice(0, longestRecent / 8), start: `${start}…` };
  return escapeUnseen(JSON.stringify(short));
}

function toLine(text: string, number: number): LogLine {
  const { time, level, message, ...rest } = parse(text);
  const details = Object.keys(rest).length === 0 ? '' : escapeUnseen(JSON.stringify(rest));
  return { number, at: Date.parse(time), level, message: escapeUnseen(message), details };
}

/**
 * Keeps {@link recentEntries} of {@link recentLetters} at most. An entry costs no more than its line
 * of text until somebody reads it.
 */
export function createRecentLog(): RecentLog {
  const known = new Set<string>();
  let kept: string[] = [];
  let letters = 0;
  /** The number of the first that is kept. */
  let first = 1;
  let listener: (() => void) | undefined;
  /** Secrets came since the kept ones were written. */
  let stale = false;

  function clean(): void {
    if (!stale) return;
    stale = false;
    const redactor = createRedactor(known);
    kept = kept.map((text) => {
      const { time, level, message, ...rest } = parse(text);
      const fields = redactor.value(rest) as object;
      const entry = { time, level, message: redactor.text(message), ...fields };
      return escapeUnseen(JSON.stringify(entry));
    });
    letters = kept.reduce((sum, { length }) => sum + length, 0);
  }

  return {
    write(text) {
      const line = text.length > longestRecent ? shortened(text) : text;
      kept.push(line);
      letters += line.length;
      while (kept.length > recentEntries || letters > recentLetters) {
        letters -= kept.shift()?.length ?? 0;
        first += 1;
      }
      listener?.();
    },
    lines(after = 0) {
      clean();
      const skipped = Math.max(0, after + 1 - first);
      return kept.slice(skipped).map((text, at) => toLine(text, first + skipped + at));
    },
    hear(next) {
      listener = next;
    },
    learn(secrets) {
      for (const secret of secrets) {
        if (known.has(secret)) continue;
        known.add(secret);
        stale = true;
      }
    },
  };
}
