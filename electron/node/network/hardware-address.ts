const form = /^[\da-f]{1,2}(?:([:-])[\da-f]{1,2})(?:\1[\da-f]{1,2}){4}$/i;

/**
 * A hardware address as `aa:bb:cc:dd:ee:ff`, of any system's writing of it (`AA-BB-…`, `a:b:…`).
 * Undefined for another text, and for zeros and broadcast, which are nobody's.
 */
export function hardwareAddress(text: string): string | undefined {
  if (!form.test(text)) return undefined;
  const bytes = text.toLowerCase().split(/[:-]/);
  if (['0', 'ff'].some((same) => bytes.every((byte) => byte.replace(/^0(?=.)/, '') === same))) {
    return undefined;
  }
  return bytes.map((byte) => byte.padStart(2, '0')).join(':');
}
