import { factsOf } from '../core/verdicts/facts.ts';
import { verdictsOf } from '../core/verdicts/verdicts.ts';
import { providerFinder } from '../core/views/find-provider.ts';
import { statusData } from '../core/views/status.ts';
import { statusPage } from '../core/views/status-page.ts';
import { verdictData } from '../core/views/verdict.ts';
import { systemClock } from '../node/clock.ts';
import { isStateError } from '../node/state-error.ts';
import type { Context } from './context.ts';
import type { Result } from './result.ts';
import { stateFolder } from './settings.ts';
import { lookAtState, stateFailure } from './state.ts';

/** `ddns-tray status`: what the state file tells; asks nobody and changes nothing. */
export async function status(
  options: { readonly state?: string | undefined },
  { world, output }: Context,
): Promise<Result> {
  const folder = stateFolder(world, options.state);
  try {
    const state = await lookAtState(folder);
    await world.needProviders(Object.values(state?.accounts ?? {}).map(({ provider }) => provider));
    const verdicts = state === undefined ? [] : verdictsOf(factsOf(state, undefined));
    const data = {
      ...statusData(state, folder),
      verdicts: verdicts.map((verdict) => verdictData(verdict, output.language)),
    };
    const page = statusPage(data, providerFinder(world), output.language, systemClock.now());
    return { status: data.ok ? 0 : 1, data, page };
  } catch (error) {
    if (isStateError(error)) return stateFailure(error, output.language);
    throw error;
  }
}
