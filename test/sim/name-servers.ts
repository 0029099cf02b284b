import { decodeMessage, encodeMessage, type Message } from '../../electron/core/dns/message.ts';
import type { DnsServer } from '../../electron/core/ports.ts';
import { type RecordType, recordTypes } from '../../electron/core/record.ts';
import { answerQuery } from '../../electron/demo/name-server-query.ts';
import { createZone, type Zone, type ZoneSettings } from '../../electron/demo/name-server-zone.ts';
import type { Side } from './side.ts';
import type { World } from './world.ts';

/** The resolver of the local network. */
export const resolver: DnsServer = { host: '192.168.178.1', port: 53 };

/** Milliseconds until the name servers of a service serve what its API was told, at most. */
const longestLag = 45_000;

/** What a side's name servers serve from then on. */
interface Served {
  readonly at: number;
  readonly version: number;
  readonly text: string;
  readonly zones: readonly Zone[];
}

/** One answer: its bytes, and what it says, for those who watch. */
export interface NameServerAnswer {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Undefined where no address was asked for, or the server is not the zone's own. */
  readonly type: RecordType | undefined;
  readonly values: readonly string[];
}

/** What the world's name servers say, made from what each provider holds. */
export interface NameServers {
  /** Answers a query at a server; undefined where nothing listens. */
  query(message: Uint8Array, server: DnsServer): NameServerAnswer | undefined;
  /** Takes over what the side holds now, to serve it when the change has spread. */
  refresh(side: Side): void;
}

export function createNameServers(world: World): NameServers {
  const { clock } = world;
  const chance = world.chance.fork('name servers');
  const served = new Map<Side, Served[]>();
  /** Where each name server is, and whose it is. */
  const addresses = new Map<string, string>();
  const owners = new Map<string, Side>();
  const known = new Map<string, NameServerAnswer>();
  let versions = 0;
  for (const [number, side] of world.sides.entries()) {
    for (const { servers } of side.zones()) {
      for (const [at, name] of servers.entries()) {
        const address = `193.0.${number}.${at + 53}`;
        addresses.set(name, address);
        owners.set(name, side).set(address, side);
      }
    }
    take(side, 0);
  }

  function take(side: Side, at: number): void {
    const zones = side.zones();
    const text = JSON.stringify(zones);
    const all = served.get(side) ?? [];
    if (all.at(-1)?.text === text) return;
    versions += 1;
    const present = all.findLastIndex((one) => one.at <= clock.now());
    const fresh = { at, version: versions, text, zones: zones.map(whole) };
    served.set(side, [...all.slice(Math.max(present, 0)), fresh]);
    if (known.size > 500) known.clear();
  }

  /** A zone with its servers' own addresses in it. */
  function whole({ name, servers, records = [] }: ZoneSettings): Zone {
    const own = servers.flatMap((server) => {
      const value = addresses.get(server);
      return value === undefined ? [] : [{ name: server, type: 'A' as const, value }];
    });
    return createZone({ name, servers, records: [...own, ...records] });
  }

  function present(side: Side): Served | undefined {
    return served.get(side)?.findLast(({ at }) => at <= clock.now());
  }

  function answer(bytes: Uint8Array, zones: readonly Zone[], recursive: boolean): NameServerAnswer {
    const request = decodeMessage(bytes);
    const [question] = request.question;
    const found = question && answerQuery(question, zones);
    const reply: Message = {
      ...request,
      response: true,
      authoritative: false,
      rcode: 'NOERROR',
      ...found,
      // Names outside of all zones are somebody else's: a resolver knows that they are not there.
      ...(recursive ? { authoritative: false, recursionAvailable: true } : {}),
      ...(recursive && found?.rcode === 'REFUSED' ? { rcode: 'NXDOMAIN' as const } : {}),
      additional: [],
    };
    const values = reply.answer.flatMap((one) =>
      one.name === question?.name && one.data.kind === 'address' ? [one.data.address.text] : [],
    );
    const type = reply.authoritative
      ? recordTypes.find((one) => one === question?.type)
      : undefined;
    return { bytes: encodeMessage(reply), name: question?.name ?? '', type, values };
  }

  return {
    query(message, { host }) {
      const recursive = host === resolver.host;
      const owner = owners.get(host);
      if (!recursive && owner === undefined) return undefined;
      const now = recursive ? world.sides.map(present) : [owner && present(owner)];
      // Everything but the id decides, and what is served at the moment.
      const { buffer, byteOffset, byteLength } = message;
      const question = Buffer.from(buffer, byteOffset + 2, byteLength - 2).toString('latin1');
      const key = `${recursive} ${now.map((one) => one?.version).join()} ${question}`;
      const zones = () => now.flatMap((one) => one?.zones ?? []);
      const found = known.get(key) ?? answer(message, zones(), recursive);
      known.set(key, found);
      const bytes = Uint8Array.from(found.bytes);
      bytes.set(message.subarray(0, 2));
      return { ...found, bytes };
    },
    refresh(side) {
      // A name server of one's own serves its updates at once.
      const lag = side.exchange !== undefined || chance.of(0.5) ? 0 : chance.int(100, longestLag);
      const last = served.get(side)?.at(-1)?.at ?? 0;
      take(side, Math.max(clock.now() + lag, last));
    },
  };
}
