import { cutEnd } from '../../core/views/cut-text.ts';

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else bytes += code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Code points of a text. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * The text, or as much of its start as fits, with `…` behind it. For services that count something
 * else than UTF-16 units, or what the text is after it was escaped; where they count units, use
 * `cutEnd` of the core.
 *
 * @param fits true for every start of a text that it is true for, and for the empty one
 */
export function cutToFit(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  let most = 0;
  let tooMany = text.length;
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (fits(cutEnd(text, middle))) most = middle;
    else tooMany = middle;
  }
  return cutEnd(text, most);
}
