import { inflateRawSync } from 'node:zlib';

/** More than any map has when it is unpacked. */
const largestMap = 64 * 1024 * 1024;

/**
 * The bytes of the map of blocks at an AppImage's end, which electron-updater has to know before it can
 * fetch only what changed: deflated JSON, and 4 bytes that tell its size. Undefined where there is none.
 */
export function blockMapBytes(image: Uint8Array): number | undefined {
  const file = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  if (file.length < 4) return undefined;
  const end = file.length - 4;
  const size = file.readUInt32BE(end);
  if (size > end) return undefined;
  try {
    const map = inflateRawSync(file.subarray(end - size, end), { maxOutputLength: largestMap });
    return Array.isArray(JSON.parse(map.toString('utf8')).files) ? size : undefined;
  } catch {
    return undefined;
  }
}
