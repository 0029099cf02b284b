/** The base64 of bytes at an alignment, without the letters that depend on the neighbours. */
function base64Core(bytes: Buffer, alignment: 0 | 1 | 2): string {
  const text = Buffer.concat([Buffer.alloc(alignment), bytes]).toString('base64');
  const whole = Math.floor(((alignment + bytes.length) * 8) / 6);
  return text.slice([0, 2, 3][alignment], whole);
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}

function lowerCodes(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** Every letter outside of ASCII's letters and digits as `%XX`. */
function encodedWhole(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      if (/[A-Za-z0-9]/.test(letter)) return letter;
      return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

/** Each way in which a secret may stand in a file or a text, by name. */
export function secretForms(secret: string): Readonly<Record<string, Buffer>> {
  const bytes = Buffer.from(secret);
  const uri = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const unicode = [...secret]
    .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
  const base64 = ([0, 1, 2] as const).map((alignment) => base64Core(bytes, alignment));
  const hex = bytes.toString('hex');
  const texts: Record<string, string> = {
    plain: secret,
    'in a URL': uri,
    'in a URL, lower case': lowerCodes(uri),
    'in a URL, every sign': encodedWhole(secret),
    'in a URL, every sign, lower case': lowerCodes(encodedWhole(secret)),
    'in a path': encodeURI(secret),
    'in a form': uri.replaceAll('%20', '+'),
    'in JSON': json,
    'in JSON in JSON': JSON.stringify(json).slice(1, -1),
    'in JSON, escaped whole': unicode,
    'in HTML': secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    'in hex': hex,
    'in hex, upper case': hex.toUpperCase(),
    backwards: [...secret].reverse().join(''),
  };
  for (const [alignment, text] of base64.entries()) {
    texts[`in base64, alignment ${alignment}`] = text;
    texts[`in base64 for URLs, alignment ${alignment}`] = urlSafe(text);
  }
  const forms = Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)] as const);
  return { ...Object.fromEntries(forms), 'in UTF-16': Buffer.from(secret, 'utf16le') };
}

/** What breaks, indents and quotes lines, real and escaped; mail programs put a `=` before. */
const breaks = [/\\r|\\n|[\s>|]/g, /\\r|\\n|=\r?\n|[\s>|]/g] as const;

/** Without what may stand between two lines. */
function joined(bytes: Buffer, between: RegExp): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(between, ''), 'latin1');
}

/** The names of all forms in which any of the secrets stands in the bytes, also where lines break. */
export function findSecrets(
  found: Buffer | string,
  secrets: Readonly<Record<string, string>>,
): readonly string[] {
  const bytes = typeof found === 'string' ? Buffer.from(found) : found;
  const flat = breaks.map((between) => ({ between, text: joined(bytes, between) }));
  return Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(secretForms(secret)).flatMap(([form, needle]) => {
      if (bytes.includes(needle)) return [`${name} ${form}`];
      const split = flat.some(({ between, text }) => text.includes(joined(needle, between)));
      return split ? [`${name} ${form}, over lines`] : [];
    }),
  );
}
