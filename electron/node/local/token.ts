import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A token that nobody can guess: 256 bits, as letters and digits. */
export function newToken(): string {
  return randomBytes(32).toString('hex');
}

/** Tells whether a text is the token, in the same time whatever the text is. */
export function tokenCheck(token: string): (text: string) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const wanted = digest(token);
  return (text) => timingSafeEqual(digest(text), wanted);
}
