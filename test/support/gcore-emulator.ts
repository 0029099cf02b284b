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

interface Options {
  readonly token: string;
  readonly pageSize: number;
}

interface Content {
  readonly content?: readonly string[];
  readonly enabled?: boolean;
  readonly meta?: { readonly notes?: readonly string[] };
}

/** The zones and record sets of Gcore's DNS API v2, after its documentation and its Go client. */
export function gcoreEmulator(store: ZoneStore, options: Options): Emulator {
  const error = (status: number, text: string) => jsonReply(status, { error: text });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.headers.authorization !== `APIKey ${options.token}`) {
      return error(401, 'invalid api key');
    }
    const [dns, version, zones, name, set, type, ...rest] = request.url.pathname
      .split('/')
      .slice(1)
      .map(decodeURIComponent);
    if (dns !== 'dns' || version !== 'v2' || zones !== 'zones' || rest.length > 0) {
      violate('no such path');
    }
    if (request.method !== 'GET' && type === undefined) violate('a write names one set');
    if (name === undefined) {
      const all = store.zones.map((zone) => ({ id: Number(zone.id), name: zone.name }));
      return jsonReply(200, paged(request, 'zones', all, violate));
    }
    const zone = store.zone(name);
    if (zone === undefined) return error(404, 'zone is not found');
    if (set === undefined) return jsonReply(200, { id: Number(zone.id), name: zone.name });
    if (type !== undefined) return onSet(request, zone, set, type, violate);
    if (set !== 'rrsets') violate('no such path');
    const sets = [...Map.groupBy(zone.records, (each) => `${each.name} ${each.type}`).values()];
    return jsonReply(200, paged(request, 'rrsets', sets.map(shown), violate));
  }

  function paged(
    request: EmulatedRequest,
    key: string,
    all: readonly unknown[],
    violate: Violate,
  ): Readonly<Record<string, unknown>> {
    onlyQuery(request, { limit: /^\d+$/, offset: /^\d+$/ }, violate);
    const from = Number(request.url.searchParams.get('offset') ?? 0);
    const limit = Number(request.url.searchParams.get('limit') ?? options.pageSize);
    const to = from + Math.min(limit, options.pageSize);
    return { [key]: all.slice(from, to), total_amount: all.length };
  }

  function onSet(
    request: EmulatedRequest,
    zone: StoredZone,
    name: string,
    type: string,
    violate: Violate,
  ): EmulatedReply {
    onlyQuery(request, {}, violate);
    const held = store.at(zone, name, type);
    if (request.method === 'GET') {
      return held.length > 0 ? jsonReply(200, shown(held)) : error(404, 'record is not found');
    }
    const body = jsonBody(request, violate);
    onlyKeys(body, ['ttl', 'resource_records'], violate);
    const contents = body.resource_records as readonly Content[];
    if (!Number.isInteger(body.ttl)) violate('a TTL is an integer');
    for (const each of contents) {
      onlyKeys(each, ['content', 'enabled', 'meta'], violate);
      if (each.enabled !== true) violate('a record that is not enabled is not served');
      requireFamily(type, each.content?.[0], violate);
    }
    if (store.refused.has(name)) return error(400, 'invalid value of record');
    if (request.method === 'POST') {
      if (held.length > 0) return error(400, 'rrset already exists');
      if (store.clashes(zone, name, type)) violate('a set beside a CNAME');
    } else if (request.method !== 'PUT') violate('no such method here');
    else if (held.length === 0) return error(404, 'record is not found');
    for (const { id } of held) store.remove(id);
    // The whole set is replaced: what does not come back is lost.
    const written = contents.map(({ content = [], meta }) => {
      const [value = ''] = content;
      const comment = meta?.notes?.[0] ?? '';
      return store.add(zone, { name, type, value, ttl: Number(body.ttl), comment });
    });
    return jsonReply(200, shown(written));
  }

  return createEmulator(handle);
}

function shown(set: readonly StoredRecord[]) {
  return {
    name: set[0]?.name,
    type: set[0]?.type,
    ttl: set[0]?.ttl,
    meta: null,
    pickers: null,
    updated_at: '2026-01-01T00:00:00Z',
    resource_records: set.map(({ id, type, value, comment }) => ({
      id: Number(id),
      content: [type === 'CNAME' ? `${value}.` : value],
      enabled: true,
      meta: comment === '' ? null : { notes: [comment] },
    })),
  };
}
