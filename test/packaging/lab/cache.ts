import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export const root = join(import.meta.dirname, '..', '..', '..');
const cache = join(root, 'node_modules', '.cache', 'packaging-lab');

/** Every file under a folder, with its path in it; a file alone is one of its own. */
export function filesUnder(place: string): readonly string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A short name for the content of files and folders. */
function fingerprint(places: readonly string[], words: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(words));
  for (const file of places.flatMap(filesUnder)) {
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

export interface Made {
  /** What it is: with what it is made of, the folder's name. */
  readonly name: string;
  /** Files and folders that it is made of. */
  readonly from: readonly string[];
  /** What else it depends on. */
  readonly words?: readonly string[];
  readonly make: (folder: string) => Promise<void> | void;
}

/**
 * The folder that `make` fills, made once for all test files and kept until what it is made of
 * changes. Each test file is a process of its own: the first makes it, the others wait.
 */
export async function cached({ name, from, words = [], make }: Made): Promise<string> {
  const folder = join(cache, `${name}-${fingerprint(from, words)}`);
  mkdirSync(cache, { recursive: true });
  while (!existsSync(folder)) {
    if (!lock(`${folder}.lock`)) {
      await setTimeout(100);
      continue;
    }
    const scratch = mkdtempSync(join(cache, 'making-'));
    try {
      if (existsSync(folder)) break;
      await make(scratch);
      forget(name);
      renameSync(scratch, folder);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
      rmSync(`${folder}.lock`, { force: true });
    }
  }
  return folder;
}

/** Whether it is ours now. One that a killed process left behind is taken over. */
function lock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAlive(file)) rmSync(file, { force: true });
    return false;
  }
}

function isAlive(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')) || process.pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What an earlier content made. */
function forget(name: string): void {
  for (const entry of readdirSync(cache)) {
    if (!new RegExp(`^${name}-[0-9a-f]{16}$`).test(entry)) continue;
    rmSync(join(cache, entry), { recursive: true, force: true });
  }
}
