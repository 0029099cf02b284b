import { describe, expect, it } from 'vitest';
import { toNetError } from '../../electron/node/net-error.ts';

const at = { host: 'api.example.com', sent: false };

function coded(code: string, more: object = {}): Error {
  return Object.assign(new Error(`secret ${code}`), { code, ...more });
}

describe('toNetError', () => {
  it.each([
    [
      'offline',
      ['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'ENONET', 'EADDRNOTAVAIL', 'EAI_AGAIN'],
    ],
    ['notFound', ['ENOTFOUND']],
    ['refused', ['ECONNREFUSED']],
    ['reset', ['ECONNRESET', 'EPIPE', 'ECONNABORTED']],
    ['timeout', ['ETIMEDOUT', 'ESOCKETTIMEDOUT']],
    [
      'tls',
      [
        'UNABLE_TO_GET_ISSUER_CERT',
        'UNABLE_TO_GET_CRL',
        'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
        'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
        'CERT_SIGNATURE_FAILURE',
        'CRL_SIGNATURE_FAILURE',
        'CERT_NOT_YET_VALID',
        'CERT_HAS_EXPIRED',
        'CRL_HAS_EXPIRED',
        'ERROR_IN_CERT_NOT_BEFORE_FIELD',
        'ERROR_IN_CRL_LAST_UPDATE_FIELD',
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        'SELF_SIGNED_CERT_IN_CHAIN',
        'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        'CERT_CHAIN_TOO_LONG',
        'CERT_REVOKED',
        'INVALID_CA',
        'PATH_LENGTH_EXCEEDED',
        'INVALID_PURPOSE',
        'CERT_UNTRUSTED',
        'CERT_REJECTED',
        'HOSTNAME_MISMATCH',
        'ERR_TLS_CERT_ALTNAME_INVALID',
        'ERR_SSL_WRONG_VERSION_NUMBER',
        'EPROTO',
      ],
    ],
    ['other', ['EMFILE', 'HPE_INVALID_CONSTANT', 'Z_DATA_ERROR', 'ERR_INVALID_CHAR']],
  ] as const)('calls these %s: %j', (kind, codes) => {
    for (const code of codes) {
      const error = toNetError(coded(code), at);
      expect(error).toMatchObject({ kind, code, host: 'api.example.com', sent: false });
      expect(error.message).toBe(`api.example.com: ${kind} (${code})`);
    }
  });

  it('finds the code that another error wraps', () => {
    const outer = coded('ERR_BAD_RESPONSE', { cause: coded('ECONNRESET') });
    expect(toNetError(outer, { ...at, sent: true })).toMatchObject({
      kind: 'reset',
      code: 'ECONNRESET',
      sent: true,
    });
  });

  it('believes an answer rather than a family without a route, where both were tried', () => {
    const both = coded('ENETUNREACH', { errors: [coded('ENETUNREACH'), coded('ECONNREFUSED')] });
    expect(toNetError(both, at).kind).toBe('refused');
    const neither = coded('ENETUNREACH', { errors: [coded('ENETUNREACH'), coded('EHOSTUNREACH')] });
    expect(toNetError(neither, at).kind).toBe('offline');
  });

  it.each([
    undefined,
    null,
    'secret',
    7,
    {},
    new Error('secret'),
    { code: 'secret text' },
    { code: 5 },
  ])('makes one of anything, and takes over nothing but a code: %s', (thrown) => {
    const error = toNetError(thrown, at);
    expect(error).toMatchObject({ kind: 'other', code: undefined });
    expect(`${error.message}${error.stack}`).not.toContain('secret');
  });

  it('ends on errors that contain themselves', () => {
    const loop = coded('EMFILE');
    Object.assign(loop, { cause: loop, errors: [loop, loop] });
    expect(toNetError(loop, at).code).toBe('EMFILE');
  });
});
