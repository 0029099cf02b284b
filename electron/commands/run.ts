import { catalogue } from '../contract/i18n/catalogue.ts';
import { minute, second } from '../core/duration.ts';
import type { EnginePorts } from '../core/engine.ts';
import { createFaultCounter } from '../core/faults.ts';
import type { KeptHistory } from '../core/history/kept.ts';
import type { Doors } from '../core/local/doors.ts';
import { Updater } from '../core/updater.ts';
import { providerFinder } from '../core/views/find-provider.ts';
import { noticeSentence } from '../core/views/notice.ts';
import type { Notice } from '../core/views/notices.ts';
import type { Tone } from '../core/views/page.ts';
import { Watcher } from '../core/watcher.ts';
import { systemClock } from '../node/clock.ts';
import { createPorts } from '../node/engine-ports.ts';
import { createReadiness, managerAt } from '../node/readiness.ts';
import { watchSettingsFile } from '../node/settings-file-watch.ts';
import { createSharedTimer } from '../node/shared-timer.ts';
import { releaseMemory } from '../node/small-heap.ts';
import { isStateError } from '../node/state-error.ts';
import type { Context } from './context.ts';
import { openDaemonDoors } from './daemon-doors.ts';
import { createDaemonLog } from './daemon-log.ts';
import { daemonStatus } from './daemon-status.ts';
import { keepHistory } from './keep-history.ts';
import { createReload, type Daemon, warnOfLogFile } from './reload.ts';
import type { Result } from './result.ts';
import { loadSettings, stateFolder } from './settings.ts';
import { openState, stateFailure } from './state.ts';

export interface RunOptions {
  readonly config: string;
  readonly state?: string | undefined;
}

/** Milliseconds after which the end is no longer waited for. */
const endLimit = 900;
/** Milliseconds of rest after a fault, before the watch begins anew. */
const faultRest = 15 * second;

/** Milliseconds between two looks of the watcher: with the updater's own, they wake the system once. */
const beat = minute;

/** Milliseconds until the memory that the start needed is given back, and between later times. */
const tidyFirst = 5 * second;
const tidyInterval = 10 * minute;

const noticeTones: Readonly<Record<Notice['kind'], Tone>> = {
  published: 'good',
  recovered: 'good',
  problem: 'bad',
};

/** Hears signals and faults until the returned function is called. */
function listen(daemon: Daemon, onFault: (error: unknown) => void) {
  const { updater, log, context, readiness } = daemon;
  const load = createReload(daemon);
  const reload = async (force: boolean) => {
    readiness.reloading();
    await load(force).finally(readiness.ready);
  };
  const { signal, output, world } = context;
  const texts = catalogue(output.language).cli.run;
  const guarded = (force: boolean) => {
    reload(force).catch((error: unknown) => {
      if (!signal.aborted) onFault(error);
    });
  };
  const onHangup = () => {
    log.say(texts.forced, 'hangup');
    guarded(true);
  };
  // On Windows the console window was closed: that is a wish to end, and the system's default does.
  const hangs = world.platform !== 'win32';
  if (hangs) process.on('SIGHUP', onHangup);
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  const onEnd = () => {
    readiness.stopping();
    updater.stop();
    setTimeout(() => process.exit(0), endLimit).unref();
  };
  signal.addEventListener('abort', onEnd, { once: true });
  if (signal.aborted) onEnd();
  return {
    reload: () => guarded(false),
    close() {
      if (hangs) process.removeListener('SIGHUP', onHangup);
      process.removeListener('uncaughtException', onFault);
      process.removeListener('unhandledRejection', onFault);
      signal.removeEventListener('abort', onEnd);
    },
  };
}

/** Watches until the signal aborts. A fault ends one watch and begins the next, but not for ever. */
async function watch(daemon: Daemon, engine: EnginePorts): Promise<Result> {
  const { updater, log, context, file } = daemon;
  const { signal, output } = context;
  const texts = catalogue(output.language).cli.run;
  const countFault = createFaultCounter(systemClock.now);
  const onFault = (error: unknown) => {
    log.log.error('fault', { error });
    const tooMany = countFault();
    log.say(
      tooMany ? texts.tooManyFaults : texts.fault,
      tooMany ? 'too many faults' : 'goes on',
      {},
      'bad',
    );
    if (tooMany) process.exit(1);
  };
  const ears = listen(daemon, onFault);
  const watcher = new Watcher({
    engine,
    subject: () => updater,
    notice: (trigger) => updater.notice(trigger),
    beat,
    feelsSleep: true,
    onFault,
  });
  const tidy = setInterval(releaseMemory, tidyInterval).unref();
  setTimeout(releaseMemory, tidyFirst).unref();
  try {
    await watchSettingsFile(file, ears.reload, signal);
    daemon.readiness.ready();
    if (!signal.aborted) void watcher.run();
    while (!signal.aborted) {
      try {
        await updater.run();
      } catch (error) {
        onFault(error);
        await systemClock.sleep(faultRest, signal).catch(() => undefined);
      }
    }
    await updater.save();
    log.say(texts.stopped, 'stopped');
    return { status: 0, data: { ok: true }, page: [] };
  } finally {
    watcher.stop();
    clearInterval(tidy);
    ears.close();
  }
}

/** `ddns-tray run`: keeps the records right until it is stopped. */
export async function run(options: RunOptions, context: Context): Promise<Result> {
  const { world, output } = context;
  const folder = stateFolder(world, options.state);
  const loaded = await loadSettings(context, { file: options.config, folder, salt: 'keep' });
  if ('error' in loaded) return loaded;
  const { settings, secrets } = loaded;
  const texts = catalogue(output.language);
  const log = createDaemonLog(context);
  const opened = openState(folder, output.language, (sentence) => {
    log.say(sentence, 'state was damaged', {}, 'warn');
  });
  if ('error' in opened) return opened;
  const { store, release } = opened;
  const { notifySocket } = world.supervisor ?? {};
  const readiness = createReadiness(
    notifySocket === undefined ? undefined : managerAt(notifySocket, log.log),
  );
  let updater: Updater | undefined;
  let doors: Doors | undefined;
  let kept: KeptHistory | undefined;
  const onNotice = (notice: Notice) => {
    const now = updater?.settings ?? settings;
    const find = providerFinder(world, now);
    const sentence = noticeSentence(notice, { settings: now, find, language: output.language });
    log.say(sentence, 'notice', { notice: notice.kind }, noticeTones[notice.kind]);
  };
  // Until the daemon listens: a reload that comes too early finds the file just read.
  const deaf = () => undefined;
  if (world.platform !== 'win32') process.on('SIGHUP', deaf);
  const fileTrouble = log.use(settings.log, secrets);
  try {
    log.say(
      texts.cli.run.started(world.version, options.config, settings.records.length),
      'started',
      { version: world.version, file: options.config, records: settings.records.length },
    );
    warnOfLogFile(log, settings, fileTrouble, context);
    kept = keepHistory(folder, log.log, context);
    void kept.noteSettings(settings, 'file');
    const engine: EnginePorts = {
      ...createPorts(world, {
        store,
        log: log.log,
        onNotice,
        proxy: () => (updater?.settings ?? settings).proxy,
        words: { language: () => output.language, actions: 'cli' },
      }),
      clock: createSharedTimer(),
      history: kept,
      onState(state) {
        const now = updater?.settings ?? settings;
        readiness.status(daemonStatus(state, now, world, output.language));
        doors?.follow();
      },
      onCall: (call) => doors?.onCall(call),
      onActivity: (activity) => doors?.onActivity(activity),
    };
    updater = await Updater.open(engine, settings);
    if (!(await updater.save())) {
      const failure = store.failure();
      if (failure !== undefined) return stateFailure(failure, output.language);
    }
    doors = openDaemonDoors({ updater, engine, log, context, folder });
    return await watch(
      { updater, log, context, file: options.config, folder, readiness, kept },
      engine,
    );
  } catch (error) {
    if (isStateError(error)) return stateFailure(error, output.language);
    throw error;
  } finally {
    process.removeListener('SIGHUP', deaf);
    await doors?.close();
    await kept?.flush();
    release();
  }
}
