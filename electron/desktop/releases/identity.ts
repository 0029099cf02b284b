import { readFileSync } from 'node:fs';
import type { Log } from '../../core/ports.ts';
import { type ReleaseIdentity, readReleaseIdentity } from '../../core/release/identity.ts';

/** Reads the file of that name; without a place that can be used there is none. Never throws. */
export function loadReleaseIdentity(file: string, log: Log): ReleaseIdentity | undefined {
  try {
    return readReleaseIdentity(readFileSync(file, 'utf8'));
  } catch (error) {
    log.error('the place of new versions cannot be read', { error });
    return undefined;
  }
}
