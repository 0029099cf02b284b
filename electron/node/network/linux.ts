import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { endianness } from 'node:os';
import {
  linuxAddressStates,
  linuxArpEntry,
  linuxIpv4Gateways,
  linuxIpv6Gateways,
  linuxKind,
  linuxNeighbour,
  linuxWay,
} from './linux-tables.ts';
import type { NetworkSystem } from './system.ts';
import { runTool } from './tool.ts';

/** Bytes of a table that are read: a computer has a few hundred of them, a backbone's router many millions. */
const most = 2 ** 18;

/**
 * One of the kernel's tables, as of one instant, in microseconds: they are made of memory. Undefined
 * where it cannot be read, as in a strict sandbox.
 */
function table(name: string): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(`/proc/net/${name}`, 'r');
    const chunks: Buffer[] = [];
    for (let size = 0; size < most; ) {
      const chunk = Buffer.alloc(4_096);
      const length = readSync(file, chunk);
      if (length === 0) break;
      chunks.push(chunk.subarray(0, length));
      size += length;
    }
    return Buffer.concat(chunks).toString('latin1');
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** A file of a few bytes about one interface. Undefined where there is none. */
function trait(name: string, file: string): string | undefined {
  try {
    return readFileSync(`/sys/class/net/${name}/${file}`, 'latin1');
  } catch {
    return undefined;
  }
}

/** Linux, by the kernel's own tables; without IPv6 it has none for it. */
export const linux: NetworkSystem = {
  async states() {
    const text = table('if_inet6');
    return text === undefined ? undefined : linuxAddressStates(text);
  },
  async gateways() {
    return [
      ...linuxIpv4Gateways(table('route') ?? '', endianness() === 'LE'),
      ...linuxIpv6Gateways(table('ipv6_route') ?? ''),
    ];
  },
  async hardwareAddress(gateway) {
    const { family, address, interface: name } = gateway;
    if (family === 'ipv4') return linuxArpEntry(table('arp') ?? '', gateway);
    const text = await runTool('ip', ['-6', 'neigh', 'show', 'to', address, 'dev', name]);
    return linuxNeighbour(text ?? '', gateway);
  },
  async wayFrom(from, to) {
    return linuxWay((await runTool('ip', ['-o', 'route', 'get', to, 'from', from])) ?? '');
  },
  /** Whoever names a VPN's adapter `home` does not change its kind. */
  async description(_list, name) {
    return linuxKind(trait(name, 'uevent') ?? '', trait(name, 'tun_flags') ?? '');
  },
  // Links too: a cable that is pulled changes neither address nor route at once.
  monitor: {
    file: 'ip',
    args: ['-o', 'monitor', 'link', 'address', 'route', 'rule'],
    tells: () => true,
  },
  cheap: true,
};
