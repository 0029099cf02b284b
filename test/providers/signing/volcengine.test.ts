import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { volcengineSigner } from '../../../electron/providers/signing/volcengine.ts';
import { volcengineAuthorization } from '../../support/oracle-volcengine.ts';
import {
  anyKey,
  anySignable,
  anyTime,
  credential,
  encodeSignable,
  keysAgree,
} from '../../support/signable.ts';

describe('the signature of Volcengine', () => {
  // https://www.volcengine.com/docs/6369/67270
  it('is that of the documentation', () => {
    const sign = volcengineSigner({
      accessKeyId: 'AKLTMjI2ODVlYzI3ZGY1NGU4ZjhjYWRjMTlmNTM5OTZkYzE',
      secretAccessKey: 'TnpCak5XWXpZV1U0WkRaaE5ERmxaR0ZpTmpjeVkyUXlZek0wTWpJMU1qWQ==',
      region: 'cn-north-1',
      service: 'iam',
    });
    const signed = sign(
      {
        method: 'GET',
        url: 'https://iam.volcengineapi.com/?Action=ListUsers&Version=2018-01-01&Limit=10&Offset=0',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      },
      Date.UTC(2020, 11, 30, 8, 18, 5),
    );
    expect(signed.headers).toEqual({
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-date': '20201230T081805Z',
      authorization:
        'HMAC-SHA256 Credential=AKLTMjI2ODVlYzI3ZGY1NGU4ZjhjYWRjMTlmNTM5OTZkYzE/20201230/cn-north-1/iam/request, SignedHeaders=content-type;host;x-content-sha256;x-date, Signature=28eeabbbd726b87002e0fe58ad8c1c768e619b06e2646f35b6ad7ed029a6d8a7',
    });
  });

  it("is that of Volcengine's own signer, and all else goes out as it came", () => {
    // It sorts keys before it encodes them.
    const signables = anySignable({ key: anyKey, repeats: true }).filter((one) => keysAgree(one));
    const scopes = fc.record({
      region: fc.constantFrom('cn-north-1', 'cn-beijing'),
      service: fc.constantFrom('DNS', 'iam'),
    });
    fc.assert(
      fc.property(signables, credential, scopes, anyTime, (signable, { id, secret }, scope, at) => {
        const options = { accessKeyId: id, secretAccessKey: secret, ...scope };
        const request = encodeSignable(signable);
        const signed = volcengineSigner(options)(request, at);
        expect(signed).toEqual({
          ...request,
          headers: {
            ...request.headers,
            'x-date': new Date(at).toISOString().replace(/[-:]|\.\d+/g, ''),
            'x-content-sha256': expect.stringMatching(/^[0-9a-f]{64}$/),
            authorization: volcengineAuthorization(signable, options, at),
          },
        });
      }),
      { numRuns: 400 },
    );
  });
});
