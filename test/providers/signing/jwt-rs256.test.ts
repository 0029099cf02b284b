import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { compactVerify, jwtVerify, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { isRsaPrivateKey, signJwtRs256 } from '../../../electron/providers/signing/jwt-rs256.ts';
import { anyText } from '../../support/signable.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

describe('a JWT with RS256', () => {
  it('is one that its public key verifies, with the claims of a service account', async () => {
    const now = 1_767_225_600;
    const claims = {
      iss: 'dns@project.iam.gserviceaccount.com',
      scope: 'https://www.googleapis.com/auth/ndev.clouddns.readwrite',
      aud: 'https://oauth2.googleapis.com/token',
      iat: now,
      exp: now + 3600,
    };
    const { payload, protectedHeader } = await jwtVerify(
      signJwtRs256(claims, pkcs8, 'key-1'),
      publicKey,
      {
        algorithms: ['RS256'],
        typ: 'JWT',
        issuer: claims.iss,
        audience: claims.aud,
        currentDate: new Date((now + 1) * 1000),
      },
    );
    expect(payload).toEqual(claims);
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
  });

  it('is for any claims the one that jose makes, byte for byte', async () => {
    const value = fc.oneof(anyText, fc.integer());
    const claims = fc.dictionary(anyText, value, { noNullPrototype: true, maxKeys: 6 });
    const keyId = fc.option(anyText, { nil: undefined });
    await fc.assert(
      fc.asyncProperty(claims, keyId, fc.constantFrom(pkcs8, pkcs1), async (of, kid, pem) => {
        const token = signJwtRs256(of, pem, kid);
        const header = { alg: 'RS256', typ: 'JWT', ...(kid === undefined ? {} : { kid }) };
        expect(token).toBe(await new SignJWT(of).setProtectedHeader(header).sign(privateKey));
        const { payload } = await compactVerify(token, publicKey);
        expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(of);
      }),
      { numRuns: 200 },
    );
  });
});

function elliptic(): string {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function rsa(type: 'rsa' | 'rsa-pss', modulusLength: number): string {
  const pair =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength })
      : generateKeyPairSync('rsa-pss', { modulusLength });
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

describe('a private key for RS256', () => {
  it.each([
    ['PKCS #8', pkcs8],
    ['PKCS #1', pkcs1],
    ['lines of Windows', pkcs8.replaceAll('\n', '\r\n')],
    ['text around it', `\n\n${pkcs8}\n`],
    ['no line break at its end', pkcs8.trim()],
  ])('may be %s', (_, pem) => {
    expect(isRsaPrivateKey(pem)).toBe(true);
    expect(() => signJwtRs256({}, pem)).not.toThrow();
  });

  it.each([
    ['nothing', ''],
    ['some text', 'correct horse battery staple'],
    ['cut off', pkcs8.slice(0, -80)],
    ['still with the escapes of JSON', pkcs8.replaceAll('\n', String.raw`\n`)],
    ['a public key', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    [
      'locked by a passphrase',
      privateKey
        .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
        .toString(),
    ],
    ['of an elliptic curve', elliptic()],
    ['for RSA-PSS only', rsa('rsa-pss', 2048)],
    ['too short', rsa('rsa', 1024)],
  ])('is not %s', (_, pem) => {
    expect(isRsaPrivateKey(pem)).toBe(false);
  });
});
