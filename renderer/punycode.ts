const base = 36;
const tMin = 1;
const tMax = 26;

/** The value of a digit: a to z are 0 to 25, 0 to 9 are 26 to 35; undefined for anything else. */
function digitOf(code: number): number | undefined {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : undefined;
}

/** RFC 3492 section 6.1. */
function adapt(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? 700 : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  while (rest > ((base - tMin) * tMax) / 2) {
    rest = Math.floor(rest / (base - tMin));
    k += base;
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + 38));
}

/**
 * Decodes Punycode (RFC 3492 section 6.2): what follows `xn--` in a label, in small letters.
 * Undefined where it is none. Whether the label may be shown so is for IDNA to say.
 */
export function decodePunycode(text: string): string | undefined {
  const dash = text.lastIndexOf('-');
  const output = [...text.slice(0, Math.max(dash, 0))];
  let [point, index, bias] = [128, 0, 72];
  for (let at = dash + 1; at < text.length; ) {
    const before = index;
    for (let weight = 1, k = base; ; k += base, at += 1) {
      const digit = digitOf(text.charCodeAt(at));
      if (digit === undefined) return undefined;
      index += digit * weight;
      const limit = Math.min(Math.max(k - bias, tMin), tMax);
      if (digit < limit) break;
      weight *= base - limit;
    }
    at += 1;
    const length = output.length + 1;
    bias = adapt(index - before, length, before === 0);
    point += Math.floor(index / length);
    index %= length;
    if (point > 0x10ffff) return undefined;
    output.splice(index, 0, String.fromCodePoint(point));
    index += 1;
  }
  return output.join('');
}
