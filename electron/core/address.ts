import ipaddr from 'ipaddr.js';
import { cloudflareRanges } from './edge.ts';

export type Family = 'ipv4' | 'ipv6';

export const families: readonly Family[] = ['ipv4', 'ipv6'];

/**
 * An IP address in its one canonical text: dotted decimal, or RFC 5952 for IPv6. Only
 * {@link parseAddress} makes one, so two equal texts are two equal addresses in binary.
 */
export interface Address {
  readonly family: Family;
  readonly text: string;
}

/** What an address is good for. Only `global` may ever be published. */
export type AddressKind =
  | 'global'
  | 'unspecified'
  | 'loopback'
  | 'linkLocal'
  | 'private'
  | 'carrierGradeNat'
  | 'uniqueLocal'
  | 'multicast'
  | 'broadcast'
  | 'documentation'
  | 'benchmarking'
  | 'sixToFour'
  | 'teredo'
  | 'ipv4Mapped'
  | 'translated'
  | 'cloudflareEdge'
  | 'reserved';

const ipv4Form = /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/;
const ipv6Form = /^[0-9a-f:.]{2,45}$/i;

/**
 * Turns the IPv4 tail of RFC 4291 section 2.2 (3) into two hexadecimal groups; undefined where it is not
 * exact dotted decimal. `ipaddr.js` would read it with octal parts, and `::1.2.3.4` as `::ffff:1.2.3.4`.
 */
function withoutDottedTail(text: string): string | undefined {
  const start = text.lastIndexOf(':') + 1;
  const tail = text.slice(start);
  if (!tail.includes('.')) return text;
  if (!ipv4Form.test(tail) || !ipaddr.IPv4.isValid(tail)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(tail).toByteArray();
  return `${text.slice(0, start)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

/**
 * Reads one address: exact dotted decimal, or any RFC 4291 text form. Octal, hexadecimal and
 * shortened IPv4, zone identifiers, brackets and surrounding space are refused.
 */
export function parseAddress(text: string): Address | undefined {
  if (ipv4Form.test(text)) {
    return ipaddr.IPv4.isValid(text) ? { family: 'ipv4', text } : undefined;
  }
  if (!ipv6Form.test(text) || !text.includes(':')) return undefined;
  const groups = withoutDottedTail(text);
  if (groups === undefined || !ipaddr.IPv6.isValid(groups)) return undefined;
  return { family: 'ipv6', text: ipaddr.IPv6.parse(groups).toRFC5952String() };
}

export function sameAddress(a: Address | undefined, b: Address | undefined): boolean {
  return a !== undefined && b !== undefined && a.family === b.family && a.text === b.text;
}

/** The address in network byte order: 4 or 16 bytes. */
export function addressBytes(address: Address): Uint8Array {
  return Uint8Array.from(ipaddr.parse(address.text).toByteArray());
}

/** The inverse of {@link addressBytes}; undefined unless there are 4 or 16 bytes. */
export function addressFromBytes(bytes: Uint8Array): Address | undefined {
  if (bytes.length !== 4 && bytes.length !== 16) return undefined;
  const parsed = ipaddr.fromByteArray([...bytes]);
  return parsed.kind() === 'ipv4'
    ? { family: 'ipv4', text: parsed.toString() }
    : { family: 'ipv6', text: (parsed as ipaddr.IPv6).toRFC5952String() };
}

type Parsed = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Parsed, number];

/** Parsed once: an address is classified with every answer of every source. */
function parsed(
  blocks: readonly (readonly [AddressKind, string])[],
): readonly (readonly [AddressKind, Range])[] {
  return blocks.map(([kind, cidr]) => [kind, ipaddr.parseCIDR(cidr)] as const);
}

/** Blocks that `ipaddr.js` counts as plain unicast or lumps together. RFC 6890, 5737, 3849, 9637, 2544, 5180, 7526. */
const special = parsed([
  ['documentation', '192.0.2.0/24'],
  ['documentation', '198.51.100.0/24'],
  ['documentation', '203.0.113.0/24'],
  ['documentation', '2001:db8::/32'],
  ['documentation', '3fff::/20'],
  ['benchmarking', '198.18.0.0/15'],
  ['benchmarking', '2001:2::/48'],
  ['reserved', '192.88.99.0/24'],
  ['reserved', '192.0.0.0/24'],
  ['reserved', '2001::/23'],
  ['reserved', '5f00::/16'],
]);

/** How `ipaddr.js` names a range, to our kinds. What is not here is `reserved`. */
const kinds: Readonly<Record<string, AddressKind>> = {
  unicast: 'global',
  unspecified: 'unspecified',
  loopback: 'loopback',
  linkLocal: 'linkLocal',
  private: 'private',
  carrierGradeNat: 'carrierGradeNat',
  uniqueLocal: 'uniqueLocal',
  multicast: 'multicast',
  broadcast: 'broadcast',
  '6to4': 'sixToFour',
  teredo: 'teredo',
  ipv4Mapped: 'ipv4Mapped',
  rfc6145: 'translated',
  rfc6052: 'translated',
};

const edge = parsed(cloudflareRanges.map((cidr) => ['cloudflareEdge', cidr] as const));
/** The only block that IANA hands out as IPv6 global unicast. */
const globalUnicastIpv6: Range = ipaddr.parseCIDR('2000::/3');

function within(address: Parsed, [network, bits]: Range): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}

/** Says what an address is, after the IANA special-purpose registries and Cloudflare's edge list. */
export function classify({ family, text }: Address): AddressKind {
  const address = ipaddr.parse(text);
  const named = kinds[address.range()] ?? 'reserved';
  if (named !== 'global' && named !== 'reserved') return named;
  for (const [kind, range] of special) if (within(address, range)) return kind;
  if (named === 'reserved') return 'reserved';
  if (family === 'ipv6' && !within(address, globalUnicastIpv6)) return 'reserved';
  return edge.some(([, range]) => within(address, range)) ? 'cloudflareEdge' : 'global';
}
