import { lstatSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A file to be made. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
}

function isThere(file: string): boolean {
  // A link that leads nowhere is something as well.
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** The first of the files that is there already. */
export function existing(files: readonly NewFile[]): string | undefined {
  return files.find(({ file }) => isThere(file))?.file;
}

/**
 * Makes all of the files, each for this user alone, or none: what was made is removed again. Throws
 * the file system's own error; a file that is there is never written to.
 */
export function writeFiles(files: readonly NewFile[]): void {
  const made: string[] = [];
  const folders: string[] = [];
  try {
    for (const { file, text } of files) {
      const folder = path.dirname(file);
      if (!isThere(folder)) {
        mkdirSync(folder, { mode: 0o700 });
        folders.push(folder);
      }
      writeFileSync(file, text, { flag: 'wx', mode: 0o600, flush: true });
      made.push(file);
    }
  } catch (error) {
    for (const file of made) rmSync(file, { force: true });
    for (const folder of folders.toReversed()) {
      try {
        rmdirSync(folder);
      } catch {
        // Somebody else has put something there.
      }
    }
    throw error;
  }
}
