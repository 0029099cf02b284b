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

type Params = Readonly<Record<string, unknown>>;

const ttls = [60, 300, 900, 3600, 10_800, 21_600, 86_400];

/** The domains and records of Njalla's API, after its clients: one address, and JSON-RPC. */
export function njallaEmulator(
  store: ZoneStore,
  options: {
    readonly token: string;
    /** How ids are written. */
    readonly id: (id: string) => string | number;
  },
): Emulator {
  const done = (result: unknown) => jsonReply(200, { jsonrpc: '2.0', result });
  const error = (code: number, message: string) =>
    jsonReply(200, { jsonrpc: '2.0', error: { code, message } });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'POST' || request.url.pathname !== '/api/1/') violate('no such path');
    onlyQuery(request, {}, violate);
    if (request.headers.authorization !== `Njalla ${options.token}`) {
      return error(403, 'Invalid token.');
    }
    const body = jsonBody(request, violate);
    onlyKeys(body, ['method', 'params'], violate);
    const params = body.params as Params;
    if (body.method === 'list-domains') {
      onlyKeys(params, [], violate);
      return done({ domains: store.zones.map(({ name }) => ({ name, status: 'active' })) });
    }
    const zone = store.zone(String(params.domain));
    if (zone === undefined) return error(404, 'Domain not found');
    switch (body.method) {
      case 'list-records':
        onlyKeys(params, ['domain'], violate);
        return done({ records: zone.records.map((record) => shown(zone, record)) });
      case 'add-record':
        return add(zone, params, violate);
      case 'edit-record':
        return edit(zone, params, violate);
      case 'remove-record': {
        onlyKeys(params, ['domain', 'id'], violate);
        const record = recordOf(zone, params);
        if (record === undefined) return error(404, 'Record not found');
        store.remove(record.id);
        return done({});
      }
      default:
        violate('no such method');
        return error(400, 'Unknown method');
    }
  }

  const shown = (zone: StoredZone, { id, name, type, value, ttl }: StoredRecord) => ({
    id: options.id(id),
    name: name === zone.name ? '@' : name.slice(0, -zone.name.length - 1),
    type,
    content: value,
    ttl,
  });

  /** An id of the other type is not known. */
  const recordOf = (zone: StoredZone, { id }: Params) =>
    zone.records.find((record) => options.id(record.id) === id);

  function wanted(zone: StoredZone, params: Params, violate: Violate) {
    const { name: host, type, content, ttl } = params;
    requireFamily(type, content, violate);
    if (host === '' || typeof host !== 'string') violate('the apex is @');
    const name = host === '@' ? zone.name : `${String(host)}.${zone.name}`;
    return { name, type: String(type), value: String(content), ttl: Number(ttl ?? 10_800) };
  }

  function add(zone: StoredZone, params: Params, violate: Violate): EmulatedReply {
    onlyKeys(params, ['domain', 'name', 'type', 'content', 'ttl'], violate);
    const to = wanted(zone, params, violate);
    if (!ttls.includes(to.ttl)) return error(400, 'Invalid ttl');
    if (store.refused.has(to.name)) return error(400, 'Invalid content');
    if (store.clashes(zone, to.name, to.type)) violate('a record beside a CNAME');
    return done(shown(zone, store.add(zone, { ...to, comment: '' })));
  }

  function edit(zone: StoredZone, params: Params, violate: Violate): EmulatedReply {
    onlyKeys(params, ['domain', 'id', 'name', 'type', 'content', 'ttl'], violate);
    const record = recordOf(zone, params);
    if (record === undefined) return error(404, 'Record not found');
    const { name, type, value, ttl } = wanted(zone, params, violate);
    if (name !== record.name || type !== record.type) violate('a record becomes another');
    if (!ttls.includes(ttl)) return error(400, 'Invalid ttl');
    if (store.refused.has(name)) return error(400, 'Invalid content');
    return done(shown(zone, store.change(record.id, { value, ttl })));
  }

  return createEmulator(handle);
}
