import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { bearer, jsonBody, onlyKeys, onlyQuery, pageOf, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

const paging = { page: /^[1-9]\d*$/, per_page: /^(?:[1-9]|[1-4]\d|50)$/ };

/** An error of Hetzner's Cloud API, as its documentation shows it. */
export function hetznerError(status: number, code: string, message: string, details?: unknown) {
  return jsonReply(status, { error: { code, message, details: details ?? null } });
}

/**
 * The zones and record sets of Hetzner's Cloud API, after its documentation and its own clients. A
 * record with a TTL of 0 has none of its own, which the API shows as null.
 */
export function hetznerEmulator(
  store: ZoneStore,
  options: { readonly token: string; readonly pageSize: number },
): Emulator {
  let actions = 0;
  const action = (command: string) => {
    actions += 1;
    return { id: actions, command, status: 'running', progress: 0, error: null, resources: [] };
  };

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (!bearer(request, options.token)) {
      return hetznerError(401, 'unauthorized', 'unable to authenticate');
    }
    const parts = request.url.pathname.split('/').slice(1).map(decodeURIComponent);
    const [version, zones, id, rrsets, host, type, word, verb, ...rest] = parts;
    if (version !== 'v1' || zones !== 'zones' || rest.length > 0) violate('no such path');
    if (id === undefined) return listZones(request, violate);
    const zone = store.zones.find((each) => each.id === id);
    if (zone === undefined) return hetznerError(404, 'not_found', 'zone not found');
    if (rrsets !== 'rrsets') violate('no such path');
    if (host === undefined) {
      return request.method === 'GET'
        ? listSets(request, zone, violate)
        : create(request, zone, violate);
    }
    if (request.method !== 'POST' || word !== 'actions') violate('sets are changed by actions');
    return change(request, zone, host, String(type), verb, violate);
  }

  function pages(request: EmulatedRequest, key: string, all: readonly unknown[]): EmulatedReply {
    const { items, page, size, total } = pageOf(request, all, options.pageSize);
    const last = Math.max(1, Math.ceil(total / size));
    const pagination = {
      page,
      per_page: size,
      previous_page: page > 1 ? page - 1 : null,
      next_page: page < last ? page + 1 : null,
      last_page: last,
      total_entries: total,
    };
    return jsonReply(200, { [key]: items, meta: { pagination } });
  }

  function listZones(request: EmulatedRequest, violate: Violate): EmulatedReply {
    onlyQuery(request, { ...paging, name: /^[a-z0-9.-]+$/ }, violate);
    if (request.method !== 'GET') violate('zones are only read');
    const wanted = request.url.searchParams.get('name');
    const found = store.zones.filter(({ name }) => wanted === null || name === wanted);
    const shown = found.map(({ id, name }) => ({ id: Number(id), name, ttl: 3600, status: 'ok' }));
    return pages(request, 'zones', shown);
  }

  const fullOf = (zone: StoredZone, host: string) =>
    host === '@' ? zone.name : `${host}.${zone.name}`;

  function shown(zone: StoredZone, set: readonly StoredRecord[]) {
    const [first] = set;
    const name = first?.name ?? '';
    const host = name === zone.name ? '@' : name.slice(0, -zone.name.length - 1);
    return {
      id: `${host}/${first?.type}`,
      name: host,
      type: first?.type,
      ttl: first?.ttl === 0 ? null : first?.ttl,
      labels: {},
      protection: { change: false },
      records: set.map(({ value, comment }) => ({ value, comment })),
      zone: Number(zone.id),
    };
  }

  function listSets(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    onlyQuery(request, { ...paging, name: /^(?:@|[^.]+(?:\.[^.]+)*)$/ }, violate);
    const host = request.url.searchParams.get('name');
    const found = zone.records.filter(({ name }) => host === null || name === fullOf(zone, host));
    const sets = Map.groupBy(found, ({ name, type }) => `${name} ${type}`);
    return pages(
      request,
      'rrsets',
      [...sets.values()].map((set) => shown(zone, set)),
    );
  }

  function valuesOf(type: string, records: unknown, violate: Violate) {
    if (!Array.isArray(records) || records.length === 0) violate('no records');
    return (records as Record<string, string>[]).map((record) => {
      onlyKeys(record, ['value', 'comment'], violate);
      requireFamily(type, record.value, violate);
      return { value: String(record.value), comment: record.comment ?? '' };
    });
  }

  function requireTtl(ttl: unknown, violate: Violate): number {
    if (ttl === null || ttl === undefined) return 0;
    if (!Number.isInteger(ttl) || Number(ttl) < 60) violate(`ttl is ${String(ttl)}`);
    return Number(ttl);
  }

  const refusal = () =>
    hetznerError(422, 'invalid_input', 'invalid input in field records', {
      fields: [{ name: 'records', messages: ['refused'] }],
    });

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'POST') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'type', 'ttl', 'records', 'labels'], violate);
    const { name: host, type } = body as Record<string, string>;
    if (host === '' || host?.endsWith('.')) violate('not relative');
    if (host?.endsWith(zone.name)) {
      const messages = ['must not end with the zone name'];
      return hetznerError(422, 'invalid_input', 'invalid input in field name', {
        fields: [{ name: 'name', messages }],
      });
    }
    const name = fullOf(zone, String(host));
    const values = valuesOf(String(type), body.records, violate);
    const ttl = requireTtl(body.ttl, violate);
    if (store.refused.has(name)) return refusal();
    if (store.at(zone, name, type).length > 0) {
      return hetznerError(409, 'uniqueness_error', 'RRSet already exists');
    }
    if (store.clashes(zone, name, String(type))) {
      return hetznerError(422, 'invalid_input', 'a CNAME cannot be beside other records');
    }
    const made = values.map((each) => store.add(zone, { name, type: String(type), ttl, ...each }));
    return jsonReply(201, { rrset: shown(zone, made), action: action('create_rrset') });
  }

  function change(
    request: EmulatedRequest,
    zone: StoredZone,
    host: string,
    type: string,
    verb: string | undefined,
    violate: Violate,
  ): EmulatedReply {
    const name = fullOf(zone, host);
    const body = jsonBody(request, violate);
    const held = store.at(zone, name, type);
    const [first] = held;
    if (first === undefined) return hetznerError(404, 'not_found', 'RRSet not found');
    if (store.refused.has(name)) return refusal();
    if (verb === 'change_ttl') {
      onlyKeys(body, ['ttl'], violate);
      const ttl = requireTtl(body.ttl, violate);
      for (const { id } of held) store.change(id, { ttl });
      return jsonReply(201, { action: action('change_rrset_ttl') });
    }
    if (verb !== 'set_records') violate('no such action');
    onlyKeys(body, ['records'], violate);
    const values = valuesOf(type, body.records, violate);
    for (const { id } of held) store.remove(id);
    for (const each of values) store.add(zone, { name, type, ttl: first.ttl, ...each });
    return jsonReply(201, { action: action('set_rrset_records') });
  }

  return createEmulator(handle);
}
