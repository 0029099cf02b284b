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

export interface VolcengineOptions {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Such as `cn-north-1`. */
  readonly region: string;
  /** The service's name in the credential scope, such as `DNS`. */
  readonly service: string;
}

const algorithm = 'HMAC-SHA256';
const signed: readonly string[] = ['content-type', 'host', 'x-content-sha256', 'x-date'];

/**
 * Volcengine's signature. Adds `x-date`, `x-content-sha256` and `authorization`.
 * https://www.volcengine.com/docs/6369/67269
 */
export function volcengineSigner(options: VolcengineOptions): Signer {
  const { accessKeyId, secretAccessKey, region, service } = options;
  return (request, at) => {
    const url = new URL(request.url);
    const time = basicTime(at);
    const date = time.slice(0, 'YYYYMMDD'.length);
    const bodyHash = sha256Hex(request.body ?? '');
    const headers = { ...request.headers, 'x-content-sha256': bodyHash, 'x-date': time };
    const { lines, names } = canonicalHeaders({ ...headers, host: url.host }, (name) =>
      signed.includes(name),
    );
    const canonicalRequest = [
      request.method,
      canonicalPath(url),
      canonicalQuery(url),
      lines,
      names,
      bodyHash,
    ].join('\n');
    const scope = `${date}/${region}/${service}/request`;
    const toSign = [algorithm, time, scope, sha256Hex(canonicalRequest)].join('\n');
    const serviceKey = hmacSha256(hmacSha256(hmacSha256(secretAccessKey, date), region), service);
    const signature = hex(hmacSha256(hmacSha256(serviceKey, 'request'), toSign));
    const credential = `Credential=${accessKeyId}/${scope}`;
    const authorization = `${algorithm} ${credential}, SignedHeaders=${names}, Signature=${signature}`;
    return { ...request, headers: { ...headers, authorization } };
  };
}
