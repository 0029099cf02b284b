import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesktopControl, Encryption } from '../control.ts';
import type { FakeContext } from './context.ts';
import { strict } from './strict.ts';

const prefix = Buffer.from('v10');

/**
 * Real encryption under a key that lies in the user data folder's `Local State`, where Chromium
 * keeps it: secrets survive a restart, and not the loss of that file. The synchronous methods are
 * deprecated and missing here, so that using them fails.
 */
export function fakeSafeStorage(context: FakeContext, userData: () => string) {
  let encryption: Encryption = context.options.encryption;

  const file = () => join(userData(), 'Local State');

  /** The newest key first; the others still decrypt. */
  function keys(): readonly Buffer[] {
    if (!existsSync(file())) return renew([]);
    const found = JSON.parse(readFileSync(file(), 'utf8')) as { keys: string[] };
    return found.keys.map((key) => Buffer.from(key, 'base64'));
  }

  function renew(older: readonly Buffer[]): readonly Buffer[] {
    const all = [randomBytes(32), ...older];
    mkdirSync(userData(), { recursive: true });
    writeFileSync(file(), JSON.stringify({ keys: all.map((key) => key.toString('base64')) }));
    return all;
  }

  function requireKeyStore(): void {
    context.requireReady('safeStorage cannot be used before app is ready');
    if (encryption === 'unavailable') throw new Error('Encryption is not available');
    if (encryption === 'temporarily-unavailable') {
      throw new Error('Encryption is temporarily unavailable. Please try again.');
    }
  }

  const safeStorage = {
    async isAsyncEncryptionAvailable() {
      context.requireReady('safeStorage cannot be used before app is ready');
      return encryption !== 'unavailable';
    },
    async encryptStringAsync(text) {
      requireKeyStore();
      const [key = Buffer.alloc(32)] = keys();
      return Buffer.concat([prefix, seal(key, text)]);
    },
    async decryptStringAsync(encrypted) {
      requireKeyStore();
      const sealed = encrypted.subarray(prefix.length);
      for (const [age, key] of keys().entries()) {
        const result = unseal(key, sealed);
        if (result !== undefined) return { result, shouldReEncrypt: age > 0 };
      }
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.');
    },
    getSelectedStorageBackend: () => context.options.storageBackend,
  } satisfies Pick<
    Electron.SafeStorage,
    | 'isAsyncEncryptionAvailable'
    | 'encryptStringAsync'
    | 'decryptStringAsync'
    | 'getSelectedStorageBackend'
  >;

  const control = {
    breakKey: () => void renew([]),
    rotateKey: () => void renew(keys()),
    setEncryption(next) {
      encryption = next;
    },
  } satisfies Partial<DesktopControl>;
  return { safeStorage: strict('safeStorage', safeStorage), control };
}

function seal(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function unseal(key: Buffer, sealed: Buffer): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
