import { addressFromBytes, parseAddress } from '../../core/address.ts';
import type { DefaultGateway } from '../../core/network.ts';
import type { AddressState } from '../../core/ports.ts';
import { hardwareAddress } from './hardware-address.ts';
import { type AddressStates, addressKey } from './system.ts';

/** Linux' tables under /proc/net, as it prints them: fields by spaces, a line each. All pure. */

/** `IFA_F_*` of the kernel's linux/if_addr.h, as far as /proc shows them. */
const addressFlags = { temporary: 0x01, failed: 0x08, deprecated: 0x20, tentative: 0x40 };
/** `RTF_*` of linux/route.h and linux/ipv6_route.h. */
const routeFlags = { up: 0x1, gateway: 0x2, reject: 0x200 };
/** `ATF_COM` of linux/if_arp.h: the entry is complete. */
const arpComplete = 0x2;

function rows(text: string): readonly (readonly string[])[] {
  return text.split('\n').map((line) => line.trim().split(/\s+/));
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/[\da-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
}

function ipv6Of(hex: string): string | undefined {
  return /^[\da-f]{32}$/i.test(hex) ? addressFromBytes(bytesOf(hex))?.text : undefined;
}

function stateOf(flags: number): AddressState {
  const has = (...some: readonly number[]) => some.some((flag) => (flags & flag) !== 0);
  return {
    temporary: has(addressFlags.temporary),
    deprecated: has(addressFlags.deprecated),
    tentative: has(addressFlags.tentative, addressFlags.failed),
  };
}

/** /proc/net/if_inet6: address, index, prefix, scope, flags, interface; numbers in hexadecimal. */
export function linuxAddressStates(text: string): AddressStates {
  const states = new Map<string, AddressState>();
  for (const [hex = '', , , , flags = '', name] of rows(text)) {
    const address = ipv6Of(hex);
    const key = address === undefined || name === undefined ? undefined : addressKey(name, address);
    if (key !== undefined) states.set(key, stateOf(Number.parseInt(flags, 16)));
  }
  return states;
}

interface Route {
  readonly gateway: DefaultGateway;
  readonly metric: number;
}

function leadsOut(flags: string): boolean {
  const set = Number.parseInt(flags, 16);
  const wanted = routeFlags.up | routeFlags.gateway;
  return (set & wanted) === wanted && (set & routeFlags.reject) === 0;
}

function preferredFirst(routes: readonly Route[]): readonly DefaultGateway[] {
  return routes.toSorted((a, b) => a.metric - b.metric).map(({ gateway }) => gateway);
}

/**
 * The default gateways of /proc/net/route: interface, destination, gateway, flags, two counters,
 * metric (decimal), mask. Addresses are numbers in the processor's own order of bytes.
 */
export function linuxIpv4Gateways(text: string, littleEndian: boolean): readonly DefaultGateway[] {
  const routes = rows(text).flatMap(
    ([name = '', destination, hex = '', flags = '', , , metric, mask]): readonly Route[] => {
      if (destination !== '00000000' || mask !== '00000000' || !leadsOut(flags)) return [];
      const bytes = bytesOf(hex);
      const address = addressFromBytes(littleEndian ? bytes.toReversed() : bytes);
      if (address?.family !== 'ipv4') return [];
      const gateway = { family: 'ipv4', address: address.text, interface: name } as const;
      return [{ gateway, metric: Number(metric) }];
    },
  );
  return preferredFirst(routes);
}

/**
 * The default gateways of /proc/net/ipv6_route: destination and bits, source and bits, gateway,
 * metric, two counters, flags, interface; all in hexadecimal.
 */
export function linuxIpv6Gateways(text: string): readonly DefaultGateway[] {
  const routes = rows(text).flatMap(
    ([destination, bits, , , hop = '', metric = '', , , flags = '', name]): readonly Route[] => {
      if (destination !== '0'.repeat(32) || bits !== '00' || !leadsOut(flags)) return [];
      const address = ipv6Of(hop);
      if (address === undefined || name === undefined) return [];
      const gateway = { family: 'ipv6', address, interface: name } as const;
      return [{ gateway, metric: Number.parseInt(metric, 16) }];
    },
  );
  return preferredFirst(routes);
}

/** The hardware address of /proc/net/arp: address, type, flags, hardware address, mask, device. */
export function linuxArpEntry(text: string, gateway: DefaultGateway): string | undefined {
  const entry = rows(text).find(
    ([address, , flags = '', , , device]) =>
      address === gateway.address &&
      device === gateway.interface &&
      (Number.parseInt(flags, 16) & arpComplete) !== 0,
  );
  return hardwareAddress(entry?.[3] ?? '');
}

/** Of what `ip -6 neigh` prints: `fe80::1 dev eth0 lladdr 52:54:00:12:34:56 router REACHABLE`. */
export function linuxNeighbour(text: string, gateway: DefaultGateway): string | undefined {
  const entry = rows(text).find(
    ([address = '']) => parseAddress(address)?.text === gateway.address,
  );
  const at = entry?.indexOf('lladdr') ?? -1;
  return at < 0 ? undefined : hardwareAddress(entry?.[at + 1] ?? '');
}

/** `IFF_TUN` of linux/if_tun.h: packets that a program takes. `IFF_TAP` carries the links of containers. */
const tunFlag = 0x1;

/**
 * What an interface is, as the kernel knows it, whatever it is called: of uevent and tun_flags under
 * /sys/class/net. Undefined for what is no tunnel of these.
 */
export function linuxKind(uevent: string, tunFlags: string): string | undefined {
  if (/^DEVTYPE=wireguard$/m.test(uevent)) return 'wireguard';
  return (Number.parseInt(tunFlags, 16) & tunFlag) === 0 ? undefined : 'tun tunnel';
}

/** The interface in what `ip route get` prints: `198.41.0.4 from 10.1.0.2 via 10.2.0.1 dev wg0 uid 0`. */
export function linuxWay(text: string): string | undefined {
  const [words = []] = rows(text);
  const at = words.indexOf('dev');
  return at < 0 ? undefined : words[at + 1];
}
