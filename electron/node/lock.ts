import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from '../core/error-code.ts';
import { makeFolder } from './folder.ts';
import { StateWriteError } from './state-error.ts';

export type Lock =
  | { readonly ok: true; release(): void }
  | { readonly ok: false; readonly pid: number };

interface Holder {
  readonly pid: number;
  /** When the process began, in the system's own measure: tells it from a later one of the same id. */
  readonly began: string;
}

/** Field 22 of /proc/PID/stat (proc(5)); empty on systems that have none. */
function beganOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name, and may hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive({ pid, began }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const now = beganOf(pid);
  // In a container each start has the same id, so that a lock left behind looks like our own.
  if (began === '' || now === '') return pid !== process.pid;
  return began === now;
}

function holderIn(text: string): Holder | undefined {
  const found = /^([1-9]\d{0,9}) (\d*)\n$/.exec(text);
  if (found === null) return undefined;
  return { pid: Number(found[1]), began: found[2] ?? '' };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the file with its text in one step; false where it is there already. */
function create(file: string, text: string): boolean {
  const whole = `${file}.${process.pid}`;
  try {
    // Only a file of our own making: what lies there by that name may lead elsewhere.
    rmSync(whole, { force: true });
    writeFileSync(whole, text, { mode: 0o600, flag: 'wx' });
    try {
      linkSync(whole, file);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      // Some file systems have no links.
      writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

/** Takes a lock out of the way that nobody holds, unless somebody else has just done so. */
function clear(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== stale) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(codeOf(error))) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function take(file: string, text: string): Holder | undefined {
  for (;;) {
    if (create(file, text)) return undefined;
    const found = read(file);
    if (found === undefined) continue;
    const holder = holderIn(found);
    if (holder !== undefined && isAlive(holder)) return holder;
    clear(file, found);
  }
}

/**
 * Claims a state folder for this process. A lock whose process is gone, as after a kill, is taken
 * over. Released by `release`, and when the process ends. Throws {@link StateWriteError} where the
 * folder cannot be written.
 */
export function acquireLock(folder: string): Lock {
  const file = path.join(folder, 'lock');
  const text = `${process.pid} ${beganOf(process.pid)}\n`;
  try {
    makeFolder(folder, 0o700);
    const holder = take(file, text);
    if (holder !== undefined) return { ok: false, pid: holder.pid };
  } catch (error) {
    throw new StateWriteError(folder, codeOf(error));
  }
  const release = () => {
    process.removeListener('exit', release);
    try {
      if (read(file) === text) rmSync(file, { force: true });
    } catch {
      // A lock that stays is taken over at the next start.
    }
  };
  process.once('exit', release);
  return { ok: true, release };
}
