import path from 'node:path';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { ServiceSpec } from '../../core/service/spec.ts';
import { credentialSettings, systemLogs, systemState } from '../../core/service/systemd-unit.ts';
import type { Settings } from '../../core/settings.ts';
import {
  hasSecretFiles,
  isOpenToAll,
  ownerOf,
  ownScript,
  realPath,
  strangersFolder,
} from '../../node/service/access.ts';
import type { ServiceManager } from '../../node/service/manager.ts';
import type { ServiceHost } from '../../node/service/tool.ts';
import type { Context } from '../context.ts';
import { type ErrorData, errorResult, type Result } from '../result.ts';
import { loadSettings, stateFolder } from '../settings.ts';
import { chooseManager, isSystemWide, managerKind, type UnitPlan } from './manager.ts';

type Failed = Extract<Result, { error: ErrorData }>;

interface Wish {
  /** Whole; for a service of the whole system without links, which others could turn elsewhere. */
  readonly config: string;
  readonly state?: string | undefined;
  readonly user?: boolean | undefined;
}

interface Prepared {
  readonly manager: ServiceManager;
  readonly spec: ServiceSpec;
  /** What the user should know beside how the service stands. */
  readonly notes: readonly string[];
}

/** The settings as `check` judges them, and whether they need the terminal's variables. */
async function judge(file: string, context: Context) {
  const wish = { file, folder: stateFolder(context.world, undefined), salt: 'look' } as const;
  const loaded = await loadSettings(context, wish);
  if ('error' in loaded) return loaded;
  const bare = await loadSettings({ ...context, world: { ...context.world, env: {} } }, wish);
  return { settings: loaded.settings, wanting: 'error' in bare ? bare.error.problems : [] };
}

/** How a unit of the whole system runs: as the owner of its settings, and never as root. */
function systemPlan(
  { config, state }: Wish,
  { log }: Settings,
  program: readonly string[],
  { output }: Context,
): UnitPlan | Failed {
  const texts = catalogue(output.language).service;
  const inLogs = log.file === undefined || log.file.startsWith(`${systemLogs}/`);
  const refuse = (sentence: string) => errorResult(1, 'service', sentence);
  const owner = ownerOf(config);
  if (owner !== 0) {
    const strangers = strangersFolder(config, owner);
    if (strangers !== undefined) return refuse(texts.strangers(config, strangers));
    const folders = [state, inLogs ? undefined : path.dirname(log.file ?? '')];
    const writable = folders.flatMap((one) => (one === undefined ? [] : [path.resolve(one)]));
    return { account: { kind: 'named', name: String(owner) }, writable };
  }
  if (state !== undefined) return refuse(texts.rootState);
  if (!inLogs || hasSecretFiles(config)) return refuse(texts.rootFiles(config));
  const closed = program.find((file) => !isOpenToAll(file));
  if (closed !== undefined) return refuse(texts.closed(closed));
  return { account: { kind: 'dynamic', settings: config }, writable: [] };
}

const userPlan: UnitPlan = { account: { kind: 'user' }, writable: [] };

/** Sees that the service can work before anything is changed; says what is in the way otherwise. */
export async function prepareService(
  wished: Wish,
  context: Context,
  host: ServiceHost,
): Promise<Prepared | Failed> {
  const { world, output } = context;
  const texts = catalogue(output.language).service;
  const refuse = (sentence: string) => errorResult(1, 'service', sentence);
  const kind = managerKind(world.platform);
  if (kind === undefined) return refuse(texts.system);
  if (kind === 'launchd' && host.uid === 0) return refuse(texts.macRoot);
  if (kind === 'systemd' && host.uid === 0 && wished.user === true) return refuse(texts.userAsRoot);
  const wide = kind === 'systemd' && isSystemWide(wished, host);
  const wish = wide ? { ...wished, config: realPath(wished.config) } : wished;
  const judged = await judge(wish.config, context);
  if ('error' in judged) return judged;
  const { settings, wanting } = judged;
  if (wanting.length > 0 && kind !== 'task') {
    return errorResult(2, 'settings', texts.environment, wanting);
  }
  const script = ownScript();
  if (script === undefined) return refuse(texts.noScript);
  const program = [process.execPath, script] as const;
  const plan = wide ? systemPlan(wish, settings, program, context) : userPlan;
  if ('error' in plan) return plan;
  const config = plan.account.kind === 'dynamic' ? credentialSettings : wish.config;
  const state = wide && wish.state === undefined ? systemState : stateFolder(world, wish.state);
  const paths = [...program, wish.config, state, ...plan.writable];
  const odd = paths.find((one) => /\p{Cc}/u.test(one));
  if (odd !== undefined) return refuse(texts.oddPath(odd));
  const command = [...program, 'run', '--config', config, '--state', state] as const;
  const logged = kind === 'systemd' || settings.log.file !== undefined;
  return {
    manager: chooseManager(kind, wish, context, host, plan),
    spec: { command: [...command], folder: path.dirname(wish.config) },
    notes: [
      ...(logged ? [] : [texts.noLog]),
      ...(wanting.length > 0 ? [texts.taskEnvironment] : []),
    ],
  };
}
