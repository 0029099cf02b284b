import { createPrivateKey, sign } from 'node:crypto';

/** RFC 7518 3.3 asks for as many. */
const leastKeyBits = 2048;

/** Whether the text is a PEM with an unencrypted RSA private key that RS256 takes (2048 bits or more). */
export function isRsaPrivateKey(pem: string): boolean {
  try {
    const key = createPrivateKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= leastKeyBits;
  } catch {
    return false;
  }
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * A signed JWT in its compact form, RFC 7515 and RFC 7518 3.3. `keyId` becomes the header's `kid`.
 * The key must be one that {@link isRsaPrivateKey} accepts.
 */
export function signJwtRs256(
  claims: Readonly<Record<string, string | number>>,
  privateKeyPem: string,
  keyId?: string,
): string {
  const kid = keyId === undefined ? {} : { kid: keyId };
  const content = `${part({ alg: 'RS256', typ: 'JWT', ...kid })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(content), privateKeyPem);
  return `${content}.${signature.toString('base64url')}`;
}
