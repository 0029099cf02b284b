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

export const bunnyError = (status: number, key: string, message: string) =>
  jsonReply(status, { ErrorKey: key, Field: 'Record', Message: message });

/** How a wrong key is refused. */
export const bunnyDenied = jsonReply(401, {
  Message: 'Authorization has been denied for this request.',
});

const numbers: Readonly<Record<string, number>> = { A: 0, AAAA: 1, CNAME: 2, TXT: 3, MX: 4 };
const writable = ['Id', 'Type', 'Ttl', 'Value', 'Name', 'Weight', 'Accelerated', 'MonitorType'];
const alsoWritable = ['SmartRoutingType', 'Comment', 'AutoSslIssuance', 'LatencyZone'];

/** The zones and records of bunny.net's API, after its documentation. */
export function bunnyEmulator(
  store: ZoneStore,
  options: { readonly accessKey: string; readonly pageSize: number },
): Emulator {
  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.headers.accesskey !== options.accessKey) return bunnyDenied;
    const { method, url } = request;
    const [, root, id, records, recordId, ...rest] = url.pathname.split('/');
    if (root !== 'dnszone' || rest.length > 0) violate('no such path');
    if (id === undefined) return list(request, violate);
    onlyQuery(request, {}, violate);
    const zone = store.zones.find((each) => each.id === id);
    if (zone === undefined) {
      return bunnyError(404, 'dnszone.not_found', 'The requested DNS zone was not found');
    }
    if (records === undefined) {
      if (method !== 'GET') violate('zones are only read');
      return jsonReply(200, { ...about(zone), Records: zone.records.map((r) => shown(zone, r)) });
    }
    if (records !== 'records') violate('no such path');
    if (method === 'PUT' && recordId === undefined) return create(request, zone, violate);
    return change(request, zone, String(recordId), violate);
  }

  const about = ({ id, name }: StoredZone) => ({
    Id: Number(id),
    Domain: name,
    Nameserver1: 'kiki.bunny.net',
    DnsSecEnabled: false,
  });

  function list(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('zones are only read');
    onlyQuery(request, { page: /^[1-9]\d*$/, perPage: /^\d+$/, search: /./ }, violate);
    const query = request.url.searchParams;
    const size = Math.min(Number(query.get('perPage') ?? 1000), options.pageSize);
    const page = Number(query.get('page') ?? 1);
    const found = store.zones.filter(({ name }) => name.includes(query.get('search') ?? ''));
    const Items = found.slice((page - 1) * size, page * size).map(about);
    const HasMoreItems = page * size < found.length;
    return jsonReply(200, { Items, CurrentPage: page, TotalItems: found.length, HasMoreItems });
  }

  const shown = (
    zone: StoredZone,
    { id, name, type, value, ttl, line, comment }: StoredRecord,
  ) => ({
    Id: Number(id),
    Type: numbers[type],
    Ttl: ttl,
    Value: value,
    Name: name === zone.name ? '' : name.slice(0, -zone.name.length - 1),
    Weight: 100,
    Priority: 0,
    Port: 0,
    Flags: 0,
    Tag: '',
    Accelerated: false,
    AcceleratedPullZoneId: 0,
    LinkName: '',
    IPGeoLocationInfo: null,
    MonitorStatus: 0,
    MonitorType: 0,
    EnviromentalVariables: [],
    LatencyZone: null,
    SmartRoutingType: line === 'default' ? 0 : 2,
    Disabled: false,
    Comment: comment,
  });

  function valuesOf(request: EmulatedRequest, zone: StoredZone, violate: Violate) {
    const body = jsonBody(request, violate);
    onlyKeys(body, [...writable, ...alsoWritable, 'EnviromentalVariables'], violate);
    const type = body.Type === 0 ? 'A' : 'AAAA';
    if (body.Type !== 0 && body.Type !== 1) violate(`Type is ${String(body.Type)}`);
    requireFamily(type, body.Value, violate);
    if (typeof body.Ttl !== 'number' || body.Ttl < 15) violate(`Ttl is ${String(body.Ttl)}`);
    if (typeof body.Name !== 'string' || body.Name === '@') violate('the apex is empty');
    const name = body.Name === '' ? zone.name : `${String(body.Name)}.${zone.name}`;
    const comment = String(body.Comment ?? '');
    return { id: body.Id, name, type, value: String(body.Value), ttl: Number(body.Ttl), comment };
  }

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const { id, ...values } = valuesOf(request, zone, violate);
    if (id !== undefined) violate('a new record has no id');
    if (store.refused.has(values.name)) return refused;
    if (store.clashes(zone, values.name, values.type)) {
      const says = 'A CNAME record cannot exist beside other records of its name.';
      return bunnyError(400, 'dnszone.record.conflict', says);
    }
    return jsonReply(201, shown(zone, store.add(zone, values)));
  }

  const refused = bunnyError(400, 'dnszone.record.invalid_value', 'The record value is invalid.');

  function change(
    request: EmulatedRequest,
    zone: StoredZone,
    id: string,
    violate: Violate,
  ): EmulatedReply {
    const found = store.find(id);
    if (found?.zone !== zone) {
      const says = 'The requested DNS zone record was not found';
      return bunnyError(404, 'dnszone.record_not_found', says);
    }
    if (request.method === 'DELETE') {
      store.remove(id);
      return { status: 204, body: '' };
    }
    if (request.method !== 'POST') violate('no such method here');
    const { id: named, ...values } = valuesOf(request, zone, violate);
    if (named !== Number(id)) violate('the body names another record');
    if (store.refused.has(values.name)) return refused;
    if (values.type !== found.record.type) violate('the type of a record changes');
    store.change(id, values);
    return { status: 204, body: '' };
  }

  return createEmulator(handle);
}
