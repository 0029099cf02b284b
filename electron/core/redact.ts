/** What stands in a log where a secret stood. */
export const redacted = '[redacted]';

/** Shorter texts occur by chance, and would take harmless words out of every line. */
export const shortestSecret = 6;

/** Field names whose value is taken out whatever it is. */
const secretKey =
  /^(?:authorization|proxy-?authorization|cookie|set-?cookie|.*(?:password|passwd|passphrase|secret|token|api-?_?key|private-?_?key|credential|signature)s?)$/i;

function isSecretKey(key: string): boolean {
  return secretKey.test(key);
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

/** As a form encodes it: `application/x-www-form-urlencoded`. */
function formEncoded(uri: string): string {
  return uri
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

function encodedBy(encode: (text: string) => string, text: string): string {
  try {
    return encode(text);
  } catch {
    // A lone surrogate has no UTF-8, so it cannot be on the wire either.
    return text;
  }
}

/** Every way in which a secret may stand in a text: as it is, in JSON, in a URL, in base64. */
function forms(secret: string): readonly string[] {
  const uri = encodedBy(encodeURIComponent, secret);
  const lower = uri.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const json = JSON.stringify(secret).slice(1, -1);
  const twice = JSON.stringify(json).slice(1, -1);
  const base64 = base64Cores(new TextEncoder().encode(secret));
  const urlSafe = base64.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_'));
  const all = [secret, json, twice, uri, lower, encodedBy(encodeURI, secret), formEncoded(uri)];
  return [...all, ...base64.filter(long), ...urlSafe.filter(long)];
}

/** The core of the base64 of six bytes has at least six letters; shorter ones are too common. */
function long(text: string): boolean {
  return text.length >= shortestSecret;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Longer texts, such as the body of a webhook, are sought one by one. */
const longestInPattern = 500;

/** Letters of one pattern: the runtime refuses to compile one of some ten thousand. */
const patternLimit = 5000;

/** Patterns that together find all texts, in their order. */
function patternsOf(texts: readonly string[]): readonly RegExp[] {
  const groups: string[][] = [];
  let room = 0;
  for (const text of texts) {
    if (text.length > room) {
      groups.push([]);
      room = patternLimit;
    }
    room -= text.length;
    groups.at(-1)?.push(escapeRegExp(text));
  }
  return groups.map((group) => new RegExp(group.join('|'), 'g'));
}

const deepest = 8;
const mostEntries = 100;

type Clean = (text: string) => string;

function redactError(error: Error, clean: Clean, seen: readonly object[]): unknown {
  // Not the other fields: HTTP clients keep the whole request, headers included, in their errors.
  const code: unknown = Reflect.get(error, 'code');
  return {
    error: clean(`${error.name}: ${error.message}`),
    ...(typeof code === 'string' ? { code: clean(code) } : {}),
    ...(error.stack === undefined ? {} : { stack: clean(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, clean, seen) }),
  };
}

function redactObject(value: object, clean: Clean, seen: readonly object[]): unknown {
  if (seen.includes(value)) return '[circular]';
  if (seen.length >= deepest) return '[deep]';
  const inside = [...seen, value];
  const inner = (each: unknown) => redactValue(each, clean, inside);
  if (value instanceof Error) return redactError(value, clean, inside);
  if (Array.isArray(value)) return value.slice(0, mostEntries).map(inner);
  if (value instanceof Set) return [...value].slice(0, mostEntries).map(inner);
  if (value instanceof Date) return clean(String(value.getTime()));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof URL) return clean(value.href);
  const fields: Iterable<readonly [unknown, unknown]> =
    value instanceof Map ? value : Object.entries(value);
  return Object.fromEntries(
    [...fields].slice(0, mostEntries).map(([key, each]) => {
      const name = String(key);
      return [clean(name), isSecretKey(name) && each !== undefined ? redacted : inner(each)];
    }),
  );
}

function redactValue(value: unknown, clean: Clean, seen: readonly object[]): unknown {
  switch (typeof value) {
    case 'string':
      return clean(value);
    case 'number':
    case 'bigint': {
      const text = String(value);
      const left = clean(text);
      return left === text && typeof value === 'number' ? value : left;
    }
    case 'object':
      return value === null ? null : guarded(value, clean, seen);
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    default:
      return value;
  }
}

/** A getter or a proxy may throw; a log may not. */
function guarded(value: object, clean: Clean, seen: readonly object[]): unknown {
  try {
    return redactObject(value, clean, seen);
  } catch {
    return '[unreadable]';
  }
}

export interface Redactor {
  /** The text without any secret. */
  text(text: string): string;
  /** A copy of a value of any shape, fit for JSON: without secrets, cycles, functions. */
  value(value: unknown): unknown;
}

/**
 * Takes secrets out of texts and values: by the name of the field, and by the secret's own text
 * wherever it stands, as it is or in its JSON, URL and base64 forms. Secrets shorter than
 * {@link shortestSecret} are found by field name only.
 */
export function createRedactor(secrets: Iterable<string>): Redactor {
  const all = new Set([...secrets].filter(long).flatMap(forms));
  // The longest first, so that no tail of a longer form is left behind.
  const sorted = [...all].sort((a, b) => b.length - a.length);
  const pages = sorted.filter((each) => each.length > longestInPattern);
  const patterns = patternsOf(sorted.slice(pages.length));
  const text = (found: string) => {
    const left = pages.reduce((so, page) => so.replaceAll(page, redacted), found);
    return patterns.reduce((so, pattern) => so.replace(pattern, redacted), left);
  };
  return { text, value: (value) => redactValue(value, text, []) };
}
