import { crc32 } from 'node:zlib';

/** One attribute: its type, and its value. */
export type StunAttribute = readonly [type: number, value: Uint8Array];

const cookie = Buffer.from('2112a442', 'hex');

/** A STUN message, built by Node's own means so that the code under test does not judge itself. */
export function stunMessage(
  type: number,
  id: Uint8Array,
  attributes: readonly StunAttribute[],
  { fingerprint = false, padding = 0 } = {},
): Uint8Array {
  const parts = attributes.flatMap(([kind, value]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(kind);
    head.writeUInt16BE(value.length, 2);
    return [head, value, Buffer.alloc((4 - (value.length % 4)) % 4, padding)];
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type);
  head.writeUInt16BE(body.length + (fingerprint ? 8 : 0), 2);
  const message = Buffer.concat([head, cookie, id, body]);
  if (!fingerprint) return Uint8Array.from(message);
  const last = Buffer.from('8028000400000000', 'hex');
  last.writeUInt32BE((crc32(message) ^ 0x5354554e) >>> 0, 4);
  return Uint8Array.from(Buffer.concat([message, last]));
}

/** The value of XOR-MAPPED-ADDRESS; `address` in network byte order. */
export function xorMapped(address: Uint8Array, port: number, id: Uint8Array): Uint8Array {
  const mask = Buffer.concat([cookie, id]);
  const head = [0, address.length === 4 ? 1 : 2, (port >> 8) ^ 0x21, (port & 255) ^ 0x12];
  return Uint8Array.from([...head, ...address.map((byte, at) => byte ^ (mask[at] ?? 0))]);
}

/** The value of MAPPED-ADDRESS. */
export function plainMapped(address: Uint8Array, port: number): Uint8Array {
  return Uint8Array.from([0, address.length === 4 ? 1 : 2, port >> 8, port & 255, ...address]);
}

/** The value of ERROR-CODE. */
export function errorValue(code: number, reason = ''): Uint8Array {
  const text = new TextEncoder().encode(reason);
  return Uint8Array.from([0, 0, Math.floor(code / 100), code % 100, ...text]);
}
