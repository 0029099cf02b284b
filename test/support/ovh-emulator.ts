import type { OvhCredentials } from '../../electron/providers/signing/ovh.ts';
import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery, requireFamily } from './emulator-checks.ts';
import { ovhSignature } from './oracle-ovh.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

/** Seconds that a request's time may be off. */
const tolerance = 180;

const statusTexts: Readonly<Record<number, string>> = {
  400: '400 Bad Request',
  403: '403 Forbidden',
  404: '404 Not Found',
  409: '409 Conflict',
};

/** An error of OVHcloud's API, as its clients show it. */
export function ovhError(status: number, message: string, errorCode?: string) {
  const httpCode = statusTexts[status] ?? `${status}`;
  return jsonReply(status, {
    class: 'Client::Error',
    message,
    ...(errorCode === undefined ? {} : { errorCode, httpCode }),
  });
}

export const ovhErrors = {
  time: ovhError(400, 'Query out of time', 'QUERY_TIME_OUT'),
  credential: ovhError(403, 'This credential is not valid', 'INVALID_CREDENTIAL'),
  notGranted: ovhError(403, 'This call has not been granted', 'NOT_GRANTED_CALL'),
  zone: ovhError(404, 'This service does not exist'),
} as const;

export interface OvhEmulator extends Emulator {
  /** What the name servers show of a zone: its addresses as of the last refresh. */
  published(zone: string): readonly string[];
}

/** The DNS zones of OVHcloud's API. What is written is shown to nobody before a refresh. */
export function ovhEmulator(
  store: ZoneStore,
  options: {
    readonly keys: OvhCredentials;
    readonly base: string;
    /** The only zone that the consumer key was granted. */
    readonly granted?: string;
  },
): OvhEmulator {
  const { keys, base, granted } = options;
  const shown = new Map<string, readonly string[]>();

  function refusal(request: EmulatedRequest, violate: Violate): EmulatedReply | undefined {
    const { headers, method, url, body } = request;
    if (headers['x-ovh-application'] !== keys.applicationKey) {
      return ovhError(403, 'This application key is invalid', 'INVALID_KEY');
    }
    if (headers['x-ovh-consumer'] !== keys.consumerKey) return ovhErrors.credential;
    const timestamp = headers['x-ovh-timestamp'] ?? '';
    if (!/^\d+$/.test(timestamp)) violate('the time is no number of seconds');
    if (Math.abs(Number(timestamp) - store.now / 1000) > tolerance) return ovhErrors.time;
    const signed = {
      method: method as 'GET',
      url: url.href,
      headers: {},
      ...(body === '' ? {} : { body }),
    };
    if (headers['x-ovh-signature'] !== ovhSignature(signed, keys, Number(timestamp))) {
      return ovhError(400, 'Invalid signature', 'INVALID_SIGNATURE');
    }
    return undefined;
  }

  function answer(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const refused = refusal(request, violate);
    if (refused !== undefined) return refused;
    const { pathname } = request.url;
    if (!pathname.startsWith(`${base}/domain/zone`)) violate('no such path');
    const [name, noun, id, ...rest] = pathname
      .slice(`${base}/domain/zone/`.length)
      .split('/')
      .map(decodeURIComponent);
    if (rest.length > 0) violate('no such path');
    if (granted !== undefined && name !== granted) return ovhErrors.notGranted;
    if (!name)
      return only(
        request,
        'GET',
        violate,
        store.zones.map((zone) => zone.name),
      );
    const zone = store.zone(name);
    if (zone === undefined) return ovhErrors.zone;
    if (noun === undefined) return only(request, 'GET', violate, { name, nameServers: [] });
    if (noun === 'refresh') return refresh(request, zone, violate);
    if (noun !== 'record') violate('no such path');
    if (id !== undefined) return record(request, zone, id, violate);
    return request.method === 'GET'
      ? search(request, zone, violate)
      : create(request, zone, violate);
  }

  function only(request: EmulatedRequest, method: string, violate: Violate, value: unknown) {
    if (request.method !== method) violate('no such method here');
    if (request.body !== '') violate('a body where none belongs');
    onlyQuery(request, {}, violate);
    return jsonReply(200, value);
  }

  function refresh(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const reply = only(request, 'POST', violate, null);
    shown.set(
      zone.name,
      zone.records.map(({ name, value }) => `${name} ${value}`),
    );
    return reply;
  }

  const hostOf = (zone: StoredZone, name: string) =>
    name === zone.name ? '' : name.slice(0, -zone.name.length - 1);

  const one = (zone: StoredZone, { id, name, type, value, ttl }: StoredRecord) => ({
    id: Number(id),
    zone: zone.name,
    subDomain: hostOf(zone, name),
    fieldType: type,
    target: value,
    ttl,
  });

  function search(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    onlyQuery(request, { fieldType: /^[A-Z]+$/, subDomain: /^[^@]*$/ }, violate);
    if (request.url.search === '') violate('all records of a zone');
    const { fieldType, subDomain } = Object.fromEntries(request.url.searchParams);
    const found = zone.records.filter(
      ({ name, type }) =>
        (fieldType === undefined || type === fieldType) &&
        (subDomain === undefined || hostOf(zone, name) === subDomain),
    );
    return jsonReply(
      200,
      found.map(({ id }) => Number(id)),
    );
  }

  function requireTtl(ttl: unknown, violate: Violate): number {
    const right = Number.isInteger(ttl) && (ttl === 0 || Number(ttl) >= 60);
    if (ttl !== undefined && !right) violate(`ttl is ${String(ttl)}`);
    return ttl === undefined ? 0 : Number(ttl);
  }

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'POST') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['fieldType', 'subDomain', 'target', 'ttl'], violate);
    const { fieldType, subDomain, target } = body as Record<string, string>;
    if (subDomain === '@') violate('the apex is empty');
    requireFamily(fieldType, target, violate);
    const ttl = requireTtl(body.ttl, violate);
    const name = subDomain ? `${subDomain}.${zone.name}` : zone.name;
    if (store.refused.has(name)) return ovhError(400, 'Invalid target');
    if (store.clashes(zone, name, String(fieldType))) {
      return ovhError(409, 'A CNAME record already exists for this subdomain');
    }
    const type = String(fieldType);
    const made = store.add(zone, { name, type, value: String(target), ttl, comment: '' });
    return jsonReply(200, one(zone, made));
  }

  function record(
    request: EmulatedRequest,
    zone: StoredZone,
    id: string,
    violate: Violate,
  ): EmulatedReply {
    const found = store.find(id);
    if (found === undefined || found.zone !== zone) {
      return ovhError(404, `The requested object (id = ${id}) does not exist`);
    }
    if (request.method === 'GET') return only(request, 'GET', violate, one(zone, found.record));
    if (store.refused.has(found.record.name)) return ovhError(400, 'Invalid target');
    if (request.method === 'DELETE') {
      store.remove(id);
      return only(request, 'DELETE', violate, null);
    }
    if (request.method !== 'PUT') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['target', 'ttl', 'subDomain'], violate);
    requireFamily(found.record.type, body.target, violate);
    store.change(id, { value: String(body.target), ttl: requireTtl(body.ttl, violate) });
    return jsonReply(200, null);
  }

  const emulator = createEmulator((request, violate) => {
    const reply = answer(request, violate);
    const date = new Date(store.now).toUTCString();
    return 'body' in reply ? { ...reply, headers: { ...reply.headers, date } } : reply;
  });
  return { ...emulator, published: (zone) => shown.get(zone) ?? [] };
}
