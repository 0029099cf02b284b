import { base64Forms, secretPattern, usualForms } from './secret-forms.ts';

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

/** Longer texts, such as the body of a webhook, are sought one by one. */
const longestInPattern = 500;

/** Letters of one pattern: the runtime refuses to compile one of some ten thousand. */
const patternLimit = 5000;

/** Patterns that together find all sources, in their order. */
function patternsOf(sources: readonly string[]): readonly RegExp[] {
  const groups: string[][] = [];
  let room = 0;
  for (const source of sources) {
    if (source.length > room) {
      groups.push([]);
      room = patternLimit;
    }
    room -= source.length;
    groups.at(-1)?.push(source);
  }
  return groups.map((group) => new RegExp(group.join('|'), 'g'));
}

function longestFirst(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort((a, b) => b.length - a.length);
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

export interface RedactorOptions {
  /** What stands where a secret stood. Default: {@link redacted}. */
  readonly mark?: string;
  /** Letters that a secret has at least. Default: {@link shortestSecret}. */
  readonly shortest?: number;
}

/**
 * Takes secrets out of texts and values: by the name of the field, and by the secret's own text
 * wherever it stands, as it is or in its JSON, URL, HTML and base64 forms. Shorter ones than
 * `shortest` are found by field name only.
 */
export function createRedactor(
  secrets: Iterable<string>,
  { mark = redacted, shortest = shortestSecret }: RedactorOptions = {},
): Redactor {
  // The longest first, so that no tail of a longer one is left behind.
  const all = longestFirst(secrets).filter(({ length }) => length >= Math.max(shortest, 1));
  const isPage = ({ length }: string) => length > longestInPattern;
  // Base64 of fewer letters is too common.
  const base64 = longestFirst(
    all.flatMap(base64Forms).filter((form) => form.length >= shortestSecret),
  );
  const pages = longestFirst([...all.filter(isPage).flatMap(usualForms), ...base64.filter(isPage)]);
  const words = [...all, ...base64].filter((each) => !isPage(each));
  const patterns = patternsOf(words.map(secretPattern));
  const text = (found: string) => {
    const left = pages.reduce((so, page) => so.replaceAll(page, mark), found);
    return patterns.reduce((so, pattern) => so.replace(pattern, mark), left);
  };
  return { text, value: (value) => redactValue(value, text, []) };
}
