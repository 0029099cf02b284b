import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutgoingRequest } from '../../../electron/providers/signing/signer.ts';
import { tc3 } from '../../../electron/providers/signing/tc3.ts';
import { tencentAuthorization } from '../../support/oracle-tencent.ts';
import {
  anySignable,
  anyText,
  anyTime,
  encodeSignable,
  headerValue,
  oddKey,
  oddSegment,
} from '../../support/signable.ts';

const at = 1_551_113_065_000;
const sample: OutgoingRequest = {
  method: 'POST',
  url: 'https://cvm.tencentcloudapi.com/',
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
};

describe('TC3-HMAC-SHA256', () => {
  it("signs the documentation's earlier sample, without an action", () => {
    const sign = tc3({
      secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
      secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
      service: 'cvm',
    });
    expect(sign(sample, at)).toEqual({
      ...sample,
      headers: {
        ...sample.headers,
        'x-tc-timestamp': '1551113065',
        authorization:
          'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
      },
    });
  });

  it("signs the documentation's present sample, whose asterisks are the key", () => {
    const stars = '*'.repeat(32);
    const sign = tc3({ secretId: `AKID${stars}`, secretKey: stars, service: 'cvm' });
    const headers = {
      ...sample.headers,
      'x-tc-action': 'DescribeInstances',
      'x-tc-region': 'ap-guangzhou',
      'x-tc-version': '2017-03-12',
    };
    expect(sign({ ...sample, headers }, at).headers).toEqual({
      ...headers,
      'x-tc-timestamp': '1551113065',
      authorization: `TC3-HMAC-SHA256 Credential=AKID${stars}/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f`,
    });
  });

  it("makes of any request what Tencent's own signer makes, and changes nothing else", () => {
    const type = fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'application/x-www-form-urlencoded',
    );
    // Tencent's signer cannot sign x-tc-action, and leaves the type's case and outer spaces as they are.
    const headers = fc.record(
      { 'content-type': type, 'x-tc-version': headerValue, accept: headerValue },
      { requiredKeys: ['content-type'], noNullPrototype: true },
    );
    const credentials = fc.record(
      { secretId: anyText, secretKey: anyText, service: anyText },
      { noNullPrototype: true },
    );
    // Tencent's signer forgets the type where the method is another, and the port that is sent.
    const request = anySignable({ key: oddKey, repeats: true, segment: oddSegment, headers })
      .filter(({ method, host }) => ['GET', 'POST'].includes(method) && !host.includes(':'))
      .map(encodeSignable);
    fc.assert(
      fc.property(request, anyTime, credentials, (request, time, options) => {
        const seconds = Math.floor(time / 1000);
        expect(tc3(options)(request, time)).toEqual({
          ...request,
          headers: {
            ...request.headers,
            'x-tc-timestamp': String(seconds),
            authorization: tencentAuthorization(request, seconds, options),
          },
        });
      }),
      { numRuns: 500 },
    );
  });
});
