import type { KeptHistory } from '../core/history/kept.ts';
import type { Log } from '../core/ports.ts';
import { systemClock } from '../node/clock.ts';
import { createFingerprint, folderSalt } from '../node/fingerprint.ts';
import { openKeptHistory } from '../node/kept-history.ts';
import type { Context } from './context.ts';

/** Opens the history of a state folder. Throws `StateWriteError` where the folder cannot keep its salt. */
export function keepHistory(folder: string, log: Log, { world, output }: Context): KeptHistory {
  return openKeptHistory({
    folder,
    version: world.version,
    fingerprint: createFingerprint(folderSalt(folder)),
    log,
    now: systemClock.now,
    redact: output.clean,
  });
}
