import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { jsonList, onlyKeys, onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

/** The domains and records of GoDaddy's Domains API v1, after its documentation. */
export function godaddyEmulator(
  store: ZoneStore,
  options: { readonly key: string; readonly secret: string; readonly pageSize: number },
): Emulator {
  const error = (status: number, code: string, message: string, field?: string) =>
    jsonReply(status, {
      code,
      message,
      ...(field && { fields: [{ code, message: field, path: 'records' }] }),
    });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.headers.authorization !== `sso-key ${options.key}:${options.secret}`) {
      return error(401, 'UNABLE_TO_AUTHENTICATE', 'Unauthorized : Could not authenticate API key');
    }
    const [version, domains, name, records, type, host, ...rest] = request.url.pathname
      .split('/')
      .slice(1);
    if (version !== 'v1' || domains !== 'domains' || rest.length > 0) violate('no such path');
    if (name === undefined) return listDomains(request, violate);
    if (records !== 'records') violate('no such path');
    const zone = store.zone(name);
    if (zone === undefined) {
      return error(
        404,
        'UNKNOWN_DOMAIN',
        'The given domain is not registered, or does not have a zone file',
      );
    }
    if (request.method === 'GET') return read(request, zone, type, violate);
    return write(request, zone, [type, host], violate);
  }

  function listDomains(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('domains are only read');
    onlyQuery(request, { statuses: /^ACTIVE$/, limit: /^\d{1,4}$/, marker: /\./ }, violate);
    const { searchParams } = request.url;
    const limit = Number(searchParams.get('limit') ?? 100);
    if (limit > 1000) violate(`a limit of ${limit}`);
    const after = store.zones.findIndex(({ name }) => name === searchParams.get('marker'));
    const page = store.zones.slice(after + 1, after + 1 + Math.min(limit, options.pageSize));
    const domains = page.map(({ name }) => ({ domain: name, status: 'ACTIVE' }));
    if (searchParams.has('statuses')) return jsonReply(200, domains);
    return jsonReply(200, [...domains, { domain: 'sold.example', status: 'TRANSFERRED_OUT' }]);
  }

  function read(
    request: EmulatedRequest,
    zone: StoredZone,
    type: string | undefined,
    violate: Violate,
  ): EmulatedReply {
    onlyQuery(request, {}, violate);
    if (type !== undefined) violate('one look at the zone does');
    return jsonReply(
      200,
      zone.records.map((record) => shown(zone, record)),
    );
  }

  function write(
    request: EmulatedRequest,
    zone: StoredZone,
    [type, host]: readonly (string | undefined)[],
    violate: Violate,
  ): EmulatedReply {
    if (request.method !== 'PUT') violate('no such method here');
    if (type === undefined || host === undefined) {
      violate('this would replace more than one name');
      return { status: 500, body: '' };
    }
    const name = host === '@' ? zone.name : `${host}.${zone.name}`;
    const records = jsonList(request, violate);
    for (const record of records) {
      onlyKeys(record, ['data', 'ttl'], violate);
      requireFamily(type, record.data, violate);
      if (record.ttl !== undefined && Number(record.ttl) < 600) {
        return error(422, 'INVALID_BODY', "Request body doesn't fulfill schema", 'ttl: too low');
      }
    }
    if (records.length === 0) violate('this would delete the set');
    if (store.refused.has(name)) {
      return error(422, 'INVALID_BODY', "Request body doesn't fulfill schema, see details");
    }
    if (store.clashes(zone, name, type)) {
      return error(
        422,
        'DUPLICATE_RECORD',
        'Another record with the same attributes already exists',
        `${type} record name [${host}] conflicts with another record.`,
      );
    }
    const values = records.map(({ data }) => String(data));
    store.replace(zone, { name, type, values, ttl: Number(records[0]?.ttl ?? 3600) });
    return { status: 200, body: '' };
  }

  return createEmulator(handle);
}

function shown(zone: StoredZone, { name, type, value, ttl }: StoredRecord) {
  const host = name === zone.name ? '@' : name.slice(0, -zone.name.length - 1);
  return { data: value, name: host, ttl, type, ...(type === 'MX' && { priority: 10 }) };
}
