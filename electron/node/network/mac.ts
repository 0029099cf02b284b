import {
  macAddressStates,
  macArpEntry,
  macGateways,
  macNeighbour,
  macTellsOfChange,
} from './mac-tables.ts';
import type { NetworkSystem } from './system.ts';
import { type RunTool, runTool } from './tool.ts';

/** macOS, by its own programs. */
export function createMac(run: RunTool = runTool): NetworkSystem {
  return {
    async states() {
      const text = await run('/sbin/ifconfig', ['-a']);
      return text === undefined ? undefined : macAddressStates(text);
    },
    async gateways() {
      // Without `-l` it shortens long addresses.
      const tables = ['inet', 'inet6'].map((family) =>
        run('/usr/sbin/netstat', ['-rnl', '-f', family]),
      );
      return (await Promise.all(tables)).flatMap((text) => macGateways(text ?? ''));
    },
    async hardwareAddress(gateway) {
      if (gateway.family === 'ipv4') {
        const text = await run('/usr/sbin/arp', ['-n', gateway.address]);
        return macArpEntry(text ?? '', gateway);
      }
      return macNeighbour((await run('/usr/sbin/ndp', ['-an'])) ?? '', gateway);
    },
    monitor: { file: '/sbin/route', args: ['-n', 'monitor'], tells: macTellsOfChange },
    cheap: false,
  };
}
