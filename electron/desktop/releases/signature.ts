import { createPublicKey, verify } from 'node:crypto';
import { type ReleaseStatement, statementText } from '../../core/release/statement.ts';

/** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Makes the check of signatures of one key, 32 bytes in Base64. What is no signature of 64 bytes in
 * Base64 is none of the key's. Throws where the key is none.
 */
export function createSignatureCheck(
  key: string,
): (statement: ReleaseStatement, signature: unknown) => boolean {
  const publicKey = createPublicKey({
    key: Buffer.concat([spkiPrefix, Buffer.from(key, 'base64')]),
    format: 'der',
    type: 'spki',
  });
  return (statement, signature) => {
    if (typeof signature !== 'string' || !/^[A-Za-z0-9+/]{86}==$/.test(signature)) return false;
    const text = Buffer.from(statementText(statement));
    return verify(null, text, publicKey, Buffer.from(signature, 'base64'));
  };
}
