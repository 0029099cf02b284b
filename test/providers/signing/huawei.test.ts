import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { huaweiSigner } from '../../../electron/providers/signing/huawei.ts';
import { huaweiAuthorization } from '../../support/oracle-huawei.ts';
import {
  anyKey,
  anySignable,
  anyText,
  anyTime,
  credential,
  encodeSignable,
  keysAgree,
  type Signable,
  valuesAgree,
} from '../../support/signable.ts';

/** It parses the path as it is and encodes it then, so these are trimmed, escaped or cut before. */
const brokenInPaths = /[\s\p{Cc}"'<>`{}|\\^?#/]/u;

/** It takes an object as the body, and sorts keys and values before it encodes them. */
const signables: fc.Arbitrary<Signable> = fc
  .tuple(
    anySignable({ key: anyKey, repeats: true }).filter(
      (one) => keysAgree(one) && valuesAgree(one) && !brokenInPaths.test(one.segments.join('')),
    ),
    fc.option(fc.dictionary(anyText, anyText), { nil: undefined }),
  )
  .map(([signable, data]) => ({
    ...signable,
    body: data === undefined ? undefined : JSON.stringify(data),
  }));

describe('the signature of Huawei Cloud', () => {
  // https://support.huaweicloud.com/devg-apisign/api-sign-algorithm-005.html
  it('is that of the documentation', () => {
    const sign = huaweiSigner({
      accessKey: 'QTWAOYTTINDUT2QVKYUC',
      secretKey: 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc',
    });
    const signed = sign(
      {
        method: 'GET',
        url: 'https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0',
        headers: { 'content-type': 'application/json' },
      },
      Date.UTC(2019, 10, 15, 3, 36, 55),
    );
    expect(signed.headers).toEqual({
      'content-type': 'application/json',
      'x-sdk-date': '20191115T033655Z',
      authorization:
        'SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe',
    });
  });

  it('covers host and time where there is no content type', () => {
    const sign = huaweiSigner({ accessKey: 'AKIDEXAMPLE', secretKey: 'SECRETEXAMPLE' });
    const signed = sign(
      {
        method: 'GET',
        url: 'https://dns.myhuaweicloud.com/v2.1/recordsets?name=home.example.com.&type=A',
        headers: {},
      },
      Date.UTC(2026, 0, 1),
    );
    expect(signed.headers.authorization).toBe(
      'SDK-HMAC-SHA256 Access=AKIDEXAMPLE, SignedHeaders=host;x-sdk-date, Signature=ed5dbb49acd7c31cab142c18c81af99f8cb02070d4d763a2dab4605f26808068',
    );
  });

  it("is that of Huawei's own signer, and all else goes out as it came", () => {
    fc.assert(
      fc.property(signables, credential, anyTime, (signable, { id, secret }, at) => {
        const credentials = { accessKey: id, secretKey: secret };
        const request = encodeSignable(signable);
        const signed = huaweiSigner(credentials)(request, at);
        const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
        expect(signed).toEqual({
          ...request,
          headers: {
            ...request.headers,
            'x-sdk-date': time,
            authorization: huaweiAuthorization(signable, credentials, time),
          },
        });
      }),
      { numRuns: 400 },
    );
  });
});
