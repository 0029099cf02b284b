import { createRequire } from 'node:module';
import type { BceCredentials } from '../../electron/providers/signing/bce.ts';
import type { Signable } from './signable.ts';

const require = createRequire(import.meta.url);

interface BceAuth {
  normalize(text: string, encodingSlash: boolean): string;
  generateAuthorization(
    method: string,
    path: string,
    params: Record<string, string>,
    headers: Record<string, string>,
    timestamp: number,
    expirySeconds: number,
    headersToSign: readonly string[],
  ): string;
}

// Not the package's entry: that loads a client of each service.
const Auth: new (id: string, secret: string) => BceAuth = require('@baiducloud/sdk/src/auth.js');

/** What Baidu's own signer would send; like all its clients with `x-bce-date`. `at` in milliseconds. */
export function bceAuthorization(
  signable: Signable,
  { accessKeyId, secretAccessKey }: BceCredentials,
  at: number,
): string {
  const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  const auth = new Auth(accessKeyId, secretAccessKey);
  return auth.generateAuthorization(
    signable.method,
    // It takes the path as it is; the encoding is its own.
    auth.normalize(`/${signable.segments.join('/')}`, false),
    Object.fromEntries(signable.query),
    { ...signable.headers, Host: signable.host, 'x-bce-date': time },
    Math.floor(at / 1000),
    1800,
    ['host'],
  );
}
