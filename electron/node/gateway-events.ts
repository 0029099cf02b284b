import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBucket } from '../core/gateway/bucket.ts';
import type { EventPlace, GatewayEvents } from '../core/gateway/events.ts';
import type { Clock, Log } from '../core/ports.ts';
import { endLease, takeLease } from './gateway-lease.ts';

const second = 1000;
/** Milliseconds until a gateway that refused is tried again; each time twice as long. */
const firstRest = 60 * second;
const longestRest = 30 * 60 * second;

/** Bytes of one event; the variables of a gateway take some hundreds. */
const mostBytes = 65_536;
const mostHeaderBytes = 8192;
/** Milliseconds in which one has to arrive. */
const eventTime = 3 * second;
const mostConnections = 4;
/** A gateway with more to say in a minute is heard no more than that. */
const patience = { most: 20, refill: 3 * second } as const;

interface Ports {
  readonly clock: Clock;
  readonly log: Log;
}

/** The status of the answer to what is no event for us; undefined for one that is. */
function refusal(
  { method, url, headers }: http.IncomingMessage,
  path: string,
  sid: string | undefined,
): number | undefined {
  if (url !== path) return 404;
  if (method !== 'NOTIFY') return 405;
  const isEvent = headers.nt === 'upnp:event' && headers.nts === 'upnp:propchange';
  // The first event may come before the answer to the subscription.
  const isOurs = sid === undefined || headers.sid === sid;
  return isEvent && isOurs ? undefined : 412;
}

function readBody(from: http.IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    from.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) {
        from.destroy();
        resolve(undefined);
      } else chunks.push(chunk);
    });
    from.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    from.on('error', () => resolve(undefined));
    from.once('close', () => resolve(undefined));
  });
}

function answer(response: http.ServerResponse, status: number): void {
  response.writeHead(status, { Connection: 'close', 'Content-Length': 0 }).end();
}

/** An address of a socket of both families is written for IPv6. */
function plain(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/i, '');
}

async function listen(server: http.Server, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port: 0 }, resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function hear(
  place: EventPlace,
  { clock, log }: Ports,
  onNotify: (body: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = `/${randomBytes(16).toString('hex')}`;
  const bucket = createBucket(clock, patience);
  let sid: string | undefined;
  const server = http.createServer({ maxHeaderSize: mostHeaderBytes }, async (from, response) => {
    const status = refusal(from, path, sid) ?? (bucket.take() ? undefined : 503);
    if (status !== undefined) return answer(response, status);
    const body = await readBody(from);
    if (body === undefined) return;
    answer(response, 200);
    if (!signal.aborted) onNotify(body);
  });
  server.maxConnections = mostConnections;
  server.headersTimeout = eventTime;
  server.requestTimeout = eventTime;
  server.keepAliveTimeout = second;
  server.on('connection', (socket) => {
    if (plain(socket.remoteAddress) !== place.gateway) socket.destroy();
    // The server's own times are looked at twice a minute only.
    const timer = setTimeout(() => socket.destroy(), eventTime);
    socket.once('close', () => clearTimeout(timer));
  });
  try {
    const port = await listen(server, place.localAddress);
    // Beyond here, an error is one connection's.
    server.on('error', () => undefined);
    const callback = `http://${place.localAddress}:${port}${path}`;
    for (let rest = firstRest; ; ) {
      const held = await takeLease(place, callback, sid, signal);
      const wasHeld = sid !== undefined;
      sid = held?.sid;
      if (held === undefined && wasHeld) continue;
      if (held === undefined) log.debug('the gateway takes no subscription to its events');
      await clock.sleep(held === undefined ? rest : (held.seconds * second) / 2, signal);
      rest = held === undefined ? Math.min(rest * 2, longestRest) : firstRest;
    }
  } finally {
    server.close();
    server.closeAllConnections();
    if (sid !== undefined) endLease(place, sid);
  }
}

/**
 * Events over a listening port on this computer's address in the gateway's network, which takes
 * connections of the gateway's alone and is open only for as long as there is something to hear. Not
 * for Windows, whose firewall would ask the user.
 */
export function createGatewayEvents(ports: Ports): GatewayEvents {
  return {
    subscribe(place, onNotify, signal) {
      if (new URL(place.url).hostname !== place.gateway) return;
      hear(place, ports, onNotify, signal).catch((error: unknown) => {
        if (!signal.aborted) ports.log.debug('events of the gateway cannot be heard', { error });
      });
    },
  };
}
