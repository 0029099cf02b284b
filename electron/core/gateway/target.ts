import { type Address, addressBytes, classify, parseAddress } from '../address.ts';
import type { Network } from '../network.ts';
import type { InterfaceAddress } from '../ports.ts';
import { isTunnel } from '../tunnel.ts';

/** Whom to ask, and from where. */
export interface GatewayTarget {
  /** The default gateway's IPv4 address. */
  readonly gateway: string;
  /** This computer's address in its network; undefined where the system does not tell. */
  readonly localAddress: string | undefined;
}

function isInNetwork(address: Address, own: Address, prefix: number): boolean {
  const [left, right] = [addressBytes(address), addressBytes(own)];
  return left.every((byte, at) => {
    const bits = Math.min(Math.max(prefix - at * 8, 0), 8);
    return ((byte ^ (right[at] ?? 0)) & (0xff << (8 - bits)) & 0xff) === 0;
  });
}

/** Addresses that no host of the Internet has: what is sent there does not leave the network. */
const local: readonly string[] = ['private', 'linkLocal', 'carrierGradeNat'];
/** No single other host has one of these. */
const nobodys: readonly string[] = ['unspecified', 'loopback', 'multicast', 'broadcast'];

/**
 * The IPv4 default gateway, below a VPN the one of the house: it knows this computer's own address, the
 * far end of a tunnel only the exit's. Undefined where there is none. One with a public address (a rented
 * server's, or the far end of a dialled line) is asked only where it stands in this computer's own
 * network: elsewhere the questions would go out into the Internet, to a router that knows nothing of
 * this computer's address.
 */
export async function gatewayTarget(network: Network): Promise<GatewayTarget | undefined> {
  const gateways = await network.gateways();
  const found = gateways.find((one) => one.family === 'ipv4' && !isTunnel(one.interface));
  const address = found === undefined ? undefined : parseAddress(found.address);
  if (found === undefined || address?.family !== 'ipv4') return undefined;
  const kind = classify(address);
  if (nobodys.includes(kind)) return undefined;
  const entries = await network.addresses();
  const own = entries.filter(
    (entry) =>
      entry.interface === found.interface && parseAddress(entry.address)?.family === 'ipv4',
  );
  if (own.some((entry) => entry.address === address.text)) return undefined;
  const inside = own.find((entry) => holds(entry, address));
  if (inside === undefined && !local.includes(kind)) return undefined;
  return { gateway: address.text, localAddress: (inside ?? own[0])?.address };
}

function holds({ address, prefix }: InterfaceAddress, gateway: Address): boolean {
  const own = parseAddress(address);
  if (own === undefined || prefix === undefined || prefix < 1) return false;
  return isInNetwork(gateway, own, prefix);
}
