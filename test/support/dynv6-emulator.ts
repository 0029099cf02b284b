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

/** dynv6's REST API v2 and its update address, after its specification and its documentation. */
export function dynv6Emulator(store: ZoneStore, options: { readonly token: string }): Emulator {
  const error = (status: number, name: string, message: string) =>
    jsonReply(status, { error: { name, message } });
  const text = (status: number, body: string): EmulatedReply => ({
    status,
    headers: { 'content-type': 'text/plain' },
    body,
  });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { pathname } = request.url;
    if (pathname === '/api/update') return update(request, violate);
    if (!bearer(request, options.token)) return error(401, 'Unauthorized', 'invalid token');
    onlyQuery(request, {}, violate);
    if (pathname === '/api/v2/zones') {
      if (request.method !== 'GET') violate('zones are only read');
      return jsonReply(200, store.zones.map(shownZone));
    }
    const [, zoneId, records, recordId] =
      pathname.match(/^\/api\/v2\/zones\/(\d+)(?:\/(records)(?:\/(\d+))?)?$/) ?? [];
    if (zoneId === undefined) violate('no such path');
    const zone = store.zones.find(({ id }) => id === zoneId);
    if (zone === undefined) return error(404, 'NotFound', 'Zone not found');
    if (records === undefined) return onZone(request, zone, violate);
    return recordId === undefined
      ? onRecords(request, zone, violate)
      : onRecord(request, zone, recordId, violate);
  }

  const refused = (name: string) =>
    jsonReply(422, {
      error: {
        name: 'ValidationError',
        message: 'validation failed',
        fields: [{ name: 'data', message: `is refused for ${name}` }],
      },
    });

  /** An address that is left out is kept; one without a length leaves the prefix alone. */
  function update(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const form = { zone: /\./, token: /./, ipv4: /^[\d.]+$/, ipv6: /^[\da-f:.]+$/ };
    onlyQuery(request, form, violate);
    const parameters = request.url.searchParams;
    if (parameters.get('token') !== options.token) {
      return text(401, 'invalid authentication token');
    }
    const zone = store.zone(parameters.get('zone') ?? '');
    if (zone === undefined) return text(404, 'zone not found');
    if (store.refused.has(zone.name)) return text(422, 'address refused');
    const before = JSON.stringify(zone.records);
    for (const [type, value] of [
      ['A', parameters.get('ipv4')],
      ['AAAA', parameters.get('ipv6')],
    ] as const) {
      if (value) setApex(zone, type, value, violate);
    }
    const same = before === JSON.stringify(zone.records);
    return text(200, same ? 'addresses unchanged' : 'addresses updated');
  }

  function setApex(zone: StoredZone, type: string, value: string, violate: Violate): void {
    requireFamily(type, value, violate);
    const [held] = store.at(zone, zone.name, type);
    if (held === undefined) store.add(zone, { name: zone.name, type, value, comment: '' });
    else store.change(held.id, { value });
  }

  const apexOf = (zone: StoredZone, type: string) => store.at(zone, zone.name, type)[0]?.value;

  const shownZone = (zone: StoredZone) => ({
    id: Number(zone.id),
    name: zone.name,
    ipv4address: apexOf(zone, 'A') ?? '',
    ipv6prefix: apexOf(zone, 'AAAA') ?? '',
    createdAt: '2026-01-01T00:00:00Z',
  });

  function onZone(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method === 'GET') return jsonReply(200, shownZone(zone));
    if (request.method !== 'PATCH') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['ipv4address'], violate);
    if (store.refused.has(zone.name)) return refused(zone.name);
    setApex(zone, 'A', String(body.ipv4address), violate);
    return jsonReply(200, shownZone(zone));
  }

  const inApex = (zone: StoredZone, { name, type }: StoredRecord) =>
    name === zone.name && (type === 'A' || type === 'AAAA');

  const shown = (zone: StoredZone, { id, name, type, value }: StoredRecord) => ({
    id: Number(id),
    zoneID: Number(zone.id),
    name: name.slice(0, -zone.name.length - 1),
    type,
    data: value,
  });

  function onRecords(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method === 'GET') {
      const all = zone.records.filter((record) => !inApex(zone, record));
      return jsonReply(
        200,
        all.map((record) => shown(zone, record)),
      );
    }
    if (request.method !== 'POST') violate('no such method here');
    const { name, type, value } = wanted(request, zone, violate);
    if (store.refused.has(name)) return refused(name);
    if (store.clashes(zone, name, type)) violate('a record beside a CNAME');
    return jsonReply(200, shown(zone, store.add(zone, { name, type, value, comment: '' })));
  }

  function onRecord(
    request: EmulatedRequest,
    zone: StoredZone,
    id: string,
    violate: Violate,
  ): EmulatedReply {
    const found = store.find(id);
    if (found === undefined || found.zone !== zone) {
      return error(404, 'NotFound', 'Record not found');
    }
    if (request.method === 'DELETE') {
      store.remove(id);
      return { status: 204, body: '' };
    }
    if (request.method !== 'PATCH') violate('no such method here');
    const { name, type, value } = wanted(request, zone, violate);
    if (name !== found.record.name || type !== found.record.type) {
      violate('a record becomes another');
    }
    if (store.refused.has(name)) return refused(name);
    return jsonReply(200, shown(zone, store.change(id, { value })));
  }

  function wanted(request: EmulatedRequest, zone: StoredZone, violate: Violate) {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'type', 'data'], violate);
    const [host, type, value] = [body.name, body.type, body.data].map(String);
    requireFamily(type, value, violate);
    if (!host || host === '@') violate('the addresses of the apex are fields of the zone');
    return { name: `${host}.${zone.name}`, type: type ?? '', value: value ?? '' };
  }

  return createEmulator(handle);
}
