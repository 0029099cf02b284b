import { createHmac } from 'node:crypto';
import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

export interface BaiducloudOptions {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly pageSize: number;
  readonly zonePageSize: number;
  /** Ids of records that are paused. */
  readonly paused?: ReadonlySet<string>;
}

type Handler = (request: EmulatedRequest, violate: Violate) => EmulatedReply;

export function baiduError(status: number, code: string, message = ''): EmulatedReply {
  return jsonReply(status, { code, message, requestId: 'c4abab14-ebc4' });
}

/**
 * Milliseconds. A signature says itself that it lives for 30 minutes; how old the service lets it be
 * before that is not documented, so this one is the stricter.
 */
const tolerance = 15 * 60_000;

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');

function unsigned(
  { method, url, headers }: EmulatedRequest,
  options: BaiducloudOptions,
  now: number,
): EmulatedReply | undefined {
  const [, prefix, key, time = '', signature] =
    headers.authorization?.match(
      /^(bce-auth-v1\/([^/]+)\/([^/]+)\/1800)\/host;x-bce-date\/([0-9a-f]{64})$/,
    ) ?? [];
  if (prefix === undefined) return baiduError(400, 'InvalidHTTPAuthHeader', 'format error');
  if (key !== options.accessKeyId) {
    return baiduError(
      403,
      'InvalidAccessKeyId',
      'The Access Key ID does not exist in our records.',
    );
  }
  if (!(Math.abs(Date.parse(time) - now) <= tolerance)) {
    return baiduError(400, 'RequestExpired', `Request has expired. Timestamp date is ${time}.`);
  }
  const query = url.search.slice(1).split('&').filter(Boolean).toSorted().join('&');
  const date = encodeURIComponent(headers['x-bce-date'] ?? '');
  const canonical = [method, url.pathname, query, `host:${url.host}`, `x-bce-date:${date}`];
  const right = hmac(hmac(options.secretAccessKey, prefix), canonical.join('\n')) === signature;
  return right ? undefined : baiduError(400, 'SignatureDoesNotMatch', 'The signature is wrong.');
}

/** Lets only signed requests through, and tells each the service's time. */
export function serve(store: ZoneStore, options: BaiducloudOptions, handler: Handler): Emulator {
  return createEmulator((request, violate) => {
    const reply = unsigned(request, options, store.now) ?? handler(request, violate);
    if (!('status' in reply)) return reply;
    return { ...reply, headers: { ...reply.headers, date: new Date(store.now).toUTCString() } };
  });
}

/** Both products answer a write so. */
export const done: EmulatedReply = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '',
};

export const hostIn = (zone: StoredZone, name: string) =>
  name === zone.name ? '@' : name.slice(0, -zone.name.length - 1);
export const nameIn = (zone: StoredZone, host: unknown) =>
  host === '@' ? zone.name : `${String(host)}.${zone.name}`;

/** What both products refuse of a record. */
export function refusal(
  store: ZoneStore,
  zone: StoredZone,
  wanted: { readonly name: string; readonly type: string; readonly value: string },
  held?: StoredRecord,
): EmulatedReply | undefined {
  const { name, type, value } = wanted;
  if (store.refused.has(name)) return baiduError(400, 'InappropriateJSON', 'The value is refused.');
  if (store.clashes(zone, name, type)) {
    return baiduError(409, 'RecordConflict', 'It conflicts with another record.');
  }
  const same = store
    .at(zone, name, type)
    .some(
      (record) => record.value === value && record.line === 'default' && record.id !== held?.id,
    );
  return same ? baiduError(409, 'RecordAlreadyExists', '解析记录已存在') : undefined;
}
