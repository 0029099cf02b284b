import { lstatSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The files of a folder and below: paths with slashes, relative to it, and bytes; links count nothing. */
export type Tree = ReadonlyMap<string, number>;

/** Looks at a folder and everything below. */
export function treeOf(folder: string): Tree {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file).split(sep).join('/'), lstatSync(file).size]),
  );
}

/** What a packaged program adds to the Electron that it was made of. */
export interface OwnShare {
  /** Bytes, with what our resources add to Electron's own program. */
  readonly bytes: number;
  /** Those that Electron does not have. */
  readonly files: readonly string[];
}

/**
 * What of a packaged program is ours. `electron` is its Electron as it was before, in which the
 * program is still called `electron`; what the package left out of it counts nothing.
 */
export function ownShare(electron: Tree, packaged: Tree, executableName: string): OwnShare {
  const before = (path: string) =>
    electron.get(path) ?? electron.get(renamed(path, executableName));
  let bytes = 0;
  const files: string[] = [];
  for (const [path, size] of packaged) {
    const theirs = before(path);
    if (theirs === undefined) files.push(path);
    bytes += size - (theirs ?? 0);
  }
  return { bytes, files };
}

function renamed(path: string, executableName: string): string {
  if (path === executableName) return 'electron';
  return path === `${executableName}.exe` ? 'electron.exe' : path;
}
