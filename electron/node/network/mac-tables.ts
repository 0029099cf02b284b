import { parseAddress } from '../../core/address.ts';
import type { DefaultGateway } from '../../core/network.ts';
import type { AddressState } from '../../core/ports.ts';
import { hardwareAddress } from './hardware-address.ts';
import { type AddressStates, addressKey } from './system.ts';

/** What macOS' own tools print, in the formats of their manuals. All pure. */

/**
 * The words after an address that say that it may not be used: not yet, or no longer because another
 * has it, or because nobody announces its network on this link.
 */
const unusable = ['tentative', 'optimistic', 'duplicated', 'detached'];

/** The IPv6 addresses of `ifconfig -a`: `inet6 2001:…:1 prefixlen 64 deprecated autoconf temporary`. */
export function macAddressStates(text: string): AddressStates {
  const states = new Map<string, AddressState>();
  let name = '';
  for (const line of text.split('\n')) {
    name = /^([^\s:]+): flags=/.exec(line)?.[1] ?? name;
    const [kind, address = '', ...words] = line.trim().split(/\s+/);
    const key = kind === 'inet6' ? addressKey(name, address) : undefined;
    if (key === undefined) continue;
    states.set(key, {
      temporary: words.includes('temporary'),
      deprecated: words.includes('deprecated'),
      tentative: unusable.some((word) => words.includes(word)),
    });
  }
  return states;
}

/**
 * The default gateways of `netstat -rn`, either family. Releases have different columns, so that of
 * the interface is found by its title. A scoped route (`I`) serves only who asks for its interface.
 */
export function macGateways(text: string): readonly DefaultGateway[] {
  const found: { readonly scoped: boolean; readonly gateway: DefaultGateway }[] = [];
  let column = -1;
  for (const line of text.split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (fields[0] === 'Destination') column = fields.indexOf('Netif');
    const [destination, hop = '', flags = ''] = fields;
    const name = fields[column];
    if (destination !== 'default' || !flags.includes('U') || !flags.includes('G')) continue;
    const address = parseAddress(hop.split('%', 1)[0] ?? '');
    // A tunnel's own default route names the whole link, `fe80::%utun0`, in place of a gateway.
    if (address === undefined || address.text === 'fe80::' || name === undefined) continue;
    const gateway = { family: address.family, address: address.text, interface: name };
    found.push({ scoped: flags.includes('I'), gateway });
  }
  return found
    .toSorted((a, b) => Number(a.scoped) - Number(b.scoped))
    .map(({ gateway }) => gateway);
}

/** Of `arp -n ADDRESS`: `? (192.168.1.1) at 8:55:31:a:b:c on en0 ifscope [ethernet]`. */
export function macArpEntry(text: string, { address, interface: name }: DefaultGateway) {
  for (const line of text.split('\n')) {
    const [, shown, at, hardware = '', on, device] = line.trim().split(/\s+/);
    if (shown === `(${address})` && at === 'at' && on === 'on' && device === name) {
      return hardwareAddress(hardware);
    }
  }
  return undefined;
}

/** Of `ndp -an`: `fe80::1%en0  8:55:31:a:b:c  en0  23h59m58s  S R`. */
export function macNeighbour(text: string, { address, interface: name }: DefaultGateway) {
  for (const line of text.split('\n')) {
    const [shown = '', hardware = '', device] = line.trim().split(/\s+/);
    if (device === name && parseAddress(shown.split('%', 1)[0] ?? '')?.text === address) {
      return hardwareAddress(hardware);
    }
  }
  return undefined;
}

/**
 * True for a line of `route -n monitor` that tells of an address, of an interface, or of a route to a
 * network: hosts' routes come and go with each neighbour that is talked to.
 */
export function macTellsOfChange(line: string): boolean {
  if (/^RTM_(?:NEWADDR|DELADDR|IFINFO)\b/.test(line)) return true;
  const flags = /^RTM_(?:ADD|DELETE|CHANGE)\b.*flags:<([^>]*)>/.exec(line)?.[1];
  return flags !== undefined && !flags.split(',').includes('HOST');
}
