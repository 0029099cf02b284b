import type { SecretBox, StoredSecret } from '../../electron/core/document.ts';

export interface FakeBox extends SecretBox {
  /** The key of now; another one opens nothing of before. */
  key: string;
  mode: 'strong' | 'plain' | 'none';
  /** What is encrypted under an older key of these opens, and is renewed. */
  older: string[];
  /** Damages one secret. */
  damage(stored: StoredSecret): StoredSecret;
}

/** Not the text, nor its base64 or URL form. */
function scramble(text: string, key: string): string {
  const bytes = Buffer.from(text, 'utf8').map((byte, at) => byte ^ (0x5a + key.length + at));
  return Buffer.from(`${key}:${Buffer.from(bytes).toString('hex')}`).toString('base64');
}

/** An encryption of the system's that can be locked, lost and damaged. */
export function fakeBox(key = 'first'): FakeBox {
  const box: FakeBox = {
    key,
    mode: 'strong',
    older: [],
    damage: (stored) => ({ ...stored, data: Buffer.from('damaged').toString('base64') }),
    strength: async () => box.mode,
    encrypt: async (text) =>
      box.mode === 'none' ? undefined : { v: 1, alg: 'safeStorage', data: scramble(text, box.key) },
    decrypt: async ({ data }) => {
      if (box.mode === 'none') return { kind: 'busy' };
      const [name = '', hex = ''] = Buffer.from(data, 'base64').toString().split(':');
      const old = box.older.includes(name);
      if (name !== box.key && !old) return { kind: 'lost' };
      const bytes = Buffer.from(hex, 'hex').map((byte, at) => byte ^ (0x5a + name.length + at));
      const text = Buffer.from(bytes).toString('utf8');
      return { kind: 'text', text, renewed: old ? await box.encrypt(text) : undefined };
    },
  };
  return box;
}
