import { parseAddress } from '../../electron/core/address.ts';
import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery } from './emulator-checks.ts';

export interface EmulatedRrset {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly records: readonly { readonly content: string; readonly disabled: boolean }[];
  readonly comments: readonly { readonly content: string; readonly account: string }[];
}

export interface EmulatedPowerdnsZone {
  /** With its final dot; the id is the same. */
  readonly name: string;
  kind: string;
  rrsets: EmulatedRrset[];
}

export interface PowerdnsOptions {
  readonly apiKey?: string;
  readonly serverId?: string;
  /** Answers with the whole zone whatever name is asked for, as servers before 4.6. */
  readonly ignoresName?: boolean;
}

export interface PowerdnsEmulator extends Emulator {
  readonly zones: EmulatedPowerdnsZone[];
  addZone(name: string, kind?: string): EmulatedPowerdnsZone;
}

type Json = Readonly<Record<string, unknown>>;

/** The part of PowerDNS 4.7's HTTP API that concerns zones and their records, as the real one behaves. */
export function powerdnsEmulator(options: PowerdnsOptions = {}): PowerdnsEmulator {
  const apiKey = options.apiKey ?? 'pdns-key-0123456789abcdef';
  const serverId = options.serverId ?? 'localhost';
  const zones: EmulatedPowerdnsZone[] = [];

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.headers['x-api-key'] !== apiKey) return text(401, 'Unauthorized');
    const path = request.url.pathname.match(/^\/api\/v1\/servers\/([^/]+)\/zones(?:\/([^/]+))?$/);
    if (path === null) {
      violate('no such path');
      return text(404, 'Not Found');
    }
    const [, server, id] = path;
    if (server !== serverId) return text(404, 'Not Found');
    if (id === undefined) return list(request, violate);
    const zone = zones.find(({ name }) => name === id);
    if (zone === undefined) return text(404, 'Not Found');
    if (request.method === 'GET') return read(request, zone, violate);
    if (request.method === 'PATCH') return write(request, zone, violate);
    violate('no such method here');
    return text(405, 'Method Not Allowed');
  }

  function list(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('zones are only read');
    onlyQuery(request, { zone: /\.$/, dnssec: /^(?:true|false)$/ }, violate);
    const wanted = request.url.searchParams.get('zone');
    const found = zones.filter(({ name }) => wanted === null || name === wanted);
    return jsonReply(200, found.map(summary));
  }

  function read(request: EmulatedRequest, zone: EmulatedPowerdnsZone, violate: Violate) {
    onlyQuery(request, { rrset_name: /\.$/, rrset_type: /^[A-Z]+$/ }, violate);
    const name = options.ignoresName ? null : request.url.searchParams.get('rrset_name');
    const type = options.ignoresName ? null : request.url.searchParams.get('rrset_type');
    const rrsets = zone.rrsets.filter(
      (set) => (name === null || set.name === name) && (type === null || set.type === type),
    );
    return jsonReply(200, { ...summary(zone), rrsets });
  }

  function write(request: EmulatedRequest, zone: EmulatedPowerdnsZone, violate: Violate) {
    onlyQuery(request, {}, violate);
    const body = jsonBody(request, violate);
    onlyKeys(body, ['rrsets'], violate);
    let held = zone.rrsets;
    const sets = (body.rrsets ?? []) as readonly Json[];
    if (sets.length === 0) violate('no sets');
    for (const set of sets) {
      onlyKeys(set, ['name', 'type', 'ttl', 'changetype', 'records', 'comments'], violate);
      if (set.changetype !== 'REPLACE') violate(`changetype ${String(set.changetype)}`);
      if ((set.records as readonly unknown[]).length === 0)
        violate('an empty set deletes the records');
      const result = replaced(held, set, zone);
      if (typeof result === 'string') return jsonReply(422, { error: result });
      held = result;
    }
    zone.rrsets = held;
    return { status: 204, body: '' };
  }

  return {
    ...createEmulator(handle),
    zones,
    addZone(name, kind = 'Native') {
      const zone = { name, kind, rrsets: [] };
      zones.push(zone);
      return zone;
    },
  };
}

function text(status: number, body: string): EmulatedReply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

function summary({ name, kind }: EmulatedPowerdnsZone): Json {
  const url = `/api/v1/servers/localhost/zones/${name}`;
  return { id: name, name, kind, url, account: '', masters: [], serial: 0, last_check: 0 };
}

/** The sets after one REPLACE, or the server's refusal. Comments that are not sent stay. */
function replaced(
  held: readonly EmulatedRrset[],
  set: Json,
  zone: EmulatedPowerdnsZone,
): EmulatedRrset[] | string {
  const { name, type, ttl } = set as unknown as EmulatedRrset;
  const where = `RRset ${name} IN ${type}`;
  if (name !== zone.name && !name.endsWith(`.${zone.name}`)) return `${where}: Name is out of zone`;
  if (!Number.isInteger(ttl) || ttl < 0) return `${where}: Key 'ttl' is not a positive Integer`;
  const records = set.records as EmulatedRrset['records'];
  for (const { content } of records) {
    const family = parseAddress(content)?.family;
    if (family !== (type === 'A' ? 'ipv4' : 'ipv6')) {
      return `Record ${name}/${type} '${content}': Parsing record content: while parsing IP address`;
    }
  }
  if (new Set(records.map(({ content }) => content)).size < records.length) {
    return `Duplicate record in RRset ${name} IN ${type}`;
  }
  const named = held.filter((other) => other.name === name);
  if (named.some((other) => other.type === 'CNAME'))
    return `${where}: Conflicts with pre-existing RRset`;
  const before = named.find((other) => other.type === type);
  const comments = (set.comments ?? before?.comments ?? []) as EmulatedRrset['comments'];
  return [...held.filter((other) => other !== before), { name, type, ttl, records, comments }];
}
