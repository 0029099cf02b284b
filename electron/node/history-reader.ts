import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../core/error-code.ts';
import { readEntry } from '../core/history/schema.ts';
import type { HistoryEntry } from '../core/history.ts';

/** Bytes after which a new file is begun; the one before is kept. */
export const historyFileSize = 2 ** 21;
/** Bytes that a file has at most, also where the new one cannot be begun. */
export const longestHistory = 2 * historyFileSize;
/** Bytes of one line; no entry of ours comes near. */
export const longestLine = 2 ** 16;

const newline = 0x0a;

/** Where the history of a state folder is: the newest entries, and the older ones. */
export function historyFiles(folder: string): { readonly newer: string; readonly older: string } {
  return {
    newer: path.join(folder, 'history.jsonl'),
    older: path.join(folder, 'history.1.jsonl'),
  };
}

/** Opens a plain file; undefined where there is none. Rejects with the file system's own error. */
async function openFile(file: string): Promise<FileHandle | undefined> {
  let handle: FileHandle;
  try {
    // Without O_NONBLOCK, which Windows has not, a pipe that nobody writes to is waited for.
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw Object.assign(new Error('not a plain file'), { code: 'EINVAL' });
}

/** Takes lines apart; those that are too long are never held as a whole. */
function createLines(take: (line: string | undefined) => void) {
  let start: Buffer[] = [];
  let length = 0;
  const end = () => {
    const line = length > longestLine ? undefined : Buffer.concat(start).toString('utf8');
    start = [];
    length = 0;
    if (line !== '') take(line);
  };
  return {
    push(bytes: Buffer): void {
      let from = 0;
      for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
        add(bytes.subarray(from, at));
        end();
        from = at + 1;
      }
      add(bytes.subarray(from));
    },
    end,
  };

  function add(part: Buffer): void {
    length += part.length;
    if (length > longestLine) start = [];
    else if (part.length > 0) start.push(Buffer.from(part));
  }
}

async function readAll(handle: FileHandle, push: (bytes: Buffer) => void): Promise<void> {
  const buffer = Buffer.alloc(2 ** 16);
  for (let position = 0; position < longestHistory; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    push(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}

/** What reading the history came to. */
export interface HistoryRead {
  /** There is a history at all. */
  readonly known: boolean;
  /** Lines that are damaged, or of a newer version. */
  readonly skipped: number;
}

/**
 * Hands out every entry, the oldest first, while somebody else may go on writing. Holds one entry at
 * a time. Rejects with the file system's own error.
 */
export async function readHistory(
  folder: string,
  take: (entry: HistoryEntry) => void,
): Promise<HistoryRead> {
  const files = historyFiles(folder);
  let skipped = 0;
  // This one first: what becomes the older file meanwhile is read all the same.
  const newer = await openFile(files.newer);
  try {
    const older = await openFile(files.older);
    try {
      for (const handle of await distinct(older, newer)) {
        const lines = createLines((line) => {
          const entry = line === undefined ? undefined : readEntry(line);
          if (entry === undefined) skipped += 1;
          else take(entry);
        });
        await readAll(handle, lines.push);
        lines.end();
      }
      return { known: (older ?? newer) !== undefined, skipped };
    } finally {
      await older?.close();
    }
  } finally {
    await newer?.close();
  }
}

/** Both are one where the file became the older one between the two looks. */
async function distinct(
  older: FileHandle | undefined,
  newer: FileHandle | undefined,
): Promise<readonly FileHandle[]> {
  if (older === undefined || newer === undefined)
    return [older ?? newer].filter((one) => one !== undefined);
  const [one, other] = await Promise.all([older, newer].map((each) => each.stat({ bigint: true })));
  const isSame = one?.ino === other?.ino && one?.dev === other?.dev;
  return isSame ? [newer] : [older, newer];
}

/** The end of the newer file. */
export interface HistoryTail {
  /** The file's size in bytes. */
  readonly size: number;
  /** The last line was cut off: nothing may be appended to it. */
  readonly torn: boolean;
  /** The oldest first. */
  readonly entries: readonly HistoryEntry[];
}

/** Reads the last `bytes` of the newer file. Rejects with the file system's own error. */
export async function readHistoryTail(folder: string, bytes: number): Promise<HistoryTail> {
  const handle = await openFile(historyFiles(folder).newer);
  if (handle === undefined) return { size: 0, torn: false, entries: [] };
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, bytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const tail = buffer.subarray(0, bytesRead);
    const entries: HistoryEntry[] = [];
    const lines = createLines((line) => {
      const entry = line === undefined ? undefined : readEntry(line);
      if (entry !== undefined) entries.push(entry);
    });
    // The first line may be the end of one: then it reads as none.
    lines.push(tail);
    const torn = tail.length > 0 && tail.at(-1) !== newline;
    return { size, torn, entries };
  } finally {
    await handle.close();
  }
}
