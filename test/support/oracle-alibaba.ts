import { createRequire } from 'node:module';
import type { OutgoingRequest } from '../../electron/providers/signing/signer.ts';

/** What we use of it; its own types need a package that has no types for ES modules. */
interface AlibabaUtil {
  getEncodeParam(text: string): string;
  getAuthorization(
    request: {
      readonly method: string;
      readonly pathname: string;
      readonly query: Readonly<Record<string, string>>;
      readonly headers: Readonly<Record<string, string>>;
    },
    algorithm: string,
    bodyHash: string,
    accessKeyId: string,
    accessKeySecret: string,
  ): string;
}

const require = createRequire(import.meta.url);
const { default: util }: { readonly default: AlibabaUtil } = require('@alicloud/openapi-util');

/** The `Authorization` that Alibaba's SDK makes of a request that has all its `x-acs-*` headers. */
export function alibabaAuthorization(
  request: OutgoingRequest,
  accessKeyId: string,
  accessKeySecret: string,
): string {
  const url = new URL(request.url);
  const parts = url.search.slice(1).split('&');
  const pairs = parts.map((part) => part.split('=').map(decodeURIComponent));
  const segments = url.pathname.split('/').map(decodeURIComponent);
  return util.getAuthorization(
    {
      method: request.method,
      pathname: segments.map((segment) => util.getEncodeParam(segment)).join('/'),
      query: url.search === '' ? {} : Object.fromEntries(pairs),
      headers: { ...request.headers, host: url.host },
    },
    'ACS3-HMAC-SHA256',
    request.headers['x-acs-content-sha256'] ?? '',
    accessKeyId,
    accessKeySecret,
  );
}
