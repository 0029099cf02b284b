import { domainToASCII, domainToUnicode } from 'node:url';
import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

/** An error of Scaleway's API. */
export function scalewayError(
  status: number,
  type: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  return jsonReply(status, { type, message, ...more });
}

export const scalewayDenied = scalewayError(
  401,
  'denied_authentication',
  'authentication is denied',
  {
    method: 'api_key',
    reason: 'invalid_argument',
  },
);
export const scalewayForbidden = scalewayError(
  403,
  'permissions_denied',
  'insufficient permissions',
  { details: [{ resource: 'domain', action: 'read' }] },
);

interface Options {
  readonly secretKey: string;
  readonly pageSize: number;
  /** Records that answer by place, by name and type. */
  readonly dynamic?: ReadonlySet<string>;
  /** An answer to a write that names no record. */
  readonly quiet?: boolean;
}

/**
 * The DNS zones and records of Scaleway's API v2beta1, after its documentation and its own clients.
 * Names are shown in Unicode; a zone that is not the account's is forbidden.
 */
export function scalewayEmulator(store: ZoneStore, options: Options): Emulator {
  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.headers['x-auth-token'] !== options.secretKey) return scalewayDenied;
    const [, ...parts] = request.url.pathname.split('/').map(decodeURIComponent);
    const [product, version, zones, name, records, ...rest] = parts;
    const known = product === 'domain' && version === 'v2beta1' && zones === 'dns-zones';
    if (!known || rest.length > 0) violate('no such path');
    if (name === undefined) return listZones(request, violate);
    if (records !== 'records') violate('no such path');
    const zone = store.zone(domainToASCII(name));
    if (zone === undefined) return scalewayForbidden;
    if (request.method === 'GET') return listRecords(request, zone, violate);
    return patch(request, zone, violate);
  }

  const paging = { page: /^[1-9]\d*$/, page_size: /^[1-9]\d{0,3}$/ };

  function page(request: EmulatedRequest, key: string, all: readonly unknown[]) {
    const query = request.url.searchParams;
    const size = Math.min(Number(query.get('page_size') ?? 20), options.pageSize);
    const from = (Number(query.get('page') ?? 1) - 1) * size;
    return jsonReply(200, { total_count: all.length, [key]: all.slice(from, from + size) });
  }

  function listZones(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('zones are only read');
    onlyQuery(request, { ...paging, domain: /\./ }, violate);
    const shownZones = store.zones.map(({ name }) => {
      const labels = domainToUnicode(name).split('.');
      return {
        domain: labels.slice(-2).join('.'),
        subdomain: labels.slice(0, -2).join('.'),
        ns: ['ns0.dom.scw.cloud'],
        status: 'active',
      };
    });
    return page(request, 'dns_zones', shownZones);
  }

  const hostOf = (zone: StoredZone, name: string) =>
    name === zone.name ? '' : domainToUnicode(name.slice(0, -zone.name.length - 1));

  const shown = (zone: StoredZone, { id, name, type, value, ttl, comment }: StoredRecord) => ({
    id: `dc371588-a520-40eb-bcee-${id.padStart(12, '0')}`,
    name: hostOf(zone, name),
    type,
    data: value,
    priority: 0,
    ttl,
    comment: comment === '' ? null : comment,
    ...(options.dynamic?.has(`${name} ${type}`)
      ? { geo_ip_config: { matches: [], default: value } }
      : {}),
  });

  function listRecords(request: EmulatedRequest, zone: StoredZone, violate: Violate) {
    onlyQuery(request, { ...paging, name: /.*/, type: /^[A-Z]+$/ }, violate);
    const { name = '', type } = Object.fromEntries(request.url.searchParams);
    const found = zone.records.filter(
      (record) =>
        (name === '' || hostOf(zone, record.name) === name) &&
        (type === undefined || record.type === type),
    );
    return page(
      request,
      'records',
      found.map((record) => shown(zone, record)),
    );
  }

  function patch(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'PATCH') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['changes', 'return_all_records', 'disallow_new_zone_creation'], violate);
    if (body.disallow_new_zone_creation !== true) violate('a zone may come into being');
    if (body.return_all_records !== false) violate('all records of the zone are asked for');
    const changes = (body.changes as Readonly<Record<string, unknown>>[]).map((change) =>
      read(zone, change, violate),
    );
    if (changes.length === 0) violate('no changes');
    const names = changes.map(({ name }) => name);
    if (names.some((name) => store.refused.has(name))) {
      return scalewayError(400, 'invalid_arguments', 'invalid argument(s)', {
        details: [{ argument_name: 'data', reason: 'constraint', help_message: 'data is refused' }],
      });
    }
    if (changes.some(({ name, type }) => store.clashes(zone, name, type))) {
      return scalewayError(400, 'invalid_arguments', 'a CNAME cannot be with other records');
    }
    const made = changes.flatMap((change) => run(zone, change));
    const records = options.quiet ? [] : made.map((record) => shown(zone, record));
    return jsonReply(200, { records });
  }

  type Change = ReturnType<typeof read>;

  function read(zone: StoredZone, change: Readonly<Record<string, unknown>>, violate: Violate) {
    const [verb, ...others] = Object.keys(change);
    if (others.length > 0 || (verb !== 'add' && verb !== 'set')) violate('one verb at a time');
    const { records, id_fields, ...rest } = Object(change[String(verb)]);
    if (Object.keys(rest).length > 0) violate('unexpected key');
    const [record, ...more] = records as Readonly<Record<string, unknown>>[];
    if (record === undefined || more.length > 0) violate('one record makes the set');
    const { name: host, type, data, ttl, comment = '' } = record ?? {};
    onlyKeys(record ?? {}, ['name', 'type', 'data', 'ttl', 'comment'], violate);
    requireFamily(type, data, violate);
    if (!Number.isInteger(ttl) || Number(ttl) < 60) violate(`ttl is ${String(ttl)}`);
    if (typeof host !== 'string' || host === '@') violate('the apex is an empty name');
    const name = host === '' ? zone.name : `${domainToASCII(String(host))}.${zone.name}`;
    const held = store.at(zone, name, String(type));
    if (verb === 'set') {
      onlyKeys(id_fields, ['name', 'type'], violate);
      const same = id_fields.name === host && id_fields.type === type;
      if (!same || held.length === 0) violate('set names no record');
      if (held.some((each) => hostOf(zone, each.name) !== host)) violate('not as it is shown');
    } else if (held.length > 0) violate('a record is added beside another');
    return {
      verb,
      name,
      type: String(type),
      value: String(data),
      ttl: Number(ttl),
      comment: String(comment),
    };
  }

  function run(zone: StoredZone, { verb, ...record }: Change): readonly StoredRecord[] {
    if (verb === 'set') {
      for (const { id } of store.at(zone, record.name, record.type)) store.remove(id);
    }
    return [store.add(zone, record)];
  }

  return createEmulator(handle);
}
