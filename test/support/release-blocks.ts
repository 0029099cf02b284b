import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const block = 4096;

/** The map of a file's blocks, as electron-builder packs it: blocks of one size suffice here. */
export function blockMapOf(bytes: Uint8Array): Buffer {
  const pieces = Array.from({ length: Math.ceil(bytes.length / block) }, (_, at) =>
    bytes.subarray(at * block, (at + 1) * block),
  );
  const checksums = pieces.map((piece) =>
    createHash('sha256').update(piece).digest('base64').slice(0, 24),
  );
  const sizes = pieces.map(({ length }) => length);
  const file = { name: 'file', offset: 0, checksums, sizes };
  return gzipSync(JSON.stringify({ version: '2', files: [file] }));
}
