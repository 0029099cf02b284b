import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatedRequest, Emulator } from './emulator.ts';

export interface EmulatorServer {
  /** `http://127.0.0.1:port`, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Breaks what is open and stops. */
  close(): Promise<void>;
}

/** Serves an emulator over real HTTP on a free port of the loopback. */
export async function serveEmulator(emulator: Emulator): Promise<EmulatorServer> {
  const server = createServer((incoming, response) => {
    readRequest(incoming).then(
      (request) => answer(emulator, request, response),
      () => response.destroy(),
    );
  });
  const opened = await openOnLoopback(server);
  return { ...opened, url: `http://127.0.0.1:${opened.port}` };
}

/** Listens on a free port of the loopback; `close` breaks what is open and stops. */
export async function openOnLoopback(server: Server): Promise<Omit<EmulatorServer, 'url'>> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The whole of a request, as an emulator takes it. Rejects where the connection breaks first. */
export async function readRequest(incoming: IncomingMessage): Promise<EmulatedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
  return {
    method: incoming.method ?? '',
    url: new URL(incoming.url ?? '/', `http://${incoming.headers.host}`),
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function answer(emulator: Emulator, request: EmulatedRequest, response: ServerResponse): void {
  const reply = emulator.handle(request);
  if ('hang' in reply) return;
  if ('status' in reply) {
    response.writeHead(reply.status, { ...reply.headers });
    response.end(reply.body);
    return;
  }
  response.destroy();
}
