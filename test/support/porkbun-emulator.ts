import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { jsonBody, onlyKeys, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

type Body = Readonly<Record<string, unknown>>;

/** Domains and records of Porkbun's API v3, after its documentation. A comment is a record's notes. */
export function porkbunEmulator(
  store: ZoneStore,
  options: { readonly apiKey: string; readonly secretApiKey: string; readonly pageSize: number },
): Emulator {
  const error = (status: number, message: string, code: string) =>
    jsonReply(status, { status: 'ERROR', message, code, requestId: '019fa6cf' });
  const success = (more: object = {}) => jsonReply(200, { status: 'SUCCESS', ...more });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'POST') violate('every call is a POST');
    if (request.url.search !== '') violate('nothing goes in the query');
    const { apikey, secretapikey, ...body } = jsonBody(request, violate);
    if (apikey !== options.apiKey || secretapikey !== options.secretApiKey) {
      return error(400, 'Invalid API key. (001)', 'INVALID_API_KEYS_001');
    }
    const path = request.url.pathname.replace(/^\/api\/json\/v3\//, '');
    if (path === 'domain/listAll') return domains(body, violate);
    const [dns, verb, name, id, ...rest] = path.split('/');
    if (dns !== 'dns' || name === undefined || rest.length > 0) violate('no such path');
    const zone = store.zone(String(name));
    if (zone === undefined) return error(400, 'Invalid domain.', 'INVALID_DOMAIN');
    if (verb === 'retrieve') {
      onlyKeys(body, [], violate);
      return success({ cloudflare: 'enabled', records: zone.records.map(shown) });
    }
    if (verb === 'create') return create(zone, body, violate);
    if (verb === 'edit') return edit(zone, String(id), body, violate);
    if (verb === 'delete') return remove(zone, String(id), body, violate);
    violate('no such path');
    return error(404, 'Not found.', 'NOT_FOUND');
  }

  function domains(body: Body, violate: Violate): EmulatedReply {
    onlyKeys(body, ['start'], violate);
    if (!/^\d+$/.test(String(body.start))) violate(`start is ${String(body.start)}`);
    const from = Number(body.start);
    const page = store.zones.slice(from, from + options.pageSize);
    return success({
      domains: page.map(({ name }) => ({ domain: name, status: 'ACTIVE', apiAccess: 1 })),
    });
  }

  /** What a body says of a record; the answer where it is refused. */
  function valuesOf(zone: StoredZone, body: Body, violate: Violate) {
    onlyKeys(body, ['name', 'type', 'content', 'ttl', 'notes'], violate);
    const { name: host, type, content, ttl = '600' } = body;
    if (host === '@') violate('the apex is empty');
    if (typeof ttl !== 'string' || Number(ttl) < 600) violate(`a TTL of ${JSON.stringify(ttl)}`);
    requireFamily(type, content, violate);
    const name = host === '' || host === undefined ? zone.name : `${String(host)}.${zone.name}`;
    return { name, type: String(type), value: String(content), ttl: Number(ttl) };
  }

  const aliasAt = (zone: StoredZone, name: string) =>
    store.at(zone, name).some(({ type }) => type === 'CNAME' || type === 'ALIAS');

  function create(zone: StoredZone, body: Body, violate: Violate): EmulatedReply {
    const values = valuesOf(zone, body, violate);
    const twin = store
      .at(zone, values.name, values.type)
      .some(({ value }) => value === values.value);
    if (store.refused.has(values.name) || aliasAt(zone, values.name) || twin) {
      return error(400, 'Create error: We were unable to create the DNS record.', 'CREATE_ERROR');
    }
    const comment = String(body.notes ?? '');
    return success({ id: store.add(zone, { ...values, comment }).id });
  }

  function edit(zone: StoredZone, id: string, body: Body, violate: Violate): EmulatedReply {
    const found = zone.records.find((record) => record.id === id);
    if (found === undefined) return error(400, 'Invalid record ID.', 'INVALID_RECORD_ID');
    const values = valuesOf(zone, body, violate);
    const unchanged = found.value === values.value && found.ttl === values.ttl;
    if (store.refused.has(values.name) || unchanged) {
      return error(400, 'Edit error: We were unable to edit the DNS record.', 'EDIT_ERROR');
    }
    // Whether notes that are left out stay is not documented for all versions.
    store.change(id, { ...values, comment: String(body.notes ?? '') });
    return success();
  }

  function remove(zone: StoredZone, id: string, body: Body, violate: Violate): EmulatedReply {
    onlyKeys(body, [], violate);
    if (!zone.records.some((record) => record.id === id)) {
      return error(400, 'Invalid record ID.', 'INVALID_RECORD_ID');
    }
    store.remove(id);
    return success();
  }

  return createEmulator(handle);
}

function shown({ id, name, type, value, ttl, comment }: StoredRecord) {
  const notes = comment === '' ? null : comment;
  return { id, name, type, content: value, ttl: String(ttl), prio: null, notes };
}
