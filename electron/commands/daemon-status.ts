import type { Language } from '../contract/language.ts';
import type { Settings } from '../core/settings.ts';
import type { AppState } from '../core/state.ts';
import { providerFinder } from '../core/views/find-provider.ts';
import { wholeOf } from '../core/views/headline.ts';
import { recordViews } from '../core/views/record-view.ts';
import { systemClock } from '../node/clock.ts';
import type { World } from './context.ts';

/** How the whole stands, in one sentence, as a service manager shows it. */
export function daemonStatus(
  state: AppState,
  settings: Settings,
  world: World,
  language: Language,
): string {
  const find = providerFinder(world, settings);
  const now = systemClock.now();
  const view = { settings, state, now, language, find, activity: undefined };
  return wholeOf({ ...view, records: recordViews(view), troubles: [] }).headline;
}
