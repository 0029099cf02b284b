import { lstatSync, mkdtempSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { readSmallFile, writePrivateFile } from '../small-file.ts';

/** How a command finds the running program: kept beside its state, for this user alone. */
export interface Control {
  /** Of the program. */
  readonly version: string;
  /** The path of its socket, or the name of its pipe on Windows. */
  readonly address: string;
  readonly token: string;
  readonly pid: number;
}

const schema = z.strictObject({
  version: z.string().regex(/^[\w.+-]{1,100}$/),
  address: z.string().min(1).max(300),
  token: z.string().regex(/^[0-9a-f]{64}$/),
  pid: z.number().int().min(1).max(0xffff_ffff),
});

const maxBytes = 4096;
/** Bytes that the path of a socket may have everywhere (macOS takes 103, Linux 107). */
const longestPath = 100;
/** Of the folder of a socket whose own place is too long. */
const prefix = 'ddns-tray-';
const socketName = 'control.sock';

export function controlFile(folder: string): string {
  return path.join(folder, 'control.json');
}

function parse(text: string | undefined): Control | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What lies in the folder; undefined where nothing does that can be used. */
export async function readControl(folder: string): Promise<Control | undefined> {
  return parse(await readSmallFile(controlFile(folder), maxBytes).catch(() => undefined));
}

export async function writeControl(folder: string, control: Control): Promise<void> {
  await writePrivateFile(controlFile(folder), `${JSON.stringify(control)}\n`);
}

/** True for a folder that this user made for a socket; not for a link to one. */
function isOwnFolder(folder: string): boolean {
  if (!path.basename(folder).startsWith(prefix)) return false;
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === process.getuid?.();
}

/** Removes the socket at an address, and its folder where that was made for it alone. */
export function removeSocket(address: string, folder: string): void {
  if (path.basename(address) !== socketName) return;
  const own = path.dirname(address);
  if (own !== folder && !isOwnFolder(own)) return;
  rmSync(address, { force: true });
  if (own === folder) return;
  try {
    rmdirSync(own);
  } catch {
    // What else lies there is not ours.
  }
}

/** Removes what an instance that was killed left behind. For whoever holds the folder's lock. */
export async function removeStale(folder: string): Promise<void> {
  const before = await readControl(folder);
  if (before !== undefined) removeSocket(before.address, folder);
  rmSync(path.join(folder, socketName), { force: true });
  rmSync(controlFile(folder), { force: true });
}

/**
 * Where the socket is to be: in the folder, or where that path is too long, in a new folder of this
 * user's alone.
 */
export function socketPlace(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const here = path.join(folder, socketName);
  if (Buffer.byteLength(here) <= longestPath) return here;
  const runtime = env.XDG_RUNTIME_DIR ?? '';
  for (const base of [runtime, tmpdir(), '/tmp']) {
    if (!path.isAbsolute(base) || !statSync(base, { throwIfNoEntry: false })?.isDirectory())
      continue;
    if (Buffer.byteLength(base) + prefix.length + 20 > longestPath) continue;
    try {
      return path.join(mkdtempSync(path.join(base, prefix)), socketName);
    } catch {
      // The next one may let us.
    }
  }
  throw Object.assign(new Error('no place for a socket'), { code: 'ENAMETOOLONG' });
}
