import {
  canonicalHeaders,
  canonicalPath,
  canonicalQuery,
  hex,
  hmacSha256,
  isoTime,
  sha256Hex,
} from './encoding.ts';
import type { Signer } from './signer.ts';

export interface Acs3Options {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of temporary (STS) credentials. */
  readonly securityToken?: string | undefined;
  /** A text that no other request had: the service takes each only once. */
  readonly nonce: () => string;
}

const algorithm = 'ACS3-HMAC-SHA256';

function isSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
}

/**
 * Alibaba Cloud's signature V3. The request brings `x-acs-action` and `x-acs-version`; this adds
 * `x-acs-date`, `x-acs-content-sha256`, `x-acs-signature-nonce`, `x-acs-security-token` (of
 * temporary credentials) and `authorization`.
 * https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 */
export function acs3(options: Acs3Options): Signer {
  const { accessKeyId, accessKeySecret, securityToken, nonce } = options;
  return (request, at) => {
    const url = new URL(request.url);
    const bodyHash = sha256Hex(request.body ?? '');
    const headers: Record<string, string> = {
      ...request.headers,
      'x-acs-date': isoTime(at),
      'x-acs-content-sha256': bodyHash,
      'x-acs-signature-nonce': nonce(),
    };
    if (securityToken !== undefined) headers['x-acs-security-token'] = securityToken;
    const { lines, names } = canonicalHeaders({ ...headers, host: url.host }, isSigned);
    const canonicalRequest = [
      request.method,
      canonicalPath(url),
      canonicalQuery(url),
      lines,
      names,
      bodyHash,
    ].join('\n');
    const toSign = `${algorithm}\n${sha256Hex(canonicalRequest)}`;
    const signature = hex(hmacSha256(accessKeySecret, toSign));
    const credential = `Credential=${accessKeyId}`;
    const authorization = `${algorithm} ${credential},SignedHeaders=${names},Signature=${signature}`;
    return { ...request, headers: { ...headers, authorization } };
  };
}
