import { DnsFormatError } from './format-error.ts';

/** Longest DNS message: what the length field of TCP can say. RFC 1035 4.2.2. */
export const maxMessageBytes = 65_535;

/** Reads big-endian fields in order. Each reading past `end` throws {@link DnsFormatError}. */
export interface ByteReader {
  /** The whole message: pointers of compressed names lead anywhere before the reader. */
  readonly bytes: Uint8Array;
  readonly end: number;
  position(): number;
  seek(position: number): void;
  uint8(): number;
  uint16(): number;
  uint32(): number;
  uint48(): number;
  take(length: number): Uint8Array;
}

/** A reader over `bytes` from `start` (included) to `end` (excluded). */
export function createReader(bytes: Uint8Array, start = 0, end = bytes.length): ByteReader {
  let at = start;

  function uint(width: number): number {
    if (at + width > end) throw new DnsFormatError('it ends too early');
    let value = 0;
    for (let index = 0; index < width; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
    at += width;
    return value;
  }

  return {
    bytes,
    end,
    position: () => at,
    seek(position) {
      at = position;
    },
    uint8: () => uint(1),
    uint16: () => uint(2),
    uint32: () => uint(4),
    uint48: () => uint(6),
    take(length) {
      if (at + length > end) throw new DnsFormatError('it ends too early');
      at += length;
      return bytes.slice(at - length, at);
    },
  };
}

/** Collects big-endian fields. A number that does not fit its field throws {@link DnsFormatError}. */
export interface ByteWriter {
  uint8(value: number): ByteWriter;
  uint16(value: number): ByteWriter;
  uint32(value: number): ByteWriter;
  uint48(value: number): ByteWriter;
  append(bytes: Uint8Array): ByteWriter;
  done(): Uint8Array;
}

export function createWriter(): ByteWriter {
  const out: number[] = [];

  function uint(value: number, width: number): ByteWriter {
    if (!Number.isInteger(value) || value < 0 || value >= 256 ** width) {
      throw new DnsFormatError(`${value} does not fit ${width} bytes`);
    }
    for (let index = width - 1; index >= 0; index -= 1) {
      out.push(Math.floor(value / 256 ** index) % 256);
    }
    return writer;
  }

  const writer: ByteWriter = {
    uint8: (value) => uint(value, 1),
    uint16: (value) => uint(value, 2),
    uint32: (value) => uint(value, 4),
    uint48: (value) => uint(value, 6),
    append(bytes) {
      for (const byte of bytes) out.push(byte);
      return writer;
    },
    done: () => Uint8Array.from(out),
  };
  return writer;
}
