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

/** The domains and record sets of Gandi's LiveDNS API, after its documentation. */
export function gandiEmulator(
  store: ZoneStore,
  options: { readonly token: string; readonly pageSize: number },
): Emulator {
  const error = (code: number, message: string, cause: string) =>
    jsonReply(code, { code, message, object: 'HTTP', cause });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (!bearer(request, options.token)) {
      return error(
        401,
        'The server could not verify that you authorized to access the document you requested.',
        'Unauthorized',
      );
    }
    const parts = request.url.pathname.split('/').slice(1).map(decodeURIComponent);
    const [version, product, domains, name, records, host, type, ...rest] = parts;
    const known =
      version === 'v5' && product === 'livedns' && domains === 'domains' && rest.length === 0;
    if (!known) violate('no such path');
    if (name === undefined) return listDomains(request, violate);
    if (records !== 'records') violate('no such path');
    const zone = store.zone(name);
    if (zone === undefined) return error(404, "Can't find the DNS zone", 'Not Found');
    const full = host === '@' ? zone.name : `${host ?? ''}.${zone.name}`;
    if (request.method === 'GET') return read(request, zone, host && full, type, violate);
    if (host === undefined || type === undefined) violate('a write names one set');
    return write(request, zone, full, String(type), violate);
  }

  const paged = (request: EmulatedRequest, items: readonly unknown[], violate: Violate) => {
    onlyQuery(request, { page: /^\d+$/, per_page: /^\d+$/ }, violate);
    return jsonReply(200, pageOf(request, items, options.pageSize).items);
  };

  function listDomains(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('domains are only read');
    return paged(
      request,
      store.zones.map(({ name }) => ({ fqdn: name })),
      violate,
    );
  }

  function read(
    request: EmulatedRequest,
    zone: StoredZone,
    full: string | undefined,
    type: string | undefined,
    violate: Violate,
  ): EmulatedReply {
    const held = zone.records.filter(
      (record) =>
        (full === undefined || record.name === full) &&
        (type === undefined || record.type === type),
    );
    const sets = [...Map.groupBy(held, (record) => `${record.name} ${record.type}`).values()];
    return paged(
      request,
      sets.map((set) => shown(zone, set)),
      violate,
    );
  }

  function write(
    request: EmulatedRequest,
    zone: StoredZone,
    name: string,
    type: string,
    violate: Violate,
  ): EmulatedReply {
    if (request.method !== 'PUT') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['rrset_values', 'rrset_ttl'], violate);
    const values = body.rrset_values as readonly string[];
    for (const value of values) requireFamily(type, value, violate);
    if (values.length === 0) violate('an empty set');
    if (store.refused.has(name)) return error(400, 'A DNS Record is refused', 'Bad Request');
    if (store.clashes(zone, name, type))
      return error(409, 'A CNAME record already exists for this name', 'Conflict');
    store.replace(zone, { name, type, values, ttl: Number(body.rrset_ttl ?? 10_800) });
    return jsonReply(201, { message: 'DNS Record Created' });
  }

  return createEmulator(handle);
}

function shown(zone: StoredZone, set: readonly StoredRecord[]) {
  const [first] = set;
  const name = first?.name ?? '';
  return {
    rrset_name: name === zone.name ? '@' : name.slice(0, -zone.name.length - 1),
    rrset_type: first?.type,
    rrset_ttl: first?.ttl,
    rrset_values: set.map(({ value }) => value),
    rrset_href: 'https://api.gandi.net/v5/livedns/domains/x/records/y/z',
  };
}
