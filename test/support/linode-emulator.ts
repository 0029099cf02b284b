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

const ladder = [0, 30, 120, 300, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 172_800, 345_600];

/** An error of Linode's API v4. */
export function linodeError(status: number, reason: string, field?: string) {
  return jsonReply(status, { errors: [{ ...(field === undefined ? {} : { field }), reason }] });
}

/** The domains and records of Linode's API v4, after its documentation. */
export function linodeEmulator(
  store: ZoneStore,
  options: {
    readonly token: string;
    readonly pageSize: number;
    /** A new record gets the domain's TTL, whatever was asked for. */
    readonly dropsNewTtl?: boolean;
  },
): Emulator {
  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (!bearer(request, options.token)) return linodeError(401, 'Invalid Token');
    const [, domain, records, id] =
      request.url.pathname.match(/^\/v4\/domains(?:\/(\d+)\/(records)(?:\/(\d+))?)?$/) ?? [];
    if (!request.url.pathname.startsWith('/v4/domains')) violate('no such path');
    if (domain === undefined) return domains(request, violate);
    if (records === undefined) violate('no such path');
    const zone = store.zones.find((each) => each.id === domain);
    if (zone === undefined) return linodeError(404, 'Not found');
    if (id !== undefined) return change(request, zone, id, violate);
    if (request.method !== 'GET') return create(request, zone, violate);
    if (request.headers['x-filter'] !== undefined) violate('a filter that is not for records');
    return page(
      request,
      zone.records.map((record) => shown(zone, record)),
      violate,
    );
  }

  function page(request: EmulatedRequest, all: readonly unknown[], violate: Violate) {
    onlyQuery(
      request,
      { page: /^[1-9]\d*$/, page_size: /^(?:2[5-9]|[3-9]\d|[1-4]\d\d|500)$/ },
      violate,
    );
    const query = request.url.searchParams;
    const size = Math.min(Number(query.get('page_size') ?? 100), options.pageSize);
    const at = Number(query.get('page') ?? 1);
    const pages = Math.max(1, Math.ceil(all.length / size));
    if (at > pages) violate('a page after the last');
    const data = all.slice((at - 1) * size, at * size);
    return jsonReply(200, { data, page: at, pages, results: all.length });
  }

  function domains(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('domains are only read');
    const filter: unknown = JSON.parse(request.headers['x-filter'] ?? '{}');
    onlyKeys(filter as object, ['domain'], violate);
    const { domain } = filter as { readonly domain?: string };
    const found = store.zones.filter(({ name }) => domain === undefined || name === domain);
    return page(
      request,
      found.map(({ id, name }) => ({ id: Number(id), domain: name, type: 'master', ttl_sec: 0 })),
      violate,
    );
  }

  const shown = (zone: StoredZone, { id, name, type, value, ttl }: StoredRecord) => ({
    id: Number(id),
    type,
    name: name === zone.name ? '' : name.slice(0, -zone.name.length - 1),
    target: value,
    ttl_sec: ttl,
    priority: 0,
    weight: 0,
    port: 0,
    service: null,
    protocol: null,
    tag: null,
  });

  function ttlOf(ttl: unknown, violate: Violate): number {
    if (!Number.isInteger(ttl) || Number(ttl) < 0) violate(`ttl_sec is ${String(ttl)}`);
    return ladder.find((step) => step >= Number(ttl)) ?? 604_800;
  }

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'POST') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['type', 'name', 'target', 'ttl_sec'], violate);
    const { type, name: host, target } = body as Record<string, string>;
    requireFamily(type, target, violate);
    const given = host ? `.${host}` : '';
    // A full name is cut to what is before the zone.
    const cut = given.endsWith(`.${zone.name}`) ? given.slice(0, -zone.name.length - 1) : given;
    const needed = given === cut || cut.endsWith(zone.name);
    if (host === '@' || !needed) violate('the name is relative, the apex empty');
    const name = `${cut}.${zone.name}`.slice(1);
    const ttl = options.dropsNewTtl ? 0 : ttlOf(body.ttl_sec, violate);
    if (store.refused.has(name)) return linodeError(400, 'Target refused', 'target');
    if (store.clashes(zone, name, String(type))) {
      return linodeError(400, 'Record conflict - CNAMES must be unique', 'name');
    }
    const made = { name, type: String(type), value: String(target), ttl, comment: '' };
    return jsonReply(200, shown(zone, store.add(zone, made)));
  }

  function change(
    request: EmulatedRequest,
    zone: StoredZone,
    id: string,
    violate: Violate,
  ): EmulatedReply {
    const found = store.find(id);
    if (found === undefined || found.zone !== zone) return linodeError(404, 'Not found');
    if (store.refused.has(found.record.name)) return linodeError(400, 'Target refused', 'target');
    if (request.method === 'DELETE') {
      store.remove(id);
      return jsonReply(200, {});
    }
    if (request.method !== 'PUT') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['target', 'ttl_sec'], violate);
    requireFamily(found.record.type, body.target, violate);
    const to = { value: String(body.target), ttl: ttlOf(body.ttl_sec, violate) };
    return jsonReply(200, shown(zone, store.change(id, to)));
  }

  return createEmulator(handle);
}
