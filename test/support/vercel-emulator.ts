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

export const vercelError = (status: number, code: string, message: string, more: object = {}) =>
  jsonReply(status, { error: { code, message, ...more } });

/** The domains and records of Vercel's REST API, after its documentation. */
export function vercelEmulator(
  store: ZoneStore,
  options: { readonly token: string; readonly pageSize: number; readonly teamId?: string },
): Emulator {
  const team = options.teamId;

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { method, url } = request;
    if (!bearer(request, options.token)) {
      return vercelError(403, 'forbidden', 'Not authorized', { invalidToken: true });
    }
    if ((url.searchParams.get('teamId') ?? undefined) !== team) {
      return vercelError(403, 'forbidden', 'Not authorized: resource under another scope');
    }
    const [, version, domains, name, records, id, ...rest] = url.pathname
      .split('/')
      .map(decodeURIComponent);
    if (domains !== 'domains' || rest.length > 0) violate('no such path');
    const paged = { teamId: /./, limit: /^\d+$/, until: /^\d+$/ };
    onlyQuery(request, method === 'GET' ? paged : { teamId: /./ }, violate);
    if (name === undefined) {
      if (method !== 'GET' || version !== 'v5') violate('no such path');
      return listDomains(request);
    }
    // The one path that names no domain.
    if (name === 'records') {
      if (method !== 'PATCH' || version !== 'v1' || id !== undefined) violate('no such path');
      return change(request, String(records), violate);
    }
    if (records !== 'records') violate('no such path');
    const zone = store.zone(name);
    if (zone === undefined) return vercelError(404, 'not_found', 'The domain is not found');
    if (method === 'GET') {
      if (version !== 'v5' || id !== undefined) violate('no such path');
      return listRecords(request, zone);
    }
    if (version !== 'v2') violate('no such path');
    if (method === 'DELETE') return remove(zone, String(id));
    if (method !== 'POST' || id !== undefined) violate('no such method here');
    return create(request, zone, violate);
  }

  /** Newest first; `next` is the time of the last one shown. */
  function page<Item extends { readonly createdAt: number }>(
    { url }: EmulatedRequest,
    all: readonly Item[],
  ) {
    const until = Number(url.searchParams.get('until') ?? Number.POSITIVE_INFINITY);
    const size = Math.min(Number(url.searchParams.get('limit') ?? 20), options.pageSize);
    const left = all
      .filter(({ createdAt }) => createdAt < until)
      .toSorted((a, b) => b.createdAt - a.createdAt);
    const items = left.slice(0, size);
    const next = left.length > size ? (items.at(-1)?.createdAt ?? null) : null;
    return { items, pagination: { count: items.length, next, prev: items[0]?.createdAt ?? null } };
  }

  function listDomains(request: EmulatedRequest): EmulatedReply {
    const all = store.zones.map(({ id, name }) => ({
      id: `dom_${id}`,
      name,
      createdAt: 1_700_000_000_000 + Number(id),
      serviceType: 'zeit.world',
      verified: true,
    }));
    const { items, pagination } = page(request, all);
    return jsonReply(200, { domains: items, pagination });
  }

  const shown = (zone: StoredZone, { id, name, type, value, ttl, comment }: StoredRecord) => ({
    id: `rec_${id}`,
    slug: `${name}-${type}`,
    name: name === zone.name ? '' : name.slice(0, -zone.name.length - 1),
    type,
    value,
    ttl,
    creator: 'user_1',
    createdAt: 1_700_000_000_000 + Number(id),
    created: 1_700_000_000_000 + Number(id),
    updated: null,
    mxPriority: null,
    comment,
  });

  function listRecords(request: EmulatedRequest, zone: StoredZone): EmulatedReply {
    const { items, pagination } = page(
      request,
      zone.records.map((record) => shown(zone, record)),
    );
    return jsonReply(200, { records: items, pagination });
  }

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'type', 'value', 'ttl'], violate);
    const { name: host = '@', type, value, ttl = 60 } = body as Record<string, string>;
    if (host === '@') violate('the apex is empty');
    const name = host === '' ? zone.name : `${host}.${zone.name}`;
    requireFamily(type, value, violate);
    if (store.refused.has(name)) return vercelError(400, 'bad_request', 'Invalid record');
    const same = store.at(zone, name, type).some((record) => record.value === value);
    if (same) return vercelError(409, 'record_conflict', 'The record exists already');
    if (store.clashes(zone, name, String(type))) {
      return vercelError(409, 'record_conflict', 'A CNAME record exists for that name');
    }
    const record = { name, type: String(type), value: String(value), ttl: Number(ttl) };
    const { id } = store.add(zone, { ...record, comment: '' });
    return jsonReply(200, { uid: `rec_${id}`, updated: store.now });
  }

  function change(request: EmulatedRequest, id: string, violate: Violate): EmulatedReply {
    const found = store.find(id.replace(/^rec_/, ''));
    if (found === undefined) return vercelError(404, 'not_found', 'The DNS record is not found');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['type', 'value', 'ttl'], violate);
    if ('type' in body && body.type !== found.record.type) violate('the type changes');
    requireFamily(found.record.type, body.value, violate);
    if (store.refused.has(found.record.name)) {
      return vercelError(400, 'bad_request', 'Invalid record');
    }
    const to = { value: String(body.value), ttl: Number(body.ttl ?? found.record.ttl) };
    const record = store.change(found.record.id, to);
    const { id: shownId, name, value, ttl, comment, createdAt } = shown(found.zone, record);
    const { type: recordType } = record;
    const about = { creator: 'user_1', domain: found.zone.name, type: 'record', recordType };
    return jsonReply(200, { id: shownId, name, value, ttl, comment, createdAt, ...about });
  }

  function remove(zone: StoredZone, id: string): EmulatedReply {
    const found = store.find(id.replace(/^rec_/, ''));
    if (found?.zone !== zone) return vercelError(404, 'not_found', 'The DNS record is not found');
    store.remove(found.record.id);
    return jsonReply(200, {});
  }

  return createEmulator(handle);
}
