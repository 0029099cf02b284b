import { spawn } from 'node:child_process';
import { rename } from 'node:fs/promises';
import { ReleaseError } from '../../core/release/error.ts';
import { checkFile, copyChecked, removeQuietly } from './file.ts';
import type { ReleaseWay } from './way.ts';

/** What electron-builder's installer takes: an update, without a window, and the app comes back. */
const installerArguments: readonly string[] = ['--updated', '/S', '--force-run'];

/** Starts a program that goes on alone. Rejects where it does not start. */
function startAlone(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

/**
 * Checks the fetched file once more, since its folder is one that the user's other programs can write
 * to, and in the same breath starts it or puts it in the place of the running one. The app has to end
 * afterwards. Rejects with a {@link ReleaseError}; then nothing runs, and nothing is in another place.
 */
export async function startRelease(way: ReleaseWay, file: string, sha512: string): Promise<void> {
  if (way.kind === 'nsis') {
    await checkFile(file, sha512);
    await startAlone(file, installerArguments).catch(() => {
      throw new ReleaseError({ kind: 'start' });
    });
  } else if (way.kind === 'appImage') {
    // In the same folder, so that it takes the other's place in one step.
    const fresh = `${way.file}.${process.pid}.new`;
    await removeQuietly(fresh);
    await copyChecked(file, fresh, sha512);
    await rename(fresh, way.file).catch(async () => {
      await removeQuietly(fresh);
      throw new ReleaseError({ kind: 'disk' });
    });
  } else throw new ReleaseError({ kind: 'start' });
}
