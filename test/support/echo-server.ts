import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Identity } from './tls.ts';

/** A request as it arrived. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A real server on loopback, on a port of its own. */
export interface TestServer {
  readonly port: number;
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  close(): Promise<void>;
}

type Answer = (request: http.IncomingMessage, response: http.ServerResponse, body: string) => void;

interface ServerOptions {
  readonly tls?: Identity;
  readonly host?: string;
  /** The same port on another address; by default a free one. */
  readonly port?: number;
}

function closer(server: net.Server, sockets: ReadonlySet<Duplex>): () => Promise<void> {
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

function track(server: net.Server): ReadonlySet<Duplex> {
  const sockets = new Set<Duplex>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

function listen(server: net.Server, host: string, wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Serves `answer` over HTTP, or HTTPS where an identity is given, on 127.0.0.1 unless told otherwise. */
export async function startServer(
  answer: Answer,
  { tls, host = '127.0.0.1', port: wanted = 0 }: ServerOptions = {},
): Promise<TestServer> {
  const arrivals: Arrival[] = [];
  const onRequest: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { method = '', url: path = '', headers } = request;
      arrivals.push({ method, path, headers, body });
      answer(request, response, body);
    });
  };
  const server = tls ? https.createServer(tls, onRequest) : http.createServer(onRequest);
  const sockets = track(server);
  const port = await listen(server, host, wanted);
  const shown = host.includes(':') ? `[${host}]` : host;
  const url = `${tls ? 'https' : 'http'}://${shown}:${port}`;
  return { port, url, arrivals, close: closer(server, sockets) };
}

/** Serves raw bytes: `onSocket` gets each connection. */
export async function startSocketServer(
  onSocket: (socket: net.Socket) => void,
): Promise<Omit<TestServer, 'arrivals'>> {
  const server = net.createServer(onSocket);
  const sockets = track(server);
  const port = await listen(server, '127.0.0.1');
  return { port, url: `http://127.0.0.1:${port}`, close: closer(server, sockets) };
}

/** A proxy that connects every tunnel to `target`, or refuses it with a status line; it notes what it was asked for. */
export async function startProxy(
  decide: { readonly target: number } | { readonly refusal: string } | 'hang',
  { tls }: Pick<ServerOptions, 'tls'> = {},
): Promise<
  Omit<TestServer, 'arrivals'> & { readonly asked: readonly string[]; readonly open: () => number }
> {
  const asked: string[] = [];
  const onRequest: http.RequestListener = (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (decide === 'hang') return;
    if ('refusal' in decide) {
      response.writeHead(Number(decide.refusal.slice(0, 3))).end();
      return;
    }
    response.end('by proxy');
  };
  const server = tls ? https.createServer(tls, onRequest) : http.createServer(onRequest);
  server.on('connect', (request, client: Duplex) => {
    asked.push(`CONNECT ${request.url}`);
    client.on('error', () => {});
    if (decide === 'hang') {
      // Only a socket that is read notices that the other side left.
      client.on('end', () => client.destroy()).resume();
      return;
    }
    if ('refusal' in decide) {
      client.end(`HTTP/1.1 ${decide.refusal}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const upstream = net.connect(decide.target, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  const sockets = track(server);
  const port = await listen(server, '127.0.0.1');
  return {
    port,
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    asked,
    open: () => sockets.size,
    close: closer(server, sockets),
  };
}
