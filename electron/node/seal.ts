import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { Sealer, Unsealed } from '../core/document.ts';

/**
 * A sealed text is `ddns1.` and the base64url of: log2 of scrypt's N, r and p (a byte each), the
 * salt, a check of the key, the nonce, the ciphertext and its tag (AES-256-GCM). All before the
 * nonce and the place are authenticated too.
 */
const mark = 'ddns1.';
const form = /^ddns1\.[A-Za-z0-9_-]+$/;
const saltLength = 16;
const checkLength = 8;
const nonceLength = 12;
const tagLength = 16;
const headerLength = 3 + saltLength + checkLength;
/** RFC 7914; 128 MiB and a fraction of a second for a guess. */
const cost = { logN: 17, r: 8, p: 1 } as const;
/** What a foreign file may ask for: at most twice as much. */
const logNRange = { min: 14, max: 18 } as const;
/** Twice what a secret may be long. */
const longest = 256 * 1024;
/** A file of ours has one salt; each further one costs a derivation. */
const mostSalts = 8;

interface Key {
  readonly key: Buffer;
  readonly check: Buffer;
}

type Scrypt = (
  passphrase: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>;
const derive: Scrypt = promisify(scrypt);

/** The parameters and the salt stand in the header's bytes, as they do in a sealed text. */
async function keyOf(passphrase: string, parameters: Buffer): Promise<Key> {
  const [logN = 0, r = 0, p = 0] = parameters;
  const N = 2 ** logN;
  const options = { N, r, p, maxmem: 2 * 128 * N * r };
  // Keyboards differ in how they compose letters.
  const key = await derive(passphrase.normalize('NFKC'), parameters.subarray(3), 32, options);
  // One that says nothing of the key but whether it is the same.
  const check = createHmac('sha256', key).update('ddns1 check').digest().subarray(0, checkLength);
  return { key, check };
}

function seal({ key, check }: Key, parameters: Buffer, text: string, place: string): string {
  const header = Buffer.concat([parameters, check]);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.concat([header, Buffer.from(place)]));
  const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return mark + Buffer.concat([header, nonce, ...sealed]).toString('base64url');
}

function open(key: Buffer, bytes: Buffer, place: string): Unsealed {
  const header = bytes.subarray(0, headerLength);
  const nonce = bytes.subarray(headerLength, headerLength + nonceLength);
  const sealed = bytes.subarray(headerLength + nonceLength, -tagLength);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.concat([header, Buffer.from(place)]));
  decipher.setAuthTag(bytes.subarray(-tagLength));
  try {
    const text = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
    return { ok: true, text };
  } catch {
    return { ok: false, why: 'changed' };
  }
}

/** The bytes of a sealed text; undefined for what is none, or asks for too much. */
function bytesOf(sealed: string): Buffer | undefined {
  if (sealed.length > longest || !form.test(sealed)) return undefined;
  const bytes = Buffer.from(sealed.slice(mark.length), 'base64url');
  if (bytes.length < headerLength + nonceLength + tagLength) return undefined;
  const [logN = 0, r, p] = bytes;
  const fair = logN >= logNRange.min && logN <= logNRange.max && r === cost.r && p === cost.p;
  return fair ? bytes : undefined;
}

/**
 * Seals texts with a passphrase: scrypt (RFC 7914) and AES-256-GCM. `unsealWith` refuses as
 * `damaged` what asks for more work than we ask for ourselves, and what has one salt too many.
 */
export function createSealer(): Sealer {
  return {
    sealWith: async (passphrase) => {
      const { logN, r, p } = cost;
      const parameters = Buffer.concat([Buffer.from([logN, r, p]), randomBytes(saltLength)]);
      const key = await keyOf(passphrase, parameters);
      return (text, place) => seal(key, parameters, text, place);
    },
    unsealWith: (passphrase) => {
      const keys = new Map<string, Promise<Key>>();
      return async (sealed, place) => {
        const bytes = bytesOf(sealed);
        if (bytes === undefined) return { ok: false, why: 'damaged' };
        const parameters = bytes.subarray(0, 3 + saltLength);
        const name = parameters.toString('hex');
        if (!keys.has(name) && keys.size === mostSalts) return { ok: false, why: 'damaged' };
        const found = keys.get(name) ?? keyOf(passphrase, parameters);
        keys.set(name, found);
        const { key, check } = await found;
        const told = bytes.subarray(parameters.length, headerLength);
        if (!timingSafeEqual(told, check)) return { ok: false, why: 'passphrase' };
        return open(key, bytes, place);
      };
    },
  };
}
