import { type Family, parseAddress } from '../../electron/core/address.ts';
import type { HostStore } from './conformance/host-world.ts';
import { createEmulator, type EmulatedReply, type Emulator } from './emulator.ts';
import { onlyQuery } from './emulator-checks.ts';

/** A record that a token is good for. */
export interface TokenRecord {
  readonly host: string;
  readonly family: Family;
}

/** The answer of FreeDNS in plain words. */
export function freednsSays(body: string): EmulatedReply {
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

export const unknownToken: EmulatedReply = {
  status: 404,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>404 Not Found</title></head><body>404</body></html>',
};

/**
 * The dynamic update interface of FreeDNS, version 2, on one of its two servers. An address of the
 * other family turns the record into the other type, as the service itself shows.
 */
export function freednsEmulator(
  store: HostStore,
  tokens: Readonly<Record<string, TokenRecord>>,
): Emulator {
  return createEmulator((request, violate): EmulatedReply => {
    const { url } = request;
    if (request.method !== 'GET') violate(`the method is ${request.method}`);
    onlyQuery(request, { address: /./ }, violate);
    const token = /^\/u\/([\w-]+)\/$/.exec(url.pathname)?.[1];
    if (token === undefined) violate('not the update URL');
    const record = tokens[token ?? ''];
    if (record === undefined) return unknownToken;
    const { host, family } = record;
    const held = store.hosts.get(host);
    if (held === undefined || store.refused.has(host)) {
      return freednsSays('ERROR: Unable to locate this record (changed password recently?)');
    }
    const address = parseAddress(url.searchParams.get('address') ?? '');
    if (address === undefined) violate('the address would be guessed');
    const given = address?.text ?? '';
    if (held[family] === given) {
      return freednsSays(`No IP change detected for ${host} with IP ${given}, skipping update\n`);
    }
    const before = held[family] ?? (family === 'ipv4' ? '127.0.0.1' : '::1');
    const { [family]: _, ...others } = held;
    store.hosts.set(host, { ...others, [address?.family ?? family]: given });
    return freednsSays(`Updated ${host} from ${before} to ${given}\n`);
  });
}
