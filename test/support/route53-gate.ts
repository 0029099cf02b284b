import { createHash, createHmac } from 'node:crypto';
import { escapeXml } from '../../electron/core/xml.ts';
import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  type Violate,
} from './emulator.ts';
import type { ZoneStore } from './zone-store.ts';

export const namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';

export interface Route53Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** A refusal of a request as such. */
export function route53Error(status: number, code: string, message: string): EmulatedReply {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return xml(status, 'ErrorResponse', `${error}<RequestId>b25f48e8-84fd</RequestId>`);
}

/** The other form, of a refused batch. */
export function invalidBatch(...messages: readonly string[]): EmulatedReply {
  const list = messages.map((message) => `<Message>${escapeXml(message)}</Message>`).join('');
  return xml(400, 'InvalidChangeBatch', `<Messages>${list}</Messages><RequestId>b25f</RequestId>`);
}

export function xml(status: number, root: string, content: string): EmulatedReply {
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `<?xml version="1.0"?>\n<${root} xmlns="${namespace}">${content}</${root}>`,
  };
}

const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Why a signature (AWS Signature Version 4) or its time is refused, in this order. */
function refusal(
  request: EmulatedRequest,
  options: Route53Key,
  now: number,
  violate: Violate,
): EmulatedReply | undefined {
  const { method, url, headers, body } = request;
  const [, id, scope = '', names = '', signature] =
    headers.authorization?.match(
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/,
    ) ?? [];
  if (id === undefined) {
    return route53Error(403, 'MissingAuthenticationToken', 'Missing Authentication Token');
  }
  const time = headers['x-amz-date'] ?? '';
  const day = time.slice(0, 8);
  if (scope !== `${day}/${options.region}/route53/aws4_request`) violate(`scope ${scope}`);
  const signed = names.split(';');
  for (const must of ['host', 'x-amz-date', ...(body === '' ? [] : ['content-type'])]) {
    if (!signed.includes(must)) violate(`${must} is not signed`);
  }
  if (id !== options.accessKeyId) {
    const message = 'The security token included in the request is invalid.';
    return route53Error(403, 'InvalidClientTokenId', message);
  }
  const query = url.search.slice(1).split('&').filter(Boolean).toSorted().join('&');
  const lines = signed.map((name) => `${name}:${name === 'host' ? url.host : headers[name]}\n`);
  const canonical = [method, url.pathname, query, lines.join(''), names, sha256(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = [options.region, 'route53', 'aws4_request'].reduce(
    hmac,
    hmac(`AWS4${options.secretAccessKey}`, day),
  );
  if (hmac(key, text).toString('hex') !== signature) {
    return route53Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  }
  const at = Date.parse(
    time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  if (Math.abs(at - now) <= 5 * 60_000) return undefined;
  const how = at < now ? 'Signature expired' : 'Signature not yet current';
  return route53Error(403, 'SignatureDoesNotMatch', `${how}: ${time} is now too far from ours`);
}

/** Lets only signed requests through, and tells each the service's time. */
export function signedEmulator(
  store: ZoneStore,
  key: Route53Key,
  handle: (request: EmulatedRequest, violate: Violate) => EmulatedReply,
): Emulator {
  return createEmulator((request, violate) => {
    const reply = refusal(request, key, store.now, violate) ?? handle(request, violate);
    if (!('status' in reply)) return reply;
    return { ...reply, headers: { ...reply.headers, date: new Date(store.now).toUTCString() } };
  });
}
