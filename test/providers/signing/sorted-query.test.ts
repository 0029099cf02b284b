import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedQuerySigner } from '../../../electron/providers/signing/sorted-query.ts';
import { alibabaRpcSignature } from '../../support/oracle-alibaba-rpc.ts';
import {
  anyKey,
  anySignable,
  anyText,
  anyTime,
  credential,
  encodeSignable,
  keysAgree,
} from '../../support/signable.ts';

describe('the signature over the sorted query', () => {
  // The answer of another implementation, which gives the one that Alibaba publishes too.
  it('is a known answer', () => {
    const sign = sortedQuerySigner({
      accessInstanceId: 'id@example.com',
      secret: 'secret+/=',
      nonce: () => '1767225600000000000',
    });
    const request = {
      method: 'GET',
      url: 'https://api.now.cn/api/Dns/AddDomainRecord?Domain=example.com&Host=%2A.%E5%AE%B6&Type=AAAA&Value=2001%3Adb8%3A%3A1&Ttl=600',
      headers: { accept: 'application/json' },
    } as const;
    const query = [
      'AccessInstanceID=id%40example.com',
      'Domain=example.com',
      'Host=%2A.%E5%AE%B6',
      'SignatureMethod=HMAC-SHA1',
      'SignatureNonce=1767225600000000000',
      'Timestamp=2026-01-01T00%3A00%3A00Z',
      'Ttl=600',
      'Type=AAAA',
      'Value=2001%3Adb8%3A%3A1',
      'Signature=%2BlSbGa7qGGqKHwgtHy%2FU2sn4M%2F4%3D',
    ].join('&');
    expect(sign(request, Date.UTC(2026, 0, 1))).toEqual({
      ...request,
      url: `https://api.now.cn/api/Dns/AddDomainRecord?${query}`,
    });
  });

  it('signs each request with a nonce of its own', () => {
    let count = 0;
    const nonce = () => `${++count}`;
    const sign = sortedQuerySigner({ accessInstanceId: 'id', secret: 'secret', nonce });
    const request = { method: 'GET', url: 'https://www.eranet.com/', headers: {} } as const;
    const nonces = [sign(request, 0), sign(request, 0)].map(({ url }) =>
      new URL(url).searchParams.get('SignatureNonce'),
    );
    expect(nonces).toEqual(['1', '2']);
  });

  it("is that of Alibaba's own signer, and the parameters arrive", () => {
    // It numbers the values of a repeated key, and sorts keys before it encodes them.
    const signables = anySignable({ key: anyKey, repeats: false }).filter((one) =>
      keysAgree(one, ['AccessInstanceID', 'SignatureMethod', 'SignatureNonce', 'Timestamp']),
    );
    fc.assert(
      fc.property(signables, anyText, credential, anyTime, (signable, text, { id, secret }, at) => {
        const nonce = `${text}1`;
        const accessInstanceId = `${id}${text}`;
        const request = encodeSignable(signable);
        const sign = sortedQuerySigner({ accessInstanceId, secret, nonce: () => nonce });
        const { url, ...rest } = sign(request, at);
        const parameters = {
          ...Object.fromEntries(signable.query),
          AccessInstanceID: accessInstanceId,
          SignatureMethod: 'HMAC-SHA1',
          SignatureNonce: nonce,
          Timestamp: new Date(at).toISOString().replace(/\.\d+/, ''),
        };
        const signature = alibabaRpcSignature(signable.method, parameters, secret);
        const sent = new URL(url);
        expect(Object.fromEntries(sent.searchParams)).toEqual({
          ...parameters,
          Signature: signature,
        });
        expect(sent.pathname).toBe(new URL(request.url).pathname);
        expect(sent.search).not.toContain('+');
        expect({ url: request.url, ...rest }).toEqual(request);
      }),
      { numRuns: 400 },
    );
  });
});
