import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** What a second start tells the first. */
export interface SecondStart {
  readonly argv: string[];
  readonly folder: string;
  readonly data: unknown;
}

/**
 * One instance for each user data folder, as Electron's: a lock file that names the process, which
 * a dead one loses, and a letter box beside it in which later starts leave their arguments.
 */
export function singleInstance(onSecond: (start: SecondStart) => void) {
  let watcher: FSWatcher | undefined;
  let lock: string | undefined;

  function request(userData: string, start: SecondStart): boolean {
    if (lock !== undefined) return true;
    const letters = join(userData, 'SingletonLetters');
    mkdirSync(letters, { recursive: true });
    const file = join(userData, 'SingletonLock');
    if (!take(file)) {
      const name = join(letters, `${process.pid}-${Date.now()}`);
      writeFileSync(`${name}.part`, JSON.stringify(start));
      renameSync(`${name}.part`, `${name}.json`);
      return false;
    }
    lock = file;
    watcher = watch(letters, { persistent: false }, () => open(letters));
    return true;
  }

  function open(letters: string): void {
    for (const name of readdirSync(letters)) {
      if (!name.endsWith('.json')) continue;
      const path = join(letters, name);
      const start = JSON.parse(readFileSync(path, 'utf8')) as SecondStart;
      rmSync(path);
      onSecond(start);
    }
  }

  function release(): void {
    watcher?.close();
    if (lock !== undefined) rmSync(lock, { force: true });
    lock = undefined;
  }

  return { request, release, held: () => lock !== undefined };
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isAlive(Number(readFileSync(file, 'utf8')))) return false;
    rmSync(file, { force: true });
    return take(file);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
