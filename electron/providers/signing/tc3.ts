import { canonicalHeaders, hex, hmacSha256, isoTime, sha256Hex } from './encoding.ts';
import type { Signer } from './signer.ts';

export interface Tc3Options {
  readonly secretId: string;
  readonly secretKey: string;
  /** The product's name in the credential scope, such as `dnspod`. */
  readonly service: string;
}

const algorithm = 'TC3-HMAC-SHA256';
const signed: readonly string[] = ['content-type', 'host', 'x-tc-action'];

/**
 * Tencent Cloud's signature v3. Adds `x-tc-timestamp` (Unix seconds) and `authorization`. The
 * service refuses a request without `content-type`, so the request must have one.
 * https://cloud.tencent.com/document/api/1427/56189
 */
export function tc3({ secretId, secretKey, service }: Tc3Options): Signer {
  return (request, at) => {
    const url = new URL(request.url);
    const timestamp = String(Math.floor(at / 1000));
    const date = isoTime(at).slice(0, 'YYYY-MM-DD'.length);
    const headers = { ...request.headers, 'x-tc-timestamp': timestamp };
    const { lines, names } = canonicalHeaders({ ...headers, host: url.host }, (name) =>
      signed.includes(name),
    );
    const canonicalRequest = [
      request.method,
      url.pathname,
      // As it is sent, neither sorted nor encoded anew.
      url.search.slice(1),
      // The values too are in lower case, here only.
      lines.toLowerCase(),
      names,
      sha256Hex(request.body ?? ''),
    ].join('\n');
    const scope = `${date}/${service}/tc3_request`;
    const toSign = [algorithm, timestamp, scope, sha256Hex(canonicalRequest)].join('\n');
    const serviceKey = hmacSha256(hmacSha256(`TC3${secretKey}`, date), service);
    const signature = hex(hmacSha256(hmacSha256(serviceKey, 'tc3_request'), toSign));
    const credential = `Credential=${secretId}/${scope}`;
    const authorization = `${algorithm} ${credential}, SignedHeaders=${names}, Signature=${signature}`;
    return { ...request, headers: { ...headers, authorization } };
  };
}
