import { parseAddress } from '../../electron/core/address.ts';
import type { EmulatedRequest, Violate } from './emulator.ts';

/** The body as a JSON object; anything else, and any other content type, is a violation. */
export function jsonBody(
  request: EmulatedRequest,
  violate: Violate,
): Readonly<Record<string, unknown>> {
  if (request.headers['content-type'] !== 'application/json') {
    violate(`content-type is ${request.headers['content-type'] ?? 'missing'}`);
  }
  try {
    const value: unknown = JSON.parse(request.body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch {
    // Said below.
  }
  violate('the body is not a JSON object');
  return {};
}

/** The body as a JSON list of objects; anything else, and any other content type, is a violation. */
export function jsonList(
  request: EmulatedRequest,
  violate: Violate,
): readonly Readonly<Record<string, unknown>>[] {
  if (request.headers['content-type'] !== 'application/json') {
    violate(`content-type is ${request.headers['content-type'] ?? 'missing'}`);
  }
  try {
    const value: unknown = JSON.parse(request.body);
    if (Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null)) {
      return value as readonly Readonly<Record<string, unknown>>[];
    }
  } catch {
    // Said below.
  }
  violate('the body is not a JSON list of objects');
  return [];
}

/** Each key of an object must be one of these. */
export function onlyKeys(value: object, allowed: readonly string[], violate: Violate): void {
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key)) violate(`unexpected key ${key}`);
  }
}

/** Each parameter of the query must be one of these, at most once, and fit its form. */
export function onlyQuery(
  { url }: EmulatedRequest,
  allowed: Readonly<Record<string, RegExp>>,
  violate: Violate,
): void {
  const seen = new Set<string>();
  for (const [name, value] of url.searchParams) {
    if (seen.has(name)) violate(`parameter ${name} twice`);
    seen.add(name);
    const form = allowed[name];
    if (form === undefined) violate(`unexpected parameter ${name}`);
    else if (!form.test(value)) violate(`parameter ${name} is ${value}`);
  }
}

/** True where the request carries this token as a Bearer. RFC 6750 2.1. */
export function bearer({ headers }: EmulatedRequest, token: string): boolean {
  return headers.authorization === `Bearer ${token}`;
}

/** An address that does not fit its type is a violation. */
export function requireFamily(type: unknown, value: unknown, violate: Violate): void {
  const family = parseAddress(String(value))?.family;
  const right = (type === 'A' && family === 'ipv4') || (type === 'AAAA' && family === 'ipv6');
  if (!right) violate(`${String(type)} with the value ${String(value)}`);
}

/** The body as a form; another content type, or a field twice, is a violation. */
export function formBody(
  request: EmulatedRequest,
  violate: Violate,
): Readonly<Record<string, string>> {
  if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') {
    violate(`content-type is ${request.headers['content-type'] ?? 'missing'}`);
  }
  const fields = [...new URLSearchParams(request.body)];
  if (new Set(fields.map(([name]) => name)).size < fields.length) violate('a field twice');
  return Object.fromEntries(fields);
}

/** One page of a list, by the parameters `page` (from 1) and `per_page`, never more than `most`. */
export function pageOf<Item>({ url }: EmulatedRequest, all: readonly Item[], most: number) {
  const size = Math.min(Number(url.searchParams.get('per_page') ?? most), most);
  const page = Number(url.searchParams.get('page') ?? 1);
  return { items: all.slice((page - 1) * size, page * size), page, size, total: all.length };
}
