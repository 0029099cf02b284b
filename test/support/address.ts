import { type Address, parseAddress } from '../../electron/core/address.ts';

/** Reads an address of a test's own; throws where it is none. */
export function addr(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}
