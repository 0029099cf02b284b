import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { OutgoingRequest } from '../../electron/providers/signing/signer.ts';
import type { Sigv4Options } from '../../electron/providers/signing/sigv4.ts';

function queryOf(url: URL): Record<string, string[]> {
  const query = new Map<string, string[]>();
  for (const part of url.search.slice(1).split('&')) {
    if (part === '') continue;
    const [key = '', value = ''] = part.split('=').map(decodeURIComponent);
    query.set(key, [...(query.get(key) ?? []), value]);
  }
  return Object.fromEntries(query);
}

/** The headers that AWS's own signer makes of the request. `unsigned` are the names it leaves out. */
export async function awsHeaders(
  request: OutgoingRequest,
  at: number,
  options: Sigv4Options,
  unsigned: readonly string[],
): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = options;
  const token = sessionToken === undefined ? {} : { sessionToken };
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, ...token },
    region: options.region,
    service: options.service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const url = new URL(request.url);
  const { headers } = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url),
      headers: { ...request.headers, host: url.host },
      body: request.body,
    },
    { signingDate: new Date(at), unsignableHeaders: new Set(unsigned) },
  );
  const { host: _, ...rest } = headers;
  return rest;
}
