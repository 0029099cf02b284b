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

/** An error of IONOS' DNS API. */
export function ionosError(
  status: number,
  code: string,
  message?: string,
  parameters?: Readonly<Record<string, unknown>>,
) {
  return jsonReply(status, [{ code, message, parameters }]);
}

export const ionosUnauthorized = ionosError(
  401,
  'UNAUTHORIZED',
  'The customer is not authorized to do this operation.',
);

const uuid = (id: string) => `22af3414-abbe-9e11-5df5-${id.padStart(12, '0')}`;
const plainId = (shown: string) => shown.replace(/^.*-0*/, '');

/**
 * The zones and records of IONOS' DNS API for hosting, after its specification. A record of the line
 * `disabled` is switched off; the comment of a record is kept in its priority.
 */
export function ionosEmulator(store: ZoneStore, options: { readonly apiKey: string }): Emulator {
  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.headers['x-api-key'] !== options.apiKey) return ionosUnauthorized;
    const [, ...parts] = request.url.pathname.split('/').map(decodeURIComponent);
    const [product, version, zones, zoneId, records, id, ...rest] = parts;
    const known = product === 'dns' && version === 'v1' && zones === 'zones' && rest.length === 0;
    if (!known) violate('no such path');
    if (zoneId === undefined) return listZones(request, violate);
    const zone = store.zones.find((each) => uuid(each.id) === zoneId);
    if (zone === undefined) return ionosError(404, 'ZONE_NOT_FOUND', 'Zone does not exist.');
    if (records === undefined) return readZone(request, zone, violate);
    if (records !== 'records') violate('no such path');
    return id === undefined ? create(request, zone, violate) : change(request, zone, id, violate);
  }

  function listZones(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('zones are only read');
    onlyQuery(request, {}, violate);
    return jsonReply(
      200,
      store.zones.map(({ id, name }) => ({ name, id: uuid(id), type: 'NATIVE' })),
    );
  }

  const shown = (
    zone: StoredZone,
    { id, name, type, value, ttl, line, comment }: StoredRecord,
  ) => ({
    id: uuid(id),
    name,
    rootName: zone.name,
    type,
    content: value,
    changeDate: '2026-11-22T12:00:00.000Z',
    ttl,
    prio: comment === '' ? 0 : comment.length,
    disabled: line === 'disabled',
  });

  function readZone(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('a zone is only read, since a write replaces all of it');
    const query = { suffix: /\./, recordName: /\./, recordType: /^[A-Z]+(?:,[A-Z]+)*$/ };
    onlyQuery(request, query, violate);
    const types = request.url.searchParams.get('recordType')?.split(',');
    const found = zone.records.filter(({ type }) => types?.includes(type) ?? true);
    return jsonReply(200, {
      id: uuid(zone.id),
      name: zone.name,
      type: 'NATIVE',
      records: found.map((record) => shown(zone, record)),
    });
  }

  function check(body: Readonly<Record<string, unknown>>, type: unknown, violate: Violate): void {
    requireFamily(type, body.content, violate);
    if (!Number.isInteger(body.ttl) || Number(body.ttl) < 60) violate(`ttl is ${String(body.ttl)}`);
    if (body.disabled !== false) violate('the record would be switched off');
    if (!Number.isInteger(body.prio)) violate(`prio is ${String(body.prio)}`);
  }

  const refusal = ionosError(400, 'INVALID_RECORD', 'Record is invalid.', {
    invalidFields: ['content'],
  });

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'POST') violate('no such method here');
    const list: unknown = JSON.parse(request.body);
    if (!Array.isArray(list)) violate('the body is a list');
    const [body, ...more] = list as Readonly<Record<string, unknown>>[];
    if (body === undefined || more.length > 0) violate('one record at a time');
    const { name = '', type, content, ttl } = (body ?? {}) as Record<string, string>;
    onlyKeys(body ?? {}, ['name', 'type', 'content', 'ttl', 'prio', 'disabled'], violate);
    check(body ?? {}, type, violate);
    if (name !== zone.name && !name.endsWith(`.${zone.name}`)) violate('the name is a full one');
    if (store.refused.has(name)) return refusal;
    const enabled = store.at(zone, name).filter(({ line }) => line !== 'disabled');
    if (enabled.some((each) => each.type === 'CNAME')) {
      return ionosError(400, 'INVALID_RECORD', 'Record conflicts with a CNAME.');
    }
    const made = {
      name,
      type: String(type),
      value: String(content),
      ttl: Number(ttl),
      comment: '',
    };
    return jsonReply(201, [shown(zone, store.add(zone, made))]);
  }

  function change(
    request: EmulatedRequest,
    zone: StoredZone,
    id: string,
    violate: Violate,
  ): EmulatedReply {
    const found = store.find(plainId(id));
    if (found === undefined || found.zone !== zone) {
      return ionosError(404, 'RECORD_NOT_FOUND', 'Record does not exist.');
    }
    const { record } = found;
    if (store.refused.has(record.name)) return refusal;
    if (request.method === 'DELETE') {
      store.remove(record.id);
      return { status: 200, body: '' };
    }
    if (request.method !== 'PUT') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['content', 'ttl', 'prio', 'disabled'], violate);
    check(body, record.type, violate);
    const comment = 'x'.repeat(Number(body.prio));
    const kept = comment.length === record.comment.length ? record.comment : comment;
    const to = { value: String(body.content), ttl: Number(body.ttl), comment: kept };
    return jsonReply(200, shown(zone, store.change(record.id, to)));
  }

  return createEmulator(handle);
}
