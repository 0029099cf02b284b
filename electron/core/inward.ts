import { type AddressKind, classify, parseAddress } from './address.ts';

/** Not `benchmarking`: proxies on this computer hand such addresses out for every name, and mean well. */
const inward: ReadonlySet<AddressKind> = new Set([
  'unspecified',
  'loopback',
  'linkLocal',
  'private',
  'carrierGradeNat',
  'uniqueLocal',
  'multicast',
  'broadcast',
  'ipv4Mapped',
]);

/**
 * True for an address that leads nowhere beyond this computer and the networks around it. No service of
 * the Internet has one: where its name leads there, somebody else answers for the name servers (a
 * router, a filter, a sign-in page).
 */
export function isInward(text: string): boolean {
  const address = parseAddress(text);
  return address === undefined || inward.has(classify(address));
}
