import type { EnginePorts } from '../engine.ts';
import type { CheckOptions } from '../round.ts';
import type { Settings } from '../settings.ts';
import type { AppState } from '../state.ts';
import { Updater } from '../updater.ts';
import type { CheckDone } from './target.ts';

/**
 * A dry run beside the real updater, from the state as it is. Nobody is told of it, nothing is kept,
 * and it never becomes one with a real check, whose report would not be of what is still to do.
 */
export async function rehearse(
  ports: EnginePorts,
  settings: Settings,
  state: AppState,
  options: CheckOptions,
): Promise<CheckDone> {
  const { onState, onNotice, onActivity, onCall, channels, history, ...quiet } = ports;
  const store = { load: async () => state, save: async () => undefined };
  const updater = await Updater.open({ ...quiet, store }, settings);
  try {
    const report = await updater.check('user', { ...options, dryRun: true });
    return { report, state: updater.state, settings };
  } finally {
    updater.stop();
  }
}
