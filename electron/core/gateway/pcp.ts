import { type Address, addressBytes, addressFromBytes } from '../address.ts';

/** Twelve bytes by which a mapping is its client's own. RFC 6887 11.1. */
export type PcpNonce = Uint8Array;

/** One mapping of this computer's, asked for only because its answer tells the external address. */
export interface PcpMapping {
  /** This computer's address in the gateway's network; a server refuses another than the datagram's. */
  readonly client: Address;
  readonly nonce: PcpNonce;
}

export type PcpAnswer =
  /** `epoch` is in seconds. */
  | { readonly kind: 'address'; readonly epoch: number; readonly address: Address }
  /** It has no address now. */
  | { readonly kind: 'down'; readonly epoch: number }
  /** Another version, no permission, or the like. */
  | { readonly kind: 'refused' };

const version = 2;
const answerBit = 0x80;
const opcode = { announce: 0, map: 1 } as const;
const headerBytes = 24;
const mapBytes = 60;
/** RFC 6887 7: no datagram is longer. */
const longest = 1100;
const networkFailure = 7;

const udpProtocol = 17;
/** RFC 863: whatever comes through the mapping in its short life is thrown away. */
const discardPort = 9;

/** `::ffff:a.b.c.d`, as PCP writes IPv4 addresses. RFC 6887 5. */
function mapped(ipv4: Uint8Array): Uint8Array {
  return Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...ipv4);
}

function unmapped(bytes: Uint8Array): Address | undefined {
  const isMapped = bytes.every((byte, at) => at >= 12 || byte === (at < 10 ? 0 : 0xff));
  return isMapped ? addressFromBytes(bytes.slice(12, 16)) : undefined;
}

/**
 * A MAP request for the discard port over UDP, without a wish for the outer side. RFC 6887 7.1 and
 * 11.1. `lifetime` is in seconds; 0 removes the mapping.
 */
export function encodePcpMap({ client, nonce }: PcpMapping, lifetime: number): Uint8Array {
  const bytes = new Uint8Array(mapBytes);
  const view = new DataView(bytes.buffer);
  bytes[0] = version;
  bytes[1] = opcode.map;
  view.setUint32(4, lifetime);
  bytes.set(mapped(addressBytes(client)), 8);
  bytes.set(nonce, headerBytes);
  bytes[36] = udpProtocol;
  view.setUint16(40, discardPort);
  bytes.set(mapped(Uint8Array.of(0, 0, 0, 0)), 44);
  return bytes;
}

function isPcpAnswer(bytes: Uint8Array): boolean {
  const fits = bytes.length >= headerBytes && bytes.length <= longest && bytes.length % 4 === 0;
  return fits && bytes[0] === version;
}

/** Reads the answer to {@link encodePcpMap} with that nonce; undefined for any other datagram. RFC 6887 11.4. */
export function decodePcpMap(bytes: Uint8Array, nonce: PcpNonce): PcpAnswer | undefined {
  // A server of another version answers in its own form, but with these two fields where ours are.
  const isMap = bytes.length >= 4 && bytes[1] === (answerBit | opcode.map);
  if (isMap && bytes[0] !== version && bytes[3] === 1) return { kind: 'refused' };
  if (!isMap || !isPcpAnswer(bytes)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [result, epoch] = [bytes[3], view.getUint32(8)];
  const isOurs =
    bytes.length >= mapBytes && nonce.every((byte, at) => bytes[headerBytes + at] === byte);
  if (result === networkFailure) return { kind: 'down', epoch };
  if (result !== 0) return { kind: 'refused' };
  if (!isOurs || bytes[36] !== udpProtocol || view.getUint16(40) !== discardPort) return undefined;
  const address = unmapped(bytes.slice(44, 60));
  if (address === undefined) return { kind: 'refused' };
  return address.text === '0.0.0.0' ? { kind: 'down', epoch } : { kind: 'address', epoch, address };
}

/** The epoch, in seconds, of a server's ANNOUNCE; undefined for any other datagram. RFC 6887 14.1. */
export function decodePcpAnnouncement(bytes: Uint8Array): number | undefined {
  if (!isPcpAnswer(bytes) || bytes[1] !== (answerBit | opcode.announce)) return undefined;
  if (bytes[3] !== 0) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(8);
}
