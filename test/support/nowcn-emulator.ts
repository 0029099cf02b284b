import { createHmac } from 'node:crypto';
import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

interface NowcnOptions {
  readonly host: string;
  readonly accessInstanceId: string;
  readonly secret: string;
  /** Keys in lower case, TTLs as texts. */
  readonly lowerCase?: boolean;
}

/** A refusal comes with status 200. */
export function nowcnError(error: string, status = 200): EmulatedReply {
  return jsonReply(status, { RequestId: 'a1b2c3', error });
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const signing = {
  AccessInstanceID: /./,
  SignatureMethod: /^HMAC-SHA1$/,
  SignatureNonce: /^\w+$/,
  Timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  Signature: /./,
};
const name = { Domain: /\./, Host: /^(@|[a-z0-9_.*-]+)$/, Type: /^(A|AAAA)$/ };
const values = { ...name, Value: /./, Ttl: /^\d+$/ };

const actions: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  DescribeRecordIndex: name,
  AddDomainRecord: values,
  UpdateDomainRecord: { ...values, Id: /^\d+$/ },
  DeleteDomainRecord: { Id: /^\d+$/, Domain: /\./ },
};

/**
 * The records of now.cn's API and its kin, after a maintained client; the texts of its errors and
 * how old a request may be are not documented.
 */
export function nowcnEmulator(store: ZoneStore, options: NowcnOptions): Emulator {
  let lastNonce = '';

  function unsigned({ method, url }: EmulatedRequest, violate: Violate): EmulatedReply | undefined {
    const query = url.searchParams;
    const nonce = query.get('SignatureNonce') ?? '';
    if (nonce === lastNonce) violate('a nonce twice');
    lastNonce = nonce;
    if (query.get('AccessInstanceID') !== options.accessInstanceId) {
      return nowcnError('AccessInstanceID is invalid');
    }
    const pairs = [...query]
      .filter(([key]) => key !== 'Signature')
      .map(([key, value]) => `${encode(key)}=${encode(value)}`);
    const text = `${method}&%2F&${encode(pairs.toSorted().join('&'))}`;
    const own = createHmac('sha1', `${options.secret}&`).update(text).digest('base64');
    if (own !== query.get('Signature')) return nowcnError('Signature verification failed');
    const late = Math.abs(Date.parse(query.get('Timestamp') ?? '') - store.now) > 15 * 60_000;
    return late ? nowcnError('Timestamp is expired') : undefined;
  }

  function shown(zone: StoredZone, record: StoredRecord) {
    const { id, type, value, ttl } = record;
    const host = record.name === zone.name ? '@' : record.name.slice(0, -zone.name.length - 1);
    if (options.lowerCase === true) {
      return { id, domain: zone.name, host, type, value, state: 1, ttl: String(ttl) };
    }
    return {
      id: Number(id),
      Domain: zone.name,
      Host: host,
      Type: type,
      Value: value,
      State: 1,
      Ttl: ttl,
    };
  }

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { method, url, body } = request;
    if (url.host !== options.host || method !== 'GET' || body !== '')
      violate('not a GET of the host');
    const [, action = ''] = url.pathname.match(/^\/api\/Dns\/(\w+)$/) ?? [];
    const form = actions[action];
    if (form === undefined) violate('no such path');
    onlyQuery(request, { ...signing, ...form }, violate);
    for (const key of Object.keys({ ...signing, ...form })) {
      if (!url.searchParams.has(key)) violate(`${key} is missing`);
    }
    const refused = unsigned(request, violate);
    if (refused !== undefined) return refused;
    const query = Object.fromEntries(url.searchParams);
    const zone = store.zone(query.Domain ?? '');
    if (zone === undefined) return nowcnError('域名不存在');
    const full = query.Host === '@' ? zone.name : `${query.Host}.${zone.name}`;
    const { Type: type = '', Value: value = '', Id: id = '' } = query;
    if (action === 'DescribeRecordIndex') {
      const found = store.at(zone, full, type).map((record) => shown(zone, record));
      const key = options.lowerCase === true ? 'data' : 'Data';
      return jsonReply(200, { RequestId: 'a1b2c3', [key]: found });
    }
    const held = store.find(id)?.record;
    if (action !== 'AddDomainRecord' && held === undefined) return nowcnError('解析记录不存在');
    const done = (Id: string) => jsonReply(200, { RequestId: 'a1b2c3', Id: Number(Id) });
    if (action === 'DeleteDomainRecord') {
      store.remove(id);
      return done(id);
    }
    requireFamily(type, value, violate);
    if (store.refused.has(full)) return nowcnError('Value is illegal');
    if (store.clashes(zone, full, type)) return nowcnError('与CNAME记录冲突');
    const same = store.at(zone, full, type).some((each) => each.value === value && each.id !== id);
    if (same) return nowcnError('the record already exists');
    const ttl = Number(query.Ttl);
    if (held === undefined) return done(store.add(zone, { name: full, type, value, ttl }).id);
    if (held.name !== full || held.type !== type) violate('name and type stay');
    return done(store.change(held.id, { value, ttl }).id);
  }

  return createEmulator((request, violate) => {
    const reply = handle(request, violate);
    if (!('status' in reply)) return reply;
    return { ...reply, headers: { ...reply.headers, date: new Date(store.now).toUTCString() } };
  });
}
