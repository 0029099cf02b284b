import { parseAddress } from '../address.ts';
import { isNameProblem, parseName } from '../name.ts';
import type { DnsServer } from '../ports.ts';
import { entries, expected, isMap, type Place } from './reader-walk.ts';

const dnsPort = 53;

/**
 * Reads a DNS server as people write it: `9.9.9.9`, `9.9.9.9:5353`, `2620:fe::fe`,
 * `[2620:fe::fe]:53`, `dns.example.com:53`. The port is 53 unless given.
 */
export function parseServer(text: string): DnsServer | undefined {
  if (parseAddress(text) !== undefined) return { host: text, port: dnsPort };
  const found = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
  const host = found?.[1] ?? found?.[2];
  const port = found?.[3] === undefined ? dnsPort : Number(found[3]);
  if (host === undefined || port < 1 || port > 65_535) return undefined;
  if (found?.[1] !== undefined) {
    return parseAddress(host)?.family === 'ipv6' ? { host, port } : undefined;
  }
  if (parseAddress(host) !== undefined || host === 'localhost') return { host, port };
  const name = parseName(host);
  const numbers = /^[\d.]+$/.test(host);
  return isNameProblem(name) || numbers ? undefined : { host: name, port };
}

/** A list of DNS servers, or a single one; the fallback where the key is left out. */
export function readServers(place: Place, fallback: readonly DnsServer[]): readonly DnsServer[] {
  if (place.value === undefined) return fallback;
  if (isMap(place.value)) return expected(place, 'list') ?? fallback;
  return entries(place).flatMap((entry) => {
    const server = typeof entry.value === 'string' ? parseServer(entry.value) : undefined;
    return server ?? expected(entry, 'server') ?? [];
  });
}
