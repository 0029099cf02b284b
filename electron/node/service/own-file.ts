import { lstat, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../../core/error-code.ts';
import { serviceMark } from '../../core/service/spec.ts';
import { ServiceError } from '../../core/service/status.ts';

/** Bytes; ours are a few thousand. */
const largest = 2 ** 16;

/** What lies where the service's file belongs. */
export async function readOwnFile(
  file: string,
): Promise<{ readonly installed: 'no' | 'ours' | 'foreign'; readonly text: string }> {
  try {
    // A pipe there would be waited for, for ever.
    const found = await stat(file);
    if (!found.isFile() || found.size > largest) return { installed: 'foreign', text: '' };
    const text = await readFile(file, 'utf8');
    return { installed: text.includes(serviceMark) ? 'ours' : 'foreign', text };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      // A link to nothing is somebody's too.
      const link = await lstat(file).catch(() => undefined);
      return { installed: link === undefined ? 'no' : 'foreign', text: '' };
    }
    throw new ServiceError({ kind: 'file', place: file, code: codeOf(error) });
  }
}

/** Removes the file. The caller has seen that it is ours. */
export async function removeOwnFile(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch (error) {
    throw new ServiceError({ kind: 'file', place: file, code: codeOf(error) });
  }
}

async function write(file: string, text: string): Promise<void> {
  const fresh = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(fresh, text, { mode: 0o644 });
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw new ServiceError({ kind: 'file', place: file, code: codeOf(error) });
  }
}

/** What a manager does about the service's file. */
export interface FileTaking {
  /** Takes it in as it lies there, and starts the service. */
  readonly takeIn: () => Promise<void>;
  /** Stops the service, while its file is still there. */
  readonly letGo: () => Promise<void>;
  /** Notices that the file is gone. */
  readonly forget?: (() => Promise<void>) | undefined;
}

/** On the way back nothing more can be done about a failure, and the first one is told. */
async function quietly(step: (() => Promise<void>) | undefined): Promise<void> {
  await step?.().catch(() => undefined);
}

/**
 * Puts the service's file in its place and lets the manager take it in; where the manager refuses,
 * what was there before comes back and is taken in again. Throws {@link ServiceError}, and never
 * replaces what is not ours.
 */
export async function placeOwnFile(
  file: string,
  text: string,
  { takeIn, letGo, forget }: FileTaking,
): Promise<void> {
  const before = await readOwnFile(file);
  if (before.installed === 'foreign') throw new ServiceError({ kind: 'foreign', place: file });
  await write(file, text);
  try {
    await takeIn();
  } catch (error) {
    await quietly(letGo);
    if (before.installed === 'ours') {
      await write(file, before.text);
      await quietly(takeIn);
    } else {
      await removeOwnFile(file);
      await quietly(forget);
    }
    throw error;
  }
}
