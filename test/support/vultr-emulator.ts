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

/** An error of Vultr's API v2. */
export function vultrError(status: number, error: string) {
  return jsonReply(status, { error, status });
}

/** As Vultr's ids look: a UUID. */
const uuid = (id: string) => `cb676a46-66fd-4dfb-b839-${id.padStart(12, '0')}`;
const plainId = (shown: string) => shown.replace(/^.*-0*/, '');

/** The domains and records of Vultr's API v2, after its documentation and its own client. */
export function vultrEmulator(
  store: ZoneStore,
  options: { readonly token: string; readonly pageSize: number },
): Emulator {
  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (!bearer(request, options.token)) return vultrError(401, 'Invalid API token.');
    const parts = request.url.pathname.split('/').slice(1).map(decodeURIComponent);
    const [version, domains, name, records, id, ...rest] = parts;
    if (version !== 'v2' || domains !== 'domains' || rest.length > 0) violate('no such path');
    if (name === undefined) return listDomains(request, violate);
    const zone = store.zone(name);
    if (zone === undefined) return vultrError(404, 'Invalid domain.');
    if (records !== 'records') violate('no such path');
    if (id !== undefined) return change(request, zone, id, violate);
    return request.method === 'GET'
      ? page(
          request,
          'records',
          zone.records.map((record) => shown(zone, record)),
          violate,
        )
      : create(request, zone, violate);
  }

  function page(
    request: EmulatedRequest,
    key: string,
    all: readonly unknown[],
    violate: Violate,
  ): EmulatedReply {
    onlyQuery(request, { per_page: /^(?:[1-9]|[1-9]\d|[1-4]\d\d|500)$/, cursor: /./ }, violate);
    const query = request.url.searchParams;
    const size = Math.min(Number(query.get('per_page') ?? 100), options.pageSize);
    const from = Number(Buffer.from(query.get('cursor') ?? '', 'base64url').toString() || 0);
    if (Number.isNaN(from)) violate('a cursor that was never given');
    const next =
      from + size < all.length ? Buffer.from(`${from + size}`).toString('base64url') : '';
    const meta = { total: all.length, links: { next, prev: '' } };
    return jsonReply(200, { [key]: all.slice(from, from + size), meta });
  }

  function listDomains(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('domains are only read');
    const shownZones = store.zones.map(({ name }) => ({ domain: name, dns_sec: 'disabled' }));
    return page(request, 'domains', shownZones, violate);
  }

  const shown = (zone: StoredZone, { id, name, type, value, ttl }: StoredRecord) => ({
    id: uuid(id),
    type,
    name: name === zone.name ? '' : name.slice(0, -zone.name.length - 1),
    data: value,
    priority: -1,
    ttl,
  });

  const fullOf = (zone: StoredZone, host: unknown) =>
    host === '' ? zone.name : `${String(host)}.${zone.name}`;

  function check({ name, ttl }: Readonly<Record<string, unknown>>, violate: Violate): void {
    const relative = typeof name === 'string' && name !== '@';
    if (!relative) violate('the name is relative, the apex empty');
    if (ttl !== undefined && !Number.isInteger(ttl)) violate(`ttl is ${String(ttl)}`);
  }

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'POST') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'type', 'data', 'ttl'], violate);
    check(body, violate);
    const { type, data } = body as Record<string, string>;
    requireFamily(type, data, violate);
    const name = fullOf(zone, body.name);
    if (store.refused.has(name)) return vultrError(400, 'Invalid data.');
    if (store.at(zone, name, type).some(({ value }) => value === data)) {
      return vultrError(400, 'Unable to create record: Duplicate records are not allowed.');
    }
    if (store.clashes(zone, name, String(type))) {
      return vultrError(400, 'Unable to create record: a CNAME record exists for this name.');
    }
    const ttl = Number(body.ttl ?? 300);
    const made = { name, type: String(type), value: String(data), ttl, comment: '' };
    return jsonReply(201, { record: shown(zone, store.add(zone, made)) });
  }

  function change(
    request: EmulatedRequest,
    zone: StoredZone,
    id: string,
    violate: Violate,
  ): EmulatedReply {
    const found = store.find(plainId(id));
    if (found === undefined || found.zone !== zone) return vultrError(404, 'Invalid record.');
    if (store.refused.has(found.record.name)) return vultrError(400, 'Invalid data.');
    if (request.method === 'DELETE') {
      store.remove(found.record.id);
      return { status: 204, body: '' };
    }
    if (request.method !== 'PATCH') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'data', 'ttl'], violate);
    check(body, violate);
    requireFamily(found.record.type, body.data, violate);
    if (fullOf(zone, body.name) !== found.record.name) violate('the record would be renamed');
    const ttl = Number(body.ttl ?? found.record.ttl);
    store.change(found.record.id, { value: String(body.data), ttl });
    return { status: 204, body: '' };
  }

  return createEmulator(handle);
}
