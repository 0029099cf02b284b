import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { type ReleaseStatement, statementText } from '../../electron/core/release/statement.ts';

/** Of the private half that signs releases; never written anywhere by us. */
export type ReleaseKey = KeyObject;

/** Before the 32 bytes of an Ed25519 key in its usual form (RFC 8410). */
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** The release key out of its PEM text (PKCS#8). Throws a sentence that repeats nothing of it. */
export function readReleaseKey(pem: string): ReleaseKey {
  const key = parsed(pem);
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new Error(
      'DDNS_TRAY_RELEASE_KEY holds no Ed25519 private key in PEM form: make one with node scripts/release-key.ts FILE.',
    );
  }
  return key;
}

function parsed(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

/** The public half as release.json has it: 32 bytes in Base64. */
export function publicHalf(key: KeyObject): string {
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return der.subarray(spki.length).toString('base64');
}

/** The signature over what a release says of one file: 64 bytes in Base64. */
export function signStatement(statement: ReleaseStatement, key: ReleaseKey): string {
  return sign(null, Buffer.from(statementText(statement), 'utf8'), key).toString('base64');
}

/** True where the owner of `publicKey` (32 bytes in Base64) signed exactly this. */
export function isSigned(
  statement: ReleaseStatement,
  signature: string,
  publicKey: string,
): boolean {
  const key = createPublicKey({
    key: Buffer.concat([spki, Buffer.from(publicKey, 'base64')]),
    format: 'der',
    type: 'spki',
  });
  const bytes = Buffer.from(signature, 'base64');
  return verify(null, Buffer.from(statementText(statement), 'utf8'), key, bytes);
}
