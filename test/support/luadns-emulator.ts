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

const statusTexts: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

export const luadnsError = (code: number, message: string) =>
  jsonReply(code, { status: statusTexts[code], request_id: 'c0ffee', message });

/** The zones and records of LuaDNS's API v1, after its documentation. */
export function luadnsEmulator(
  store: ZoneStore,
  options: {
    readonly email: string;
    readonly apiKey: string;
    /** Where the server gives less than all on a page. */
    readonly pageSize?: number;
  },
): Emulator {
  const basic = Buffer.from(`${options.email}:${options.apiKey}`).toString('base64');

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.headers.authorization !== `Basic ${basic}`) {
      return luadnsError(401, 'Invalid credentials');
    }
    if (request.headers.accept !== 'application/json') violate('no accept header');
    const { method, url } = request;
    const [, version, zones, id, records, recordId, ...rest] = url.pathname.split('/');
    const known = version === 'v1' && zones === 'zones' && rest.length === 0;
    if (!known) violate('no such path');
    if (id === undefined) return method === 'GET' ? listZones(request, violate) : denied(violate);
    if (records !== 'records') violate('no such path');
    const zone = store.zones.find((each) => each.id === id);
    if (zone === undefined) return luadnsError(404, 'Zone not found');
    if (recordId === undefined) {
      if (method === 'GET') return listRecords(request, zone, violate);
      return method === 'POST' ? create(request, zone, violate) : denied(violate);
    }
    return change(request, zone, recordId, violate);
  }

  function denied(violate: Violate): EmulatedReply {
    violate('no such method here');
    return luadnsError(404, 'Not found');
  }

  function page(request: EmulatedRequest, all: readonly unknown[], violate: Violate) {
    onlyQuery(request, { page: /^[1-9]\d*$/, limit: /^\d+$/, query: /./ }, violate);
    const size = options.pageSize ?? all.length;
    const at = Number(request.url.searchParams.get('page') ?? 1);
    const headers = {
      'x-page': String(at),
      'x-limit': String(size),
      'x-total-pages': String(size === 0 ? 1 : Math.ceil(all.length / size)),
      'x-total-count': String(all.length),
    };
    return jsonReply(200, all.slice((at - 1) * size, at * size), headers);
  }

  function listZones(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const zones = store.zones.map(({ id, name, records }) => ({
      id: Number(id),
      name,
      synced: true,
      records_count: records.length,
      template_id: 0,
    }));
    return page(request, zones, violate);
  }

  const shown = (zone: StoredZone, { id, name, type, value, ttl }: StoredRecord) => ({
    id: Number(id),
    name: `${name}.`,
    type,
    content: value,
    ttl,
    zone_id: Number(zone.id),
    generated: false,
    created_at: '2026-01-31T12:00:00.000000Z',
  });

  function listRecords(request: EmulatedRequest, zone: StoredZone, violate: Violate) {
    const records = zone.records.map((record) => shown(zone, record));
    return page(request, records, violate);
  }

  function valuesOf(request: EmulatedRequest, zone: StoredZone, violate: Violate) {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'type', 'content', 'ttl'], violate);
    const { name = '', type, content, ttl } = body as Record<string, string>;
    if (!name.endsWith('.')) violate('a name without its final dot');
    const full = name.slice(0, -1);
    if (!`.${full}`.endsWith(`.${zone.name}`)) violate('a name of another zone');
    if (typeof ttl !== 'number') violate('a record without a TTL');
    requireFamily(type, content, violate);
    return { name: full, type: String(type), value: String(content), ttl: Number(ttl) };
  }

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const values = valuesOf(request, zone, violate);
    if (store.refused.has(values.name)) return luadnsError(422, 'Validation failed: name');
    if (store.clashes(zone, values.name, values.type)) {
      return luadnsError(422, 'Validation failed: a CNAME record exists for this name');
    }
    return jsonReply(200, shown(zone, store.add(zone, values)));
  }

  function change(
    request: EmulatedRequest,
    zone: StoredZone,
    id: string,
    violate: Violate,
  ): EmulatedReply {
    const found = store.find(id);
    if (found?.zone !== zone) return luadnsError(404, 'Record not found');
    if (request.method === 'DELETE') {
      store.remove(id);
      return jsonReply(200, shown(zone, found.record));
    }
    if (request.method !== 'PUT') return denied(violate);
    const values = valuesOf(request, zone, violate);
    if (values.name !== found.record.name || values.type !== found.record.type) {
      violate('the name or the type of a record changes');
    }
    if (store.refused.has(values.name)) return luadnsError(422, 'Validation failed: name');
    return jsonReply(200, shown(zone, store.change(id, values)));
  }

  return createEmulator(handle);
}
