import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { bearer, jsonBody, onlyKeys, onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

interface WrittenSet {
  readonly name: string;
  readonly type: string;
  readonly ttl?: number;
  readonly records: readonly { readonly content: string }[];
}

/** The portfolio and the DNS zones of Hostinger's API, after its OpenAPI document. */
export function hostingerEmulator(store: ZoneStore, options: { readonly token: string }): Emulator {
  const error = (status: number, message: string, errors?: object) =>
    jsonReply(status, { message, ...(errors && { errors }), correlation_id: '26a91bd9' });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (!bearer(request, options.token)) return error(401, 'Unauthenticated');
    onlyQuery(request, {}, violate);
    const { pathname } = request.url;
    if (pathname === '/api/domains/v1/portfolio') {
      if (request.method !== 'GET') violate('domains are only read');
      const domains = store.zones.map(({ id, name }) => ({
        id: Number(id),
        domain: name,
        type: 'domain',
        status: 'active',
      }));
      return jsonReply(200, [
        ...domains,
        { id: 1, domain: null, type: 'free_domain', status: 'pending_setup' },
      ]);
    }
    const [, name] = pathname.match(/^\/api\/dns\/v1\/zones\/([^/]+)$/) ?? [];
    if (name === undefined) violate('no such path');
    const zone = store.zone(String(name));
    if (zone === undefined) return error(404, '[DNS:4004] DNS zone not found');
    if (request.method === 'GET') return jsonReply(200, setsOf(zone));
    if (request.method !== 'PUT') violate('no such method here');
    return write(request, zone, violate);
  }

  function write(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['overwrite', 'zone'], violate);
    if (body.overwrite !== true) violate('this would add records beside the old ones');
    const sets = body.zone as readonly WrittenSet[];
    const fullOf = ({ name }: WrittenSet) => (name === '@' ? zone.name : `${name}.${zone.name}`);
    const places = sets.map((set) => `${set.name} ${set.type}`);
    if (new Set(places).size < sets.length) violate('a name and type twice');
    for (const [at, set] of sets.entries()) {
      onlyKeys(set, ['name', 'type', 'ttl', 'records'], violate);
      if (set.records.length === 0) violate('an empty set');
      for (const record of set.records) {
        onlyKeys(record, ['content'], violate);
        requireFamily(set.type, record.content, violate);
      }
      const name = fullOf(set);
      if (set.name === '' || store.refused.has(name)) {
        return error(422, 'The given data was invalid.', { [`zone.${at}.name`]: ['is invalid'] });
      }
      if (store.clashes(zone, name, set.type)) {
        return error(
          422,
          '[DNS:4008] DNS resource record is not valid or conflicts with another resource record',
        );
      }
    }
    for (const set of sets) {
      const values = set.records.map(({ content }) => content);
      store.replace(zone, { name: fullOf(set), type: set.type, values, ttl: set.ttl ?? 14_400 });
    }
    return jsonReply(200, { message: 'Request accepted' });
  }

  return createEmulator(handle);
}

function setsOf(zone: StoredZone) {
  const groups = Map.groupBy(zone.records, ({ name, type }) => `${name} ${type}`);
  return [...groups.values()].map((set) => shown(zone, set));
}

function shown(zone: StoredZone, set: readonly StoredRecord[]) {
  const { name = '', type, ttl } = set[0] ?? {};
  return {
    name: name === zone.name ? '@' : name.slice(0, -zone.name.length - 1),
    type,
    ttl,
    records: set.map(({ value, line }) => ({ content: value, is_disabled: line === 'disabled' })),
  };
}
