import {
  type Address,
  addressBytes,
  addressFromBytes,
  classify,
  parseAddress,
  sameAddress,
} from './address.ts';
import type { HostAddress, ManagedRecord } from './record.ts';

/** Bits that an address of a network and one of its hosts have in common, where nobody says. */
export const defaultPrefix = 64;
export const prefixRange = { min: 1, max: 127 } as const;
/** An interface identifier made of a hardware address takes the other half (RFC 4291 section 2.5.1). */
export const longestMacPrefix = 64;

/** The first `prefix` bits of one address, and the others of another; both are IPv6. */
function joined(network: Address, host: Address, prefix: number): Address | undefined {
  const [ours, theirs] = [addressBytes(network), addressBytes(host)];
  return addressFromBytes(
    ours.map((byte, at) => {
      const bits = Math.min(Math.max(prefix - at * 8, 0), 8);
      const mask = (0xff << (8 - bits)) & 0xff;
      return (byte & mask) | ((theirs[at] ?? 0) & ~mask & 0xff);
    }),
  );
}

/** The address of another host behind the prefix that a public IPv6 address shows. Pure. */
export function hostAddress(shown: Address, { suffix, prefix }: HostAddress): Address | undefined {
  const own = parseAddress(suffix);
  if (shown.family !== 'ipv6' || own?.family !== 'ipv6') return undefined;
  return joined(shown, own, prefix);
}

/**
 * What a record is to hold while its family's public address is `shown`: that one, or another host's
 * behind the same prefix. Undefined where that would be no address that may be published. Pure.
 */
export function wantedAddress(
  { host }: Pick<ManagedRecord, 'host'>,
  shown: Address,
): Address | undefined {
  if (host === undefined) return shown;
  const address = hostAddress(shown, host);
  return address !== undefined && classify(address) === 'global' ? address : undefined;
}

const zero: Address = { family: 'ipv6', text: '::' };

/** Undefined where the suffix leaves the prefix free and names a host; else what is wrong with it. */
export function suffixFault(
  suffix: Address,
  prefix: number,
):
  | { readonly kind: 'empty' }
  | { readonly kind: 'bits'; readonly network: Address; readonly own: Address }
  | undefined {
  const [network, own] = [joined(suffix, zero, prefix), joined(zero, suffix, prefix)];
  // The address of a network's routers, RFC 4291 section 2.6.1, is no host's.
  if (network === undefined || own === undefined || sameAddress(own, zero)) {
    return { kind: 'empty' };
  }
  return sameAddress(network, zero) ? undefined : { kind: 'bits', network, own };
}

const hardware = /^[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}$/i;

/**
 * The suffix that a device gives itself by its hardware address (`00:11:22:33:44:55` or with `-`):
 * modified EUI-64, RFC 4291 appendix A. Undefined for another text, and for a group of devices.
 */
export function macSuffix(text: string): Address | undefined {
  if (!hardware.test(text)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = text
    .split(/[:-]/)
    .map((part) => Number.parseInt(part, 16));
  if ((a & 0b1) !== 0) return undefined;
  // The bit that tells a universal address from a local one is turned around.
  const identifier = [a ^ 0b10, b, c, 0xff, 0xfe, d, e, f];
  return addressFromBytes(Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, ...identifier]));
}
