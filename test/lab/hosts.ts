import { stunServers } from '../../electron/sources/stun-catalogue.ts';
import { services } from './echo-service.ts';
import { internet, zone } from './plan.ts';

/** A host of the laboratory's Internet. */
export interface Host {
  readonly name: string;
  readonly ipv4: string;
  readonly ipv6: string;
}

function numbered(names: readonly string[], net: number): readonly Host[] {
  return names.map((name, at) => ({
    name,
    ipv4: `151.80.${net}.${at + 1}`,
    ipv6: `2a00:1450:${net}::${(at + 1).toString(16)}`,
  }));
}

const webHosts = numbered(
  services.map(({ host }) => host),
  1,
);
export const stunHosts = numbered(
  stunServers.map(({ host }) => host),
  2,
);

/** Every name that the resolver knows, but for those of the records' zone. */
export const allHosts: readonly Host[] = [...webHosts, ...stunHosts];

export const nameServerHost: Host = { name: zone.server, ...internet.nameServer };
