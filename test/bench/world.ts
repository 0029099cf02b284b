import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createNameServer, type NameServer } from '../../electron/demo/name-server.ts';
import { type Dyndns2Emulator, dyndns2Emulator } from '../support/dyndns2-emulator.ts';
import { createEmulator, type EmulatedReply, type EmulatedRequest } from '../support/emulator.ts';
import { Meter, serveMetered } from './meter.ts';

const zone = 'example.com';
const nameServer = `ns1.${zone}`;

/** The public addresses that the computer has by turns. */
export const addresses = ['81.2.69.142', '81.2.69.143'] as const;

export const credentials = { username: 'user', password: 'p4ss-w0rd' } as const;

/** Everything that one program talks to: an address service, a dyndns2 host, the zone's name server. */
export interface World {
  readonly port: number;
  /** Where DNS is answered, as `host:port`. */
  readonly resolver: string;
  /** The zone's name server listens where the world looks for one: on port 53. */
  readonly verifiable: boolean;
  readonly hosts: readonly string[];
  readonly meter: Meter;
  /** The computer gets its other address, which is returned. */
  move(): string;
  /** All hosts hold the present address. */
  readonly settled: boolean;
  readonly violations: readonly string[];
  close(): Promise<void>;
}

/** Names of one zone. */
export function hostNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `host${at + 1}.${zone}`);
}

/** Most names that the emulator, like Dyn, takes in one request. */
const mostNames = 20;

/** The host takes lists of any length: ddclient cannot be told to send shorter ones. */
function withoutLimit(emulator: Dyndns2Emulator, request: EmulatedRequest): EmulatedReply {
  const names = (request.url.searchParams.get('hostname') ?? '').split(',');
  const bodies: string[] = [];
  for (let at = 0; at < names.length; at += mostNames) {
    const url = new URL(request.url);
    url.searchParams.set('hostname', names.slice(at, at + mostNames).join(','));
    const reply = emulator.handle({ ...request, url });
    if (!('body' in reply) || reply.status !== 200) return reply;
    bodies.push(reply.body);
  }
  return {
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: `${bodies.join('\n')}\n`,
  };
}

function zoneServer(hosts: readonly string[], at: string): NameServer {
  return createNameServer({
    zones: [
      {
        name: zone,
        servers: [nameServer],
        records: [
          { name: nameServer, type: 'A', value: at },
          ...hosts.map((name) => ({ name, type: 'A', value: addresses[0] }) as const),
        ],
      },
    ],
    keys: [],
    clock: Date,
  });
}

async function bound(host: string, port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(port, host);
  await once(socket, 'listening');
  return socket;
}

let lastNet = 0;

/** Each world has a loopback address of its own, where the port 53 may be had. */
async function listenDns(): Promise<{ socket: Socket; host: string; verifiable: boolean }> {
  lastNet += 1;
  const host = `127.83.0.${lastNet}`;
  try {
    return { socket: await bound(host, 53), host, verifiable: true };
  } catch {
    return { socket: await bound('127.0.0.1', 0), host, verifiable: false };
  }
}

/** Starts a world whose hosts hold nothing yet. */
export async function startWorld(hostCount: number): Promise<World> {
  const hosts = hostNames(hostCount);
  const meter = new Meter();
  const dyndns2 = dyndns2Emulator({ ...credentials, parameters: [] });
  for (const name of hosts) dyndns2.addHost(name);
  let present = 0;
  const address = () => addresses[present] ?? addresses[0];

  const dns = await listenDns();
  const names = zoneServer(hosts, dns.host);
  dns.socket.on('message', (bytes, peer) => {
    meter.add({ questions: 1, questionBytes: bytes.length });
    const reply = names.handle(Uint8Array.from(bytes), 'udp');
    if (reply !== undefined) dns.socket.send(reply, peer.port, peer.address);
  });

  const service = createEmulator((request) => {
    if (request.url.pathname === '/') {
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: `${address()}\n` };
    }
    const reply = withoutLimit(dyndns2, request);
    for (const name of (request.url.searchParams.get('hostname') ?? '').split(',')) {
      const held = dyndns2.hosts.get(name)?.ipv4;
      if (held !== undefined) names.edit({ name, type: 'A' }, [held]);
    }
    return reply;
  });
  const server = await serveMetered(service, meter);

  return {
    port: server.port,
    resolver: `${dns.socket.address().address}:${dns.socket.address().port}`,
    verifiable: dns.verifiable,
    hosts,
    meter,
    move() {
      present = 1 - present;
      return address();
    },
    get settled() {
      return hosts.every((name) => dyndns2.hosts.get(name)?.ipv4 === address());
    },
    violations: dyndns2.violations,
    async close() {
      await server.close();
      dns.socket.close();
    },
  };
}
