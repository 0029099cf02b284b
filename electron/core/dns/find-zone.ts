import { parseAddress } from '../address.ts';
import { candidateZones, isWithin, type Name } from '../name.ts';
import { mapConcurrent } from './concurrent.ts';
import type { Domain } from './domain.ts';
import type { Message } from './message.ts';
import type { Resolved, Resolver } from './resolver.ts';
import type { Resource } from './resource.ts';

/** One name server of a zone, and where it can be asked; without addresses it could not be found. */
interface ZoneServer {
  readonly name: Domain;
  /** IPv4 first: fewer networks are without it. */
  readonly addresses: readonly string[];
}

type Failed = Extract<Resolved, { kind: 'failure' }>;

export type ZoneSearch =
  | { readonly kind: 'found'; readonly zone: Domain; readonly servers: readonly ZoneServer[] }
  /** The resolvers know no zone for this name. */
  | { readonly kind: 'none' }
  /** No resolver could be asked: nothing is known. */
  | { readonly kind: 'unknown'; readonly reason: Failed['reason'] };

/** Servers of one zone that are asked at most; the root itself has 13. */
const serverLimit = 13;
const addressLimit = 4;

/** The zone that an answer for a SOA names. Behind an alias it would be another name's zone. */
function zoneIn({ answer, authority }: Message, name: Domain): Domain | undefined {
  if (answer.some(({ type }) => type === 'CNAME' || type === 'DNAME')) return undefined;
  const soa = [...answer, ...authority].find(({ type }) => type === 'SOA');
  return soa !== undefined && soa.name !== '' && isWithin(name, soa.name) ? soa.name : undefined;
}

function addressesIn(records: readonly Resource[]): readonly string[] {
  return records.flatMap(({ data }) => (data.kind === 'address' ? [data.address.text] : []));
}

async function locate(name: Domain, resolve: Resolver): Promise<ZoneServer> {
  const found = await mapConcurrent(['A', 'AAAA'] as const, 2, (type) => resolve(name, type));
  const texts = found.flatMap((one) =>
    one.kind === 'answer' ? addressesIn(one.message.answer) : [],
  );
  const known = texts.filter((text) => parseAddress(text) !== undefined);
  return { name, addresses: known.slice(0, addressLimit) };
}

async function serversOf(zone: Domain, resolve: Resolver): Promise<readonly ZoneServer[] | Failed> {
  const reply = await resolve(zone, 'NS');
  if (reply.kind === 'failure') return reply;
  const names = reply.message.answer
    .filter(({ name, type }) => name === zone && type === 'NS')
    .flatMap(({ data }) => (data.kind === 'domain' ? [data.domain] : []));
  return mapConcurrent(names.slice(0, serverLimit), serverLimit, (name) => locate(name, resolve));
}

/**
 * Finds the zone that holds a name by asking for its SOA, label by label from the longest, then that
 * zone's name servers and their addresses. RFC 1034 4.2.1, RFC 2308 3. Rejects only with the signal's
 * reason.
 */
export async function findZone(name: Name, resolve: Resolver): Promise<ZoneSearch> {
  for (const candidate of candidateZones(name)) {
    const reply = await resolve(candidate, 'SOA');
    if (reply.kind === 'failure') return { kind: 'unknown', reason: reply.reason };
    const zone = zoneIn(reply.message, candidate);
    if (zone === undefined) continue;
    const servers = await serversOf(zone, resolve);
    if ('kind' in servers) return { kind: 'unknown', reason: servers.reason };
    return { kind: 'found', zone, servers };
  }
  return { kind: 'none' };
}
