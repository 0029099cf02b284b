import { mkdirSync, statSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../core/error-code.ts';

/** The runtime's own `recursive` never returns where a system forbids new folders, as /proc does. */
const missing = 'ENOENT';
/** What systems answer for a folder that is there; some name its rights first. */
const thereCodes = ['EEXIST', 'EISDIR', 'EPERM'];

/** True where the call failed because the folder is there, maybe made by somebody else just now. */
function isThere(error: unknown, folder: string): boolean {
  if (!thereCodes.includes(codeOf(error))) return false;
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The folder to make first, or the error itself where that would not help. */
function parentFor(error: unknown, folder: string): string {
  const parent = path.dirname(folder);
  if (codeOf(error) !== missing || parent === folder) throw error;
  return parent;
}

function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (!isThere(error, folder)) throw error;
  }
}

/**
 * Makes a folder and its missing parents, each with the mode; has no effect where it is there.
 * Throws the file system's own error, `EEXIST` where a file has that name.
 */
export function makeFolder(folder: string, mode: number): void {
  try {
    makeOne(folder, mode);
  } catch (error) {
    makeFolder(parentFor(error, folder), mode);
    makeOne(folder, mode);
  }
}

type Make = (folder: string, options: { readonly mode: number }) => Promise<unknown>;

async function makeOneLater(folder: string, mode: number, make: Make): Promise<void> {
  try {
    await make(folder, { mode });
  } catch (error) {
    if (!isThere(error, folder)) throw error;
  }
}

/** As {@link makeFolder}, without blocking; `make` is the call that makes one folder. */
export async function makeFolderLater(
  folder: string,
  mode: number,
  make: Make = fs.mkdir,
): Promise<void> {
  try {
    await makeOneLater(folder, mode, make);
  } catch (error) {
    await makeFolderLater(parentFor(error, folder), mode, make);
    await makeOneLater(folder, mode, make);
  }
}
