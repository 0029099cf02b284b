import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bceSigner } from '../../../electron/providers/signing/bce.ts';
import { bceAuthorization } from '../../support/oracle-bce.ts';
import {
  anySignable,
  anyTime,
  credential,
  encodeSignable,
  plainKey,
  type Signable,
} from '../../support/signable.ts';

const credentials = { accessKeyId: 'a'.repeat(32), secretAccessKey: 'b'.repeat(32) };
const at = Date.UTC(2015, 3, 27, 8, 23, 49);

describe('the signature of Baidu AI Cloud', () => {
  // The documentation's keys and request, with fewer headers signed, as bceauth for Python does it.
  it('is a known answer', () => {
    const signed = bceSigner(credentials)(
      {
        method: 'PUT',
        url: 'https://bj.bcebos.com/v1/test/myfolder/readme.txt?partNumber=9&uploadId=a44cc9bab11cbd156984767aad637851',
        headers: { 'content-type': 'text/plain' },
      },
      at,
    );
    expect(signed.headers).toEqual({
      'content-type': 'text/plain',
      'x-bce-date': '2015-04-27T08:23:49Z',
      authorization:
        'bce-auth-v1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/2015-04-27T08:23:49Z/1800/host;x-bce-date/1b8de5a23a56eef657c69f94c621e7acd227d049a4ba577f537d5e5cebf0cf32',
    });
  });

  // https://cloud.baidu.com/doc/Reference/s/njwvz1yfu, CanonicalQueryString
  it('sorts the query by whole pairs, as in the documentation', () => {
    const signable: Signable = {
      method: 'GET',
      host: 'dns.baidubce.com',
      segments: ['v1', 'dns', 'zone'],
      query: [
        ['text', ''],
        ['text1', '测试'],
        ['text10', 'test'],
      ],
      spellings: ['strict'],
      headers: {},
      body: undefined,
    };
    const request = encodeSignable(signable);
    expect(bceSigner(credentials)(request, at).headers.authorization).toBe(
      bceAuthorization(signable, credentials, at),
    );
  });

  it('does not cover an authorization in the query', () => {
    const sign = bceSigner(credentials);
    const url = 'https://dns.baidubce.com/v1/dns/zone?maxKeys=1000';
    const plain = sign({ method: 'GET', url, headers: {} }, at);
    const authorized = sign({ method: 'GET', url: `${url}&Authorization=a`, headers: {} }, at);
    expect(authorized.headers).toEqual(plain.headers);
  });

  it("is that of Baidu's own signer, and all else goes out as it came", () => {
    // It leaves keys as they are, makes one value of a repeated key's, and a slash ends a segment.
    const key = plainKey.filter((text) => text.toLowerCase() !== 'authorization');
    const signables = anySignable({ key, repeats: false }).filter(
      (one) => !one.segments.join('').includes('/'),
    );
    // It takes the first second of 1970 for none.
    const times = anyTime.filter((time) => time >= 1000);
    fc.assert(
      fc.property(signables, credential, times, (signable, { id, secret }, time) => {
        const keys = { accessKeyId: id, secretAccessKey: secret };
        const request = encodeSignable(signable);
        expect(bceSigner(keys)(request, time)).toEqual({
          ...request,
          headers: {
            ...request.headers,
            'x-bce-date': new Date(time).toISOString().replace(/\.\d+/, ''),
            authorization: bceAuthorization(signable, keys, time),
          },
        });
      }),
      { numRuns: 400 },
    );
  });
});
