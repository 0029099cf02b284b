import { readFileSync } from 'node:fs';
import { type ReleaseIdentity, readReleaseIdentity } from '../../electron/core/release/identity.ts';
import { publicHalf, type ReleaseKey, readReleaseKey } from './signature.ts';

/** Whether a release gets signatures. */
export type Signing =
  | { readonly kind: 'signed'; readonly key: ReleaseKey; readonly publicKey: string }
  /** With the sentence that says what follows. */
  | { readonly kind: 'unsigned'; readonly warning: string };

/**
 * Where the packaged program will look for new versions, out of the file that it gets; undefined where
 * it will not look. Throws a sentence where the file cannot be used.
 */
export function identityIn(file: string): ReleaseIdentity | undefined {
  try {
    return readReleaseIdentity(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(
      `${file} cannot be used: it has to hold { "feed": …, "key": … }, an address over HTTPS with a slash at its end and what scripts/release-key.ts printed, or null for both.`,
    );
  }
}

/**
 * Decides by the private key (PEM; the variable DDNS_TRAY_RELEASE_KEY) and by what the packaged
 * program will check against. Throws a sentence where the two do not belong together.
 */
export function signingOf(pem: string | undefined, identity: ReleaseIdentity | undefined): Signing {
  if (pem === undefined || pem.trim() === '') {
    const follows =
      identity === undefined
        ? 'build/release.json names no place for new versions, so the program never looks for any'
        : 'every program will refuse to update to it';
    return {
      kind: 'unsigned',
      warning: `This release is NOT signed, since DDNS_TRAY_RELEASE_KEY is not set: ${follows}.`,
    };
  }
  const key = readReleaseKey(pem);
  if (identity === undefined) {
    throw new Error(
      'DDNS_TRAY_RELEASE_KEY is set, but build/release.json names no key to check its signatures with: fill in feed and key.',
    );
  }
  const publicKey = publicHalf(key);
  if (publicKey !== identity.key) {
    throw new Error(
      'DDNS_TRAY_RELEASE_KEY is not the private half of the key in build/release.json, so every program would refuse the release: use the one that belongs to it.',
    );
  }
  return { kind: 'signed', key, publicKey };
}
