import ElectronStore from 'electron-store';

/** Small facts of the app that outlive it, and that nobody would miss for long. */
interface Kept {
  /** Since when notices wait for the end of the quiet hours, in milliseconds since 1970. */
  readonly heldSince?: number | undefined;
  /** The program of the last run: another one means that it was moved. */
  readonly executable?: string | undefined;
  /** The newest version of the program that the user was told of. */
  readonly toldRelease?: string | undefined;
}

export interface Notes {
  get<Key extends keyof Kept>(key: Key): Kept[Key];
  set<Key extends keyof Kept>(key: Key, value: Kept[Key]): void;
}

function read(store: ElectronStore<Kept> | undefined): Kept {
  try {
    const heldSince: unknown = store?.get('heldSince');
    const executable: unknown = store?.get('executable');
    const toldRelease: unknown = store?.get('toldRelease');
    return {
      heldSince: Number.isFinite(heldSince) ? Number(heldSince) : undefined,
      executable: typeof executable === 'string' ? executable : undefined,
      toldRelease: typeof toldRelease === 'string' ? toldRelease : undefined,
    };
  } catch {
    return {};
  }
}

function open(folder: string): ElectronStore<Kept> | undefined {
  try {
    // A file that is no JSON is made anew: it holds nothing that anybody would miss.
    return new ElectronStore<Kept>({ cwd: folder, name: 'notes', clearInvalidConfig: true });
  } catch {
    return undefined;
  }
}

/** Keeps the facts in `notes.json` in the folder; where it cannot be written, in memory. */
export function openNotes(folder: string): Notes {
  const store = open(folder);
  let kept = read(store);
  return {
    get: (key) => kept[key],
    set(key, value) {
      if (kept[key] === value) return;
      kept = { ...kept, [key]: value };
      try {
        // The whole file at once: what is undefined is not written.
        if (store !== undefined) store.store = kept;
      } catch {
        // The disk is full, or somebody holds the file.
      }
    },
  };
}
