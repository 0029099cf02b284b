import { catalogue } from '../contract/i18n/catalogue.ts';
import { second } from '../core/duration.ts';
import type { EnginePorts } from '../core/engine.ts';
import type { KeptHistory } from '../core/history/kept.ts';
import { chooseRecords } from '../core/local/choose-records.ts';
import type { UpdateWish } from '../core/local/wish.ts';
import type { Told } from '../core/notify/attempt.ts';
import { channelsOf } from '../core/notify/channels-of.ts';
import type { Log } from '../core/ports.ts';
import type { RoundReport } from '../core/round.ts';
import type { Settings } from '../core/settings.ts';
import type { AppState } from '../core/state.ts';
import { Updater } from '../core/updater.ts';
import { deliveriesData, failedDeliveries } from '../core/views/channel-delivery.ts';
import { providerFinder } from '../core/views/find-provider.ts';
import { providerNamed } from '../core/views/outcome.ts';
import { updateData } from '../core/views/update.ts';
import { updatePage } from '../core/views/update-page.ts';
import { createPorts } from '../node/engine-ports.ts';
import { createLog } from '../node/log.ts';
import { isStateError } from '../node/state-error.ts';
import type { Context } from './context.ts';
import { forwardUpdate, lookForInstance } from './instance.ts';
import { keepHistory } from './keep-history.ts';
import { patientVerifier } from './patience.ts';
import { type ErrorData, errorResult, type Result } from './result.ts';
import { loadSettings, stateFolder } from './settings.ts';
import { lookAtState, openState, stateFailure } from './state.ts';

export interface UpdateOptions {
  /** Undefined: only a running instance can check. */
  readonly config?: string | undefined;
  readonly state?: string | undefined;
  readonly force?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly record?: readonly string[] | undefined;
}

type Only = ReadonlySet<string> | undefined;
type Failed = Extract<Result, { error: ErrorData }>;

/** The same ports, telling on the way what is being done. */
function withProgress(
  ports: EnginePorts,
  settings: Settings,
  { output, world }: Context,
): EnginePorts {
  const texts = catalogue(output.language).cli.progress;
  const find = providerFinder(world, settings);
  const nameOf = (id: string, account: string) =>
    providerNamed(id, find, account).name[output.language];
  return {
    ...ports,
    verify(targets, settings, signal) {
      output.progress(texts.verify);
      return ports.verify(targets, settings, signal);
    },
    provider(id) {
      const provider = ports.provider(id);
      return {
        ...provider,
        apply(changes, account, context) {
          const at = changes[0]?.record.account ?? '';
          output.progress(texts.write(changes.length, nameOf(id, at), at));
          return provider.apply(changes, account, context);
        },
      };
    },
  };
}

function logOf({ log }: Settings, secrets: readonly string[]): Log {
  return createLog({ ...log, secrets });
}

/** Milliseconds in which the channels are told before the command ends. */
const tellLimit = 10 * second;

interface Check {
  readonly report: RoundReport;
  readonly state: AppState;
  readonly told: readonly Told[];
}

/** Tells the channels what waits for them. */
async function tell(updater: Updater, output: Context['output']): Promise<readonly Told[]> {
  if (channelsOf(updater.settings).length === 0) return [];
  output.progress(catalogue(output.language).cli.progress.channels);
  return updater.deliver(tellLimit);
}

async function checkOnce(
  updater: Updater,
  options: Parameters<Updater['check']>[1],
  { output, signal }: Context,
): Promise<Check> {
  const stop = () => updater.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    output.progress(catalogue(output.language).cli.progress.address);
    const report = await updater.check('user', options);
    const told = options?.dryRun === true ? [] : await tell(updater, output);
    return { report, state: updater.state, told };
  } finally {
    signal.removeEventListener('abort', stop);
    // A gateway that has not told in time is not waited for.
    stop();
  }
}

async function rehearse(
  context: Context,
  settings: Settings,
  folder: string,
  { force, only, log }: { readonly force: boolean; readonly only: Only; readonly log: Log },
): Promise<Check> {
  const store = {
    load: () => lookAtState(folder),
    save: async () => {
      throw new Error('a dry run keeps nothing');
    },
  };
  const updater = await Updater.open(
    createPorts(context.world, { store, log, proxy: () => settings.proxy }),
    settings,
  );
  return checkOnce(updater, { force, only, dryRun: true }, context);
}

async function perform(
  context: Context,
  settings: Settings,
  folder: string,
  { force, only, log }: { readonly force: boolean; readonly only: Only; readonly log: Log },
): Promise<Check | Failed> {
  const { output, world } = context;
  const opened = openState(folder, output.language, (text) => {
    output.warn([{ kind: 'line', text, tone: 'warn' }]);
  });
  if ('error' in opened) return opened;
  const { store, release } = opened;
  let kept: KeptHistory | undefined;
  try {
    kept = keepHistory(folder, log, context);
    void kept.noteSettings(settings, 'file');
    const words = { language: () => output.language, actions: 'cli' } as const;
    const plain = createPorts(world, { store, log, proxy: () => settings.proxy, words });
    const verify = patientVerifier(plain.verify, plain.clock);
    const updater = await Updater.open(
      withProgress({ ...plain, verify, history: kept }, settings, context),
      settings,
    );
    if (!(await updater.save())) {
      const failure = store.failure();
      if (failure !== undefined) return stateFailure(failure, output.language);
    }
    return await checkOnce(updater, { force, only }, context);
  } finally {
    await kept?.flush();
    release();
  }
}

/** One check by the running instance, with its settings. */
async function updateThere(options: UpdateOptions, context: Context): Promise<Result> {
  const { folder, found } = await lookForInstance(options.state, context);
  if (found.kind === 'none') {
    const { cli, local } = catalogue(context.output.language);
    const sentence = cli.usage.together(local.noInstance, cli.usage.seeHelp('ddns-tray update'));
    return errorResult(2, 'usage', sentence);
  }
  return forwardUpdate({ folder, found }, wishOf(options), context);
}

function wishOf({ force, dryRun, record: records }: UpdateOptions): UpdateWish {
  return { force: force === true, dryRun: dryRun === true, records };
}

/** `ddns-tray update`: one check, and how each record stands after it. */
export async function update(options: UpdateOptions, context: Context): Promise<Result> {
  const { output, signal } = context;
  try {
    return options.config === undefined
      ? await updateThere(options, context)
      : await updateHere(options, options.config, context);
  } catch (error) {
    if (isStateError(error)) return stateFailure(error, output.language);
    if (!signal.aborted) throw error;
    return errorResult(1, 'interrupted', catalogue(output.language).cli.interrupted);
  }
}

/** One check with these settings; by the running instance where that keeps the state. */
async function updateHere(options: UpdateOptions, file: string, context: Context): Promise<Result> {
  const { world, output } = context;
  const dryRun = options.dryRun === true;
  const folder = stateFolder(world, options.state);
  const loaded = await loadSettings(context, { file, folder, salt: dryRun ? 'look' : 'keep' });
  if ('error' in loaded) return loaded;
  const { settings, secrets } = loaded;
  const chosen = chooseRecords(settings, options.record, output.language);
  if (typeof chosen === 'string') return errorResult(2, 'usage', chosen);
  const wish = {
    force: options.force === true,
    only: chosen.only,
    log: logOf(dryRun ? { ...settings, log: { level: 'error' } } : settings, secrets),
  };
  const find = providerFinder(world, settings);
  const act = dryRun ? rehearse : perform;
  const done = await act(context, settings, folder, wish);
  if ('error' in done) {
    if (done.error.kind !== 'locked') return done;
    const { found } = await lookForInstance(folder, context);
    if (found.kind === 'none') return done;
    return forwardUpdate({ folder, found }, wishOf(options), context, find);
  }
  const checked = updateData({ ...done, settings, dryRun }, chosen.only);
  const channels = dryRun ? [] : deliveriesData(done.told, done.state, settings);
  const data = channels.length === 0 ? checked : { ...checked, channels };
  const page = updatePage(data, find, output.language);
  const service = (id: string) => world.channels.find((one) => one.id === id);
  const failed = failedDeliveries(channels, service, output.language);
  // The line that sums up stays the last.
  const whole = [...page.slice(0, -1), ...failed, ...page.slice(-1)];
  return { status: data.status, data, page: whole };
}
