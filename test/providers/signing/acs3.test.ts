import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acs3 } from '../../../electron/providers/signing/acs3.ts';
import { alibabaAuthorization } from '../../support/oracle-alibaba.ts';
import {
  anySignable,
  anyText,
  anyTime,
  encodeSignable,
  headerValue,
  oddSegment,
} from '../../support/signable.ts';

const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('ACS3-HMAC-SHA256', () => {
  it("signs the documentation's sample", () => {
    const headers = { 'x-acs-action': 'RunInstances', 'x-acs-version': '2014-05-26' };
    const request = {
      method: 'POST',
      url: 'https://ecs.cn-shanghai.aliyuncs.com/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
      headers,
    } as const;
    const nonce = '3156853299f313e23d1673dc12e1703d';
    const sign = acs3({
      accessKeyId: 'YourAccessKeyId',
      accessKeySecret: 'YourAccessKeySecret',
      nonce: () => nonce,
    });
    expect(sign(request, Date.UTC(2023, 9, 26, 10, 22, 32))).toEqual({
      ...request,
      headers: {
        ...headers,
        'x-acs-date': '2023-10-26T10:22:32Z',
        'x-acs-content-sha256': empty,
        'x-acs-signature-nonce': nonce,
        authorization:
          'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
      },
    });
  });

  it('takes a new nonce for each request', () => {
    let count = 0;
    const sign = acs3({
      accessKeyId: 'id',
      accessKeySecret: 'secret',
      nonce: () => String(++count),
    });
    const request = { method: 'GET', url: 'https://dns.aliyuncs.com/', headers: {} } as const;
    const nonces = [sign(request, 0), sign(request, 0)].map(
      ({ headers }) => headers['x-acs-signature-nonce'],
    );
    expect(nonces).toEqual(['1', '2']);
  });

  it("makes of any request what Alibaba's own signer makes, and changes nothing else", () => {
    // Alibaba's signer sorts keys before it encodes them and takes each once, as its APIs' keys are.
    const key = fc.stringMatching(/^[A-Za-z0-9._~-]{1,6}$/).filter((text) => text !== '__proto__');
    const names = ['accept', 'content-type', 'x-acs-action', 'x-acs-version', 'x-acs-a', 'x-acsa'];
    const headers = fc.dictionary(fc.constantFrom(...names), headerValue, {
      noNullPrototype: true,
    });
    const signables = anySignable({ key, repeats: false, segment: oddSegment, headers });
    const credentials = fc.record(
      {
        accessKeyId: anyText,
        accessKeySecret: anyText,
        securityToken: fc.option(headerValue, { nil: undefined }),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(
        signables.map(encodeSignable),
        anyTime,
        credentials,
        fc.uuid(),
        (request, time, options, nonce) => {
          const { securityToken } = options;
          const added = {
            ...request.headers,
            'x-acs-date': `${new Date(time).toISOString().split('.')[0]}Z`,
            'x-acs-content-sha256': createHash('sha256')
              .update(request.body ?? '')
              .digest('hex'),
            'x-acs-signature-nonce': nonce,
            ...(securityToken === undefined ? {} : { 'x-acs-security-token': securityToken }),
          };
          const authorization = alibabaAuthorization(
            { ...request, headers: added },
            options.accessKeyId,
            options.accessKeySecret,
          );
          expect(acs3({ ...options, nonce: () => nonce })(request, time)).toEqual({
            ...request,
            headers: { ...added, authorization },
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});
