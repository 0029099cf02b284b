import type { ByteReader } from './bytes.ts';
import { DnsFormatError } from './format-error.ts';

/**
 * A domain name in presentation form (RFC 1035 5.1): lower case, no trailing dot, the root is the
 * empty text, odd bytes as `\.`, `\\` and `\DDD`. Names compare without case (RFC 4343), and only
 * {@link readDomain} and {@link canonicalDomain} make one, so two equal texts are two equal names.
 */
export type Domain = string;

const maxLabel = 63;
const maxWire = 255;
/** A name has at most 127 labels, and each part behind a pointer has one. */
const maxPointers = 127;
const dot = 0x2e;
const backslash = 0x5c;

function lowerByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

function labelText(bytes: Uint8Array): string {
  let text = '';
  for (const raw of bytes) {
    const byte = lowerByte(raw);
    if (byte === dot || byte === backslash) text += `\\${String.fromCharCode(byte)}`;
    else if (byte > 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += `\\${String(byte).padStart(3, '0')}`;
  }
  return text;
}

/**
 * Reads a name and leaves the reader behind it. Compression is followed (RFC 1035 4.1.4) as long as
 * each pointer leads further back than where its own part began, so that no loop is possible, and
 * only as often as a name has labels, so that thousands of names cannot share a chain of thousands.
 */
export function readDomain(reader: ByteReader): Domain {
  const labels: string[] = [];
  let wire = 1;
  let partStart = reader.position();
  let behind: number | undefined;
  let pointers = 0;
  for (;;) {
    const length = reader.uint8();
    if (length === 0) break;
    if (length > maxLabel) {
      if (length < 0xc0) throw new DnsFormatError('a label of an unknown kind');
      const target = (length - 0xc0) * 256 + reader.uint8();
      behind ??= reader.position();
      pointers += 1;
      if (pointers > maxPointers) throw new DnsFormatError('a name of too many pointers');
      if (target >= partStart) throw new DnsFormatError('a name that points forward');
      partStart = target;
      reader.seek(target);
      continue;
    }
    wire += length + 1;
    if (wire > maxWire) throw new DnsFormatError('a name longer than 255 bytes');
    labels.push(labelText(reader.take(length)));
  }
  if (behind !== undefined) reader.seek(behind);
  return labels.join('.');
}

/** One byte of a label: `\DDD`, or a character of ASCII, escaped or not. RFC 1035 5.1. */
const labelByte = /\\(\d{3})|\\(\D)|([^\\])/y;

/** The bytes of one label, and where the next one begins. */
function readLabel(
  text: string,
  start: number,
): { readonly bytes: number[]; readonly next: number } {
  const bytes: number[] = [];
  let at = start;
  while (at < text.length && text[at] !== '.') {
    labelByte.lastIndex = at;
    const [whole = '', digits, escaped, plain] = labelByte.exec(text) ?? [];
    const byte = digits === undefined ? (escaped ?? plain ?? '').charCodeAt(0) : Number(digits);
    const most = digits === undefined ? 0x7f : 0xff;
    if (!(byte <= most)) throw new DnsFormatError('a name with a character beyond ASCII');
    bytes.push(lowerByte(byte));
    at += whole.length;
  }
  if (bytes.length === 0) throw new DnsFormatError('a name with an empty label');
  if (bytes.length > maxLabel) throw new DnsFormatError('a label longer than 63 bytes');
  return { bytes, next: at + 1 };
}

/**
 * The wire form of a name: never compressed, letters in lower case (the canonical form of RFC 4034
 * 6.2, which TSIG hashes too). Throws {@link DnsFormatError} for a text that is no name.
 */
export function encodeDomain(text: string): Uint8Array {
  const wire: number[] = [];
  const ended = /(?:^|[^\\])(?:\\\\)*\.$/.test(text);
  const body = ended ? text.slice(0, -1) : text;
  for (let at = 0; at < body.length; ) {
    const { bytes, next } = readLabel(body, at);
    wire.push(bytes.length, ...bytes);
    if (next === body.length) throw new DnsFormatError('a name with an empty label');
    at = next;
  }
  wire.push(0);
  if (wire.length > maxWire) throw new DnsFormatError('a name longer than 255 bytes');
  return Uint8Array.from(wire);
}

/** A name as people or files write it, in its one text; undefined where it is none. */
export function canonicalDomain(text: string): Domain | undefined {
  try {
    const wire = encodeDomain(text);
    const labels: string[] = [];
    for (let at = 0; (wire[at] ?? 0) > 0; at += (wire[at] ?? 0) + 1) {
      labels.push(labelText(wire.slice(at + 1, at + 1 + (wire[at] ?? 0))));
    }
    return labels.join('.');
  } catch (error) {
    if (error instanceof DnsFormatError) return undefined;
    throw error;
  }
}
