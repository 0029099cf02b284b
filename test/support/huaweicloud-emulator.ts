import { createHash, createHmac } from 'node:crypto';
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

interface HuaweicloudOptions {
  readonly host: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly pageSize: number;
  readonly zonePageSize: number;
  /** Ids of record sets that are paused. */
  readonly paused?: ReadonlySet<string>;
  /** Each record of the default line is a set of its own with a weight. */
  readonly weights?: boolean;
}

export function dnsError(status: number, code: string, message: string): EmulatedReply {
  return jsonReply(status, { code, message });
}

export function gatewayError(status: number, code: string, message: string): EmulatedReply {
  return jsonReply(status, { error_msg: message, error_code: code, request_id: 'b25f48e8' });
}

const zonePrefix = '2c9eb155587194ec01587224';
const setPrefix = 'ff80808157127d9301572dee';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Public zones and record sets of Huawei Cloud's DNS API v2 and v2.1, after its reference. */
export function huaweicloudEmulator(store: ZoneStore, options: HuaweicloudOptions): Emulator {
  function unsigned(request: EmulatedRequest, violate: Violate): EmulatedReply | undefined {
    const { method, url, headers, body } = request;
    const [, key, names = '', signature] =
      headers.authorization?.match(
        /^SDK-HMAC-SHA256 Access=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/,
      ) ?? [];
    const wrong = (why: string) =>
      gatewayError(401, 'APIGW.0301', `Incorrect IAM authentication information: ${why}`);
    if (key === undefined) return wrong('no signature');
    if (key !== options.accessKey) return wrong(`Get secretKey failed,ak:${key},err:ak not exist`);
    const signed = names.split(';');
    for (const must of ['host', 'x-sdk-date', ...(body === '' ? [] : ['content-type'])]) {
      if (!signed.includes(must)) violate(`${must} is not signed`);
    }
    const time = headers['x-sdk-date'] ?? '';
    const query = url.search.slice(1).split('&').filter(Boolean).toSorted().join('&');
    const lines = signed.map((name) => `${name}:${name === 'host' ? url.host : headers[name]}\n`);
    const path = url.pathname.replace(/\/?$/, '/');
    const canonical = [method, path, query, lines.join(''), names, sha256(body)].join('\n');
    const text = ['SDK-HMAC-SHA256', time, sha256(canonical)].join('\n');
    const own = createHmac('sha256', options.secretKey).update(text).digest('hex');
    const at = Date.parse(
      time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
    );
    const late = Math.abs(at - store.now) > 15 * 60_000;
    return own !== signature || late ? wrong('verify aksk signature fail') : undefined;
  }

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.url.host !== options.host) violate(`host ${request.url.host}`);
    const refused = unsigned(request, violate);
    if (refused !== undefined) return refused;
    if (request.url.pathname === '/v2/zones') return zones(request, violate);
    const [, zoneId, setId] =
      request.url.pathname.match(/^\/v2\.1\/zones\/([0-9a-f]+)\/recordsets(?:\/([0-9a-f]+))?$/) ??
      [];
    if (zoneId === undefined) violate('no such path');
    const zone = store.zones.find(({ id }) => `${zonePrefix}${id}` === zoneId);
    if (zone === undefined) return dnsError(404, 'DNS.0302', 'This zone does not exist.');
    if (request.method === 'GET') return sets(request, zone, violate);
    return setId === undefined
      ? create(request, zone, violate)
      : change(request, zone, setId, violate);
  }

  function page<Item>({ url }: EmulatedRequest, all: readonly Item[], most: number) {
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const size = Math.min(Number(url.searchParams.get('limit') ?? 500), most);
    return { items: all.slice(offset, offset + size), metadata: { total_count: all.length } };
  }

  const paging = { limit: /^([1-9]\d?|[1-4]\d\d|500)$/, offset: /^\d+$/ };

  function zones(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('zones are only read');
    onlyQuery(request, { type: /^public$/, name: /^[a-z0-9.-]+$/, ...paging }, violate);
    if (!request.url.searchParams.has('type')) violate('private zones are not asked for');
    const wanted = request.url.searchParams.get('name') ?? '';
    const found = store.zones.filter(({ name }) => `${name}.`.includes(wanted));
    const { items, metadata } = page(request, found, options.zonePageSize);
    const shown = items.map(({ id, name }) => ({
      id: `${zonePrefix}${id}`,
      name: `${name}.`,
      status: 'ACTIVE',
      zone_type: 'public',
      description: null,
    }));
    return jsonReply(200, { links: {}, zones: shown, metadata });
  }

  /** What the service calls one set: a name, a type and a line. */
  function setsOf({ records }: StoredZone): readonly (readonly StoredRecord[])[] {
    const keyOf = ({ id, name, type, line }: StoredRecord) =>
      `${name} ${type} ${line} ${options.weights === true ? id : ''}`;
    return [...Map.groupBy(records, keyOf).values()];
  }

  const idOf = (set: readonly StoredRecord[]) => `${setPrefix}${set[0]?.id}`;

  function shown(set: readonly StoredRecord[]) {
    const [first] = set;
    const paused = options.paused?.has(first?.id ?? '') === true;
    const alias = first?.line === 'alias';
    return {
      id: idOf(set),
      name: `${first?.name}.`,
      type: first?.type,
      ttl: first?.ttl,
      records: alias ? null : set.map(({ value }) => value),
      line: first?.line === 'default' || alias ? 'default_view' : first?.line,
      description: first?.comment,
      status: paused ? 'DISABLE' : 'ACTIVE',
      weight: 1,
      default: false,
      alias_target: alias ? { resource_type: 'ELB', resource_domain_name: first?.value } : null,
    };
  }

  function sets(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    const form = { name: /^[a-z0-9_.-]+$/, search_mode: /^(like|equal)$/, ...paging };
    onlyQuery(request, form, violate);
    const wanted = request.url.searchParams.get('name') ?? '';
    const found = setsOf(zone).filter(([first]) => `${first?.name}.`.includes(wanted));
    const { items, metadata } = page(request, found, options.pageSize);
    return jsonReply(200, { links: {}, recordsets: items.map(shown), metadata });
  }

  function checked(body: Readonly<Record<string, unknown>>, violate: Violate) {
    const { name, type, ttl, records } = body;
    if (typeof name !== 'string' || !name.endsWith('.')) violate('name is not absolute');
    if (typeof ttl !== 'number') violate('ttl is no number');
    if (!Array.isArray(records) || records.length !== 1) violate('records is not one address');
    requireFamily(type, (records as readonly unknown[])[0], violate);
    const wire = String(name).replace(/\.$/, '');
    return { name: wire, type: String(type), ttl: Number(ttl), values: records as string[] };
  }

  function create(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'POST') violate('no such method here');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'type', 'ttl', 'records', 'line'], violate);
    if (body.line !== 'default_view') violate('the line is not the default one');
    const { name, type, ttl, values } = checked(body, violate);
    if (store.refused.has(name)) return dnsError(400, 'DNS.0308', 'Invalid record set value.');
    const clash = store.clashes(zone, name, type);
    if (clash) return dnsError(400, 'DNS.0335', 'Conflicts with an existing record set.');
    if (store.at(zone, name, type).some(({ line }) => line === 'default')) {
      return dnsError(400, 'DNS.0312', 'The record set already exists.');
    }
    const value = values[0] ?? '';
    const record = store.add(zone, { name, type, value, ttl, comment: '' });
    return jsonReply(202, { ...shown([record]), status: 'PENDING_CREATE' });
  }

  function change(
    request: EmulatedRequest,
    zone: StoredZone,
    id: string,
    violate: Violate,
  ): EmulatedReply {
    if (request.method !== 'PUT') violate('no such method here');
    const set = setsOf(zone).find((each) => idOf(each) === id);
    const [first] = set ?? [];
    if (first === undefined) return dnsError(404, 'DNS.0313', 'This record set does not exist.');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'type', 'ttl', 'records'], violate);
    const { name, type, ttl, values } = checked(body, violate);
    if (name !== first.name || type !== first.type) violate('name and type stay');
    if (store.refused.has(name)) return dnsError(400, 'DNS.0308', 'Invalid record set value.');
    const line = first.line;
    const written = store.replace(zone, { name, type, values, ttl, line });
    return jsonReply(202, { ...shown(written), status: 'PENDING_UPDATE' });
  }

  return createEmulator((request, violate) => {
    const reply = handle(request, violate);
    if (!('status' in reply)) return reply;
    return { ...reply, headers: { ...reply.headers, date: new Date(store.now).toUTCString() } };
  });
}
