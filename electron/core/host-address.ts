import { type Address, addressBytes, addressFromBytes, parseAddress } from './address.ts';
import type { HostAddress } from './record.ts';

/** The address of another host behind the prefix that a public IPv6 address shows. Pure. */
export function hostAddress(shown: Address, { suffix, prefix }: HostAddress): Address | undefined {
  const own = parseAddress(suffix);
  if (shown.family !== 'ipv6' || own?.family !== 'ipv6') return undefined;
  const [network, host] = [addressBytes(shown), addressBytes(own)];
  return addressFromBytes(
    network.map((byte, at) => {
      const bits = Math.min(Math.max(prefix - at * 8, 0), 8);
      const mask = (0xff << (8 - bits)) & 0xff;
      return (byte & mask) | ((host[at] ?? 0) & ~mask & 0xff);
    }),
  );
}
