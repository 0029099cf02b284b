import { encodePart } from '../api/call.ts';
import { canonicalPath, canonicalQuery, hex, hmacSha256, isoTime } from './encoding.ts';
import type { Signer } from './signer.ts';

export interface BceCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Seconds that a signature stays valid: what Baidu's own clients ask for. */
const expiry = 1800;

/** Sorted as whole `key=value` texts, so `a-b=1` comes before `a=1`. */
function sortedByPair(url: URL): string {
  const pairs = canonicalQuery(url).split('&');
  return pairs
    .filter((pair) => !/^authorization=/i.test(pair))
    .sort()
    .join('&');
}

/**
 * Baidu AI Cloud's signature V1 over method, path, query, `host` and `x-bce-date`; it does not cover
 * the body. Adds `x-bce-date` and `authorization`.
 * https://cloud.baidu.com/doc/Reference/s/njwvz1yfu
 */
export function bceSigner({ accessKeyId, secretAccessKey }: BceCredentials): Signer {
  return (request, at) => {
    const url = new URL(request.url);
    const time = isoTime(at);
    const prefix = `bce-auth-v1/${accessKeyId}/${time}/${expiry}`;
    const canonicalRequest = [
      request.method,
      canonicalPath(url),
      sortedByPair(url),
      `host:${encodePart(url.host)}`,
      `x-bce-date:${encodePart(time)}`,
    ].join('\n');
    // The key is the hex text, not the bytes that it stands for.
    const key = hex(hmacSha256(secretAccessKey, prefix));
    const signature = hex(hmacSha256(key, canonicalRequest));
    const authorization = `${prefix}/host;x-bce-date/${signature}`;
    return { ...request, headers: { ...request.headers, 'x-bce-date': time, authorization } };
  };
}
