import {
  type EmulatedRecord,
  type EmulatedZone,
  Refusal,
  recordWriter,
} from './cloudflare-records.ts';
import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { jsonBody, onlyQuery } from './emulator-checks.ts';

export interface CloudflareOptions {
  readonly token?: string;
  /** Most entries of one page, whatever the client asks for. */
  readonly pageLimit?: number;
  readonly minTtl?: number;
  /** Ids of zones that the token may not write to. */
  readonly readOnly?: readonly string[];
}

export interface CloudflareEmulator extends Emulator {
  readonly zones: EmulatedZone[];
  /** By the zone's id. */
  readonly records: Map<string, EmulatedRecord[]>;
  addZone(name: string, status?: EmulatedZone['status']): EmulatedZone;
  addRecord(
    zone: EmulatedZone,
    record: Pick<EmulatedRecord, 'type' | 'name' | 'content'> & Partial<EmulatedRecord>,
  ): EmulatedRecord;
  /** All records of a name, of that type where given. */
  recordsOf(name: string, type?: string): readonly EmulatedRecord[];
}

export const cloudflareHost = 'api.cloudflare.com';

function success(result: unknown, info?: Readonly<Record<string, unknown>>): EmulatedReply {
  const result_info = info === undefined ? {} : { result_info: info };
  return jsonReply(200, { success: true, errors: [], messages: [], result, ...result_info });
}

/** The part of Cloudflare's API v4 that concerns zones and DNS records, after its documentation. */
export function cloudflareEmulator(options: CloudflareOptions = {}): CloudflareEmulator {
  const token = options.token ?? 'cf-token-0123456789abcdef';
  const zones: EmulatedZone[] = [];
  const records = new Map<string, EmulatedRecord[]>();
  let lastId = 0;
  const nextId = () => {
    lastId += 1;
    return lastId.toString(16).padStart(32, '0');
  };

  const { batch, remove, patch, post } = recordWriter(options.minTtl ?? 60, nextId);

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    try {
      authorise(request);
      return route(request, violate);
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      throw error;
    }
  }

  function authorise({ headers }: EmulatedRequest): void {
    const header = headers.authorization ?? '';
    if (!/^Bearer [\w.-]{10,}$/.test(header)) {
      const chain = [6111, 'Invalid format for Authorization header'] as const;
      throw new Refusal(400, 6003, 'Invalid request headers', chain);
    }
    if (header !== `Bearer ${token}`) throw new Refusal(403, 9109, 'Invalid access token');
  }

  function route(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const path = request.url.pathname.match(
      /^\/client\/v4\/zones(?:\/([^/]+)\/dns_records(?:\/([^/]+))?)?$/,
    );
    if (path === null) {
      violate('no such path');
      throw new Refusal(400, 7000, 'No route for that URI');
    }
    const [, zoneId, part] = path;
    const { method } = request;
    if (zoneId === undefined) {
      if (method !== 'GET') violate('zones are only read');
      return listZones(request, violate);
    }
    const zone = zones.find(({ id }) => id === zoneId);
    if (zone === undefined) {
      const where = `/zones/${zoneId}/dns_records`;
      const message = `Could not route to ${where}, perhaps your object identifier is invalid?`;
      throw new Refusal(404, 7003, message);
    }
    if (part === undefined && method === 'GET') return listRecords(request, zone, violate);
    if (options.readOnly?.includes(zoneId)) throw new Refusal(403, 10000, 'Authentication error');
    return write(request, zone, part, violate);
  }

  function write(
    request: EmulatedRequest,
    zone: EmulatedZone,
    part: string | undefined,
    violate: Violate,
  ): EmulatedReply {
    onlyQuery(request, {}, violate);
    const held = [...(records.get(zone.id) ?? [])];
    const done = (result: unknown) => {
      records.set(zone.id, held);
      return success(result);
    };
    if (request.method === 'DELETE' && part !== undefined) {
      if (request.body !== '') violate('DELETE has no body');
      return done(remove(held, part));
    }
    const body = jsonBody(request, violate);
    if (request.method === 'POST' && part === 'batch')
      return done(batch(held, zone, body, violate));
    if (request.method === 'POST' && part === undefined)
      return done(post(held, zone, body, violate));
    if (request.method === 'PATCH' && part !== undefined)
      return done(patch(held, part, body, violate));
    violate('no such method here (PUT resets what it leaves out)');
    throw new Refusal(405, 10405, 'Method not allowed');
  }

  function listZones(request: EmulatedRequest, violate: Violate): EmulatedReply {
    onlyQuery(
      request,
      { name: /./, per_page: /^(?:[5-9]|[1-4]\d|50)$/, page: /^[1-9]\d*$/ },
      violate,
    );
    const name = request.url.searchParams.get('name');
    return paged(
      request,
      zones.filter((zone) => name === null || zone.name === name),
      20,
    );
  }

  function listRecords(request: EmulatedRequest, zone: EmulatedZone, violate: Violate) {
    onlyQuery(
      request,
      { name: /./, type: /^[A-Z]+$/, per_page: /^[1-9]\d{0,6}$/, page: /^[1-9]\d*$/ },
      violate,
    );
    const { searchParams } = request.url;
    const [name, type] = [searchParams.get('name'), searchParams.get('type')];
    const found = (records.get(zone.id) ?? []).filter(
      (held) => (name === null || held.name === name) && (type === null || held.type === type),
    );
    return paged(request, found, 100);
  }

  function paged(request: EmulatedRequest, all: readonly unknown[], usual: number): EmulatedReply {
    const { searchParams } = request.url;
    const asked = Number(searchParams.get('per_page') ?? usual);
    const per_page = Math.min(asked, options.pageLimit ?? asked);
    const page = Number(searchParams.get('page') ?? 1);
    const result = all.slice((page - 1) * per_page, page * per_page);
    const total_pages = Math.ceil(all.length / per_page);
    const total_count = all.length;
    return success(result, { page, per_page, count: result.length, total_count, total_pages });
  }

  return {
    ...createEmulator(handle),
    zones,
    records,
    addZone(name, status = 'active') {
      const zone = { id: nextId(), name, status };
      zones.push(zone);
      records.set(zone.id, []);
      return zone;
    },
    addRecord(zone, record) {
      const usual = { ttl: 1, proxied: false, comment: null, tags: [], id: nextId() };
      const full = { ...usual, ...record };
      records.get(zone.id)?.push(full);
      return full;
    },
    recordsOf: (name, type) =>
      [...records.values()]
        .flat()
        .filter((held) => held.name === name && (type === undefined || held.type === type)),
  };
}
