import os from 'node:os';
import type { InterfaceAddress, Interfaces } from '../core/ports.ts';

function list(): readonly InterfaceAddress[] {
  return Object.entries(os.networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? []).map(({ address, internal }) => ({
      interface: name,
      // Some systems append the zone of a link-local address (RFC 4007 section 11).
      address: address.split('%', 1)[0] ?? address,
      internal,
    })),
  );
}

/** The network interfaces of this computer that have an address, in the system's order. */
export const systemInterfaces: Interfaces = { list };
