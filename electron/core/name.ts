/**
 * A host name as it goes over the wire: A-labels, lower case, no trailing dot, `*` only as the
 * whole first label. Only {@link parseName} makes one.
 */
export type Name = string;

export type NameProblem = 'empty' | 'space' | 'character' | 'label' | 'long' | 'single';

const plain = /^(?:\*|[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)$/;
const ascii = /^\p{ASCII}*$/u;

/**
 * A last label that WHATWG URL, inet_aton and people take for a part of an IPv4 address. No top-level
 * domain is one (RFC 3696 section 2), and the URL parser rewrites such a "name".
 */
const numeric = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;

/** UTS 46 to ASCII, by the runtime's own URL parser; undefined where it refuses the name. */
function toAscii(name: string): string | undefined {
  try {
    // Other scripts have dots of their own, so the trailing one may only show up here.
    return new URL(`http://${name}/`).hostname.replace(/\.$/, '');
  } catch {
    return undefined;
  }
}

/** Reads a host name as people write it (Unicode, capitals, a trailing dot). RFC 1035 2.3.4, RFC 5891. */
export function parseName(text: string): Name | NameProblem {
  const trimmed = text.endsWith('.') ? text.slice(0, -1) : text;
  if (trimmed === '') return 'empty';
  if (/\s/.test(trimmed)) return 'space';
  if (/[:/@?#\\%[\]]/.test(trimmed)) return 'character';
  const wire = ascii.test(trimmed) ? trimmed.toLowerCase() : toAscii(trimmed);
  if (wire === undefined || numeric.test(wire)) return 'character';
  if (wire.length > 253) return 'long';
  const labels = wire.split('.');
  if (labels.length < 2) return 'single';
  if (labels.some((label) => label.length === 0 || label.length > 63)) return 'label';
  const bad = labels.some((label, at) => !plain.test(label) || (label === '*' && at > 0));
  return bad ? 'character' : wire;
}

export function isNameProblem(result: Name | NameProblem): result is NameProblem {
  return !result.includes('.');
}

/** The zones that could hold a name, longest first: `a.b.example.com` → itself, `b.example.com`, `example.com`, `com`. */
export function candidateZones(name: Name): readonly Name[] {
  const labels = name.split('.');
  return labels.map((_, at) => labels.slice(at).join('.'));
}

/** True where `zone` is `name` or a parent of it, by whole labels: `notexample.com` is not in `example.com`. */
export function isWithin(name: Name, zone: Name): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/** The name relative to its zone; empty at the apex. */
export function relativeName(name: Name, zone: Name): string {
  return name === zone ? '' : name.slice(0, -zone.length - 1);
}
