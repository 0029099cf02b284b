import { createHash, createHmac } from 'node:crypto';
import { encodePart } from '../api/call.ts';

/** SHA-256 in lower-case hex; a text as UTF-8. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** HMAC-SHA256, 32 bytes; texts as UTF-8. */
export function hmacSha256(key: string | Uint8Array, text: string): Uint8Array {
  return Uint8Array.from(createHmac('sha256', key).update(text).digest());
}

/** Lower case, two digits for each byte. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Of an encoded text: unreserved characters bare, all else as `%XX` in upper case. RFC 3986 6.2.2. */
function normalPart(encoded: string): string {
  return encoded.replace(/%([0-9A-Fa-f]{2})|[^%]+|%/g, (found, digits: string | undefined) => {
    if (digits === undefined) return encodePart(found);
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return /[\w.~-]/.test(character) ? character : found.toUpperCase();
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * The query as most signatures want it: keys and values encoded by RFC 3986, sorted by encoded key,
 * then encoded value, by code unit. `?a` becomes `a=`. A bare `+` is a plus, not a space.
 */
export function canonicalQuery(url: URL): string {
  const parts = url.search.slice(1).split('&');
  const pairs = parts
    .filter((part) => part !== '')
    .map((part) => {
      const [key = '', ...value] = part.split('=');
      return { key: normalPart(key), value: normalPart(value.join('=')) };
    });
  pairs.sort((a, b) => compare(a.key, b.key) || compare(a.value, b.value));
  return pairs.map(({ key, value }) => `${key}=${value}`).join('&');
}

/** The path with each segment encoded once by RFC 3986, however it came. */
export function canonicalPath(url: URL): string {
  return url.pathname.split('/').map(normalPart).join('/');
}

/**
 * The headers whose name `isSigned`, sorted by name: `lines` as `name:value\n` with the value
 * trimmed, `names` joined by `;`. Names come in lower case.
 */
export function canonicalHeaders(
  headers: Readonly<Record<string, string>>,
  isSigned: (name: string) => boolean,
): { readonly lines: string; readonly names: string } {
  const pairs = Object.entries(headers).filter(([name]) => isSigned(name));
  pairs.sort(([a], [b]) => compare(a, b));
  return {
    lines: pairs.map(([name, value]) => `${name}:${value.trim()}\n`).join(''),
    names: pairs.map(([name]) => name).join(';'),
  };
}

/** `YYYYMMDDTHHMMSSZ` in UTC, of milliseconds since 1970. */
export function basicTime(at: number): string {
  return isoTime(at).replace(/[-:]/g, '');
}

/** `YYYY-MM-DDTHH:MM:SSZ` in UTC, of milliseconds since 1970. */
export function isoTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, -'.000Z'.length)}Z`;
}
