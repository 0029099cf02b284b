import { type Address, addressBytes, classify, type Family, parseAddress } from './address.ts';
import type { Egress } from './network.ts';
import { isIgnored } from './network-rules.ts';
import type { AddressState, InterfaceAddress } from './ports.ts';
import type { NetworkRules } from './settings.ts';

/** An address of this computer, read. */
interface Own {
  readonly address: Address;
  readonly state: AddressState | undefined;
}

/** Made from the network card's own address, so it stays while the prefix stays. RFC 4291 appendix A. */
export function isEui64(address: Address): boolean {
  const bytes = addressBytes(address);
  return address.family === 'ipv6' && bytes[11] === 0xff && bytes[12] === 0xfe;
}

/** The order of the addresses' numbers, which is not that of their texts. */
export function inBinaryOrder(a: Address, b: Address): number {
  const [left, right] = [addressBytes(a), addressBytes(b)];
  const at = left.findIndex((byte, index) => byte !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

function ownAddresses(
  name: string,
  family: Family,
  addresses: readonly InterfaceAddress[],
): readonly Own[] {
  return addresses.flatMap((one) => {
    const address = one.interface === name ? parseAddress(one.address) : undefined;
    return address?.family === family ? [{ address, state: one.state }] : [];
  });
}

/** New connections may still take it. Where the system does not tell, nothing speaks against it. */
function isPreferred({ state }: Own): boolean {
  return state === undefined || !(state.deprecated || state.tentative);
}

/** Known to stay. Without a state only an address that is made from the card's own is known to. */
function isStable(own: Own): boolean {
  if (own.state === undefined) return isEui64(own.address);
  return isPreferred(own) && !own.state.temporary;
}

function sharedBits(a: Address, b: Address | undefined): number {
  if (b === undefined || a.family !== b.family) return 0;
  const other = addressBytes(b);
  let bits = 0;
  for (const [at, byte] of addressBytes(a).entries()) {
    const differing = byte ^ (other[at] ?? 0);
    if (differing !== 0) return bits + Math.clz32(differing) - 24;
    bits += 8;
  }
  return bits;
}

/** The interface by which it leaves; undefined where it is unknown, or left out by the user. */
function wayOut(egress: Egress | undefined, rules: NetworkRules | undefined): string | undefined {
  const name = egress?.interface;
  return name === undefined || isIgnored(rules, name) ? undefined : name;
}

/**
 * How many of the network's bits an address shares with the one that the system itself leaves by. What
 * lies beyond the first 64 says nothing about which provider it belongs to.
 */
function nearness(address: Address, egress: Egress | undefined): number {
  return Math.min(sharedBits(address, parseAddress(egress?.address ?? '')), 64);
}

/**
 * The IPv6 address to ask from and to publish: of the interface by which this computer leaves, one
 * that is global, preferred and not temporary, and of the prefix that the system itself leaves by:
 * after a router forgot the old one, that is still preferred here for days and leads nowhere (RFC
 * 8978). Of that prefix the confirmed one stays; else it is first one made from the card's own address,
 * then the lowest. Undefined where none is known to be stable: the system then chooses. Pure.
 */
export function stableAddress(
  addresses: readonly InterfaceAddress[],
  egress: Egress | undefined,
  confirmed?: Address,
  rules?: NetworkRules,
): Address | undefined {
  const name = wayOut(egress, rules);
  if (name === undefined) return undefined;
  const stable = ownAddresses(name, 'ipv6', addresses)
    .filter((own) => classify(own.address) === 'global' && isStable(own))
    .map(({ address }) => address);
  const isKept = ({ text }: Address) => Number(text === confirmed?.text);
  return stable.toSorted(
    (a, b) =>
      nearness(b, egress) - nearness(a, egress) ||
      isKept(b) - isKept(a) ||
      Number(isEui64(b)) - Number(isEui64(a)) ||
      inBinaryOrder(a, b),
  )[0];
}

/**
 * True where this computer itself shows that the confirmed address is still right: the interface by
 * which it leaves has exactly that address, in a good state. It is no witness where a stable one could
 * take its place: one that is temporary, or of another prefix than the system leaves by. Pure.
 */
export function localWitness(
  family: Family,
  confirmed: Address | undefined,
  addresses: readonly InterfaceAddress[],
  egress: Egress | undefined,
  rules?: NetworkRules,
): boolean {
  const name = wayOut(egress, rules);
  if (name === undefined || confirmed?.family !== family) return false;
  const own = ownAddresses(name, family, addresses).find(
    ({ address }) => address.text === confirmed.text,
  );
  if (own === undefined || !isPreferred(own)) return false;
  const stable = stableAddress(addresses, egress, confirmed, rules);
  if (stable === undefined) return true;
  const isNear = nearness(own.address, egress) >= nearness(stable, egress);
  return isNear && own.state?.temporary !== true;
}

/** How much an address of an adapter is worth to ask from, the lower the better; undefined: not at all. */
function rank(own: Own): number | undefined {
  if (own.state?.tentative === true) return undefined;
  const kind = classify(own.address);
  if (kind === 'linkLocal' || kind === 'loopback' || kind === 'unspecified') return undefined;
  const reach = kind === 'global' ? 0 : 4;
  return reach + (isStable(own) ? 0 : isPreferred(own) ? 1 : 2);
}

/**
 * This computer's address on one adapter to ask from: a global one before a private or
 * unique local one; of IPv6 a stable one before a temporary and a deprecated one. Undefined where
 * the adapter has none that could reach the Internet, or is left out by the user. Pure.
 */
export function boundAddress(
  name: string,
  family: Family,
  addresses: readonly InterfaceAddress[],
  rules?: NetworkRules,
): Address | undefined {
  if (isIgnored(rules, name)) return undefined;
  return ownAddresses(name, family, addresses)
    .flatMap((own) => {
      const worth = rank(own);
      return worth === undefined ? [] : [{ worth, address: own.address }];
    })
    .toSorted((a, b) => a.worth - b.worth || inBinaryOrder(a.address, b.address))[0]?.address;
}
