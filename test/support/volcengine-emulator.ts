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

interface VolcengineOptions {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly pageSize: number;
  readonly zonePageSize: number;
  /** Ids of records that are disabled. */
  readonly disabled?: ReadonlySet<string>;
}

const metadata = {
  RequestId: '20221215',
  Version: '2018-08-01',
  Service: 'DNS',
  Region: 'cn-north-1',
};

export function volcengineError(status: number, Code: string, Message = ''): EmulatedReply {
  return jsonReply(status, {
    ResponseMetadata: { ...metadata, Error: { CodeN: 0, Code, Message } },
  });
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

const forms: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  ListZones: { Key: /^[a-z0-9.-]+$/, SearchMode: /^exact$/ },
  ListRecords: { ZID: /^\d+$/, Host: /^(@|\*|[a-z0-9_.*-]+)$/, SearchMode: /^exact$/ },
};

/** Zones and records of Volcengine's DNS API 2018-08-01, after its documentation. */
export function volcengineEmulator(store: ZoneStore, options: VolcengineOptions): Emulator {
  function unsigned(request: EmulatedRequest, violate: Violate): EmulatedReply | undefined {
    const { method, url, headers, body } = request;
    const [, key, scope = '', names = '', signature] =
      headers.authorization?.match(
        /^HMAC-SHA256 Credential=([^/]+)\/(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/,
      ) ?? [];
    if (key === undefined) return volcengineError(401, 'MissingAuthenticationToken');
    const time = headers['x-date'] ?? '';
    const day = time.slice(0, 8);
    if (scope !== `${day}/cn-north-1/DNS/request`) violate(`scope ${scope}`);
    if (headers['x-content-sha256'] !== sha256(body))
      violate('x-content-sha256 is of another body');
    const signed = names.split(';');
    const must = ['host', 'x-date', 'x-content-sha256', ...(body === '' ? [] : ['content-type'])];
    for (const name of must) if (!signed.includes(name)) violate(`${name} is not signed`);
    if (key !== options.accessKeyId) {
      return volcengineError(401, 'InvalidAccessKey', `The accesskey [${key}] is invalid.`);
    }
    const at = Date.parse(
      time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
    );
    if (!(Math.abs(at - store.now) <= 15 * 60_000)) {
      return volcengineError(400, 'InvalidTimestamp', 'The Signature of the request is expired.');
    }
    const query = url.search.slice(1).split('&').filter(Boolean).toSorted().join('&');
    const lines = signed.map((name) => `${name}:${name === 'host' ? url.host : headers[name]}\n`);
    const canonical = [method, url.pathname, query, lines.join(''), names, sha256(body)].join('\n');
    const text = ['HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
    const secret = ['cn-north-1', 'DNS', 'request'].reduce(
      hmac,
      hmac(options.secretAccessKey, day),
    );
    const right = hmac(secret, text).toString('hex') === signature;
    return right ? undefined : volcengineError(401, 'SignatureDoesNotMatch', 'does not match');
  }

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.url.origin !== 'https://open.volcengineapi.com' || request.url.pathname !== '/') {
      violate('no such path');
    }
    const refused = unsigned(request, violate);
    if (refused !== undefined) return refused;
    const action = request.url.searchParams.get('Action') ?? '';
    const reads = forms[action];
    const plain = { Action: /^\w+$/, Version: /^2018-08-01$/ };
    const paging = { PageNumber: /^[1-9]\d*$/, PageSize: /^([1-9]\d?|[1-4]\d\d|500)$/ };
    onlyQuery(request, reads === undefined ? plain : { ...plain, ...reads, ...paging }, violate);
    if (request.method !== (reads === undefined ? 'POST' : 'GET')) violate('method');
    if (action === 'ListZones') return zones(request);
    if (action === 'ListRecords') return records(request);
    const body = jsonBody(request, violate);
    if (action === 'CreateRecord') return create(body, violate);
    if (action === 'UpdateRecord') return update(body, violate);
    if (action === 'DeleteRecord') return remove(body, violate);
    violate(`no action ${action}`);
    return volcengineError(404, 'InvalidActionOrVersion', action);
  }

  const result = (Result: unknown) => jsonReply(200, { ResponseMetadata: metadata, Result });

  function page<Item>({ url }: EmulatedRequest, all: readonly Item[], most: number) {
    const number = Number(url.searchParams.get('PageNumber') ?? 1);
    const size = Math.min(Number(url.searchParams.get('PageSize') ?? 20), most);
    return all.slice((number - 1) * size, number * size);
  }

  function zones(request: EmulatedRequest): EmulatedReply {
    const query = request.url.searchParams;
    const key = query.get('Key') ?? '';
    // The mode does not make the search exact everywhere.
    const found = store.zones.filter(({ name }) => name.includes(key));
    const shown = page(request, found, options.zonePageSize);
    const Zones = shown.map(({ id, name }) => ({ ZID: Number(id), ZoneName: name, Remark: '' }));
    return result({ Zones, Total: found.length });
  }

  const shown = ({ name: zoneName }: StoredZone, record: StoredRecord) => ({
    RecordID: record.id,
    Host: record.name === zoneName ? '@' : record.name.slice(0, -zoneName.length - 1),
    Type: record.type,
    Value: record.value,
    TTL: record.ttl,
    Line: record.line,
    Enable: options.disabled?.has(record.id) !== true,
    Weight: 1,
    Remark: record.comment,
  });

  function records(request: EmulatedRequest): EmulatedReply {
    const query = request.url.searchParams;
    const zone = store.zones.find(({ id }) => id === query.get('ZID'));
    if (zone === undefined) return volcengineError(400, 'ErrZoneNotFound', 'zone not found');
    const host = query.get('Host');
    const all = zone.records.map((record) => shown(zone, record));
    const found = all.filter(({ Host }) => host === null || Host === host);
    const Records = page(request, found, options.pageSize);
    return result({ Records, TotalCount: found.length, PageNumber: 1, PageSize: 1 });
  }

  function checked(body: Readonly<Record<string, unknown>>, zone: StoredZone, violate: Violate) {
    const { Host, Line, Type, Value, TTL } = body;
    if (Line !== 'default') violate('the line is not the default one');
    if (typeof TTL !== 'number') violate('TTL is no number');
    if (typeof Host !== 'string' || Host === '') violate('Host');
    requireFamily(Type, Value, violate);
    const name = Host === '@' ? zone.name : `${String(Host)}.${zone.name}`;
    return { name, type: String(Type), value: String(Value), ttl: Number(TTL) };
  }

  function create(body: Readonly<Record<string, unknown>>, violate: Violate): EmulatedReply {
    onlyKeys(body, ['ZID', 'Host', 'Line', 'Type', 'Value', 'TTL'], violate);
    if (typeof body.ZID !== 'number') violate('ZID is no number');
    const zone = store.zones.find(({ id }) => id === String(body.ZID));
    if (zone === undefined) return volcengineError(400, 'ErrZoneNotFound', 'zone not found');
    const to = checked(body, zone, violate);
    if (store.refused.has(to.name)) return volcengineError(400, 'ErrParamInvalid', 'refused');
    if (store.clashes(zone, to.name, to.type)) {
      return volcengineError(400, 'ErrRecordConflict', 'conflicts with a CNAME record');
    }
    const same = store.at(zone, to.name, to.type);
    if (same.some(({ value, line }) => value === to.value && line === 'default')) {
      return volcengineError(409, 'ErrDBDuplicated', 'the record exists');
    }
    return result(shown(zone, store.add(zone, { ...to, comment: '' })));
  }

  function update(body: Readonly<Record<string, unknown>>, violate: Violate): EmulatedReply {
    onlyKeys(body, ['RecordID', 'Host', 'Line', 'Type', 'Value', 'TTL'], violate);
    if (typeof body.RecordID !== 'string') violate('RecordID is no text');
    const found = store.find(String(body.RecordID));
    if (found === undefined) return volcengineError(400, 'ErrDBNotFound', 'no such record');
    const { name, type, value, ttl } = checked(body, found.zone, violate);
    if (name !== found.record.name || type !== found.record.type) violate('name and type stay');
    if (store.refused.has(name)) return volcengineError(400, 'ErrParamInvalid', 'refused');
    return result(shown(found.zone, store.change(found.record.id, { value, ttl })));
  }

  function remove(body: Readonly<Record<string, unknown>>, violate: Violate): EmulatedReply {
    onlyKeys(body, ['RecordID'], violate);
    if (store.find(String(body.RecordID)) === undefined) {
      return volcengineError(400, 'ErrDBNotFound', 'no such record');
    }
    store.remove(String(body.RecordID));
    return jsonReply(200, { ResponseMetadata: metadata });
  }

  return createEmulator((request, violate) => {
    const reply = handle(request, violate);
    if (!('status' in reply)) return reply;
    return { ...reply, headers: { ...reply.headers, date: new Date(store.now).toUTCString() } };
  });
}
