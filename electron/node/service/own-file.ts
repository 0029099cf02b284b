import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../../core/error-code.ts';
import { serviceMark } from '../../core/service/spec.ts';
import { ServiceError } from '../../core/service/status.ts';

/** What lies where the service's file belongs. */
export async function readOwnFile(
  file: string,
): Promise<{ readonly installed: 'no' | 'ours' | 'foreign'; readonly text: string }> {
  try {
    const text = await readFile(file, 'utf8');
    return { installed: text.includes(serviceMark) ? 'ours' : 'foreign', text };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { installed: 'no', text: '' };
    throw new ServiceError({ kind: 'file', place: file, code: codeOf(error) });
  }
}

/** Removes the file. The caller has seen that it is ours. */
export async function removeOwnFile(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch (error) {
    throw new ServiceError({ kind: 'file', place: file, code: codeOf(error) });
  }
}

async function write(file: string, text: string): Promise<void> {
  const fresh = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(fresh, text, { mode: 0o644 });
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw new ServiceError({ kind: 'file', place: file, code: codeOf(error) });
  }
}

/**
 * Puts the service's file in its place and lets the manager take it in; what was there before comes
 * back where the manager refuses. Throws {@link ServiceError}, and never replaces what is not ours.
 */
export async function placeOwnFile(
  file: string,
  text: string,
  takeIn: () => Promise<void>,
): Promise<void> {
  const before = await readOwnFile(file);
  if (before.installed === 'foreign') throw new ServiceError({ kind: 'foreign', place: file });
  await write(file, text);
  try {
    await takeIn();
  } catch (error) {
    if (before.installed === 'ours') await write(file, before.text);
    else await removeOwnFile(file);
    throw error;
  }
}
