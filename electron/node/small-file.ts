import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';

/**
 * Reads a text file as UTF-8. Undefined where it has more than `limit` bytes. Rejects with the file
 * system's own error; what is no plain file, with `EINVAL`.
 */
export async function readSmallFile(file: string, limit: number): Promise<string | undefined> {
  // Without O_NONBLOCK, which Windows has not, a pipe that nobody writes to is waited for.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw Object.assign(new Error('not a plain file'), { code: 'EINVAL' });
    if (stat.size > limit) return undefined;
    const buffer = new Uint8Array(limit + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return bytesRead > limit ? undefined : new TextDecoder().decode(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/**
 * Writes a text file that only this user may read, whole or not at all. Rejects with the file
 * system's own error.
 */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.${randomUUID()}.tmp`;
  // What is there under that name is not ours to remove.
  const handle = await open(fresh, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw error;
  }
}
