import type { EnginePorts } from '../core/engine.ts';
import { createGatewayClient } from '../core/gateway/asker.ts';
import type { Http, Log } from '../core/ports.ts';
import { systemClock, systemRandom } from './clock.ts';
import { createGatewayEvents } from './gateway-events.ts';
import { createNetwork } from './network/network.ts';
import { createUdp } from './udp.ts';

export type Surroundings = Pick<
  EnginePorts,
  'udp' | 'network' | 'gateway' | 'gatewayEvents' | 'hearsGateway'
>;

/** This computer's real datagrams, networks and gateway. */
export function createSurroundings(http: Http, log: Log): Surroundings {
  const udp = createUdp();
  const network = createNetwork();
  const clock = systemClock;
  const gateway = createGatewayClient({
    udp,
    http,
    network,
    clock,
    log,
    random: systemRandom,
  });
  // The firewalls of Windows and macOS would ask the user about a program that opens a port.
  const opensPorts = process.platform === 'linux';
  return {
    udp,
    network,
    gateway,
    hearsGateway: opensPorts,
    gatewayEvents: opensPorts ? createGatewayEvents({ clock, log }) : undefined,
  };
}
