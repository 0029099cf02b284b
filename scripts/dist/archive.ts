import { crc32 } from 'node:zlib';

const signature = Buffer.from('377abcaf271c', 'hex');

/**
 * The bytes of all 7z archives that an installer carries as they are (the format: 7zFormat.txt of the
 * LZMA SDK): a head of 32 bytes, with a check sum of its own, tells how far the rest goes.
 */
export function archiveBytes(installer: Uint8Array): number {
  const file = Buffer.from(installer.buffer, installer.byteOffset, installer.byteLength);
  let sum = 0;
  for (let at = file.indexOf(signature); at !== -1; at = file.indexOf(signature, at + 1)) {
    const length = lengthAt(file, at);
    if (length === undefined) continue;
    sum += length;
    at += length - 1;
  }
  return sum;
}

/** Undefined where no whole archive follows: the signature stands in programs that can read archives. */
function lengthAt(file: Buffer, at: number): number | undefined {
  if (at + 32 > file.length) return undefined;
  if (crc32(file.subarray(at + 12, at + 32)) !== file.readUInt32LE(at + 8)) return undefined;
  const length = 32n + file.readBigUInt64LE(at + 12) + file.readBigUInt64LE(at + 20);
  return length > 32n && length <= BigInt(file.length - at) ? Number(length) : undefined;
}
