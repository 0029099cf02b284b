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

/** The domains and records of DigitalOcean's API v2, after its documentation. */
export function digitaloceanEmulator(
  store: ZoneStore,
  options: { readonly token: string; readonly pageSize: number },
): Emulator {
  const error = (status: number, id: string, message: string) =>
    jsonReply(status, { id, message, request_id: 'a1b2' });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (!bearer(request, options.token))
      return error(401, 'unauthorized', 'Unable to authenticate you');
    const [, name, id] =
      request.url.pathname.match(/^\/v2\/domains(?:\/([^/]+)\/records(?:\/(\d+))?)?$/) ?? [];
    if (!request.url.pathname.startsWith('/v2/domains')) violate('no such path');
    if (name === undefined) return domains(request, violate);
    const zone = store.zone(name);
    if (zone === undefined)
      return error(404, 'not_found', 'The resource you were accessing could not be found.');
    if (request.method === 'GET') return records(request, zone, violate);
    return id === undefined ? create(request, zone, violate) : change(request, zone, id, violate);
  }

  function domains(request: EmulatedRequest, violate: Violate): EmulatedReply {
    onlyQuery(request, { page: /^\d+$/, per_page: /^\d+$/ }, violate);
    if (request.method !== 'GET') violate('domains are only read');
    const page = pageOf(request, store.zones, options.pageSize);
    return jsonReply(200, {
      domains: page.items.map(({ name }) => ({ name, ttl: 1800 })),
      meta: { total: page.total },
    });
  }

  const shown = (zone: StoredZone, { id, name, type, value, ttl }: StoredRecord) => ({
    id: Number(id),
    type,
    name: name === zone.name ? '@' : name.slice(0, -zone.name.length - 1),
    data: value,
    priority: null,
    ttl,
  });

  function records(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const query = { page: /^\d+$/, per_page: /^\d+$/, name: /\./, type: /^[A-Z]+$/ };
    onlyQuery(request, query, violate);
    const wanted = request.url.searchParams.get('name');
    const found = zone.records.filter(({ name }) => wanted === null || name === wanted);
    const page = pageOf(request, found, options.pageSize);
    const domain_records = page.items.map((record) => shown(zone, record));
    return jsonReply(200, { domain_records, links: {}, meta: { total: page.total } });
  }

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'POST') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['type', 'name', 'data', 'ttl'], violate);
    const {
      type,
      name: host,
      data,
      ttl = 1800,
    } = body as Record<string, string> & { ttl?: number };
    const name = host === '@' ? zone.name : `${host}.${zone.name}`;
    requireFamily(type, data, violate);
    if (host === '') violate('the apex is @');
    if (store.refused.has(name)) return error(422, 'unprocessable_entity', 'Data refused');
    if (store.clashes(zone, name, String(type))) {
      return error(
        422,
        'unprocessable_entity',
        'CNAME records cannot share a name with other records',
      );
    }
    const record = store.add(zone, {
      name,
      type: String(type),
      value: String(data),
      ttl,
      comment: '',
    });
    return jsonReply(201, { domain_record: shown(zone, record) });
  }

  function change(
    request: EmulatedRequest,
    zone: StoredZone,
    id: string,
    violate: Violate,
  ): EmulatedReply {
    const found = store.find(id);
    if (found === undefined || found.zone !== zone) {
      return error(404, 'not_found', 'The resource you were accessing could not be found.');
    }
    if (store.refused.has(found.record.name))
      return error(422, 'unprocessable_entity', 'Data refused');
    if (request.method === 'DELETE') {
      store.remove(id);
      return { status: 204, body: '' };
    }
    if (request.method !== 'PATCH') violate('PUT resets what is left out');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['type', 'data', 'ttl'], violate);
    requireFamily(found.record.type, body.data, violate);
    if (body.type !== found.record.type) violate('the type of a record does not change');
    const record = store.change(id, { value: String(body.data), ttl: Number(body.ttl) });
    return jsonReply(200, { domain_record: shown(zone, record) });
  }

  return createEmulator(handle);
}
