/**
 * A foreign text on one line, harmless to a terminal: each run of controls, line breaks and bidi
 * marks becomes a space. At most `limit` characters, the last one then `…`.
 */
export function plainText(text: string, limit = Number.POSITIVE_INFINITY): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
