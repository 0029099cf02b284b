import { catalogue } from '../contract/i18n/catalogue.ts';
import type { KeptHistory } from '../core/history/kept.ts';
import type { Settings } from '../core/settings.ts';
import type { Updater } from '../core/updater.ts';
import type { Readiness } from '../node/readiness.ts';
import type { Context } from './context.ts';
import type { DaemonLog } from './daemon-log.ts';
import { loadSettings } from './settings.ts';

/** A running daemon's parts. */
export interface Daemon {
  readonly updater: Updater;
  readonly log: DaemonLog;
  readonly context: Context;
  readonly file: string;
  /** The folder of the state. */
  readonly folder: string;
  readonly readiness: Readiness;
  readonly kept: KeptHistory;
}

/** Says why the log file takes nothing, where it does not; `why` is the system's code. */
export function warnOfLogFile(
  log: DaemonLog,
  settings: Settings,
  why: string | undefined,
  { output }: Context,
): void {
  if (why === undefined) return;
  const { logFile } = catalogue(output.language).cli.run;
  log.say(logFile(settings.log.file ?? '', why), 'log file cannot be written', {}, 'warn');
}

async function reloadOnce({ updater, log, context, file, folder, kept }: Daemon): Promise<void> {
  const { output } = context;
  const texts = catalogue(output.language).cli.run;
  const loaded = await loadSettings(context, { file, folder, salt: 'keep' });
  if ('error' in loaded) {
    const problems = loaded.error.problems.length;
    log.say(texts.kept, 'changed settings have problems', { problems }, 'bad');
    log.sayPage(loaded.page);
    return;
  }
  const { settings, secrets } = loaded;
  warnOfLogFile(log, settings, log.use(settings.log, secrets), context);
  log.say(texts.reloaded(settings.records.length), 'settings reloaded');
  void kept.noteSettings(settings, 'file');
  await updater.replaceSettings(settings);
}

/**
 * Makes the reload of a daemon: reads the settings again, one reload after the other; settings that
 * are wrong leave the old ones in force. With `force`, every record is looked at as well.
 */
export function createReload(daemon: Daemon): (force: boolean) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (force) => {
    const next = last.then(async () => {
      await reloadOnce(daemon);
      if (force) await daemon.updater.check('user', { force: true });
    });
    last = next.catch(() => undefined);
    return next;
  };
}
