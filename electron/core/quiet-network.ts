import type { GatewayClient } from './gateway/client.ts';
import type { Network } from './network.ts';
import { NetError } from './ports.ts';
import type { Udp } from './udp.ts';

/** A computer that tells nothing of its networks: for the demo, the sandbox and tests. */
export const quietNetwork: Network = {
  addresses: async () => [],
  gateways: async () => [],
  egress: async () => undefined,
  identity: async () => ({ profiles: [] }),
  watch: () => undefined,
};

/** No datagram leaves. */
export const quietUdp: Udp = {
  resolve: (host) => Promise.reject(new NetError('offline', host)),
  exchange: (_bytes, { address }) => Promise.reject(new NetError('offline', address)),
  listen: () => Promise.reject(new NetError('offline', 'no host')),
};

const quietGateway: GatewayClient = {
  ask: async () => ({ kind: 'none' }),
  forget: () => undefined,
};

/** All of it, to be spread into the ports. */
export const quietSurroundings = {
  udp: quietUdp,
  network: quietNetwork,
  gateway: quietGateway,
} as const;
