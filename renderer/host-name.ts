import { decodePunycode } from './punycode.ts';

function unicodeLabel(label: string): string {
  const decoded = decodePunycode(label.slice(4));
  if (decoded === undefined) return label;
  // Only what leads back to it: a label that was made by hand may look like another one.
  const url = new URL('http://host/');
  url.hostname = decoded;
  return url.hostname === label ? decoded : label;
}

/**
 * A text with each host name as people write it, where the settings and the wire have `xn--…`. For
 * names of the user's own: a stranger's could be made to look like another.
 */
export function unicodeNames(text: string): string {
  return text.replace(/(?<![\w-])xn--[a-z0-9-]+/g, unicodeLabel);
}
