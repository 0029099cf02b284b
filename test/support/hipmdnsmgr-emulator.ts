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

/** An answer of DNSMgr: 0 is a success; refusals have the status 200, too. */
export const dnsmgrReply = (code: number, msg: string, data?: unknown, status = 200) =>
  jsonReply(status, { code, data, msg });

type Json = Readonly<Record<string, unknown>>;

/** The domains and records of HiPM's DNSMgr, after its source. */
export function hipmdnsmgrEmulator(
  store: ZoneStore,
  options: {
    readonly token: string;
    readonly pageSize: number;
    /** What the path begins with, before `/api`. */
    readonly under?: string;
    /** The token is for some domains: every page holds them all. */
    readonly allAtOnce?: boolean;
    /** A login's token: the list of domains is a page with a total. */
    readonly asPage?: boolean;
  },
): Emulator {
  const paging = { page: /^[1-9]\d*$/, pageSize: /^\d+$/ };

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (!bearer(request, options.token)) {
      return jsonReply(401, { code: -1, msg: 'Invalid or expired token' });
    }
    const { pathname } = request.url;
    const base = `${options.under ?? ''}/api/domains`;
    if (!pathname.startsWith(base)) violate('no such path');
    const rest = pathname.slice(base.length);
    if (rest === '') return domains(request, violate);
    const [, zoneId, id] = rest.match(/^\/(\d+)\/records(?:\/([^/]+))?$/) ?? [];
    if (zoneId === undefined) violate('no such path');
    const zone = store.zones.find((each) => each.id === zoneId);
    if (zone === undefined) return dnsmgrReply(-1, 'Domain not found');
    if (request.method === 'GET' && id === undefined) return records(request, zone, violate);
    onlyQuery(request, {}, violate);
    if (request.method === 'POST' && id === undefined) return create(request, zone, violate);
    const record = zone.records.find((each) => `r-${each.id}` === decodeURIComponent(id ?? ''));
    if (request.method === 'PUT') return change(request, zone, record, violate);
    if (request.method !== 'DELETE') violate('no such method here');
    if (record === undefined) return dnsmgrReply(-1, 'Record not found');
    store.remove(record.id);
    return dnsmgrReply(0, 'success');
  }

  function paged<Item>({ url }: EmulatedRequest, all: readonly Item[]) {
    const size = Math.min(Number(url.searchParams.get('pageSize') ?? 20), options.pageSize);
    const page = Number(url.searchParams.get('page') ?? 1);
    return all.slice((page - 1) * size, page * size);
  }

  function domains(request: EmulatedRequest, violate: Violate): EmulatedReply {
    onlyQuery(request, paging, violate);
    const all = store.zones.map(({ id, name, records: held }) => ({
      id: Number(id),
      account_id: 1,
      name,
      third_id: `z${id}`,
      record_count: held.length,
    }));
    if (options.allAtOnce) return dnsmgrReply(0, 'success', all);
    const list = paged(request, all);
    if (!options.asPage) return dnsmgrReply(0, 'success', list);
    return dnsmgrReply(0, 'success', { list, total: all.length, page: 1, pageSize: 20 });
  }

  function records(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    onlyQuery(request, paging, violate);
    const list = paged(request, zone.records).map((record) => shown(zone, record));
    return dnsmgrReply(0, 'success', { total: zone.records.length, list });
  }

  function valuesOf(body: Json, zone: StoredZone, violate: Violate) {
    const type = String(body.type);
    requireFamily(type, body.value, violate);
    const host = String(body.name ?? '');
    if (host === '') violate('the apex is @');
    const name = host === '@' ? zone.name : `${host}.${zone.name}`;
    return { name, type, value: String(body.value), ttl: Number(body.ttl ?? 600) };
  }

  const refuses = (zone: StoredZone, { name, type }: { name: string; type: string }) =>
    store.refused.has(name) || store.clashes(zone, name, type);

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'type', 'value', 'ttl', 'line'], violate);
    if (body.line !== '0') violate('a new record is for everybody');
    const values = valuesOf(body, zone, violate);
    const twin = store
      .at(zone, values.name, values.type)
      .some(({ value }) => value === values.value);
    if (twin || refuses(zone, values)) return dnsmgrReply(-1, 'Failed to add record');
    return dnsmgrReply(0, 'success', { id: `r-${store.add(zone, values).id}` });
  }

  function change(
    request: EmulatedRequest,
    zone: StoredZone,
    record: StoredRecord | undefined,
    violate: Violate,
  ): EmulatedReply {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'type', 'value', 'ttl', 'line', 'weight', 'remark'], violate);
    if (record === undefined) return dnsmgrReply(-1, 'Failed to update record');
    const values = valuesOf(body, zone, violate);
    if (values.name !== record.name || values.type !== record.type) violate('another record');
    if (body.line !== 'default' || body.weight !== 3) violate('the line or the weight is lost');
    if (refuses(zone, values)) return dnsmgrReply(-1, 'Failed to update record');
    store.change(record.id, { ...values, comment: String(body.remark ?? '') });
    return dnsmgrReply(0, 'success');
  }

  return createEmulator(handle);
}

const shown = (zone: StoredZone, { id, name, type, value, ttl, line, comment }: StoredRecord) => ({
  id: `r-${id}`,
  name: name === zone.name ? '@' : name.slice(0, -zone.name.length - 1),
  type,
  value,
  line,
  ttl,
  mx: 0,
  weight: 3,
  status: 1,
  proxiable: null,
  cloudflare: null,
  remark: comment || null,
  updated_at: null,
});
