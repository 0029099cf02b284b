import { defaultPublicResolvers } from '../../electron/core/settings/schema.ts';
import { createNameServer } from '../../electron/demo/name-server.ts';
import { listen } from '../../electron/demo/name-server-listen.ts';
import type { ZoneRecord } from '../../electron/demo/name-server-zone.ts';

/** Where the zones' servers stand, and the resolver of the computer (RFC 5737). */
const nameServer = '192.0.2.53';

export interface CloudNames {
  /** For the launch options `hosts` and `resolvers`. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly resolvers: readonly string[];
  close(): Promise<void>;
}

/** A zone as it is to be answered for at the moment. */
export interface CloudZone {
  readonly name: string;
  readonly records: readonly {
    readonly name: string;
    readonly type: string;
    readonly value: string;
  }[];
}

const served = new Set<string>(['A', 'AAAA', 'CNAME', 'TXT']);

/** DNS over the zones as they are whenever somebody asks: the authoritative server, and every resolver. */
export async function openCloudNames(zonesOf: () => readonly CloudZone[]): Promise<CloudNames> {
  const present = () =>
    createNameServer({
      zones: zonesOf().map(({ name, records }) => {
        const ns = `ns1.${name}`;
        const own: ZoneRecord = { name: ns, type: 'A', value: nameServer };
        const shown = records.filter(({ type }) => served.has(type));
        return { name, servers: [ns], records: [own, ...(shown as readonly ZoneRecord[])] };
      }),
      keys: [],
      clock: Date,
    });
  const listening = await listen({
    ...present(),
    handle: (message, transport) => present().handle(message, transport),
  });
  const origin = `dns://${listening.host}:${listening.port}`;
  const all = [nameServer, ...defaultPublicResolvers];
  return {
    hosts: Object.fromEntries(all.map((host) => [host, origin])),
    resolvers: [nameServer],
    close: listening.close,
  };
}
