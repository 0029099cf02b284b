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
