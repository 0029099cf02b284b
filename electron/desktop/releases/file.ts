import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { codeOf } from '../../core/error-code.ts';
import { ReleaseError } from '../../core/release/error.ts';

const chunk = 1024 * 1024;

/** What the system says when a file cannot be kept, or read again. */
const diskCodes: readonly string[] = [
  ...['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EBUSY', 'EMFILE', 'ENFILE'],
  ...['ENOTDIR', 'EISDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG', 'ETXTBSY', 'EXDEV'],
];

/** Whether a call failed because of the disk, or of the right to use it. */
export function isDiskError(error: unknown): boolean {
  return diskCodes.includes(codeOf(error));
}

/** The SHA-512 of what is left to read, in Base64; each piece is given on before the next is read. */
async function digest(
  file: FileHandle,
  onPiece: (piece: Uint8Array) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha512');
  const buffer = Buffer.allocUnsafe(chunk);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunk);
    if (bytesRead === 0) return hash.digest('base64');
    const piece = buffer.subarray(0, bytesRead);
    hash.update(piece);
    await onPiece(piece);
  }
}

const disk = () => new ReleaseError({ kind: 'disk' });

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    // Somebody took it away.
    throw codeOf(error) === 'ENOENT' ? new ReleaseError({ kind: 'tampered' }) : disk();
  }
}

/** Reads a file in whatever way. What goes wrong then is the disk's matter. */
async function reading(file: string, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await opened(file);
  try {
    await work(handle);
  } catch (error) {
    throw error instanceof ReleaseError ? error : disk();
  } finally {
    await handle.close();
  }
}

/**
 * Checks that a file is, byte for byte, the one with this SHA-512 (Base64). Rejects with a
 * {@link ReleaseError}: `tampered` where it is another or gone, `disk` where it cannot be read.
 */
export async function checkFile(file: string, sha512: string): Promise<void> {
  await reading(file, async (handle) => {
    const found = await digest(handle, async () => undefined);
    if (found !== sha512) throw new ReleaseError({ kind: 'tampered' });
  });
}

/**
 * Copies a file to a new one that only its owner can write and everybody may run. What is copied is
 * what is checked, so nobody can exchange it in between. Rejects as {@link checkFile} does, and then
 * leaves nothing.
 */
export async function copyChecked(file: string, copy: string, sha512: string): Promise<void> {
  try {
    await reading(file, async (handle) => {
      const written = await open(copy, 'wx', 0o755);
      try {
        const found = await digest(handle, (piece) => written.writeFile(piece));
        if (found !== sha512) throw new ReleaseError({ kind: 'tampered' });
        await written.sync();
      } finally {
        await written.close();
      }
    });
  } catch (error) {
    await removeQuietly(copy);
    throw error;
  }
}

/** Removes a file, or a folder with all that is in it. Never rejects. */
export async function removeQuietly(place: string): Promise<void> {
  await rm(place, { recursive: true, force: true }).catch(() => undefined);
}
