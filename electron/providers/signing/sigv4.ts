import { encodePart } from '../api/call.ts';
import {
  basicTime,
  canonicalHeaders,
  canonicalQuery,
  hex,
  hmacSha256,
  sha256Hex,
} from './encoding.ts';
import type { Signer } from './signer.ts';

export interface Sigv4Options {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string | undefined;
  /** Such as `us-east-1`. */
  readonly region: string;
  /** The service's name in the credential scope, such as `route53`. */
  readonly service: string;
}

const algorithm = 'AWS4-HMAC-SHA256';

/** Headers that a proxy or an HTTP library may touch stay unsigned. */
function isSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-amz-');
}

/** Empty segments left out, and encoded once more than it is sent, as all services but S3 want it. */
function canonicalUri(url: URL): string {
  const path = url.pathname.replace(/\/+/g, '/');
  return path.split('/').map(encodePart).join('/');
}

/**
 * AWS Signature Version 4 with the `Authorization` header, for every service but S3. Adds
 * `x-amz-date`, `x-amz-security-token` (of temporary credentials) and `authorization`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function sigv4(options: Sigv4Options): Signer {
  const { accessKeyId, secretAccessKey, sessionToken, region, service } = options;
  return (request, at) => {
    const url = new URL(request.url);
    const time = basicTime(at);
    const date = time.slice(0, 'YYYYMMDD'.length);
    const headers: Record<string, string> = { ...request.headers, 'x-amz-date': time };
    if (sessionToken !== undefined) headers['x-amz-security-token'] = sessionToken;
    const { lines, names } = canonicalHeaders({ ...headers, host: url.host }, isSigned);
    const canonicalRequest = [
      request.method,
      canonicalUri(url),
      canonicalQuery(url),
      lines.replace(/[ \t]+/g, ' '),
      names,
      sha256Hex(request.body ?? ''),
    ].join('\n');
    const scope = `${date}/${region}/${service}/aws4_request`;
    const toSign = [algorithm, time, scope, sha256Hex(canonicalRequest)].join('\n');
    const dateKey = hmacSha256(`AWS4${secretAccessKey}`, date);
    const serviceKey = hmacSha256(hmacSha256(dateKey, region), service);
    const signature = hex(hmacSha256(hmacSha256(serviceKey, 'aws4_request'), toSign));
    const credential = `Credential=${accessKeyId}/${scope}`;
    const authorization = `${algorithm} ${credential}, SignedHeaders=${names}, Signature=${signature}`;
    return { ...request, headers: { ...headers, authorization } };
  };
}
