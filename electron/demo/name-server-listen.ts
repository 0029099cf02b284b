import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type Socket as Connection, createServer, type Server } from 'node:net';
import type { NameServer } from './name-server.ts';

export interface Listening {
  readonly host: string;
  /** The same for UDP and TCP. */
  readonly port: number;
  close(): Promise<void>;
}

/** Bytes of a request that is not complete yet; more is dropped with its connection. */
const requestLimit = 65_537;

const bindTries = 20;

function serveConnection(connection: Connection, server: NameServer): void {
  let received: Buffer = Buffer.alloc(0);
  connection.on('error', () => connection.destroy());
  connection.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      const answer = server.handle(Uint8Array.from(received.subarray(2, end)), 'tcp');
      received = received.subarray(end);
      if (answer === undefined) continue;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(answer.length);
      connection.write(Buffer.concat([length, answer]));
    }
    if (received.length > requestLimit) connection.destroy();
  });
}

/** Binds UDP to the port that TCP got; another program may hold it, then both try another one. */
async function bindBoth(host: string): Promise<{ tcp: Server; udp: Socket; port: number }> {
  for (let tries = 1; ; tries += 1) {
    const tcp = createServer();
    tcp.listen(0, host);
    await once(tcp, 'listening');
    const bound = tcp.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    const udp = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    try {
      udp.bind(port, host);
      await once(udp, 'listening');
      return { tcp, udp, port };
    } catch (error) {
      udp.close();
      tcp.close();
      if (tries >= bindTries) throw error;
    }
  }
}

/** Serves over real sockets on the loopback, UDP and TCP on one free port. */
export async function listen(server: NameServer, host = '127.0.0.1'): Promise<Listening> {
  const { tcp, udp, port } = await bindBoth(host);
  const connections = new Set<Connection>();
  udp.on('message', (bytes, peer) => {
    const answer = server.handle(Uint8Array.from(bytes), 'udp');
    if (answer !== undefined) udp.send(answer, peer.port, peer.address);
  });
  udp.on('error', () => undefined);
  tcp.on('connection', (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    serveConnection(connection, server);
  });
  return {
    host,
    port,
    async close() {
      for (const connection of connections) connection.destroy();
      const closed = [once(tcp, 'close'), once(udp, 'close')];
      tcp.close();
      udp.close();
      await Promise.all(closed);
    },
  };
}
