import { fstatSync } from 'node:fs';
import type { LogLevel } from '../core/ports.ts';

/** Priorities as the journal reads them at the beginning of a line (sd-daemon(3), syslog(3)). */
const priorities = { error: 3, warn: 4, notice: 5, info: 6, debug: 7 } as const;

export type JournalPriority = LogLevel | 'notice';

/**
 * True where what is written to `descriptor` goes to the journal: systemd names its device and its
 * inode in `JOURNAL_STREAM`, and whoever redirects it elsewhere leaves the variable as it was
 * (systemd.exec(5)).
 */
export function leadsToJournal(
  env: Readonly<Record<string, string | undefined>>,
  descriptor: number,
): boolean {
  const named = env.JOURNAL_STREAM;
  if (named === undefined || named === '') return false;
  try {
    const { dev, ino } = fstatSync(descriptor, { bigint: true });
    return named === `${dev}:${ino}`;
  } catch {
    return false;
  }
}

/** A text for the journal: each of its lines with its priority, as every line is an entry there. */
export function journalText(priority: JournalPriority, text: string): string {
  const mark = `<${priorities[priority]}>`;
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.map((line) => `${mark}${line}\n`).join('');
}
