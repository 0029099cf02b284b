import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** HMAC-SHA256 in base64, put together by hand as RFC 2104 has it, to compare with the library's. */
export function handHmac(key: string, text: string): string {
  const bytes = Buffer.from(key, 'utf8');
  const block = Buffer.alloc(64);
  (bytes.length > 64 ? sha256(bytes) : bytes).copy(block);
  const pad = (mask: number) => block.map((byte) => byte ^ mask);
  return sha256(pad(0x5c), sha256(pad(0x36), Buffer.from(text, 'utf8'))).toString('base64');
}
