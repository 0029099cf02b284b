import { parseAddress } from '../core/address.ts';
import type { TypeName } from '../core/dns/codes.ts';
import { canonicalDomain, type Domain } from '../core/dns/domain.ts';
import { encodeData, type Resource, type ResourceData, type Soa } from '../core/dns/resource.ts';
import { isWithin } from '../core/name.ts';

/** One record as a zone is written down. */
export interface ZoneRecord {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'TXT';
  /** Seconds. */
  readonly ttl?: number;
  /** An address, a name, or a text of at most 255 bytes. */
  readonly value: string;
}

export interface ZoneSettings {
  readonly name: string;
  /** Names of the zone's servers; the first one is its primary. */
  readonly servers: readonly string[];
  /** Seconds, for records that say nothing. */
  readonly ttl?: number;
  readonly serial?: number;
  readonly records?: readonly ZoneRecord[];
}

/** A zone while it is served. Every change of `records` comes with a new serial. */
export interface Zone {
  readonly name: Domain;
  soa: Soa;
  /** All but the SOA. */
  records: readonly Resource[];
}

const defaultTtl = 300;

function domainOf(text: string): Domain {
  const domain = canonicalDomain(text);
  if (domain === undefined) throw new Error(`not a name: ${text}`);
  return domain;
}

function dataOf({ type, value }: Pick<ZoneRecord, 'type' | 'value'>): ResourceData {
  if (type === 'CNAME' || type === 'NS') return { kind: 'domain', domain: domainOf(value) };
  if (type === 'TXT') {
    const text = new TextEncoder().encode(value);
    if (text.length > 255) throw new Error('a text of more than 255 bytes');
    return { kind: 'opaque', bytes: Uint8Array.of(text.length, ...text) };
  }
  const address = parseAddress(value);
  if (address?.family !== (type === 'A' ? 'ipv4' : 'ipv6'))
    throw new Error(`not ${type}: ${value}`);
  return { kind: 'address', address };
}

/** One record of a zone file's line. Throws for a value that does not fit its type. */
export function resourceOf(record: ZoneRecord, ttl = defaultTtl): Resource {
  const name = domainOf(record.name);
  return { name, type: record.type, class: 'IN', ttl: record.ttl ?? ttl, data: dataOf(record) };
}

/** A zone with its SOA and NS records. Throws for a record outside it. */
export function createZone(settings: ZoneSettings): Zone {
  const name = domainOf(settings.name);
  const ttl = settings.ttl ?? defaultTtl;
  const servers = settings.servers.map((server) =>
    resourceOf({ name: settings.name, type: 'NS', value: server }, ttl),
  );
  const records = [...servers, ...(settings.records ?? []).map((one) => resourceOf(one, ttl))];
  for (const record of records) {
    if (!inZone(record.name, name)) throw new Error(`${record.name} is not in ${name}`);
  }
  const soa: Soa = {
    primary: domainOf(settings.servers[0] ?? `ns.${settings.name}`),
    mailbox: domainOf(`hostmaster.${settings.name}`),
    serial: settings.serial ?? 1,
    refresh: 3600,
    retry: 600,
    expire: 604_800,
    minimum: 60,
  };
  return { name, soa, records };
}

/** True for the zone's own name and all below it. The root holds everything. */
export function inZone(name: Domain, zone: Domain): boolean {
  return zone === '' || isWithin(name, zone);
}

export function soaRecord(zone: Zone): Resource {
  const { name, soa } = zone;
  return { name, type: 'SOA', class: 'IN', ttl: soa.minimum, data: { kind: 'soa', soa } };
}

/** The next serial, RFC 1982: it wraps around and leaves out 0, as RFC 2136 4.2 asks. */
export function nextSerial(serial: number): number {
  return serial >= 0xffff_ffff ? 1 : serial + 1;
}

export function sameData(a: ResourceData, b: ResourceData): boolean {
  const [left, right] = [encodeData(a), encodeData(b)];
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

export function rrset(
  records: readonly Resource[],
  name: Domain,
  type: TypeName,
): readonly Resource[] {
  return records.filter((record) => record.name === name && record.type === type);
}
