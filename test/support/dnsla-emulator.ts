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

/** An answer of DNSLA's API: its own code, whatever the status. */
export const dnslaReply = (code: number, msg: string, data?: unknown, status = 200) =>
  jsonReply(status, { code, msg, data });

/** How a wrong credential is refused: by HTTP, not by a code. */
export const dnslaDenied = {
  status: 401,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Unauthorized',
};

const numbers: Readonly<Record<string, number>> = { A: 1, CNAME: 5, MX: 15, TXT: 16, AAAA: 28 };

/** The domains and records of DNSLA's API, after its documentation and its clients. */
export function dnslaEmulator(
  store: ZoneStore,
  options: { readonly apiId: string; readonly apiSecret: string; readonly pageSize: number },
): Emulator {
  const basic = Buffer.from(`${options.apiId}:${options.apiSecret}`).toString('base64');

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { method, url } = request;
    if (url.protocol !== 'https:') violate('the secret goes in the clear');
    if (request.headers.authorization !== `Basic ${basic}`) return dnslaDenied;
    if (url.pathname === '/api/domainList' && method === 'GET') return domains(request, violate);
    if (url.pathname === '/api/recordList' && method === 'GET') return records(request, violate);
    if (url.pathname !== '/api/record') violate('no such path');
    if (method === 'POST') return create(request, violate);
    if (method === 'PUT') return change(request, violate);
    if (method !== 'DELETE') violate('no such method here');
    onlyQuery(request, { id: /^\d+$/ }, violate);
    const id = url.searchParams.get('id') ?? '';
    if (store.find(id) === undefined) return dnslaReply(602, '记录不存在');
    store.remove(id);
    return dnslaReply(200, '', null);
  }

  const paging = { pageIndex: /^[1-9]\d*$/, pageSize: /^\d+$/ };

  function page({ url }: EmulatedRequest, all: readonly unknown[]): EmulatedReply {
    const size = Math.min(Number(url.searchParams.get('pageSize') ?? 10), options.pageSize);
    const at = Number(url.searchParams.get('pageIndex') ?? 1);
    const results = all.slice((at - 1) * size, at * size);
    return dnslaReply(200, '', { total: all.length, results });
  }

  function domains(request: EmulatedRequest, violate: Violate): EmulatedReply {
    onlyQuery(request, paging, violate);
    const all = store.zones.map(({ id, name }) => ({
      id,
      groupId: '',
      domain: `${name}.`,
      displayDomain: `${name}.`,
      createdAt: 1_700_000_000,
    }));
    return page(request, all);
  }

  const hostIn = (zone: StoredZone, name: string) =>
    name === zone.name ? '@' : name.slice(0, -zone.name.length - 1);

  const shown = (zone: StoredZone, record: StoredRecord) => ({
    id: record.id,
    domainId: zone.id,
    groupId: record.comment,
    lineId: record.line === 'default' ? '' : '84613316902921216',
    lineCode: record.line === 'default' ? '' : record.line,
    lineName: record.line === 'default' ? '默认' : record.line,
    type: numbers[record.type],
    host: hostIn(zone, record.name),
    displayHost: hostIn(zone, record.name),
    data: record.value,
    ttl: record.ttl,
    weight: 1,
    preference: null,
    disable: false,
  });

  /** The filter for a host finds what contains it, too. */
  function records(request: EmulatedRequest, violate: Violate): EmulatedReply {
    onlyQuery(request, { ...paging, domainId: /^\d+$/, host: /./, type: /^\d+$/ }, violate);
    const query = request.url.searchParams;
    const zone = store.zones.find(({ id }) => id === query.get('domainId'));
    if (zone === undefined) return dnslaReply(601, '域名不存在');
    const host = query.get('host') ?? '';
    const found = zone.records.filter(({ name }) => hostIn(zone, name).includes(host));
    return page(
      request,
      found.map((record) => shown(zone, record)),
    );
  }

  function valuesOf(
    body: Readonly<Record<string, unknown>>,
    zone: StoredZone,
    violate: Violate,
  ): Omit<StoredRecord, 'id' | 'line'> {
    const type = body.type === 1 ? 'A' : 'AAAA';
    if (body.type !== 1 && body.type !== 28) violate(`type is ${String(body.type)}`);
    requireFamily(type, body.data, violate);
    const host = String(body.host ?? '');
    if (host === '') violate('the apex is @');
    const name = host === '@' ? zone.name : `${host}.${zone.name}`;
    const comment = String(body.groupId ?? '');
    return { name, type, value: String(body.data), ttl: Number(body.ttl ?? 600), comment };
  }

  function refusal(zone: StoredZone, { name, type }: { name: string; type: string }) {
    if (store.refused.has(name)) return dnslaReply(603, '主机记录不合法');
    if (store.clashes(zone, name, type)) return dnslaReply(604, '与已有记录冲突');
    return undefined;
  }

  function create(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['domainId', 'host', 'type', 'data', 'ttl'], violate);
    const zone = store.zones.find(({ id }) => id === body.domainId);
    if (zone === undefined) return dnslaReply(601, '域名不存在');
    const values = valuesOf(body, zone, violate);
    return refusal(zone, values) ?? dnslaReply(200, '', { id: store.add(zone, values).id });
  }

  function change(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['id', 'groupId', 'host', 'type', 'data', 'ttl'], violate);
    const found = store.find(String(body.id));
    if (found === undefined) return dnslaReply(602, '记录不存在');
    const values = valuesOf(body, found.zone, violate);
    const { record } = found;
    if (values.name !== record.name || values.type !== record.type) violate('another record');
    const refused = refusal(found.zone, values);
    if (refused !== undefined) return refused;
    store.change(record.id, values);
    return dnslaReply(200, '', null);
  }

  return createEmulator(handle);
}
