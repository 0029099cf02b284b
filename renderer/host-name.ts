import { decodePunycode } from './punycode.ts';
import { shown } from './texts.ts';

function unicodeLabel(label: string): string {
  const decoded = decodePunycode(label.slice(4));
  if (decoded === undefined || !URL.canParse(`http://${decoded}/`)) return label;
  // Only what leads back to it: a label that was made by hand may look like another one.
  return new URL(`http://${decoded}/`).hostname === label ? decoded : label;
}

/**
 * Text with host names of the user's own for display: labels of other scripts as people write them,
 * where the settings and the wire have `xn--…`.
 */
export function shownNames(text: string): string {
  return shown(text.replace(/(?<![\w-])xn--[a-z0-9-]+/g, unicodeLabel));
}
