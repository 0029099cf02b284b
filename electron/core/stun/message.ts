import { type Address, addressFromBytes } from '../address.ts';
import type { Random } from '../ports.ts';
import { fingerprintOf } from './fingerprint.ts';

const headerBytes = 20;
const attributeHeaderBytes = 4;
const magicCookie = 0x2112_a442;

const bindingRequestType = 0x0001;
const bindingSuccessType = 0x0101;
const bindingErrorType = 0x0111;

/** From here on a receiver may pass over what it does not know. RFC 8489 14. */
const optionalFrom = 0x8000;

/** Attributes, RFC 8489 18.3. */
const messageIntegrity = 0x0008;
const errorCode = 0x0009;
const messageIntegritySha256 = 0x001c;
const xorMappedAddress = 0x0020;
const fingerprint = 0x8028;

/**
 * Attributes below {@link optionalFrom} that change nothing for us, so that a server may send them.
 * 0x0001 is MAPPED-ADDRESS, and 0x0004, 0x0005 and 0x000b are what the servers of RFC 3489 add to it.
 */
const harmless: ReadonlySet<number> = new Set([
  0x0001,
  0x0004,
  0x0005,
  0x0006,
  messageIntegrity,
  errorCode,
  0x000a,
  0x000b,
  0x0014,
  0x0015,
  messageIntegritySha256,
  0x001d,
  0x001e,
  xorMappedAddress,
]);

/** 12 bytes by which a client knows the answer to its request. */
export type TransactionId = Uint8Array;

export function newTransactionId(random: Random): TransactionId {
  return Uint8Array.from({ length: 12 }, () => Math.floor(random() * 256));
}

/** What a server says to a binding request. */
export type BindingAnswer =
  /** The address and port that the request came from. */
  | { readonly kind: 'mapped'; readonly address: Address; readonly port: number }
  /** An error response; 300 to 699, RFC 8489 14.8. */
  | { readonly kind: 'refused'; readonly code: number }
  /** The server's answer, and of no use: no XOR-MAPPED-ADDRESS, or something that must be understood and is not. */
  | { readonly kind: 'unusable' };

/** A binding request without attributes. RFC 8489 5. */
export function bindingRequest(id: TransactionId): Uint8Array {
  const bytes = new Uint8Array(headerBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, bindingRequestType);
  view.setUint32(4, magicCookie);
  bytes.set(id, 8);
  return bytes;
}

interface Attribute {
  readonly type: number;
  readonly value: Uint8Array;
  /** Where it begins, in bytes from the start of the message. */
  readonly at: number;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The type of a response to that request whose header holds together; undefined for all else. */
function responseType(bytes: Uint8Array, id: TransactionId): number | undefined {
  if (bytes.length < headerBytes || bytes.length % 4 !== 0) return undefined;
  const view = viewOf(bytes);
  if (view.getUint16(2) !== bytes.length - headerBytes) return undefined;
  if (view.getUint32(4) !== magicCookie) return undefined;
  if (id.some((byte, at) => byte !== bytes[8 + at])) return undefined;
  const type = view.getUint16(0);
  return type === bindingSuccessType || type === bindingErrorType ? type : undefined;
}

/** All attributes, RFC 8489 14; undefined where one runs over the end. Padding may be any bytes. */
function attributesOf(bytes: Uint8Array): readonly Attribute[] | undefined {
  const view = viewOf(bytes);
  const found: Attribute[] = [];
  for (let at = headerBytes; at < bytes.length; ) {
    // The length of the whole is a multiple of four, so a header is there.
    const length = view.getUint16(at + 2);
    const start = at + attributeHeaderBytes;
    const end = start + length;
    if (end > bytes.length) return undefined;
    found.push({ type: view.getUint16(at), value: bytes.slice(start, end), at });
    at = end + ((4 - (length % 4)) % 4);
  }
  return found;
}

/** Where there is a FINGERPRINT, it is the last attribute, and right. RFC 8489 14.7. */
function isIntact(bytes: Uint8Array, attributes: readonly Attribute[]): boolean {
  const found = attributes.find(({ type }) => type === fingerprint);
  if (found === undefined) return true;
  if (found !== attributes.at(-1) || found.value.length !== 4) return false;
  return viewOf(found.value).getUint32(0) === fingerprintOf(bytes.subarray(0, found.at));
}

/** What stands behind the integrity check is not covered by it, and is not to be read. RFC 8489 14.5, 14.6. */
function readable(attributes: readonly Attribute[]): readonly Attribute[] {
  const seal = attributes.findIndex(
    ({ type }) => type === messageIntegrity || type === messageIntegritySha256,
  );
  return seal < 0 ? attributes : attributes.slice(0, seal + 1);
}

function mappedAddress(value: Uint8Array, id: TransactionId): BindingAnswer {
  const lengths: Readonly<Record<number, number>> = { 1: 8, 2: 20 };
  if (value.length < attributeHeaderBytes || value.length !== lengths[value[1] ?? 0]) {
    return { kind: 'unusable' };
  }
  const mask = bindingRequest(id).subarray(4);
  const address = addressFromBytes(value.slice(4).map((byte, at) => byte ^ (mask[at] ?? 0)));
  if (address === undefined) return { kind: 'unusable' };
  return { kind: 'mapped', address, port: viewOf(value).getUint16(2) ^ (magicCookie >>> 16) };
}

function refusal(value: Uint8Array): BindingAnswer {
  const [, , hundreds = 0, rest = 0] = value;
  const code = (hundreds & 7) * 100 + rest;
  return value.length >= 4 && rest < 100 && code >= 300 && code < 700
    ? { kind: 'refused', code }
    : { kind: 'unusable' };
}

/**
 * Reads what a server answers to the binding request with that id. Undefined for every datagram that is
 * not the answer: another id, a request, a broken message or fingerprint. Those are to be passed over
 * (RFC 8489 6.3). MAPPED-ADDRESS alone is no answer: routers rewrite addresses that stand in the clear,
 * and only servers of before 2008 know no other (RFC 8489 14.1, 14.2).
 */
export function readBindingAnswer(bytes: Uint8Array, id: TransactionId): BindingAnswer | undefined {
  const type = responseType(bytes, id);
  const attributes = type === undefined ? undefined : attributesOf(bytes);
  if (attributes === undefined || !isIntact(bytes, attributes)) return undefined;
  const own = readable(attributes);
  if (own.some((one) => one.type < optionalFrom && !harmless.has(one.type))) {
    return { kind: 'unusable' };
  }
  const first = (wanted: number) =>
    own.find((one) => one.type === wanted)?.value ?? new Uint8Array(0);
  return type === bindingErrorType
    ? refusal(first(errorCode))
    : mappedAddress(first(xorMappedAddress), id);
}
