import os, { type NetworkInterfaceInfo } from 'node:os';
import type { InterfaceAddress, Interfaces } from '../core/ports.ts';

function prefixOf({ cidr }: NetworkInterfaceInfo): number | undefined {
  const bits = cidr?.split('/', 2)[1];
  return bits === undefined ? undefined : Number(bits);
}

/** Loopback and most tunnels have none; Node then says zeros. */
function macOf({ mac }: NetworkInterfaceInfo): string | undefined {
  return mac === undefined || mac === '00:00:00:00:00:00' ? undefined : mac.toLowerCase();
}

function list(): readonly InterfaceAddress[] {
  return Object.entries(os.networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? []).map((info) => ({
      interface: name,
      // Some systems append the zone of a link-local address (RFC 4007 section 11).
      address: info.address.split('%', 1)[0] ?? info.address,
      internal: info.internal,
      prefix: prefixOf(info),
      mac: macOf(info),
    })),
  );
}

/** The network interfaces of this computer that have an address, in the system's order. */
export const systemInterfaces: Interfaces = { list };
