import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { statementText } from '../../electron/core/release/statement.ts';

/** A release key made for a test. */
export interface ReleaseKey {
  /** The public half: 32 bytes in Base64, as `release.json` has it. */
  readonly key: string;
  /** The signature that an entry of a channel file carries. */
  sign(version: string, file: string, bytes: Uint8Array): string;
}

function rawKey(publicKey: KeyObject): string {
  return publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
}

export function sha512Of(bytes: Uint8Array): string {
  return createHash('sha512').update(bytes).digest('base64');
}

export function createReleaseKey(): ReleaseKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    key: rawKey(publicKey),
    sign(version, file, bytes) {
      const text = statementText({ version, file, sha512: sha512Of(bytes) });
      return sign(null, Buffer.from(text), privateKey).toString('base64');
    },
  };
}
