import { createHmac } from 'node:crypto';
import { encodePart } from '../api/call.ts';
import { canonicalQuery, isoTime } from './encoding.ts';
import type { Signer } from './signer.ts';

export interface SortedQueryOptions {
  /** What the account's page calls the instance or user id. */
  readonly accessInstanceId: string;
  readonly secret: string;
  /** A text that no other request had. */
  readonly nonce: () => string;
}

/**
 * The signature of now.cn, Eranet and TNET: base64 of HMAC-SHA1 over method and sorted query, the
 * first signature of Alibaba Cloud with another name for the id. All of it goes into the query, as
 * `AccessInstanceID`, `SignatureMethod`, `SignatureNonce`, `Timestamp` and `Signature`; headers and
 * body are not covered, nor is the path: a slash stands for every path.
 * https://www.todaynic.com/docApi/
 */
export function sortedQuerySigner(options: SortedQueryOptions): Signer {
  const { accessInstanceId, secret, nonce } = options;
  return (request, at) => {
    const url = new URL(request.url);
    const added = [
      `AccessInstanceID=${encodePart(accessInstanceId)}`,
      'SignatureMethod=HMAC-SHA1',
      `SignatureNonce=${encodePart(nonce())}`,
      `Timestamp=${isoTime(at)}`,
    ];
    url.search = [url.search.slice(1), ...added].join('&');
    const query = canonicalQuery(url);
    const toSign = `${request.method}&%2F&${encodePart(query)}`;
    const signature = createHmac('sha1', `${secret}&`).update(toSign).digest('base64');
    url.search = `${query}&Signature=${encodePart(signature)}`;
    return { ...request, url: url.href };
  };
}
