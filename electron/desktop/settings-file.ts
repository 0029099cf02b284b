import fs from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import { readStored } from '../core/document/stored.ts';
import {
  type SettingsStore,
  type StoredSettings,
  StoreError,
  type StoreNotice,
} from '../core/document.ts';
import { codeOf } from '../core/error-code.ts';

export interface SettingsFileOptions {
  /** Absolute. It is the one that the system's key belongs to: userData. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type Values = Record<string, unknown>;

type Read =
  | { readonly kind: 'stored'; readonly store: Store<Values>; readonly stored: StoredSettings }
  | { readonly kind: 'none'; readonly store: Store<Values> }
  | { readonly kind: 'newer' | 'damaged' };

const name = 'settings';
const previousName = 'settings.previous';
/** What a write that was cut off leaves: electron-store's own names. */
const leftover = /^settings(?:\.previous)?\.json\.tmp-[0-9a-f]+$/;

/**
 * Keeps the settings in `settings.json`, with the generation before in `settings.previous.json`,
 * both by electron-store. There is a whole one on the disk at any instant, and one of them even
 * where the store has to write in place, as it does where it cannot rename. A damaged file is set
 * aside as `settings.corrupt-TIME.json` and replaced by the previous one; so is one that is gone.
 */
export function createSettingsFile({ folder, now }: SettingsFileOptions): SettingsStore {
  const file = path.join(folder, `${name}.json`);
  let current: Store<Values> | undefined;
  let previous: Store<Values> | undefined;
  /** What the file holds. */
  let kept: StoredSettings | undefined;
  let keptBefore: StoredSettings | undefined;

  function openStore(as: string): Store<Values> {
    // Neither its schema nor its migrations: a file that they refuse could not be told apart, and a
    // damaged one must not be cleared. Its encryption has its key beside it.
    return new Store<Values>({
      cwd: folder,
      name: as,
      clearInvalidConfig: false,
      configFileMode: 0o600,
    });
  }

  function read(as: string): Read {
    const path = pathOf(as);
    try {
      const exists = fs.existsSync(path);
      const store = openStore(as);
      if (!exists) return { kind: 'none', store };
      const found = readStored(store.store);
      return found.kind === 'stored' ? { ...found, store } : found;
    } catch (error) {
      if (error instanceof SyntaxError) return { kind: 'damaged' };
      throw new StoreError({ kind: 'unreadable', file: path, code: codeOf(error) });
    }
  }

  function pathOf(as: string): string {
    return path.join(folder, `${as}.json`);
  }

  /** Takes a damaged file out of the way. */
  function setAside(as: string): string {
    const stamp = new Date(now()).toISOString().replace(/[:.]/g, '-');
    const aside = pathOf(`${as}.corrupt-${stamp}`);
    try {
      fs.renameSync(pathOf(as), aside);
      return aside;
    } catch (error) {
      throw new StoreError({ kind: 'unreadable', file: pathOf(as), code: codeOf(error) });
    }
  }

  /** A generation before that is of no use is no reason to refuse a good one. */
  function readBefore(now: Read): Read {
    try {
      const before = read(previousName);
      if (before.kind === 'damaged') setAside(previousName);
      return before;
    } catch (error) {
      if (now.kind !== 'stored') throw error;
    }
    try {
      setAside(previousName);
    } catch {
      // The next save will say so.
    }
    return { kind: 'damaged' };
  }

  function dropLeftovers(): void {
    try {
      for (const each of fs.readdirSync(folder)) {
        if (leftover.test(each)) fs.rmSync(path.join(folder, each), { force: true });
      }
    } catch {
      // They are in nobody's way.
    }
  }

  /** The file as it is on the disk: a full one takes half of a write, and the store does not look. */
  function holds(as: string, stored: StoredSettings): boolean {
    try {
      const found: unknown = JSON.parse(fs.readFileSync(pathOf(as), 'utf8'));
      return JSON.stringify(found) === JSON.stringify(stored);
    } catch {
      return false;
    }
  }

  function write(as: string, store: Store<Values>, stored: StoredSettings): void {
    try {
      store.store = { ...stored };
    } catch (error) {
      throw new StoreError({ kind: 'unwritable', file, code: codeOf(error) });
    }
    if (!holds(as, stored)) throw new StoreError({ kind: 'unwritable', file, code: 'ENOSPC' });
  }

  function load(): { readonly stored?: StoredSettings; readonly notice?: StoreNotice } {
    const now = read(name);
    const before = readBefore(now);
    const newer = now.kind === 'newer' || (now.kind !== 'stored' && before.kind === 'newer');
    if (newer) throw new StoreError({ kind: 'newer', file });
    dropLeftovers();
    if (now.kind === 'stored' || now.kind === 'none') current = now.store;
    if (before.kind === 'stored' || before.kind === 'none') previous = before.store;
    const aside = now.kind === 'damaged' ? setAside(name) : undefined;
    if (before.kind === 'stored') keptBefore = before.stored;
    kept = now.kind === 'stored' ? now.stored : keptBefore;
    if (now.kind !== 'stored' && kept !== undefined) {
      try {
        current ??= openStore(name);
        write(name, current, kept);
      } catch {
        // The next save will say so.
      }
    }
    if (kept === undefined) return aside === undefined ? {} : { notice: { kind: 'reset', aside } };
    if (now.kind === 'stored') return { stored: kept };
    return { stored: kept, notice: { kind: 'restored', aside } };
  }

  function save(stored: StoredSettings, forget: boolean): void {
    current ??= openStore(name);
    // Where nothing may be left of now, the new ones go to both: first where the present ones are not.
    const before = forget ? stored : kept;
    if (before !== undefined && keptBefore !== before) {
      previous ??= openStore(previousName);
      write(previousName, previous, before);
      keptBefore = before;
    }
    write(name, current, stored);
    kept = stored;
  }

  return {
    load: async () => load(),
    save: async (stored, { forget = false } = {}) => save(stored, forget),
  };
}
