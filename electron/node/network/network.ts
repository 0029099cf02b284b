import type { Family } from '../../core/address.ts';
import type { DefaultGateway, Egress, Network, NetworkIdentity } from '../../core/network.ts';
import { networkFingerprint } from '../../core/network-fingerprint.ts';
import type { InterfaceAddress, Interfaces } from '../../core/ports.ts';
import { isTunnel } from '../../core/tunnel.ts';
import { systemInterfaces } from '../interfaces.ts';
import { egressAddress, faraway } from './egress.ts';
import { type AddressStates, addressKey, type NetworkSystem, plainSystem } from './system.ts';
import { type Pace, watchNetwork } from './watch.ts';

/** Gateways whose hardware address is looked for, until one has any. */
const mostGateways = 4;

/** What {@link createNetwork} stands on; a test may give its own. */
export interface NetworkParts {
  readonly interfaces?: Interfaces | undefined;
  readonly system?: (() => Promise<NetworkSystem>) | undefined;
  readonly pace?: Pace | undefined;
}

/** Only this system's own part is read. */
async function ownSystem(): Promise<NetworkSystem> {
  switch (process.platform) {
    case 'linux':
      return (await import('./linux.ts')).linux;
    case 'darwin':
      return (await import('./mac.ts')).createMac();
    case 'win32':
      return (await import('./windows.ts')).createWindows();
    default:
      return plainSystem;
  }
}

function withStates(
  list: readonly InterfaceAddress[],
  states: AddressStates | undefined,
): readonly InterfaceAddress[] {
  if (states === undefined) return list;
  return list.map((one) => ({
    ...one,
    state: states.get(addressKey(one.interface, one.address) ?? ''),
  }));
}

/**
 * This computer's networks, as its system tells. What cannot be found out is left out: an address
 * without a state, no gateway, no name; nothing rejects.
 */
export function createNetwork({
  interfaces = systemInterfaces,
  system: load = ownSystem,
  pace,
}: NetworkParts = {}): Network {
  let loading: Promise<NetworkSystem> | undefined;

  function loaded(): Promise<NetworkSystem> {
    loading ??= load().catch(() => plainSystem);
    return loading;
  }

  /** Some sandboxes refuse even the plain list. */
  function list(): readonly InterfaceAddress[] {
    try {
      return interfaces.list();
    } catch {
      return [];
    }
  }

  async function addresses(): Promise<readonly InterfaceAddress[]> {
    const system = await loaded();
    const plain = list();
    return withStates(plain, await system.states(plain));
  }

  async function gateways(): Promise<readonly DefaultGateway[]> {
    return (await loaded()).gateways(list());
  }

  async function way(family: Family): Promise<Egress | undefined> {
    const address = await egressAddress(family);
    if (address === undefined) return undefined;
    return { address, interface: list().find((one) => one.address === address)?.interface };
  }

  async function wayFrom(family: Family, address: string): Promise<Egress> {
    const system = await loaded();
    const owner = list().find((one) => one.address === address)?.interface;
    const name =
      system.wayFrom === undefined ? owner : await system.wayFrom(address, faraway[family]);
    return { address, interface: name };
  }

  async function egress(family: Family, from?: string): Promise<Egress | undefined> {
    if (from !== undefined) return wayFrom(family, from);
    const [system, found] = await Promise.all([loaded(), way(family)]);
    if (found?.interface === undefined || system.description === undefined) return found;
    return { ...found, description: await system.description(list(), found.interface) };
  }

  /** A VPN's gateway is the same everywhere, and says nothing about the network below it. */
  async function hardwareAddress(system: NetworkSystem): Promise<string | undefined> {
    const below = (await gateways()).filter((gateway) => !isTunnel(gateway.interface));
    for (const gateway of below.slice(0, mostGateways)) {
      const found = await system.hardwareAddress(gateway);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async function identity(): Promise<NetworkIdentity> {
    const system = await loaded();
    const gateway = await hardwareAddress(system);
    return { gateway, profiles: (await system.profiles?.(list(), gateway)) ?? [] };
  }

  /**
   * Addresses and gateways, and the ways that the system would take: its rules of routing show in
   * nothing else. Within its /64 one temporary address follows another.
   */
  async function look(): Promise<string> {
    const { states, gateways } = await loaded();
    const plain = list();
    const [known, routers, ...leaving] = await Promise.all([
      states(plain),
      gateways(plain),
      egressAddress('ipv4'),
      egressAddress('ipv6'),
    ]);
    const ways = leaving.map((address) => {
      const own = plain.filter((one) => one.address === address);
      return networkFingerprint(own) || own[0]?.interface;
    });
    return JSON.stringify([networkFingerprint(withStates(plain, known)), routers, ways]);
  }

  function watch(onChange: () => void, signal: AbortSignal): void {
    void loaded().then(({ monitor, cheap, prepare }) => {
      const glanceAtList = async () => {
        const plain = list();
        prepare?.(plain);
        return networkFingerprint(plain);
      };
      const glance = cheap ? look : glanceAtList;
      watchNetwork({ look, glance, monitor }, onChange, signal, pace);
    });
  }

  return { addresses, gateways, egress, identity, watch };
}
