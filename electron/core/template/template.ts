import type { UrlProblem } from './url.ts';
import { urlProblem } from './url.ts';

/** What a placeholder stands for. */
export interface Hole {
  readonly placeholder: string;
  /** Its values are whole numbers. */
  readonly numeric?: boolean;
}

/** A text with holes: plain texts and placeholders, in order. */
export type Template = readonly Part[];

type Part = { readonly text: string } | Hole;

export type Values = Readonly<Record<string, string | undefined>>;

/** Gives a value the form that its place wants. */
type Escape = (value: string) => string;

/** What may be asked for, as `{name}` and as `#{name}`, which is how DDNS Go writes it. */
export interface Placeholders {
  readonly own: Readonly<Record<string, Hole>>;
  readonly ddnsGo: Readonly<Record<string, Hole>>;
}

/** A template, or the first placeholder in it that nobody knows, as it is written. */
export function parseTemplate(
  text: string,
  { own, ddnsGo }: Placeholders,
): Template | { readonly unknown: string } {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(/(#?)\{([a-z]\w*)\}/gi)) {
    const [written, sign, name = ''] = match;
    const known = sign === '#' ? ddnsGo : own;
    const hole = Object.hasOwn(known, name) ? known[name] : undefined;
    if (hole === undefined) return { unknown: written };
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push(hole);
    end = match.index + written.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** The placeholders of a template whose values are not known. */
export function unfilled(template: Template, values: Values): readonly string[] {
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
    const bare = part.numeric === true && /^(?:0|[1-9]\d{0,14})$/.test(value);
    if (inside) out += string.slice(1, -1);
    else out += bare ? value : string;
  }
  return out;
}

/** A value for every placeholder, where only the form of the result counts. */
function sampleOf(template: Template): Values {
  return Object.fromEntries(
    template.flatMap((part) => ('text' in part ? [] : [[part.placeholder, '1']])),
  );
}

/** True where the filled text is a JSON object or list. */
export function isJsonTemplate(template: Template): boolean {
  try {
    const value: unknown = JSON.parse(fillJson(template, sampleOf(template)));
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
export function urlTemplateProblem(
  template: Template,
  plain: 'near' | 'any' = 'near',
): UrlProblem | 'authority' | undefined {
  const [head] = template;
  const start = head !== undefined && 'text' in head ? head.text : '';
  const problem = urlProblem(fill(template, sampleOf(template), escapeUrl), plain);
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
  return shapeOf(url) === shapeOf(fill(template, sampleOf(template), escapeUrl)) ? url : undefined;
}
