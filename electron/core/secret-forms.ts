/** What stands between the letters of a pattern: they are the same in every form. */
const plain = /^[\w.-]+$/;

const named: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

const jsonLetters: Readonly<Record<string, string>> = {
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
};

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Hexadecimal digits, large or small. */
function hexPattern(code: number, digits: number): string {
  const text = code.toString(16).padStart(digits, '0');
  return text.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** What JSON puts before a letter, as often as it was applied, and as a URL has that. */
const slash = '(?:\\\\|%5[cC])';

/** The forms of one letter that some encoding changes. */
function letterPattern(letter: string): string {
  const point = letter.codePointAt(0) ?? 0;
  const units = [...Array(letter.length).keys()].map((at) => letter.charCodeAt(at));
  const bytes = [...new TextEncoder().encode(letter)];
  const name = named[letter] === undefined ? '' : `|${named[letter]}`;
  const forms = [
    escapeRegExp(letter),
    bytes.map((byte) => `%${hexPattern(byte, 2)}`).join(''),
    `&(?:amp;)?(?:#0{0,4}${point}|#[xX]0{0,4}${hexPattern(point, 1)}${name});`,
    ...(letter === ' ' ? ['\\+'] : []),
  ].join('|');
  const escaped = units.map((unit) => `${slash}{1,3}u${hexPattern(unit, 4)}`).join('');
  const short = jsonLetters[letter];
  return [
    point > 0x20 && point < 0x80 ? `${slash}{0,3}(?:${forms})` : forms,
    escaped,
    ...(short === undefined ? [] : [`${slash}{1,3}${short}`]),
  ].join('|');
}

/** Together, since it is not to be told which backslash escapes which. */
function backslashPattern(count: number): string {
  return [
    `\\\\{${count},${4 * count}}`,
    `(?:${slash}{1,3}u005[cC]){${count}}`,
    `(?:%5[cC]){${count},${4 * count}}`,
    `(?:&(?:amp;)?#(?:0{0,4}92|[xX]0{0,4}5[cC]);){${count}}`,
  ].join('|');
}

/**
 * The source of a pattern that finds a secret as it is, in JSON with whatever escapes (once or
 * twice), percent-encoded by whatever rules, and in HTML.
 */
export function secretPattern(secret: string): string {
  const parts = secret.match(/[\w.-]+|\\+|[^\w.\\-]/gu) ?? [];
  return parts
    .map((part) => {
      if (plain.test(part)) return escapeRegExp(part);
      return `(?:${part.startsWith('\\') ? backslashPattern(part.length) : letterPattern(part)})`;
    })
    .join('');
}

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The base64 of bytes at each of the three alignments, without the letters that depend on the neighbours. */
function base64Cores(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((shift) => {
    let bits = '';
    for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
    const skip = (6 - ((shift * 8) % 6)) % 6;
    const inner = bits.slice(skip, bits.length - ((bits.length - skip) % 6));
    let text = '';
    for (let at = 0; at < inner.length; at += 6) {
      text += base64Alphabet[Number.parseInt(inner.slice(at, at + 6), 2)] ?? '';
    }
    return text;
  });
}

/** What stands of a secret in base64 of it or of a longer text, ordinary and URL-safe. */
export function base64Forms(secret: string): readonly string[] {
  const cores = base64Cores(new TextEncoder().encode(secret));
  return [...cores, ...cores.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_'))];
}

function encodedBy(encode: (text: string) => string, text: string): string {
  try {
    return encode(text);
  } catch {
    // A lone surrogate has no UTF-8, so it cannot be on the wire either.
    return text;
  }
}

function percented(uri: string, letters: RegExp): string {
  return uri.replace(letters, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The usual forms of a secret that is too long for a pattern: as it is, in JSON, in a URL. */
export function usualForms(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const twice = JSON.stringify(json).slice(1, -1);
  const uri = encodedBy(encodeURIComponent, secret);
  const strict = percented(uri, /[!'()*]/g);
  const form = percented(uri.replace(/%20/g, '+'), /[!'()~]/g);
  const urls = [uri, strict, form, encodedBy(encodeURI, secret)];
  const lower = urls.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  return [secret, json, json.replaceAll('/', '\\/'), twice, ...urls, ...lower];
}
