import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ovhSigner } from '../../../electron/providers/signing/ovh.ts';
import { ovhSignature } from '../../support/oracle-ovh.ts';
import {
  anyKey,
  anySignable,
  anyTime,
  credential,
  encodeSignable,
} from '../../support/signable.ts';

// Revoked keys and their signatures, of the tests of OVH's client for Go.
const credentials = {
  applicationKey: 'TDPKJdwZwAQPwKX2',
  applicationSecret: '9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk',
  consumerKey: '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
};
const body = '{"a":"b","c":"d"}';

describe('the signature of OVHcloud', () => {
  it.each([
    { method: 'GET', body: undefined, signature: '$1$52992e595b398f6aba591ee5925b379081614ced' },
    { method: 'POST', body, signature: '$1$ea0e0d82447373a3ddf5947065f1d519ca0bcaf2' },
    { method: 'PUT', body, signature: '$1$0fdc3ed192ffbf3d1be414dbb733bbb7729500ee' },
    { method: 'DELETE', body: undefined, signature: '$1$f685c165fa9da88b294b5fd2504588588105f994' },
  ] as const)('is a known answer: $method', ({ signature, ...request }) => {
    const url = 'https://api.eu.ovhcloud.com/1.0/auth';
    const signed = ovhSigner(credentials)({ ...request, url, headers: {} }, 1_457_018_875_999);
    expect(signed.headers).toEqual({
      'x-ovh-application': 'TDPKJdwZwAQPwKX2',
      'x-ovh-consumer': '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
      'x-ovh-timestamp': '1457018875',
      'x-ovh-signature': signature,
    });
  });

  it("is that of OVH's own client, and all else goes out as it came", () => {
    const signables = anySignable({ key: anyKey, repeats: true });
    fc.assert(
      fc.property(signables, credential, credential, anyTime, (signable, one, other, at) => {
        const keys = {
          applicationKey: one.id,
          applicationSecret: one.secret,
          consumerKey: other.secret,
        };
        const request = encodeSignable(signable);
        const seconds = Math.trunc(at / 1000);
        expect(ovhSigner(keys)(request, at)).toEqual({
          ...request,
          headers: {
            ...request.headers,
            'x-ovh-application': keys.applicationKey,
            'x-ovh-consumer': keys.consumerKey,
            'x-ovh-timestamp': `${seconds}`,
            'x-ovh-signature': ovhSignature(request, keys, seconds),
          },
        });
      }),
      { numRuns: 400 },
    );
  });
});
