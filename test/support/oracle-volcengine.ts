import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { encodePart } from '../../electron/providers/api/call.ts';
import type { VolcengineOptions } from '../../electron/providers/signing/volcengine.ts';
import { groupedQuery, type Signable } from './signable.ts';

const require = createRequire(import.meta.url);

interface VolcengineRequest {
  readonly region: string;
  readonly method: string;
  readonly pathname: string;
  readonly params: Record<string, string[]>;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

interface VolcengineSigner {
  isSignableHeader(name: string): boolean;
  addAuthorization(
    credentials: { readonly accessKeyId: string; readonly secretKey: string },
    date: Date,
  ): void;
}

type SignerConstructor = new (request: VolcengineRequest, service: string) => VolcengineSigner;

// Not the package's entry: that reads a file of the user's home.
const {
  default: Signer,
}: { readonly default: SignerConstructor } = require('@volcengine/openapi/lib/base/sign.js');

const signed = ['content-type', 'host', 'x-content-sha256', 'x-date'];

/** What Volcengine's own signer would send. */
export function volcengineAuthorization(
  signable: Signable,
  options: VolcengineOptions,
  at: number,
): string | undefined {
  const headers: Record<string, string> = {
    ...signable.headers,
    Host: signable.host,
    // It adds the hash to requests with a body only.
    'X-Content-Sha256': createHash('sha256')
      .update(signable.body ?? '')
      .digest('hex'),
  };
  const request = {
    region: options.region,
    method: signable.method,
    // It takes the path as it is.
    pathname: `/${signable.segments.map(encodePart).join('/')}`,
    params: groupedQuery(signable),
    headers,
    body: signable.body,
  };
  const signer = new Signer(request, options.service);
  // It signs all headers but `content-type`, which the documentation asks for.
  signer.isSignableHeader = (name) => signed.includes(name);
  const { accessKeyId, secretAccessKey } = options;
  signer.addAuthorization({ accessKeyId, secretKey: secretAccessKey }, new Date(at));
  return headers.Authorization;
}
