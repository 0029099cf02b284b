import {
  type Address,
  type AddressKind,
  classify,
  type Family,
  parseAddress,
} from '../core/address.ts';
import { SourceFailure } from '../core/source.ts';

const familyName: Readonly<Record<Family, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };

const unfit: Readonly<Record<Exclude<AddressKind, 'global'>, string>> = {
  unspecified: 'an unspecified address, which stands for none',
  loopback: 'a loopback address, which only this computer can reach',
  linkLocal: 'a link-local address, which only the local network can reach',
  private: 'a private address, which only the local network can reach',
  carrierGradeNat:
    'a shared address of the Internet provider (carrier-grade NAT), which cannot be reached from the Internet',
  uniqueLocal: 'a unique local address, which only the local network can reach',
  multicast: 'a multicast address, which belongs to no single computer',
  broadcast: 'the broadcast address',
  documentation: 'an address reserved for documentation',
  benchmarking: 'an address reserved for benchmarks',
  sixToFour: 'a 6to4 address, which hardly anybody can reach any more',
  teredo: 'a Teredo tunnel address, which hardly anybody can reach any more',
  ipv4Mapped: 'an IPv4 address in the clothes of IPv6',
  translated: 'an address of an IPv4 translator (NAT64)',
  cloudflareEdge:
    'an address of Cloudflare’s own network: a proxy or a tunnel was seen, not this computer',
  reserved: 'a reserved address, which is routed nowhere',
};

/** The sentence for an address that must not be published. */
export function unfitDetail(
  who: string,
  address: Address,
  kind: Exclude<AddressKind, 'global'>,
): string {
  return `${who}: ${address.text} is ${unfit[kind]}.`;
}

/**
 * Takes a text for an address of that family that may be published. Throws {@link SourceFailure}:
 * `form` where it is no address, `family`, or `notGlobal` with the address and what it is. `who` is the
 * source, for people.
 */
export function judge(text: string, family: Family, who: string): Address {
  const address = parseAddress(text);
  if (address === undefined) {
    throw new SourceFailure('form', `${who} did not give exactly one IP address.`);
  }
  if (address.family !== family) {
    throw new SourceFailure(
      'family',
      `${who} gave the ${familyName[address.family]} address ${address.text} where ${familyName[family]} was asked for.`,
    );
  }
  const kind = classify(address);
  if (kind !== 'global') throw new SourceFailure('notGlobal', unfitDetail(who, address, kind));
  return address;
}
