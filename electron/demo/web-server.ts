import { once } from 'node:events';
import { createServer } from 'node:http';

/** A request as the small services of the demo see it. */
export interface WebRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebReply {
  readonly status: number;
  readonly body?: string;
}

export interface WebServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Requests answered so far. */
  readonly requests: () => number;
  close(): Promise<void>;
}

/** Serves HTTP on the loopback, on a free port. */
export async function webServer(answer: (request: WebRequest) => WebReply): Promise<WebServer> {
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    let body = '';
    for await (const chunk of request) body += chunk;
    const headers = request.headers as Readonly<Record<string, string>>;
    const { method = '', url: path = '' } = request;
    const reply = answer({ method, path, headers, body });
    response.writeHead(reply.status, { connection: 'close' }).end(reply.body ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
