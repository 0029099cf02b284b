import type { Preferences } from '../../contract/preferences.ts';
import type { History, HistoryEntry, SettingsActor } from '../history.ts';
import type { Settings } from '../settings.ts';

/** The history of a state folder, for the process that holds it. */
export interface KeptHistory extends History {
  /** Settings changes and deliveries of late, the oldest first. */
  recent(): readonly HistoryEntry[];
  /** The newest entries, the oldest of them first. What cannot be read is logged, and none. */
  read(): Promise<readonly HistoryEntry[]>;
  /** Calls whenever {@link recent} may differ. */
  hear(listener: () => void): void;
  /**
   * Puts what became different since the settings before into the history, also since those that the
   * process before had. Undefined for settings that cannot be used. Never rejects.
   */
  noteSettings(settings: Settings | undefined, by: SettingsActor): Promise<void>;
  notePreferences(before: Preferences, after: Preferences): void;
  /** Resolves when everything is in the file, or could not be brought there. */
  flush(): Promise<void>;
}
