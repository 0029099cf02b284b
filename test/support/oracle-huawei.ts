import { createRequire } from 'node:module';
import { groupedQuery, type Signable } from './signable.ts';

const require = createRequire(import.meta.url);

type Headers = Record<string, string>;

interface HuaweiRequest {
  readonly endpoint: string;
  readonly method: string;
  readonly queryParams: Record<string, string[]>;
  readonly headers: Headers;
  readonly data: unknown;
}

interface AkSkSigner {
  sign(
    request: HuaweiRequest,
    credential: { readonly getAk: () => string; readonly getSk: () => string },
  ): Headers;
}

// Not the package's entry: that loads its whole HTTP client.
const {
  AKSKSigner: signer,
}: {
  readonly AKSKSigner: AkSkSigner;
} = require('@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js');

/** What Huawei's own signer would send. `time` is as in `x-sdk-date`. */
export function huaweiAuthorization(
  signable: Signable,
  credentials: { readonly accessKey: string; readonly secretKey: string },
  time: string,
): string | undefined {
  const { 'content-type': type } = signable.headers;
  const signed = signer.sign(
    {
      endpoint: `https://${signable.host}/${signable.segments.join('/')}`,
      method: signable.method,
      queryParams: groupedQuery(signable),
      headers: { 'X-Sdk-Date': time, ...(type === undefined ? {} : { 'content-type': type }) },
      data: signable.body === undefined ? undefined : JSON.parse(signable.body),
    },
    { getAk: () => credentials.accessKey, getSk: () => credentials.secretKey },
  );
  return signed.Authorization;
}
