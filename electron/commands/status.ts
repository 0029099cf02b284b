import { catalogue } from '../contract/i18n/catalogue.ts';
import { dateText } from '../contract/i18n/format.ts';
import { wholeStatus } from '../core/local/status.ts';
import { providerFinder } from '../core/views/find-provider.ts';
import { type Block, line } from '../core/views/page.ts';
import type { StatusData } from '../core/views/status.ts';
import { statusPage } from '../core/views/status-page.ts';
import { systemClock } from '../node/clock.ts';
import { isStateError } from '../node/state-error.ts';
import type { Context } from './context.ts';
import { type Keeping, lookForInstance } from './instance.ts';
import type { Result } from './result.ts';
import { lookAtState, stateFailure } from './state.ts';

/** What the running instance says; else what its state file tells, which is never far behind. */
async function ask({ folder, found }: Keeping, context: Context): Promise<StatusData> {
  const { output, signal } = context;
  const { language } = output;
  if (found.kind === 'running') {
    const told = await found.instance.status(language, signal);
    if (told.kind === 'done') return told.data;
    const instance = { pid: found.instance.pid };
    return wholeStatus(await lookAtState(folder), folder, language, instance);
  }
  const instance = found.kind === 'none' ? undefined : { pid: found.pid };
  return wholeStatus(await lookAtState(folder), folder, language, instance);
}

/** Whether anything watches now. */
function runningLine(data: StatusData, { found }: Keeping, { output }: Context): Block {
  const { local } = catalogue(output.language);
  const pid = String(data.pid ?? '');
  if (!data.running) return line(local.notRunning, 'quiet');
  if (found.kind === 'otherVersion') {
    return line(local.runningOther(found.version, pid), 'warn');
  }
  return data.runningSince === undefined
    ? line(local.runningSilent(pid), 'warn')
    : line(local.running(dateText(output.language, Date.parse(data.runningSince)), pid), 'quiet');
}

/** `ddns-tray status`: what the running instance knows, or the state file; asks nobody else and changes nothing. */
export async function status(
  options: { readonly state?: string | undefined },
  context: Context,
): Promise<Result> {
  const { world, output } = context;
  try {
    const keeping = await lookForInstance(options.state, context);
    const data = await ask(keeping, context);
    await world.needProviders(data.records.map(({ provider }) => provider ?? ''));
    const page = statusPage(data, providerFinder(world), output.language, systemClock.now());
    return {
      status: data.ok ? 0 : 1,
      data,
      page: data.known ? [...page, runningLine(data, keeping, context)] : page,
    };
  } catch (error) {
    if (isStateError(error)) return stateFailure(error, output.language);
    throw error;
  }
}
