import { createHmac, timingSafeEqual } from 'node:crypto';
import { createReader, createWriter } from '../../core/dns/bytes.ts';
import { type Rcode, rcodes } from '../../core/dns/codes.ts';
import { type Domain, encodeDomain } from '../../core/dns/domain.ts';
import { decodeMessage } from '../../core/dns/message.ts';
import { writeResource } from '../../core/dns/resource.ts';
import { encodeTsigData, findTsig, type TsigData } from './tsig-data.ts';

/** The MACs we use. MD5 and SHA-1 are refused: RFC 8945 6 keeps them for old peers only. */
export const tsigAlgorithms = ['hmac-sha256', 'hmac-sha384', 'hmac-sha512'] as const;

type TsigAlgorithm = (typeof tsigAlgorithms)[number];

export interface TsigKey {
  readonly name: Domain;
  readonly algorithm: TsigAlgorithm;
  readonly secret: Uint8Array;
}

/** Seconds that the two clocks may differ. RFC 8945 10 recommends it. */
const tsigFudge = 300;

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A secret as key files hold it: base64, at least one byte; undefined for anything else. */
export function readTsigSecret(text: string): Uint8Array | undefined {
  if (text === '' || !base64.test(text)) return undefined;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

interface MacInput {
  readonly key: TsigKey;
  readonly signedBytes: Uint8Array;
  readonly data: Omit<TsigData, 'mac' | 'algorithm' | 'originalId'>;
  readonly requestMac: Uint8Array | undefined;
}

/** RFC 8945 4.3: the request's MAC (for an answer), the message without TSIG, the TSIG variables. */
function macOf({ key, signedBytes, data, requestMac }: MacInput): Uint8Array {
  const input = createWriter();
  if (requestMac !== undefined) input.uint16(requestMac.length).append(requestMac);
  input
    .append(signedBytes)
    .append(encodeDomain(key.name))
    .uint16(255)
    .uint32(0)
    .append(encodeDomain(key.algorithm))
    .uint48(data.timeSigned)
    .uint16(data.fudge)
    .uint16(rcodes.number(data.error))
    .uint16(data.other.length)
    .append(data.other);
  const hash = key.algorithm.slice('hmac-'.length);
  return Uint8Array.from(createHmac(hash, key.secret).update(input.done()).digest());
}

export interface SignOptions {
  /** Seconds since 1970. */
  readonly time: number;
  /** The MAC of the request that this message answers. */
  readonly requestMac?: Uint8Array | undefined;
  readonly error?: Rcode | undefined;
  readonly other?: Uint8Array | undefined;
}

export interface SignedMessage {
  readonly bytes: Uint8Array;
  /** Goes into the verification of the answer. */
  readonly mac: Uint8Array;
}

/** Puts the record behind the message and counts it in; every other byte stays as it was signed. */
function withTsig(bytes: Uint8Array, keyName: Domain, data: TsigData): Uint8Array {
  const message = createWriter().append(bytes);
  writeResource(message, {
    name: keyName,
    type: 'TSIG',
    class: 'ANY',
    ttl: 0,
    data: { kind: 'opaque', bytes: encodeTsigData(data) },
  });
  const signed = message.done();
  new DataView(signed.buffer).setUint16(10, decodeMessage(bytes).additional.length + 1);
  return signed;
}

/** Signs one message of ours, RFC 8945 5.1 and 5.3. */
export function signMessage(bytes: Uint8Array, key: TsigKey, options: SignOptions): SignedMessage {
  const { id } = decodeMessage(bytes);
  const variables = {
    timeSigned: options.time,
    fudge: tsigFudge,
    error: options.error ?? 'NOERROR',
    other: options.other ?? new Uint8Array(0),
  };
  const mac = macOf({ key, signedBytes: bytes, data: variables, requestMac: options.requestMac });
  const data: TsigData = { ...variables, algorithm: key.algorithm, mac, originalId: id };
  return { bytes: withTsig(bytes, key.name, data), mac };
}

/** The unsigned TSIG of an answer to a bad key or signature, RFC 8945 5.3.2. */
export function refuseSignature(
  bytes: Uint8Array,
  request: Pick<TsigData, 'algorithm' | 'timeSigned'> & { readonly keyName: Domain },
  error: 'BADKEY' | 'BADSIG',
): Uint8Array {
  return withTsig(bytes, request.keyName, {
    algorithm: request.algorithm,
    timeSigned: request.timeSigned,
    fudge: tsigFudge,
    mac: new Uint8Array(0),
    originalId: decodeMessage(bytes).id,
    error,
    other: new Uint8Array(0),
  });
}

export type Verification =
  /** Signed with our key. `error` and `serverTime` (seconds) are the other side's word. */
  | {
      readonly kind: 'verified';
      readonly key: TsigKey;
      readonly mac: Uint8Array;
      readonly error: Rcode;
      readonly timeSigned: number;
      readonly serverTime: number | undefined;
    }
  | { readonly kind: 'unsigned' }
  /** An answer without a MAC that names an error: nobody vouches for it. */
  | { readonly kind: 'refused'; readonly error: Rcode }
  /** A key or algorithm that is not ours. */
  | { readonly kind: 'unknownKey' }
  | { readonly kind: 'badMac' }
  /** Rightly signed, at a time more than the fudge away from ours. */
  | {
      readonly kind: 'badTime';
      readonly key: TsigKey;
      readonly mac: Uint8Array;
      readonly timeSigned: number;
    };

/** The server's time in seconds, where the other data is one. RFC 8945 5.2.3. */
function serverTimeOf(other: Uint8Array): number | undefined {
  return other.length === 6 ? createReader(other).uint48() : undefined;
}

function sameMac(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Checks the signature of a message, RFC 8945 5.2 for a request, 5.3.1 for an answer (with the
 * request's MAC). Shortened MACs do not count. `time` is in seconds since 1970. Throws DnsFormatError
 * for bytes that are no message.
 */
export function verifyMessage(
  bytes: Uint8Array,
  keys: readonly TsigKey[],
  options: { readonly time: number; readonly requestMac?: Uint8Array | undefined },
): Verification {
  const found = findTsig(bytes);
  if (found === undefined) return { kind: 'unsigned' };
  if (found.mac.length === 0 && found.error !== 'NOERROR') {
    return { kind: 'refused', error: found.error };
  }
  const key = keys.find((one) => one.name === found.keyName && one.algorithm === found.algorithm);
  if (key === undefined) return { kind: 'unknownKey' };
  const { requestMac } = options;
  const mac = macOf({ key, signedBytes: found.signedBytes, data: found, requestMac });
  if (!sameMac(mac, found.mac)) return { kind: 'badMac' };
  const { timeSigned, error } = found;
  if (Math.abs(options.time - timeSigned) > found.fudge) {
    return { kind: 'badTime', key, mac, timeSigned };
  }
  const serverTime = error === 'BADTIME' ? serverTimeOf(found.other) : undefined;
  return { kind: 'verified', key, mac, error, timeSigned, serverTime };
}
