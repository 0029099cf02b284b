import { describe, expect, it } from 'vitest';
import { createSecretBox, type SecretBoxOptions } from '../../electron/desktop/secret-box.ts';
import { manualClock, settle } from '../support/manual-clock.ts';

type SafeStorage = SecretBoxOptions['safeStorage'];

const busy = new Error('Decryption is temporarily unavailable. Please try again.');
const hard = new Error('Error while decrypting the ciphertext provided.');

function world(changes: Partial<SafeStorage> = {}, platform: NodeJS.Platform = 'win32') {
  const clock = manualClock();
  const safeStorage: SafeStorage = {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.from(`new ${text}`),
    decryptStringAsync: async (data) => ({ result: data.toString(), shouldReEncrypt: false }),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...changes,
  };
  return { clock, box: createSecretBox({ safeStorage, clock, platform }) };
}

const stored = (text: string) =>
  ({ v: 1, alg: 'safeStorage', data: Buffer.from(text).toString('base64') }) as const;

/** What a promise comes to while the clock runs. */
async function inTime<T>(promise: Promise<T>, clock: ReturnType<typeof manualClock>): Promise<T> {
  let done = false;
  const noted = promise.finally(() => {
    done = true;
  });
  for (let at = 0; at < 20 && !done; at += 1) {
    await settle();
    await clock.advance(1_000);
  }
  return noted;
}

describe('the encryption of the system', () => {
  it.each<[string, Partial<SafeStorage>, NodeJS.Platform, string]>([
    ['Windows', {}, 'win32', 'strong'],
    ['a keyring', {}, 'linux', 'strong'],
    ['no keyring', { getSelectedStorageBackend: () => 'basic_text' }, 'linux', 'plain'],
    ['none', { isAsyncEncryptionAvailable: async () => false }, 'win32', 'none'],
    ['a failure', { isAsyncEncryptionAvailable: () => Promise.reject(hard) }, 'win32', 'none'],
  ])('is judged with %s', async (_title, changes, platform, strength) => {
    expect(await world(changes, platform).box.strength()).toBe(strength);
  });

  it('goes both ways', async () => {
    const { box } = world();
    expect(await box.encrypt('密 text')).toEqual(stored('new 密 text'));
    expect(await box.decrypt(stored('密 text'))).toEqual({ kind: 'text', text: '密 text' });
  });

  it.each<[string, Partial<SafeStorage>]>([
    ['is none', { isAsyncEncryptionAvailable: async () => false }],
    ['fails', { encryptStringAsync: () => Promise.reject(hard) }],
  ])('that %s encrypts nothing, and throws nothing', async (_title, changes) => {
    expect(await world(changes).box.encrypt('text')).toBeUndefined();
  });

  it('renews what an older key encrypted', async () => {
    const { box } = world({
      decryptStringAsync: async () => ({ result: 'text', shouldReEncrypt: true }),
    });
    const renewed = stored('new text');
    expect(await box.decrypt(stored('old'))).toEqual({ kind: 'text', text: 'text', renewed });
  });

  it('has lost what it refuses for good, at once', async () => {
    const { box, clock } = world({ decryptStringAsync: () => Promise.reject(hard) });
    expect(await box.decrypt(stored('x'))).toEqual({ kind: 'lost' });
    expect(clock.waiting()).toBe(0);
    expect(await box.decrypt({ v: 1, alg: 'safeStorage', data: '§' })).toEqual({ kind: 'lost' });
  });

  it('that is busy for a moment is asked again', async () => {
    let asked = 0;
    const { box, clock } = world({
      decryptStringAsync: async () => {
        asked += 1;
        if (asked < 3) throw busy;
        return { result: 'text', shouldReEncrypt: false };
      },
    });
    const opened = await inTime(box.decrypt(stored('x')), clock);
    expect([opened.kind, asked]).toEqual(['text', 3]);
  });

  it('that stays busy has lost nothing', async () => {
    const { box, clock } = world({ decryptStringAsync: () => Promise.reject(busy) });
    expect(await inTime(box.decrypt(stored('x')), clock)).toEqual({ kind: 'busy' });
    const none = world({
      isAsyncEncryptionAvailable: async () => false,
      decryptStringAsync: () => Promise.reject(hard),
    });
    expect(await none.box.decrypt(stored('x'))).toEqual({ kind: 'busy' });
  });
});
