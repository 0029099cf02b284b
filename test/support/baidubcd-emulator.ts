import {
  type BaiducloudOptions,
  baiduError,
  done,
  hostIn,
  nameIn,
  refusal,
  serve,
} from './baiducloud-gate.ts';
import { type EmulatedReply, type Emulator, jsonReply, type Violate } from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredZone, ZoneStore } from './zone-store.ts';

type Body = Readonly<Record<string, unknown>>;

/** Domains and their records of the domain service's API v1, after its documentation. */
export function baiduBcdEmulator(store: ZoneStore, options: BaiducloudOptions): Emulator {
  const paged = <Item>(pageNo: number, pageSize: number, all: readonly Item[], most: number) => {
    const size = Math.min(pageSize, most);
    return all.slice((pageNo - 1) * size, pageNo * size);
  };

  function list(body: Body, violate: Violate): EmulatedReply {
    onlyKeys(body, ['domain', 'pageNo', 'pageSize'], violate);
    const { pageNo, pageSize } = body;
    if (typeof pageNo !== 'number' || typeof pageSize !== 'number') violate('no page');
    const zone = store.zone(String(body.domain));
    if (zone === undefined) return baiduError(404, 'NoSuchDomain', '域名不存在');
    const shown = zone.records.map((record) => ({
      recordId: Number(record.id),
      domain: hostIn(zone, record.name),
      view: record.line.toUpperCase(),
      rdtype: record.type,
      ttl: record.ttl,
      rdata: record.value,
      zoneName: zone.name,
      status: options.paused?.has(record.id) === true ? 'STOPPED' : 'RUNNING',
    }));
    const result = paged(Number(pageNo), Number(pageSize), shown, options.pageSize);
    return jsonReply(200, { orderBy: 'domain', pageNo, totalCount: shown.length, result });
  }

  function checked(body: Body, zone: StoredZone, violate: Violate) {
    requireFamily(body.rdType, body.rdata, violate);
    const value = String(body.rdata);
    if (value !== value.toUpperCase()) violate('IPv6 addresses are taken in capitals only');
    if (typeof body.ttl !== 'number') violate('ttl is no number');
    if (body.view !== 'DEFAULT') violate('the view is not the default one');
    if (typeof body.domain !== 'string' || body.domain === '') violate('domain');
    const name = nameIn(zone, body.domain);
    // What is kept is the address; how it is written is the service's own.
    const kept = value.toLowerCase();
    return { name, type: String(body.rdType), value: kept, ttl: Number(body.ttl) };
  }

  return serve(store, options, (request, violate) => {
    const { method, url } = request;
    if (url.host !== 'bcd.baidubce.com') violate('host');
    if (url.pathname === '/v1/domain') {
      if (method !== 'GET') violate('domains are only read');
      const form = { domain: /\./, pageNo: /^[1-9]\d*$/, pageSize: /^([1-9]\d?|100)$/ };
      // The last candidate for a zone is a top-level domain.
      onlyQuery(request, { ...form, domain: /^[a-z0-9.-]+$/ }, violate);
      const query = url.searchParams;
      if (!query.has('pageNo') || !query.has('pageSize')) violate('no page');
      const wanted = query.get('domain') ?? '';
      const found = store.zones.filter((zone) => zone.name.includes(wanted));
      const number = Number(query.get('pageNo'));
      const items = paged(number, Number(query.get('pageSize')), found, options.zonePageSize);
      const result = items.map((zone) => ({ domain: zone.name, status: 'RUNNING' }));
      return jsonReply(200, { pageNo: number, totalCount: found.length, result });
    }
    const [, action] = url.pathname.match(/^\/v1\/domain\/resolve\/(list|add|edit|delete)$/) ?? [];
    if (action === undefined || method !== 'POST' || url.search !== '') violate('no such path');
    const body = jsonBody(request, violate);
    if (action === 'list') return list(body, violate);
    const zone = store.zone(String(body.zoneName));
    if (zone === undefined) return baiduError(404, 'NoSuchDomain', '域名不存在');
    if (action === 'add') {
      onlyKeys(body, ['domain', 'view', 'rdType', 'ttl', 'rdata', 'zoneName'], violate);
      const wanted = checked(body, zone, violate);
      const why = refusal(store, zone, wanted);
      if (why === undefined) store.add(zone, wanted);
      return why ?? done;
    }
    if (typeof body.recordId !== 'number') violate('recordId is no number');
    const held = store.find(String(body.recordId));
    if (held === undefined) return baiduError(404, 'NoSuchRecord', '解析记录不存在');
    if (action === 'delete') {
      onlyKeys(body, ['recordId', 'zoneName'], violate);
      store.remove(held.record.id);
      return done;
    }
    onlyKeys(body, ['recordId', 'domain', 'view', 'rdType', 'ttl', 'rdata', 'zoneName'], violate);
    const { name, type, value, ttl } = checked(body, zone, violate);
    if (name !== held.record.name || type !== held.record.type) violate('name and type stay');
    const why = refusal(store, zone, { name, type, value }, held.record);
    if (why === undefined) store.change(held.record.id, { value, ttl });
    return why ?? done;
  });
}
