import { type AddressInfo, connect } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { LoopbackHost, Network } from './desktop/network.ts';
import { certificate, type Identity } from './tls.ts';

export interface CloudHosts {
  readonly network: Network;
  close(): Promise<void>;
}

const overIpv6 = 'ipv6:';

/** What a computer without a network of that family comes to. */
export const noRoute = 'none:';

/**
 * Lets servers of the loopback appear as public hosts, for `HostOptions.network`: each key is a host
 * name or address, each value the origin (`http://127.0.0.1:8080`, or of any other scheme: only the
 * port counts) that its connections end at. A TLS connection is opened here, with a certificate of
 * that name, and goes on without TLS. A key with `ipv6:` before it is for connections over IPv6,
 * which the other hosts do not have. The origin {@link noRoute} is a host that is not to be reached.
 */
export async function openCloudHosts(
  origins: Readonly<Record<string, string>>,
  resolvers: readonly string[] = [],
): Promise<CloudHosts> {
  const ports = Object.entries(origins).map(
    ([key, origin]) => [key, origin === noRoute ? 0 : Number(new URL(origin).port)] as const,
  );
  if (ports.length === 0) {
    return { network: { hosts: {}, resolvers }, close: async () => undefined };
  }
  const authority = certificate({ commonName: 'The test of the cloud' });
  const nameOf = (key: string) => key.replace(overIpv6, '');
  const reached = ports.filter(([, port]) => port !== 0);
  const names = [...new Set(reached.map(([key]) => nameOf(key)))];
  const identity = certificate({ commonName: 'cloud', issuer: authority, hosts: names });
  // Two, because who connects over which family is not to be seen behind them.
  const [usual, ipv6] = await Promise.all(
    [false, true].map((wanted) => {
      const own = ports.filter(([key]) => key.startsWith(overIpv6) === wanted);
      return openFront(identity, new Map(own.map(([key, port]) => [nameOf(key), port])));
    }),
  );
  const hosts = ports.map(([key, plain]): readonly [string, LoopbackHost] => {
    const front = key.startsWith(overIpv6) ? ipv6 : usual;
    return [key, { plain, tls: front?.port ?? 0 }];
  });
  return {
    network: { hosts: Object.fromEntries(hosts), authority: authority.cert, resolvers },
    async close() {
      await Promise.all([usual?.close(), ipv6?.close()]);
    },
  };
}

/** Takes TLS connections, and passes what is in them on to the port of the name that they are for. */
async function openFront(identity: Identity, ports: ReadonlyMap<string, number>) {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer({ cert: identity.cert, key: identity.key }, (socket: TLSSocket) => {
    const port = ports.get(String(socket.servername));
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    if (port === undefined) {
      socket.destroy();
      return;
    }
    const behind = connect(port, '127.0.0.1');
    sockets.add(behind);
    behind.on('error', () => socket.destroy());
    behind.on('close', () => {
      sockets.delete(behind);
      socket.end();
    });
    socket.on('close', () => {
      sockets.delete(socket);
      behind.destroy();
    });
    socket.pipe(behind).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
