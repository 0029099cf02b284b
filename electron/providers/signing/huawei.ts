import {
  basicTime,
  canonicalHeaders,
  canonicalPath,
  canonicalQuery,
  hex,
  hmacSha256,
  sha256Hex,
} from './encoding.ts';
import type { Signer } from './signer.ts';

export interface HuaweiCredentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

const algorithm = 'SDK-HMAC-SHA256';
const signed: readonly string[] = ['content-type', 'host', 'x-sdk-date'];

/**
 * Huawei Cloud's signature with an access key. Adds `x-sdk-date` and `authorization`.
 * https://support.huaweicloud.com/devg-apisign/api-sign-algorithm-001.html
 */
export function huaweiSigner({ accessKey, secretKey }: HuaweiCredentials): Signer {
  return (request, at) => {
    const url = new URL(request.url);
    const time = basicTime(at);
    const headers = { ...request.headers, 'x-sdk-date': time };
    const { lines, names } = canonicalHeaders({ ...headers, host: url.host }, (name) =>
      signed.includes(name),
    );
    const path = canonicalPath(url);
    const canonicalRequest = [
      request.method,
      // Signed with a slash at its end, sent as it is.
      path.endsWith('/') ? path : `${path}/`,
      canonicalQuery(url),
      lines,
      names,
      sha256Hex(request.body ?? ''),
    ].join('\n');
    const toSign = [algorithm, time, sha256Hex(canonicalRequest)].join('\n');
    const signature = hex(hmacSha256(secretKey, toSign));
    const authorization = `${algorithm} Access=${accessKey}, SignedHeaders=${names}, Signature=${signature}`;
    return { ...request, headers: { ...headers, authorization } };
  };
}
