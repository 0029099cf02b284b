import path from 'node:path';
import * as z from 'zod';
import { codeOf } from '../core/error-code.ts';
import {
  changesBetween,
  emptySummary,
  listedChanges,
  rememberedSummary,
  type SettingsSummary,
  summaryOf,
} from '../core/history/summary.ts';
import type { History, SettingsActor } from '../core/history.ts';
import type { Fingerprint, Log } from '../core/ports.ts';
import type { Settings } from '../core/settings.ts';
import { makeFolderLater } from './folder.ts';
import { readSmallFile, writePrivateFile } from './small-file.ts';

/** Bytes; thousands of records have fewer. */
const longestSummary = 2 ** 22;

const marks = z.record(z.string(), z.string());
const summary = z.object({
  program: z.string(),
  accounts: marks,
  channels: marks,
  records: marks,
  keys: z.record(z.string(), z.object({ mark: z.string(), text: z.string().optional() })),
});

export interface SettingsSeenOptions {
  /** The state folder; created where it is missing. */
  readonly folder: string;
  /** The version of the program. */
  readonly version: string;
  readonly fingerprint: Fingerprint;
  readonly history: History;
  readonly log: Pick<Log, 'warn'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Knows the settings of before, also those that were in force when the program ended. */
export interface SettingsSeen {
  /**
   * Puts what became different into the history. The first settings that it ever sees are none that
   * changed, unless there were none before, which undefined says. Never rejects.
   */
  note(settings: Settings | undefined, by: SettingsActor): Promise<void>;
}

type Seen = SettingsSummary & { readonly program: string };

/**
 * Compares settings with those before, of which `settings.seen.json` keeps marks: salted and too short
 * to guess a secret from.
 */
export function createSettingsSeen(options: SettingsSeenOptions): SettingsSeen {
  const { folder, version, fingerprint, history, log, now } = options;
  const file = path.join(folder, 'settings.seen.json');
  let seen: Seen | undefined;
  let isRead = false;
  let queue: Promise<void> = Promise.resolve();

  async function read(): Promise<Seen | undefined> {
    try {
      const text = await readSmallFile(file, longestSummary);
      return text === undefined ? undefined : summary.safeParse(JSON.parse(text)).data;
    } catch {
      // It is written anew, and what changed meanwhile is not known.
      return undefined;
    }
  }

  async function take(settings: Settings | undefined, by: SettingsActor): Promise<void> {
    const at = now();
    if (!isRead) seen = await read();
    isRead = true;
    const before = seen;
    // Settings with problems say nothing of what was meant to change.
    if (settings === undefined && before !== undefined) return;
    const found = settings === undefined ? emptySummary : summaryOf(settings, fingerprint);
    const changes = before === undefined ? [] : changesBetween(before, found);
    if (before !== undefined && changes.length === 0 && before.program === version) return;
    if (changes.length > 0) {
      // Another version has other defaults: nobody knows which changes are the user's.
      const isOther = by === 'file' && before?.program !== version;
      const who = isOther ? 'program' : by;
      history.add({ kind: 'settings', at, by: who, ...listedChanges(changes) });
    }
    seen = { ...rememberedSummary(before ?? emptySummary, found), program: version };
    try {
      await makeFolderLater(folder, 0o700);
      await writePrivateFile(file, `${JSON.stringify(seen)}\n`);
    } catch (error) {
      log.warn('what the settings were cannot be kept', { error: codeOf(error) });
    }
  }

  return {
    note(settings, by) {
      queue = queue
        .then(() => take(settings, by))
        .catch((error: unknown) => {
          log.warn('what the settings were cannot be kept', { error });
        });
      return queue;
    },
  };
}
