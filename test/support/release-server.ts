import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** A static server on the loopback, as a host of releases is one. */
export interface ReleaseServer {
  /** With a slash at its end. */
  readonly url: string;
  /** What lies where; a function answers by itself. Paths are without the first slash. */
  readonly files: Map<string, Uint8Array | string | Answer>;
  /** The bytes of bodies that were sent, by path. */
  readonly sent: Map<string, number>;
  /** The headers of each request, oldest first. */
  readonly asked: { readonly path: string; readonly headers: http.IncomingHttpHeaders }[];
}

function rangeOf(header: string | undefined, length: number): [number, number] | undefined {
  const found = /^bytes=(\d+)-(\d+)$/.exec(header ?? '');
  return found === null ? undefined : [Number(found[1]), Math.min(Number(found[2]), length - 1)];
}

/** Starts one that ends with the test. */
export async function startReleaseServer(): Promise<ReleaseServer> {
  const files: ReleaseServer['files'] = new Map();
  const sent = new Map<string, number>();
  const asked: ReleaseServer['asked'] = [];
  const server = http.createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').slice(1).replace(/\?.*$/, ''));
    asked.push({ path, headers: request.headers });
    const found = files.get(path);
    if (found === undefined) {
      response.writeHead(404).end('no such file');
      return;
    }
    if (typeof found === 'function') {
      found(request, response);
      return;
    }
    const whole = Buffer.from(found);
    const range = rangeOf(request.headers.range, whole.length);
    const body = range === undefined ? whole : whole.subarray(range[0], range[1] + 1);
    sent.set(path, (sent.get(path) ?? 0) + body.length);
    response.writeHead(range === undefined ? 200 : 206, {
      'Content-Length': body.length,
      'Accept-Ranges': 'bytes',
      ...(range && { 'Content-Range': `bytes ${range[0]}-${range[1]}/${whole.length}` }),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, files, sent, asked };
}
