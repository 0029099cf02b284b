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
  readonly username: string;
  readonly password: string;
}

/** Servercow's DNS API v1, after its wiki and its clients. Every answer has status 200. */
export function servercowEmulator(store: ZoneStore, options: Options): Emulator {
  const error = (text: string) => jsonReply(200, { error: text });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { headers, method, url } = request;
    onlyQuery(request, {}, violate);
    if (headers['content-type'] !== 'application/json') violate('no content type');
    const known =
      headers['x-auth-username'] === options.username &&
      headers['x-auth-password'] === options.password;
    if (!known) return error('authentication failed');
    const [, name] = url.pathname.match(/^\/dns\/v1\/domains\/([^/]+)$/) ?? [];
    if (name === undefined) violate('no such path');
    const zone = store.zone(decodeURIComponent(name ?? ''));
    if (zone === undefined) return error('no such domain in user context');
    if (method === 'GET') {
      const sets = Map.groupBy(zone.records, (each) => `${each.name} ${each.type}`);
      return jsonReply(
        200,
        [...sets.values()].map((set) => shown(zone, set)),
      );
    }
    if (method !== 'POST') violate('no such method here');
    return write(request, zone, violate);
  }

  function write(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['type', 'name', 'content', 'ttl'], violate);
    const { type, name: host, content, ttl } = body;
    if (typeof host !== 'string' || host === '@') violate('the apex is empty');
    if (typeof content !== 'string') violate('an address stands alone');
    if (!Number.isInteger(ttl)) violate('a TTL is an integer');
    requireFamily(type, content, violate);
    const name = host === '' ? zone.name : `${String(host)}.${zone.name}`;
    if (store.refused.has(name)) return error('parameter content is invalid');
    if (store.clashes(zone, name, String(type))) return error('a CNAME exists');
    store.replace(zone, { name, type: String(type), values: [String(content)], ttl: Number(ttl) });
    return jsonReply(200, { message: 'ok' });
  }

  return createEmulator(handle);
}

function shown(zone: StoredZone, set: readonly StoredRecord[]) {
  const [first] = set;
  const values = set.map(({ value }) => value);
  return {
    name: (first?.name ?? '').slice(0, -zone.name.length - 1),
    type: first?.type,
    ttl: first?.ttl,
    content: values.length === 1 ? values[0] : values,
  };
}
