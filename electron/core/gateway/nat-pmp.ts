import { type Address, addressFromBytes } from '../address.ts';

/** Where NAT-PMP and PCP servers are asked. RFC 6886 3.1, RFC 6887 19.1. */
export const mappingPort = 5351;

/** Where both announce, to the group of all hosts. RFC 6886 3.2.1, RFC 6887 14.1. */
export const announcements = { port: 5350, group: '224.0.0.1' } as const;

/** Asks for the external address. RFC 6886 3.2: version 0, opcode 0. */
export const natPmpRequest: Uint8Array = Uint8Array.of(0, 0);

/** An answer to {@link natPmpRequest}, or an announcement: they look alike. */
export type NatPmpAnswer =
  /** `epoch` is in seconds. */
  | { readonly kind: 'address'; readonly epoch: number; readonly address: Address }
  /** It has no address now. */
  | { readonly kind: 'down'; readonly epoch: number }
  /** It speaks another version, most likely PCP. RFC 6886 3.5, RFC 6887 9. */
  | { readonly kind: 'otherVersion' }
  /** It will not say. */
  | { readonly kind: 'refused' };

const answerOpcode = 128;
const networkFailure = 3;
const unsupportedVersion = 1;

/** No datagram of either protocol is longer. RFC 6887 7. */
const longest = 1100;

/** Reads a datagram of the gateway's; undefined for what is none of NAT-PMP's answers about the address. */
export function decodeNatPmp(bytes: Uint8Array): NatPmpAnswer | undefined {
  if (bytes.length < 8 || bytes.length > longest || bytes[1] !== answerOpcode) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] !== 0) {
    // A PCP server refuses version 0 in its own form, with the result in one byte.
    return bytes[3] === unsupportedVersion ? { kind: 'otherVersion' } : undefined;
  }
  const result = view.getUint16(2);
  if (result === unsupportedVersion) return { kind: 'otherVersion' };
  const epoch = view.getUint32(4);
  if (result === networkFailure) return { kind: 'down', epoch };
  if (result !== 0) return { kind: 'refused' };
  const address = addressFromBytes(bytes.slice(8, 12));
  if (address === undefined) return undefined;
  return address.text === '0.0.0.0' ? { kind: 'down', epoch } : { kind: 'address', epoch, address };
}
