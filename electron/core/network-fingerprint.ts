import { addressBytes, classify, parseAddress } from './address.ts';
import type { InterfaceAddress } from './ports.ts';

/**
 * A text that differs when this computer's network does: the interfaces and their addresses, without
 * those that every computer has (loopback, link-local). Of an IPv6 address only its /64 counts:
 * within it, temporary addresses come and go (RFC 8981). Pure.
 */
export function networkFingerprint(addresses: readonly InterfaceAddress[]): string {
  const places = addresses.flatMap((one) => {
    const place = one.internal ? undefined : placeOf(one.address);
    return place === undefined ? [] : [`${one.interface} ${place}`];
  });
  return [...new Set(places)].sort().join('\n');
}

/**
 * Where an address lies; undefined for one that says nothing about the network. One with a zone
 * (`fe80::1%en0`) is link-local, and is not read at all.
 */
function placeOf(text: string): string | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  const kind = classify(address);
  if (kind === 'linkLocal' || kind === 'loopback') return undefined;
  if (address.family === 'ipv4') return address.text;
  return Array.from(addressBytes(address).subarray(0, 8), hexByte).join('');
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
