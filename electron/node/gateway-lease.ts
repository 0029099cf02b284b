import http from 'node:http';
import type { EventPlace } from '../core/gateway/events.ts';

/** What is asked for; UDA 1.1 section 4.1.1 wants at least half an hour. */
const wantedSeconds = 1800;
/** A gateway that gives less is asked so often all the same; one that gives more is not believed. */
const shortestSeconds = 60;
/** Milliseconds. */
const requestTime = 3000;
const mostHeaderBytes = 8192;

/** One subscription at the gateway: its id, and how long it holds in seconds. */
export interface Lease {
  readonly sid: string;
  readonly seconds: number;
}

/** Sends one request without a body, which node's own client can and axios cannot: its method is UPnP's. */
function request(
  method: 'SUBSCRIBE' | 'UNSUBSCRIBE',
  { url, localAddress }: EventPlace,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      method,
      headers,
      localAddress,
      family: 4,
      agent: false,
      maxHeaderSize: mostHeaderBytes,
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestTime)]),
    } as const;
    const sent = http.request(url, options, (response) => {
      // What it says beyond the headers is of no use.
      response.destroy();
      resolve(response);
    });
    sent.on('error', reject);
    // An answer that changes the protocol ends the connection without a word.
    sent.once('close', () => reject(new Error('no answer')));
    sent.end();
  });
}

function leaseIn({ statusCode, headers }: http.IncomingMessage, known: string): Lease | undefined {
  if (statusCode !== 200) return undefined;
  const sid = typeof headers.sid === 'string' ? headers.sid : known;
  // Printable, so that it can be sent back.
  if (!/^[!-~]{1,256}$/.test(sid)) return undefined;
  const told = /^second-(\d{1,7})$/i.exec(String(headers.timeout ?? ''))?.[1];
  const seconds = Math.min(Number(told ?? wantedSeconds), wantedSeconds);
  return { sid, seconds: Math.max(seconds, shortestSeconds) };
}

/**
 * Asks for a subscription whose events come to `callback`, or for more time where the gateway gave one
 * that it knows as `known`. Undefined where it refuses or does not answer; rejects with the signal's reason.
 */
export async function takeLease(
  place: EventPlace,
  callback: string,
  known: string | undefined,
  signal: AbortSignal,
): Promise<Lease | undefined> {
  const which: Readonly<Record<string, string>> =
    known === undefined ? { CALLBACK: `<${callback}>`, NT: 'upnp:event' } : { SID: known };
  const headers = { ...which, TIMEOUT: `Second-${wantedSeconds}` };
  try {
    return leaseIn(await request('SUBSCRIBE', place, headers, signal), known ?? '');
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** Tells the gateway that nobody listens any more; nobody waits for its answer. */
export function endLease(place: EventPlace, sid: string): void {
  const never = new AbortController().signal;
  request('UNSUBSCRIBE', place, { SID: sid }, never).catch(() => undefined);
}
