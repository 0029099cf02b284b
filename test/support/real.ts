import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from 'vitest';

/** Daemons live here, and a plain user's PATH leaves these out. */
const extraFolders = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

/** The path of an installed program, or undefined. */
function findBinary(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...extraFolders];
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The path of a program that {@link describeReal} has found before; throws where it is missing. */
export function requireBinary(name: string): string {
  const path = findBinary(name);
  if (path === undefined) throw new Error(`${name} is not installed`);
  return path;
}

/**
 * A suite against real programs. Where one is missing, it says on stderr what was skipped; with
 * `CI_NO_SKIPS=1` it fails instead, so that CI cannot become green by an empty machine.
 */
export function describeReal(title: string, binaries: readonly string[], body: () => void): void {
  const missing = binaries.filter((name) => findBinary(name) === undefined);
  if (missing.length === 0) {
    describe(title, body);
    return;
  }
  const reason = `not installed: ${missing.join(', ')}`;
  if (process.env.CI_NO_SKIPS === '1') {
    describe(title, () => {
      it('needs its real programs, because CI_NO_SKIPS=1', () => {
        throw new Error(reason);
      });
    });
    return;
  }
  process.stderr.write(`\n*** SKIPPED: ${title} – ${reason} ***\n\n`);
  describe.skip(title, body);
}
