import {
  type BaiducloudOptions,
  baiduError,
  done,
  hostIn,
  nameIn,
  refusal,
  serve,
} from './baiducloud-gate.ts';
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredZone, ZoneStore } from './zone-store.ts';

type Body = Readonly<Record<string, unknown>>;

/** Zones and records of the DNS service's API v1, after its documentation. */
export function baiduDnsEmulator(store: ZoneStore, options: BaiducloudOptions): Emulator {
  const marked = <Item>({ url }: EmulatedRequest, all: readonly Item[], most: number) => {
    const from = Number((url.searchParams.get('marker') ?? 'm0').slice(1));
    const size = Math.min(Number(url.searchParams.get('maxKeys') ?? 1000), most);
    const truncated = from + size < all.length;
    const more = truncated ? { nextMarker: `m${from + size}` } : {};
    return { items: all.slice(from, from + size), more: { isTruncated: truncated, ...more } };
  };
  const paging = { marker: /^m\d+$/, maxKeys: /^([1-9]\d{0,2}|1000)$/ };

  function read(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    onlyQuery(request, { rr: /./, ...paging }, violate);
    const rr = request.url.searchParams.get('rr');
    const found = zone.records
      .map((record) => ({
        id: record.id,
        rr: hostIn(zone, record.name),
        status: options.paused?.has(record.id) === true ? 'pause' : 'running',
        type: record.type,
        value: record.value,
        ttl: record.ttl,
        line: record.line,
        description: record.comment,
        priority: null,
      }))
      // The search is fuzzy.
      .filter((record) => rr === null || record.rr.includes(rr));
    const { items, more } = marked(request, found, options.pageSize);
    return jsonReply(200, { ...more, maxKeys: items.length, records: items });
  }

  function checked(body: Body, zone: StoredZone, violate: Violate) {
    requireFamily(body.type, body.value, violate);
    if (typeof body.ttl !== 'number') violate('ttl is no number');
    if (typeof body.rr !== 'string' || body.rr === '') violate('rr');
    const name = nameIn(zone, body.rr);
    return { name, type: String(body.type), value: String(body.value), ttl: Number(body.ttl) };
  }

  return serve(store, options, (request, violate) => {
    const { method, url } = request;
    if (url.host !== 'dns.baidubce.com') violate('host');
    const [, name, record, id] =
      url.pathname.match(/^\/v1\/dns\/zone(?:\/([^/]+)\/(record)(?:\/(\d+))?)?$/) ?? [];
    if (name === undefined) {
      if (url.pathname !== '/v1/dns/zone' || method !== 'GET') violate('no such path');
      onlyQuery(request, { name: /^[a-z0-9.-]+$/, ...paging }, violate);
      const wanted = url.searchParams.get('name') ?? '';
      const found = store.zones.filter((zone) => zone.name.includes(wanted));
      const { items, more } = marked(request, found, options.zonePageSize);
      const zones = items.map((zone) => ({ id: zone.id, name: zone.name, status: 'running' }));
      return jsonReply(200, { ...more, maxKeys: items.length, zones });
    }
    const zone = store.zone(name);
    if (zone === undefined || record === undefined) {
      return baiduError(404, 'NoSuchObject', 'zone not exist');
    }
    if (method === 'GET') return read(request, zone, violate);
    onlyQuery(request, {}, violate);
    const held = id === undefined ? undefined : store.find(id);
    if (id !== undefined && held === undefined) {
      return baiduError(404, 'NoSuchObject', 'record not exist');
    }
    if (held === undefined) {
      if (method !== 'POST') violate('no such method here');
      const body = jsonBody(request, violate);
      onlyKeys(body, ['rr', 'type', 'value', 'ttl', 'line', 'description'], violate);
      if (body.line !== 'default') violate('the line is not the default one');
      const wanted = checked(body, zone, violate);
      const why = refusal(store, zone, wanted);
      if (why === undefined) store.add(zone, { ...wanted, comment: '' });
      return why ?? done;
    }
    if (method === 'DELETE') {
      store.remove(held.record.id);
      return done;
    }
    if (method !== 'PUT') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['rr', 'type', 'value', 'ttl', 'description'], violate);
    const { name: full, type, value, ttl } = checked(body, zone, violate);
    if (full !== held.record.name || type !== held.record.type) violate('name and type stay');
    const why = refusal(store, zone, { name: full, type, value }, held.record);
    // PUT replaces the description too.
    const comment = String(body.description ?? '');
    if (why === undefined) store.change(held.record.id, { value, ttl, comment });
    return why ?? done;
  });
}
