import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  type Violate,
} from './emulator.ts';
import { jsonBody, jsonList, onlyKeys, onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

type Item = Readonly<Record<string, unknown>>;

/** An error of Spaceship's: a problem document, and a code in a header. */
export function problem(
  status: number,
  code: string,
  detail: string,
  data: readonly { readonly field?: string; readonly details: string }[] = [],
): { status: number; headers: Record<string, string>; body: string } {
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'spaceship-error-code': code },
    body: JSON.stringify({ detail, ...(data.length > 0 && { data }) }),
  };
}

interface SpaceshipOptions {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/**
 * Domains and records of Spaceship's API v1, after its documentation. A record is told by its name,
 * type and address. The line `product` stands for the group of that name.
 */
export function spaceshipEmulator(store: ZoneStore, options: SpaceshipOptions): Emulator {
  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { headers } = request;
    const known =
      headers['x-api-key'] === options.apiKey && headers['x-api-secret'] === options.apiSecret;
    if (!known) return problem(401, 'application.unauthorized', 'Unauthorized');
    const path = request.url.pathname.replace(/^\/api\/v1/, '');
    if (path === '/domains') {
      if (request.method !== 'GET') violate('domains are only read');
      const names = store.zones.map(({ name }) => ({ name, unicodeName: name, isPremium: false }));
      return paged(request, names, 100, violate);
    }
    const [, name] = path.match(/^\/dns\/records\/([^/]+)$/) ?? [];
    if (name === undefined) violate('no such path');
    const zone = store.zone(String(name));
    if (zone === undefined) {
      return problem(404, 'business.notFound', `SOA record for domain ${name} not found.`);
    }
    if (request.method === 'GET') {
      return paged(
        request,
        zone.records.map((record) => shown(zone, record)),
        500,
        violate,
      );
    }
    onlyQuery(request, {}, violate);
    if (request.method === 'PUT') return put(request, zone, violate);
    if (request.method !== 'DELETE') violate('no such method here');
    return remove(request, zone, violate);
  }

  function paged(
    request: EmulatedRequest,
    all: readonly unknown[],
    most: number,
    violate: Violate,
  ): EmulatedReply {
    onlyQuery(request, { take: /^\d+$/, skip: /^\d+$/ }, violate);
    const { searchParams } = request.url;
    const [take, skip] = [Number(searchParams.get('take')), Number(searchParams.get('skip'))];
    if (!searchParams.has('take') || !searchParams.has('skip') || take > most) {
      return problem(422, 'validation', 'Validation failed', [
        { field: 'take', details: `must be from 1 to ${most}` },
      ]);
    }
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items: all.slice(skip, skip + take), total: all.length }),
    };
  }

  const fullOf = (zone: StoredZone, host: unknown) =>
    host === '@' ? zone.name : `${String(host)}.${zone.name}`;

  const find = (zone: StoredZone, { type, name, address }: Item) =>
    store
      .at(zone, fullOf(zone, name), String(type))
      .find(({ value }) => value.toLowerCase() === String(address).toLowerCase());

  function put(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['force', 'items'], violate);
    for (const item of body.items as readonly Item[]) {
      onlyKeys(item, ['type', 'name', 'address', 'ttl'], violate);
      requireFamily(item.type, item.address, violate);
      const name = fullOf(zone, item.name);
      const ttl = Number(item.ttl ?? 3600);
      if (item.name === '' || ttl < 60 || ttl > 3600 || store.refused.has(name)) {
        return problem(422, 'validation', 'Validation failed', [
          { field: 'items.0', details: 'is not accepted' },
        ]);
      }
      if (store.clashes(zone, name, String(item.type))) {
        violate('with force this overwrites a CNAME');
        return problem(422, 'business.conflict', 'CNAME conflict');
      }
      const same = find(zone, item);
      if (same !== undefined) store.change(same.id, { ttl });
      else {
        const value = String(item.address);
        const comment = store.at(zone, name, String(item.type))[0]?.comment ?? '';
        store.add(zone, { name, type: String(item.type), value, ttl, comment });
      }
    }
    return { status: 204, body: '' };
  }

  function remove(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    for (const item of jsonList(request, violate)) {
      onlyKeys(item, ['type', 'name', 'address'], violate);
      const found = find(zone, item);
      if (found === undefined) return problem(404, 'business.notFound', 'Record not found.');
      if (found.line !== 'default') violate('this belongs to a product');
      const twins = store.at(zone, found.name, found.type).length;
      if (twins === 1) violate('the only record of its name and type goes');
      store.remove(found.id);
    }
    return { status: 204, body: '' };
  }

  return createEmulator(handle);
}

const fields: Readonly<Record<string, string>> = { CNAME: 'cname', ALIAS: 'aliasName' };

function shown(zone: StoredZone, { name, type, value, ttl, line }: StoredRecord) {
  return {
    type,
    name: name === zone.name ? '@' : name.slice(0, -zone.name.length - 1),
    ttl,
    [fields[type] ?? (/^A{1,4}$/.test(type) ? 'address' : 'value')]: value,
    group: { type: line === 'default' ? 'custom' : line },
  };
}
