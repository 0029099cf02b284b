import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from '../core/error-code.ts';
import type { Fingerprint } from '../core/ports.ts';
import { makeFolder } from './folder.ts';
import { StateWriteError } from './state-error.ts';

const saltForm = /^[0-9a-f]{64}$/;

/** A salt for one process: its fingerprints compare with no others. */
export function randomSalt(): string {
  return randomBytes(32).toString('hex');
}

/**
 * The salt of a state folder, made at the first use and readable by this user alone. It lies beside
 * the state, not in it, so that a copied state alone confirms no guess. Throws
 * {@link StateWriteError} where it cannot be kept.
 */
export function folderSalt(folder: string): string {
  const file = path.join(folder, 'salt');
  try {
    const salt = readFileSync(file, 'utf8').trim();
    if (saltForm.test(salt)) return salt;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw new StateWriteError(folder, codeOf(error));
  }
  const salt = randomSalt();
  try {
    makeFolder(folder, 0o700);
    writeFileSync(file, `${salt}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  } catch (error) {
    throw new StateWriteError(folder, codeOf(error));
  }
  return salt;
}

/**
 * Marks texts with 32 bits of HMAC-SHA-256 in hexadecimal: enough to see an edit, and so few that
 * for any guess of a secret there are millions of wrong ones with the same mark.
 */
export function createFingerprint(salt: string): Fingerprint {
  return (text) => createHmac('sha256', salt).update(text).digest('hex').slice(0, 8);
}
