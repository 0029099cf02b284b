import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { compare } from './artifacts.ts';

/** The hash of a file of any size. */
export async function hashFile(file: string, algorithm: 'sha256' | 'sha512'): Promise<Buffer> {
  const hash = createHash(algorithm);
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest();
}

/**
 * The text that `sha256sum -c` reads. `sums` are names without a folder, and SHA-256 in hexadecimal;
 * the names are sorted the same on every computer.
 */
export function sumsText(sums: ReadonlyMap<string, string>): string {
  return [...sums]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([name, sum]) => `${sum} *${name}\n`)
    .join('');
}
