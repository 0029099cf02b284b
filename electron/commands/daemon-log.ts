import { plainText } from '../core/plain-text.ts';
import type { Log, LogFields } from '../core/ports.ts';
import type { Settings } from '../core/settings.ts';
import { type Page, plainStyle, renderPage, type Tone } from '../core/views/page.ts';
import { type JournalPriority, journalText } from '../node/journal.ts';
import { createLog, createSilentLog } from '../node/log.ts';
import { whyUnwritable } from '../node/log-file.ts';
import type { Context } from './context.ts';

/** The log of a running daemon: JSON lines in a file, readable lines on stderr. */
export interface DaemonLog {
  /** What the engine writes to; stays the same when the settings change. */
  readonly log: Log;
  /** Takes a new level, file and new secrets. Returns why the file cannot be written, if so. */
  use(settings: Settings['log'], secrets: readonly string[]): string | undefined;
  /** A sentence for people on stderr, in their language; the file gets the fixed message. */
  say(sentence: string, message: string, fields?: LogFields, tone?: Tone): void;
  /** What is wrong, line by line, on stderr alone. */
  sayPage(page: Page): void;
}

const priorities: Partial<Readonly<Record<Tone, JournalPriority>>> = {
  good: 'notice',
  warn: 'warn',
  bad: 'error',
};

export function createDaemonLog({ world, output }: Context): DaemonLog {
  let file: Log = createSilentLog();
  let screen: Log = createSilentLog();
  const journal = world.supervisor?.journal === true;
  const print = (page: Page, priority: JournalPriority) => {
    if (!journal) return output.warn(page);
    const lines = renderPage(page, plainStyle).join('\n');
    world.stderr.write(journalText(priority, output.clean(lines)));
  };
  const both =
    (level: keyof Log) =>
    (message: string, fields?: LogFields): void => {
      file[level](message, fields);
      screen[level](message, fields);
    };
  return {
    log: { debug: both('debug'), info: both('info'), warn: both('warn'), error: both('error') },
    use(settings, secrets) {
      const { level } = settings;
      file = createLog({ level, file: settings.file, secrets });
      const stream = world.stderr;
      screen = createLog({
        level,
        secrets,
        console: { stream, format: journal ? 'journal' : 'text' },
      });
      return settings.file === undefined ? undefined : whyUnwritable(settings.file);
    },
    say(sentence, message, fields, tone) {
      file.info(message, fields);
      const priority = (tone && priorities[tone]) ?? 'info';
      print([{ kind: 'line', text: plainText(sentence), tone }], priority);
    },
    sayPage: (page) => print(page, 'error'),
  };
}
