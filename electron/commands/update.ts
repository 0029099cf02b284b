import { catalogue } from '../contract/i18n/catalogue.ts';
import { listText } from '../contract/i18n/format.ts';
import type { EnginePorts } from '../core/engine.ts';
import { isNameProblem, parseName } from '../core/name.ts';
import type { Log } from '../core/ports.ts';
import type { RoundReport } from '../core/round.ts';
import { nearestWord } from '../core/settings/problem.ts';
import type { Settings } from '../core/settings.ts';
import type { AppState } from '../core/state.ts';
import { Updater } from '../core/updater.ts';
import { providerFinder } from '../core/views/find-provider.ts';
import { providerNamed } from '../core/views/outcome.ts';
import { updateData } from '../core/views/update.ts';
import { updatePage } from '../core/views/update-page.ts';
import { createPorts } from '../node/engine-ports.ts';
import { createLog } from '../node/log.ts';
import { isStateError } from '../node/state-error.ts';
import type { Context } from './context.ts';
import { patientVerifier } from './patience.ts';
import { type ErrorData, errorResult, type Result } from './result.ts';
import { loadSettings, stateFolder } from './settings.ts';
import { lookAtState, openState, stateFailure } from './state.ts';

export interface UpdateOptions {
  readonly config: string;
  readonly state?: string | undefined;
  readonly force?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly record?: readonly string[] | undefined;
}

type Only = ReadonlySet<string> | undefined;
type Failed = Extract<Result, { error: ErrorData }>;

/** The records of the names that the user gave; a name that the settings lack is an error. */
function chooseRecords(
  { records }: Settings,
  names: readonly string[] | undefined,
  { output }: Context,
): { readonly only: Only } | Failed {
  if (names === undefined || names.length === 0) return { only: undefined };
  const only = new Set<string>();
  const texts = catalogue(output.language).cli.usage;
  const known = [...new Set(records.map(({ name }) => name))];
  for (const given of names) {
    const name = parseName(given);
    const found = isNameProblem(name) ? [] : records.filter((record) => record.name === name);
    for (const { id } of found) only.add(id);
    if (found.length > 0) continue;
    const nearest = nearestWord(given, known);
    const hint = nearest === undefined ? '' : texts.nearest(nearest);
    const sentence = texts.record(given, listText(output.language, known));
    return errorResult(2, 'usage', texts.together(sentence, hint));
  }
  return { only };
}

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

interface Check {
  readonly report: RoundReport;
  readonly state: AppState;
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
    return { report, state: updater.state };
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
  try {
    const plain = createPorts(world, { store, log, proxy: () => settings.proxy });
    const verify = patientVerifier(plain.verify, plain.clock);
    const updater = await Updater.open(
      withProgress({ ...plain, verify }, settings, context),
      settings,
    );
    if (!(await updater.save())) {
      const failure = store.failure();
      if (failure !== undefined) return stateFailure(failure, output.language);
    }
    return await checkOnce(updater, { force, only }, context);
  } finally {
    release();
  }
}

/** `ddns-tray update`: one check, and how each record stands after it. */
export async function update(options: UpdateOptions, context: Context): Promise<Result> {
  const { world, output, signal } = context;
  const dryRun = options.dryRun === true;
  const folder = stateFolder(world, options.state);
  const salt = dryRun ? 'look' : 'keep';
  const loaded = await loadSettings(context, { file: options.config, folder, salt });
  if ('error' in loaded) return loaded;
  const { settings, secrets } = loaded;
  const chosen = chooseRecords(settings, options.record, context);
  if ('error' in chosen) return chosen;
  const wish = {
    force: options.force === true,
    only: chosen.only,
    log: logOf(dryRun ? { ...settings, log: { level: 'error' } } : settings, secrets),
  };
  try {
    const act = dryRun ? rehearse : perform;
    const done = await act(context, settings, folder, wish);
    if ('error' in done) return done;
    const find = providerFinder(world, settings);
    const data = updateData({ ...done, settings, dryRun }, chosen.only);
    return { status: data.status, data, page: updatePage(data, find, output.language) };
  } catch (error) {
    if (isStateError(error)) return stateFailure(error, output.language);
    if (!signal.aborted) throw error;
    return errorResult(1, 'interrupted', catalogue(output.language).cli.interrupted);
  }
}
