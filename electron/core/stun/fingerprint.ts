/** ISO 3309, the polynomial reversed. */
const polynomial = 0xedb8_8320;

/** `STUN`, so that the check differs from a CRC that the carried protocol may have. RFC 8489 14.7. */
const mark = 0x5354_554e;

function crc32(bytes: Uint8Array): number {
  let rest = 0xffff_ffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? polynomial : 0);
  }
  return ~rest;
}

/** The value of the FINGERPRINT attribute that follows these bytes of a message, as 32 bits. RFC 8489 14.7. */
export function fingerprintOf(before: Uint8Array): number {
  return (crc32(before) ^ mark) >>> 0;
}
