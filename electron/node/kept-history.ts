import { discreetHistory } from '../core/history/discreet.ts';
import type { KeptHistory } from '../core/history/kept.ts';
import { preferenceChanges } from '../core/history/preferences.ts';
import { createSelection } from '../core/history/query.ts';
import type { Fingerprint, Log } from '../core/ports.ts';
import { createHistoryFile } from './history-file.ts';
import { readHistory } from './history-reader.ts';
import { createSettingsSeen } from './settings-seen.ts';

/** Entries that are read at once. */
const mostRead = 5000;

export interface KeptHistoryOptions {
  /** The state folder. */
  readonly folder: string;
  /** The version of the program. */
  readonly version: string;
  readonly fingerprint: Fingerprint;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Takes secrets out of foreign texts. */
  readonly redact: (text: string) => string;
}

/** Opens the history in its folder; nothing is read or written before something happens. */
export function openKeptHistory(options: KeptHistoryOptions): KeptHistory {
  const { folder, log, now, redact } = options;
  let listener: (() => void) | undefined;
  const file = createHistoryFile({ folder, log, onKept: () => listener?.() });
  const history = discreetHistory(file, redact);
  const seen = createSettingsSeen({ ...options, history });
  let noted: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    await noted;
    await file.flush();
  }

  return {
    add: history.add,
    recent: file.recent,
    hear(next) {
      listener = next;
    },
    async read() {
      await flush();
      const always = { since: 0, until: Number.POSITIVE_INFINITY, kinds: [] };
      const selection = createSelection({ ...always, limit: mostRead });
      try {
        await readHistory(folder, selection.take);
      } catch (error) {
        log.warn('history cannot be read', { error });
      }
      return selection.found().entries.map(({ entry }) => entry);
    },
    noteSettings(settings, by) {
      noted = seen.note(settings, by);
      return noted;
    },
    notePreferences(before, after) {
      const changes = preferenceChanges(before, after);
      if (changes.length > 0) history.add({ kind: 'settings', at: now(), by: 'window', changes });
    },
    flush,
  };
}
