import { appendFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import Transport from 'winston-transport';
import { codeOf } from '../core/error-code.ts';
import { makeFolder } from './folder.ts';

export const logFileSize = 1_000_000;
export const logFileCount = 5;
/** As the user's umask has it: others may be meant to read logs. */
const logFolderMode = 0o777;

const message = Symbol.for('message');

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

function moveUp(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

/** The system's code for why a log file takes nothing; undefined where it does. */
export function whyUnwritable(file: string): string | undefined {
  try {
    makeFolder(path.dirname(file), logFolderMode);
    appendFileSync(file, '', { mode: 0o600 });
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** Appends whole lines to a file, at once, and begins a new file at {@link logFileSize} bytes. */
export function createLogFile(file: string): (line: string) => void {
  let size: number | undefined;
  let stuck = false;
  const older = (age: number) => (age === 0 ? file : `${file}.${age}`);

  function rotate(): void {
    try {
      for (let age = logFileCount - 1; age > 0; age -= 1) moveUp(older(age - 1), older(age));
      size = 0;
    } catch {
      // Somebody holds a file open, as viewers on Windows do. Trying at each line would cost more
      // than a long file does.
      stuck = true;
    }
  }

  return (line) => {
    const bytes = Buffer.byteLength(line);
    if (size === undefined) {
      makeFolder(path.dirname(file), logFolderMode);
      size = sizeOf(file);
    }
    if (!stuck && size > 0 && size + bytes > logFileSize) rotate();
    appendFileSync(file, line, { mode: 0o600 });
    size += bytes;
  };
}

/** Writes entries to a file without a buffer, so that none is lost when the process ends. */
class FileTransport extends Transport {
  readonly #append: (line: string) => void;

  constructor(file: string) {
    super();
    this.#append = createLogFile(file);
  }

  override log(info: Readonly<Record<symbol, unknown>>, next: () => void): void {
    try {
      this.#append(`${String(info[message])}\n`);
    } catch {
      // A full disk must not stop the program; the entry is lost.
    }
    next();
  }
}

export function fileTransport(file: string): Transport {
  return new FileTransport(file);
}
