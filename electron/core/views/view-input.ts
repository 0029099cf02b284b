import type { Language } from '../../contract/language.ts';
import type { Activity } from '../engine.ts';
import type { Settings } from '../settings.ts';
import type { AppState } from '../state.ts';
import type { FindProvider } from './outcome.ts';

/** What the desktop's views look at. */
export interface ViewInput {
  readonly settings: Settings;
  readonly state: AppState;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly language: Language;
  readonly find: FindProvider;
  /** The check under way. */
  readonly activity: Activity | undefined;
}
