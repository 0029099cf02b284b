import path from 'node:path';
import { catalogue } from '../contract/i18n/catalogue.ts';
import { serviceData, servicePage, serviceTroubleText } from '../core/service/page.ts';
import { ServiceError, type ServiceStatus } from '../core/service/status.ts';
import { nearestWord } from '../core/settings/problem.ts';
import { line } from '../core/views/page.ts';
import type { ServiceManager } from '../node/service/manager.ts';
import { type ServiceHost, systemTools } from '../node/service/tool.ts';
import type { Context } from './context.ts';
import { errorResult, type Result } from './result.ts';
import { chooseManager, managerKind } from './service/manager.ts';
import { prepareService } from './service/prepare.ts';

export interface ServiceOptions {
  readonly config?: string | undefined;
  readonly state?: string | undefined;
  readonly user?: boolean | undefined;
}

/** This computer as it is. */
function thisHost({ world }: Context): ServiceHost {
  return {
    env: world.env,
    home: world.home,
    uid: process.getuid?.(),
    run: systemTools(world.env),
    systemUnits: '/etc/systemd/system',
  };
}

function shown(status: ServiceStatus, { output }: Context) {
  const data = serviceData(status);
  const exit: 0 | 1 = data.ok ? 0 : 1;
  return { status: exit, data, page: servicePage(status, output.language) };
}

async function show(manager: ServiceManager, context: Context): Promise<Result> {
  return shown(await manager.status(), context);
}

async function install(
  file: string,
  options: ServiceOptions,
  context: Context,
  host: ServiceHost,
): Promise<Result> {
  const { language } = context.output;
  const prepared = await prepareService({ ...options, config: file }, context, host);
  if ('error' in prepared) return prepared;
  const { manager, spec, notes } = prepared;
  await manager.install(spec);
  const status = await manager.status();
  // It took the service; one that does not show it is merely silent about how it stands.
  const seen = shown(
    status.installed === 'no' ? { ...status, installed: 'ours' } : status,
    context,
  );
  const done = line(catalogue(language).service.installed(status.place));
  return { ...seen, page: [done, ...seen.page, ...notes.map((note) => line(note, 'warn'))] };
}

async function remove(manager: ServiceManager, { output }: Context): Promise<Result> {
  const texts = catalogue(output.language).service;
  const { place } = await manager.status();
  const removed = await manager.remove();
  const text = removed ? texts.removed(place) : texts.notThere;
  return { status: 0, data: { ok: true, removed, place }, page: [line(text)] };
}

function usage(sentence: string, { output }: Context): Result {
  const { together, seeHelp } = catalogue(output.language).cli.usage;
  return errorResult(2, 'usage', together(sentence, seeHelp('ddns-tray service')));
}

/** `ddns-tray service install|remove|status`: `ddns-tray run`, kept going by the system. */
export async function service(
  action: string | undefined,
  options: ServiceOptions,
  context: Context,
  host: ServiceHost = thisHost(context),
): Promise<Result> {
  const { world, output } = context;
  const { service: texts, cli } = catalogue(output.language);
  if (action === undefined) return usage(texts.noAction, context);
  if (!texts.actions.includes(action)) {
    const nearest = nearestWord(action, texts.actions);
    const hint = nearest === undefined ? '' : cli.usage.nearest(nearest);
    return usage(cli.usage.together(texts.action(action), hint), context);
  }
  const kind = managerKind(world.platform);
  if (kind === undefined) return errorResult(1, 'service', texts.system);
  try {
    if (action === 'install') {
      if (options.config === undefined) return usage(cli.usage.missingOption('--config'), context);
      return await install(path.resolve(options.config), options, context, host);
    }
    const manager = chooseManager(kind, options, context, host);
    return await (action === 'remove' ? remove : show)(manager, context);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const text = serviceTroubleText(error.trouble, kind, output.language);
    return errorResult(1, 'service', output.clean(text));
  }
}
