import fs from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../core/error-code.ts';
import type { StateStore } from '../core/ports.ts';
import type { AppState } from '../core/state.ts';
import { readState } from '../core/state-schema.ts';
import { makeFolderLater } from './folder.ts';
import { StateReadError, StateWriteError } from './state-error.ts';
import type { StateNotice } from './state-notice.ts';

/** The calls that write; tests make them fail. */
export type StateFiles = Pick<
  typeof fs,
  'copyFile' | 'link' | 'mkdir' | 'open' | 'readFile' | 'rename' | 'rm'
>;

export interface StateStoreOptions {
  /** Created with its parents where it is missing, for this user alone. */
  readonly folder: string;
  onNotice(notice: StateNotice): void;
  readonly now: () => number;
  readonly files?: StateFiles;
}

/** On Windows a virus scanner may hold a file for a moment. */
const heldCodes = ['EBUSY', 'EPERM', 'EACCES'];
const renameTries = 4;
const renamePause = 20;

async function renameHeld(files: StateFiles, from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await files.rename(from, to);
    } catch (error) {
      if (attempt === renameTries || !heldCodes.includes(codeOf(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, renamePause));
    }
  }
}

/** Writes a new file of this user's to the disk itself, past the system's cache. */
async function writeWhole(files: StateFiles, file: string, text: string): Promise<void> {
  await files.rm(file, { force: true });
  const handle = await files.open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a rename outlast a power cut, where the system can do that. */
async function syncFolder(files: StateFiles, folder: string): Promise<void> {
  try {
    const handle = await files.open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows opens no folder; its renames are journaled.
  }
}

/** A second name for the current file, so that there is a state under its own name at any instant. */
async function keepPrevious(files: StateFiles, current: string, previous: string): Promise<void> {
  const copy = `${previous}.tmp`;
  try {
    await files.rm(copy, { force: true });
    await files.link(current, copy).catch(async (error: unknown) => {
      if (codeOf(error) === 'ENOENT') throw error;
      // Some file systems have no links.
      await files.copyFile(current, copy);
    });
    await renameHeld(files, copy, previous);
    // Where both were the same file already, rename leaves the first name in place.
    await files.rm(copy, { force: true });
  } catch (error) {
    await files.rm(copy, { force: true }).catch(() => undefined);
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function parse(text: string): AppState | undefined {
  try {
    return readState(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Keeps the state in `state.json`, with the one before in `state.previous.json`. Each write is
 * whole or has no effect: it rejects with {@link StateWriteError} and leaves no other file behind.
 * A damaged file is set aside as `state.corrupt-TIME.json`, replaced by the previous one where
 * that is whole, and told. `load` rejects with {@link StateReadError} where the file may not be read.
 */
export function createStateStore(options: StateStoreOptions): StateStore<AppState> {
  const { folder, onNotice, now, files = fs } = options;
  const current = path.join(folder, 'state.json');
  const previous = path.join(folder, 'state.previous.json');
  const fresh = path.join(folder, 'state.json.tmp');
  let kept: string | undefined;
  let queue: Promise<void> = Promise.resolve();

  async function read(file: string): Promise<string | undefined> {
    try {
      return await files.readFile(file, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw new StateReadError(file, codeOf(error));
    }
  }

  async function readPrevious(): Promise<AppState | undefined> {
    const text = await read(previous).catch(() => undefined);
    return text === undefined ? undefined : parse(text);
  }

  async function load(): Promise<AppState | undefined> {
    const text = await read(current);
    const state = text === undefined ? undefined : parse(text);
    if (state !== undefined) return state;
    const before = await readPrevious();
    if (text === undefined) return before;
    const stamp = new Date(now()).toISOString().replace(/[:.]/g, '-');
    const aside = path.join(folder, `state.corrupt-${stamp}.json`);
    // Where even this fails, the next save will say so.
    await renameHeld(files, current, aside).catch(() => undefined);
    onNotice({ kind: before === undefined ? 'reset' : 'restored', aside });
    return before;
  }

  async function write(text: string): Promise<void> {
    if (text === kept) return;
    try {
      await makeFolderLater(folder, 0o700, files.mkdir);
      await writeWhole(files, fresh, text);
      await keepPrevious(files, current, previous);
      await renameHeld(files, fresh, current);
      kept = text;
    } catch (error) {
      await files.rm(fresh, { force: true }).catch(() => undefined);
      throw new StateWriteError(folder, codeOf(error));
    }
    await syncFolder(files, folder);
  }

  return {
    load,
    save: (state) => {
      const text = `${JSON.stringify(state)}\n`;
      const written = queue.then(() => write(text));
      queue = written.catch(() => undefined);
      return written;
    },
  };
}
