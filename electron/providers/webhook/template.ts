import type { UrlProblem } from './url.ts';
import { urlProblem } from './url.ts';

/** What a template may ask for. */
export const placeholders = [
  'ipv4',
  'ipv6',
  'ip',
  'domain',
  'host',
  'zone',
  'type',
  'ttl',
  'timestamp',
] as const;

type Placeholder = (typeof placeholders)[number];

/** Placeholders whose values are whole numbers. */
const numeric: readonly string[] = ['ttl', 'timestamp'];

/** The names that DDNS-Go uses, as `#{name}`. */
const ddnsGoNames: Readonly<Record<string, Placeholder>> = {
  ip: 'ip',
  domain: 'domain',
  recordType: 'type',
  ttl: 'ttl',
};

/** A text with holes: plain texts and placeholders, in order. */
export type Template = readonly Part[];

export type Part =
  | { readonly text: string }
  | { readonly placeholder: Placeholder; readonly written: string };

export type Values = Readonly<Record<Placeholder, string | undefined>>;

/** Gives a value the form that its place wants. */
type Escape = (value: string) => string;

/** A template, or the first placeholder in it that nobody knows, as it is written. */
export function parseTemplate(text: string): Template | { readonly unknown: string } {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(/(#?)\{([a-z]\w*)\}/gi)) {
    const [written, sign, name = ''] = match;
    const placeholder =
      sign === '#' ? own(ddnsGoNames, name) : placeholders.find((known) => known === name);
    if (placeholder === undefined) return { unknown: written };
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ placeholder, written });
    end = match.index + written.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The placeholders of a template whose values are not known. */
export function unfilled(template: Template, values: Values): readonly Placeholder[] {
  return template.flatMap((part) =>
    'text' in part || values[part.placeholder] !== undefined ? [] : [part.placeholder],
  );
}

/** Fills a template; a value that is not known is left empty, so ask {@link unfilled} first. */
export function fill(template: Template, values: Values, escaped: Escape): string {
  return template
    .map((part) => ('text' in part ? part.text : escaped(values[part.placeholder] ?? '')))
    .join('');
}

/** One component of a path or a query. RFC 3986 2.3: everything but unreserved characters is encoded. */
export const escapeUrl: Escape = (value) =>
  encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The value of a header. RFC 9110 5.5: no control characters, nothing beyond Latin-1. */
export const escapeHeader: Escape = (value) => value.replace(/[^\x20-\x7e\x80-\xff]/g, '');

/** Text in an element or in an attribute. XML 1.0 2.2 and 2.4. */
export const escapeXml: Escape = (value) =>
  value
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write them
    .replace(/[\u0000-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** A plain text of which nothing is known but that lines may mean something. */
export const escapeText: Escape = (value) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is taken out
  value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '');

function insideString(escaped: string, inside: boolean): boolean {
  let open = inside;
  for (const [mark] of escaped.matchAll(/\\.|"/gs)) if (mark === '"') open = !open;
  return open;
}

/**
 * Fills a JSON text: inside a string a value is escaped (RFC 8259 7); anywhere else it becomes a
 * string of its own, or a number where it is one.
 */
export function fillJson(template: Template, values: Values): string {
  let inside = false;
  let out = '';
  for (const part of template) {
    if ('text' in part) {
      inside = insideString(part.text, inside);
      out += part.text;
      continue;
    }
    const value = values[part.placeholder] ?? '';
    const string = JSON.stringify(value.toWellFormed());
    const bare = numeric.includes(part.placeholder) && /^(?:0|[1-9]\d{0,14})$/.test(value);
    if (inside) out += string.slice(1, -1);
    else out += bare ? value : string;
  }
  return out;
}

/** Stands for every placeholder where only the form of the result counts. */
const sample: Values = {
  ipv4: '1',
  ipv6: '1',
  ip: '1',
  domain: '1',
  host: '1',
  zone: '1',
  type: '1',
  ttl: '1',
  timestamp: '1',
};

/** True where the filled text is a JSON object or list. */
export function isJsonTemplate(template: Template): boolean {
  try {
    const value: unknown = JSON.parse(fillJson(template, sample));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function shapeOf(text: string): string {
  const { protocol, host, pathname, search } = new URL(text);
  const count = (within: string, mark: string) => within.split(mark).length;
  return [protocol, host, count(pathname, '/'), count(search, '&')].join(' ');
}

/** Why a template may not be a URL; `authority`: it would let a value choose the host. */
export function urlTemplateProblem(template: Template): UrlProblem | 'authority' | undefined {
  const [head] = template;
  const start = head !== undefined && 'text' in head ? head.text : '';
  const problem = urlProblem(fill(template, sample, escapeUrl));
  if (problem !== undefined) return problem;
  return template.length === 1 || /^https?:\/\/[^/?#\\]+[/?]/i.test(start)
    ? undefined
    : 'authority';
}

/**
 * Fills a URL. Undefined where a value would change its path: `.` and `..` are path segments however
 * they are encoded (WHATWG URL 4.4).
 */
export function fillUrl(template: Template, values: Values): string | undefined {
  const url = fill(template, values, escapeUrl);
  return shapeOf(url) === shapeOf(fill(template, sample, escapeUrl)) ? url : undefined;
}
