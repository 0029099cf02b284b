import type { SafeStorage } from 'electron';
import type { BoxStrength, Opened, SecretBox, StoredSecret } from '../core/document.ts';
import type { Clock } from '../core/ports.ts';

export interface SecretBoxOptions {
  /** Electron's, once the app is ready. */
  readonly safeStorage: Pick<
    SafeStorage,
    | 'decryptStringAsync'
    | 'encryptStringAsync'
    | 'getSelectedStorageBackend'
    | 'isAsyncEncryptionAvailable'
  >;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
}

/** Milliseconds before each further try where the system is busy. */
const pauses = [200, 1_000, 3_000];
const busyText = /temporarily unavailable/i;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Encrypts with the key that the system keeps for this user: DPAPI on Windows, a keyring on Linux.
 * What it cannot tell for now is `busy`, after a few tries; what fails for good is `lost`.
 */
export function createSecretBox({ safeStorage, clock, platform }: SecretBoxOptions): SecretBox {
  async function strength(): Promise<BoxStrength> {
    try {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'none';
      // On Linux there is always a fallback, whose key is in Chromium's source.
      const plain =
        platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
      return plain ? 'plain' : 'strong';
    } catch {
      return 'none';
    }
  }

  async function encrypt(text: string): Promise<StoredSecret | undefined> {
    try {
      if ((await strength()) === 'none') return undefined;
      const data = (await safeStorage.encryptStringAsync(text)).toString('base64');
      return { v: 1, alg: 'safeStorage', data };
    } catch {
      return undefined;
    }
  }

  async function decryptOnce(data: Buffer): Promise<Opened> {
    try {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(data);
      const renewed = shouldReEncrypt ? await encrypt(result) : undefined;
      return { kind: 'text', text: result, renewed };
    } catch (error) {
      const busy = error instanceof Error && busyText.test(error.message);
      return { kind: busy ? 'busy' : 'lost' };
    }
  }

  async function decrypt({ data }: StoredSecret): Promise<Opened> {
    if (!base64.test(data)) return { kind: 'lost' };
    if ((await strength()) === 'none') return { kind: 'busy' };
    const bytes = Buffer.from(data, 'base64');
    for (const pause of pauses) {
      const opened = await decryptOnce(bytes);
      if (opened.kind !== 'busy') return opened;
      await clock.sleep(pause);
    }
    return decryptOnce(bytes);
  }

  return { strength, encrypt, decrypt };
}
