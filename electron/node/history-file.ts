import fs from 'node:fs/promises';
import { codeOf } from '../core/error-code.ts';
import { createRepeats } from '../core/history/repeats.ts';
import type { History, HistoryEntry } from '../core/history.ts';
import type { Log } from '../core/ports.ts';
import { makeFolderLater } from './folder.ts';
import {
  historyFileSize,
  historyFiles,
  longestHistory,
  readHistoryTail,
} from './history-reader.ts';

/** The calls that write; tests make them fail. */
export type HistoryDisk = Pick<typeof fs, 'mkdir' | 'open' | 'rename'>;

export interface HistoryFileOptions {
  /** The state folder; created with its parents where it is missing, for this user alone. */
  readonly folder: string;
  readonly log: Pick<Log, 'warn' | 'info'>;
  /** After something was kept. */
  readonly onKept?: (() => void) | undefined;
  readonly disk?: HistoryDisk | undefined;
}

/** A history in a file. */
export interface HistoryFile extends History {
  /** Resolves when everything that was added is in the file, or could not be brought there. */
  flush(): Promise<void>;
  /** Settings changes and deliveries of late, the oldest first, once {@link flush} has resolved. */
  recent(): readonly HistoryEntry[];
}

/** Entries that wait while the disk takes nothing; the oldest go first. */
const mostWaiting = 5000;
const mostRecent = 50;
/** Bytes from the end of the file that tell what was kept last. */
const tailSize = 2 ** 16;

/** Where the next line goes. */
interface Place {
  /** Bytes of the file. */
  readonly size: number;
  /** Its last line has no end. */
  readonly torn: boolean;
}

/** How a batch of lines went: all of it, or as many whole lines as are there, and why no more. */
interface Written {
  readonly bytes: number;
  readonly error?: unknown;
}

async function append(disk: HistoryDisk, file: string, bytes: Buffer): Promise<Written> {
  let done = 0;
  try {
    const handle = await disk.open(file, 'a', 0o600);
    try {
      while (done < bytes.length) {
        done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
      }
      await handle.datasync();
    } finally {
      await handle.close();
    }
    return { bytes: done };
  } catch (error) {
    return { bytes: done, error };
  }
}

/**
 * Appends lines of JSON to `history.jsonl`, and keeps one older file of {@link historyFileSize} bytes
 * as `history.1.jsonl`. Whatever goes wrong is logged once, and tried again with the next entry. Only
 * one process at a time writes, the one that holds the folder; any may read.
 */
export function createHistoryFile(options: HistoryFileOptions): HistoryFile {
  const { folder, log, onKept, disk = fs } = options;
  const files = historyFiles(folder);
  const repeats = createRepeats();
  let recent: HistoryEntry[] = [];
  /** Lines to write, and those that are added and not looked at yet. */
  let lines: string[] = [];
  let added: HistoryEntry[] = [];
  let file: Place | undefined;
  let isKnown = false;
  let isFailing = false;
  let work: Promise<void> | undefined;

  function note(entry: HistoryEntry): void {
    if (entry.kind === 'settings' || entry.kind === 'told') {
      recent = [...recent, entry].slice(-mostRecent);
    }
  }

  async function look(): Promise<Place> {
    const { entries, size, torn } = await readHistoryTail(folder, tailSize);
    if (!isKnown) {
      for (const entry of entries) {
        repeats.know(entry);
        note(entry);
      }
    }
    isKnown = true;
    return { size, torn };
  }

  /** Where the file cannot become the older one, as on Windows while a virus scanner has it, it grows on. */
  async function rotated(place: Place): Promise<Place> {
    try {
      await disk.rename(files.newer, files.older);
    } catch (error) {
      const isGone = codeOf(error) === 'ENOENT';
      if (!isGone && place.size >= longestHistory) throw error;
      if (!isGone) return place;
    }
    return { size: 0, torn: false };
  }

  async function writeBatch(present: Place): Promise<Place> {
    await makeFolderLater(folder, 0o700, disk.mkdir);
    const batch = lines;
    const text = batch.map((line) => `${line}\n`).join('');
    const isFull = present.size > 0 && present.size + Buffer.byteLength(text) > historyFileSize;
    const place = isFull ? await rotated(present) : present;
    const start = place.torn ? '\n' : '';
    const { bytes, error } = await append(disk, files.newer, Buffer.from(start + text));
    if (error === undefined) {
      lines = lines.slice(batch.length);
      return { size: place.size + bytes, torn: false };
    }
    // What is there whole is not written twice.
    const there = Buffer.from(start + text).subarray(start.length, Math.max(bytes, start.length));
    lines = lines.slice(there.toString('latin1').split('\n').length - 1);
    throw error;
  }

  async function drain(): Promise<void> {
    try {
      file ??= await look();
      for (const entry of added.splice(0)) {
        const admitted = repeats.admit(entry);
        if (admitted === undefined) continue;
        lines.push(JSON.stringify(admitted));
        note(admitted);
      }
      lines = lines.slice(-mostWaiting);
      if (lines.length > 0) file = await writeBatch(file);
      if (isFailing) log.info('history can be written again');
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn('history cannot be written', { folder, error: codeOf(error) });
      isFailing = true;
      file = undefined;
      added = added.slice(-mostWaiting);
    }
  }

  async function settle(): Promise<void> {
    do await drain();
    while (added.length > 0 && !isFailing);
    onKept?.();
  }

  function begin(): Promise<void> {
    // What is added at one moment is written at once.
    work ??= Promise.resolve()
      .then(settle)
      .finally(() => {
        work = undefined;
        if (added.length > 0 && !isFailing) void begin();
      });
    return work;
  }

  return {
    add(entry) {
      added.push(entry);
      if (added.length > 2 * mostWaiting) added = added.slice(-mostWaiting);
      void begin();
    },
    async flush() {
      await work;
      await begin();
    },
    recent: () => recent,
  };
}
