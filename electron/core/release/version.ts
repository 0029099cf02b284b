/**
 * A version as Semantic Versioning 2.0.0 has it (https://semver.org), without build metadata: two
 * releases that differ only in it would be equal.
 */
export interface Version {
  readonly core: readonly [major: number, minor: number, patch: number];
  /** What stands behind the hyphen, at its dots; none of a final release. */
  readonly pre: readonly (number | string)[];
}

const number = '(?:0|[1-9]\\d{0,8})';
const identifier = `(?:${number}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const form = new RegExp(
  `^(${number})\\.(${number})\\.(${number})(?:-(${identifier}(?:\\.${identifier})*))?$`,
);

/** Undefined for what is no version, and for a text of more than 64 letters. */
export function parseVersion(text: string): Version | undefined {
  const found = text.length > 64 ? null : form.exec(text);
  if (found === null) return undefined;
  const [, major, minor, patch, pre] = found;
  return {
    core: [Number(major), Number(minor), Number(patch)],
    pre: pre === undefined ? [] : pre.split('.').map(toIdentifier),
  };
}

function toIdentifier(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** Negative where `a` comes before `b`, 0 where they are equal. Section 11 of the specification. */
export function compareVersions(a: Version, b: Version): number {
  const core = compareLists(a.core, b.core);
  if (core !== 0) return core;
  // A final release comes after all that led to it.
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  return compareLists(a.pre, b.pre);
}

type Identifiers = readonly (number | string)[];

function compareLists(a: Identifiers, b: Identifiers): number {
  for (const [at, mine] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    const order = compareIdentifiers(mine, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareIdentifiers(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // Numbers come before words.
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
