import { catalogue } from '../contract/i18n/catalogue.ts';
import { examine } from '../core/doctor/examine.ts';
import { isChecker, parseReach, type ReachTarget } from '../core/doctor/reach.ts';
import { plainText } from '../core/plain-text.ts';
import { emptyState } from '../core/state.ts';
import { doctorData } from '../core/views/doctor.ts';
import { doctorPage } from '../core/views/doctor-page.ts';
import { providerFinder } from '../core/views/find-provider.ts';
import { createPorts } from '../node/engine-ports.ts';
import { createLog } from '../node/log.ts';
import { isStateError } from '../node/state-error.ts';
import type { Context } from './context.ts';
import { errorResult, type Result } from './result.ts';
import { loadSettings, stateFolder } from './settings.ts';
import { lookAtState, stateFailure } from './state.ts';

export interface DoctorOptions {
  readonly config: string;
  readonly state?: string | undefined;
  /** A port or a URL. */
  readonly reach?: string | undefined;
  readonly checker?: string | undefined;
}

/** Characters of a mistake that are repeated. */
const longest = 80;

type Reach = { readonly reach?: ReachTarget | undefined; readonly checker?: string | undefined };

/** What was typed, without what may be a password or a token. */
function shown(text: string): string {
  const [place = ''] = text.split(/[?#]/);
  return text.includes('@') ? '…' : plainText(place, longest);
}

/** What is to be reached; a sentence where that cannot be understood. */
function reachOf({ reach: text, checker }: DoctorOptions, { output }: Context): Reach | string {
  const { usage } = catalogue(output.language).doctor;
  const reach = text === undefined ? undefined : parseReach(text);
  if (text !== undefined && reach === undefined) return usage.reach(shown(text));
  if (checker === undefined) return { reach };
  if (!isChecker(checker)) return usage.checker(shown(checker));
  return reach?.kind === 'port' ? { reach, checker } : usage.checkerAlone;
}

/** `ddns-tray doctor`: looks at the whole chain, writes nothing, and says what is wrong with it. */
export async function doctor(options: DoctorOptions, context: Context): Promise<Result> {
  const { world, output, signal } = context;
  const { language } = output;
  const reach = reachOf(options, context);
  if (typeof reach === 'string') return errorResult(2, 'usage', reach);
  const folder = stateFolder(world, options.state);
  const loaded = await loadSettings(context, { file: options.config, folder, salt: 'look' });
  if ('error' in loaded) return loaded;
  const { settings, secrets } = loaded;
  try {
    const state = (await lookAtState(folder)) ?? emptyState;
    // Only a fault of ours is worth a line beside what is shown.
    const console = { stream: world.stderr, format: 'text' } as const;
    const log = createLog({ level: 'error', secrets, console });
    // Nothing is kept: what is running already owns the state.
    const store = { load: async () => state, save: async () => undefined };
    const ports = createPorts(world, { store, log, proxy: () => settings.proxy });
    output.progress(catalogue(language).doctor.progress);
    const found = await examine(ports, settings, state, reach, signal);
    const words = { language, find: providerFinder(world, settings), actions: 'cli' } as const;
    const data = doctorData(found, words);
    return { status: data.status, data, page: doctorPage(data, language) };
  } catch (error) {
    if (isStateError(error)) return stateFailure(error, language);
    throw error;
  }
}
