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

/** Domains and records of Name.com's Core API v1, after its documentation. */
export function namecomEmulator(
  store: ZoneStore,
  options: { readonly username: string; readonly token: string; readonly pageSize: number },
): Emulator {
  const error = (status: number, message: string, details?: string) =>
    jsonReply(status, { message, ...(details && { details }) });
  const basic = Buffer.from(`${options.username}:${options.token}`).toString('base64');

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.headers.authorization !== `Basic ${basic}`) {
      return error(401, 'Unauthenticated', 'Invalid credentials');
    }
    const [, name, id, rest] =
      request.url.pathname.match(/^\/core\/v1\/domains(?:\/([^/]+)\/records(?:\/(\d+))?)?(.*)$/) ??
      [];
    if (rest !== '') violate('no such path');
    if (name === undefined) {
      if (request.method !== 'GET') violate('domains are only read');
      const { items, next } = paged(request, store.zones, violate);
      return jsonReply(200, {
        domains: items.map((zone) => ({ domainName: zone.name, locked: true })),
        ...next,
      });
    }
    const zone = store.zone(name);
    if (zone === undefined) return error(404, 'Not Found');
    if (request.method === 'GET') {
      const { items, next } = paged(request, zone.records, violate);
      const records = items.map((record) => shown(zone, record));
      // An empty list is left out like every other empty value.
      return jsonReply(200, { ...(records.length > 0 && { records }), ...next });
    }
    onlyQuery(request, {}, violate);
    if (id !== undefined) return change(request, zone, id, violate);
    if (request.method !== 'POST') violate('no such method here');
    const values = asked(request, zone, violate);
    if ('refused' in values) return values.refused;
    return jsonReply(200, shown(zone, store.add(zone, { ...values.record, comment: '' })));
  }

  function paged<Item>(request: EmulatedRequest, all: readonly Item[], violate: Violate) {
    onlyQuery(request, { page: /^[1-9]\d*$/, perPage: /^\d+$/ }, violate);
    const { searchParams } = request.url;
    const size = Math.min(Number(searchParams.get('perPage') ?? 1000), options.pageSize);
    const page = Number(searchParams.get('page') ?? 1);
    const lastPage = Math.max(1, Math.ceil(all.length / size));
    return {
      items: all.slice((page - 1) * size, page * size),
      next: page < lastPage ? { nextPage: page + 1, lastPage } : {},
    };
  }

  /** What a body asks for, or how it is refused. */
  function asked(request: EmulatedRequest, zone: StoredZone, violate: Violate, but?: string) {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['host', 'type', 'answer', 'ttl'], violate);
    requireFamily(body.type, body.answer, violate);
    const host = String(body.host ?? '');
    const name = host === '' ? zone.name : `${host}.${zone.name}`;
    const type = String(body.type);
    const refused = (details: string) => ({ refused: error(400, 'Invalid Argument', details) });
    if (host === '@') {
      return refused(`Parameter Value Error - Invalid Host: ${name}`);
    }
    if (store.refused.has(name)) return refused('Parameter Value Error - Invalid Answer');
    const ttl = Number(body.ttl ?? 300);
    if (ttl < 300) return refused('Parameter Value Error - Invalid TTL');
    const twins = store.at(zone, name, type).filter(({ id }) => id !== but);
    if (twins.some(({ value }) => value === body.answer)) {
      return refused('Parameter Value Error - Duplicate Record');
    }
    if (store.clashes(zone, name, type)) {
      return refused('Parameter Value Error - CNAME records cannot share a host');
    }
    return { record: { name, type, value: String(body.answer), ttl } };
  }

  function change(
    request: EmulatedRequest,
    zone: StoredZone,
    id: string,
    violate: Violate,
  ): EmulatedReply {
    const found = zone.records.find((record) => record.id === id);
    if (found === undefined) return error(404, 'Not Found');
    if (request.method === 'DELETE') {
      store.remove(id);
      return { status: 204, body: '' };
    }
    if (request.method !== 'PUT') violate('no such method here');
    const values = asked(request, zone, violate, id);
    if ('refused' in values) return values.refused;
    if (values.record.type !== found.type) violate('the type of a record does not change');
    return jsonReply(200, shown(zone, store.change(id, values.record)));
  }

  return createEmulator(handle);
}

/** The host of the apex is empty, so it is left out. */
function shown(zone: StoredZone, { id, name, type, value, ttl }: StoredRecord) {
  const host = name === zone.name ? undefined : name.slice(0, -zone.name.length - 1);
  return {
    id: Number(id),
    domainName: zone.name,
    ...(host !== undefined && { host }),
    fqdn: `${name}.`,
    type,
    answer: value,
    ttl,
  };
}
