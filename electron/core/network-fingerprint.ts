import { addressBytes, classify, parseAddress } from './address.ts';
import { isIgnored } from './network-rules.ts';
import type { InterfaceAddress } from './ports.ts';
import type { NetworkRules } from './settings.ts';

/**
 * A text that differs when this computer's network does: the interfaces and their addresses, without
 * those that every computer has (loopback, link-local) and the adapters that the user leaves out. Of
 * an IPv6 address only its /64 counts: within it, temporary addresses come and go (RFC 8981). Where
 * the system tells the states, a stable address counts whole, and one that is not usable yet or about
 * to go does not count. So two texts can be compared only if both were made with states, or neither. Pure.
 */
export function networkFingerprint(
  addresses: readonly InterfaceAddress[],
  rules?: NetworkRules,
): string {
  const places = addresses.flatMap((one) => {
    const shown = !one.internal && !isIgnored(rules, one.interface);
    return shown ? placesOf(one).map((place) => `${one.interface} ${place}`) : [];
  });
  return [...new Set(places)].sort().join('\n');
}

/**
 * Where an address lies; nothing for one that says nothing about the network. One with a zone
 * (`fe80::1%en0`) is link-local, and is not read at all.
 */
function placesOf({ address: text, state }: InterfaceAddress): readonly string[] {
  if (state?.tentative === true || state?.deprecated === true) return [];
  const address = parseAddress(text);
  if (address === undefined) return [];
  const kind = classify(address);
  if (kind === 'linkLocal' || kind === 'loopback') return [];
  if (address.family === 'ipv4') return [address.text];
  const network = Array.from(addressBytes(address).subarray(0, 8), hexByte).join('');
  return state?.temporary === false ? [network, address.text] : [network];
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
