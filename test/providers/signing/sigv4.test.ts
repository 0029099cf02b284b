import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutgoingRequest } from '../../../electron/providers/signing/signer.ts';
import { sigv4 } from '../../../electron/providers/signing/sigv4.ts';
import { awsHeaders } from '../../support/oracle-aws.ts';
import {
  anySignable,
  anyText,
  anyTime,
  encodeSignable,
  headerValue,
  oddKey,
  oddSegment,
} from '../../support/signable.ts';

const key = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const at = Date.UTC(2015, 7, 30, 12, 36, 0);
const unreserved = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const suiteToken = '6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267';

/** The suite that AWS publishes for implementers: what of it has no other headers than ours. */
const suite = [
  {
    name: 'get-vanilla',
    path: '/',
    signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  {
    name: 'get-vanilla-query-order-encoded',
    path: '/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1',
    signature: '371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac',
  },
  {
    name: 'get-vanilla-query-order-key-case',
    path: '/?Param2=value2&Param1=value1',
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  {
    name: 'get-vanilla-query-unreserved',
    path: `/?${unreserved}=${unreserved}`,
    signature: '9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197',
  },
  {
    name: 'get-vanilla-utf8-query',
    path: '/?%E1%88%B4=bar',
    signature: '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
  },
  {
    name: 'get-unreserved',
    path: `/${unreserved}`,
    signature: '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
  },
  {
    name: 'get-slashes-normalized',
    path: '//example//',
    signature: '9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84',
  },
];

function get(url: string): OutgoingRequest {
  return { method: 'GET', url, headers: {} };
}

describe('AWS Signature Version 4', () => {
  it.each(suite)('signs $name of the published suite', ({ path, signature }) => {
    const sign = sigv4({ ...key, service: 'service' });
    expect(sign(get(`https://example.amazonaws.com${path}`), at).headers).toEqual({
      'x-amz-date': '20150830T123600Z',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    });
  });

  it('signs the token of temporary credentials', () => {
    const sign = sigv4({ ...key, service: 'service', sessionToken: suiteToken });
    expect(sign(get('https://example.amazonaws.com/'), at).headers).toEqual({
      'x-amz-date': '20150830T123600Z',
      'x-amz-security-token': suiteToken,
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8',
    });
  });

  it("signs the documentation's ListUsers", () => {
    const signed = sigv4({ ...key, service: 'iam' })(
      {
        ...get('https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08'),
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      },
      at,
    );
    expect(signed.headers.authorization).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    );
  });

  it("makes of any request what AWS's own signer makes, and changes nothing else", async () => {
    const unsigned = ['accept', 'user-agent', 'x-other', 'x-amzn-other'];
    const names = [...unsigned, 'content-type', 'x-amz-target', 'x-amz-a', 'x-amz-a-b', 'x-amz-a1'];
    const headers = fc.dictionary(fc.constantFrom(...names), headerValue, {
      noNullPrototype: true,
    });
    const credentials = fc.record(
      { accessKeyId: anyText, secretAccessKey: anyText, region: anyText, service: anyText },
      { noNullPrototype: true },
    );
    // AWS's signer takes an empty token for none.
    const token = fc.option(fc.stringMatching(/^[A-Za-z0-9+/]{1,20}$/), { nil: undefined });
    const signables = anySignable({ key: oddKey, repeats: true, segment: oddSegment, headers });
    await fc.assert(
      fc.asyncProperty(
        signables.map(encodeSignable),
        anyTime,
        credentials,
        token,
        async (request, time, of, sessionToken) => {
          const options = { ...of, sessionToken };
          const signed = sigv4(options)(request, time);
          expect(signed).toEqual({
            ...request,
            headers: await awsHeaders(request, time, options, unsigned),
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});
