import type { ProblemText, SettingsPath } from '../settings.ts';
import { isMap, type Place, type RawMap, report, within } from './reader-walk.ts';
import { takesMap } from './schema-fields.ts';

/** Where a secret stands instead of in the settings themselves. */
export type SecretReference =
  | { readonly env: string }
  | { readonly file: string }
  /** Kept encrypted by the desktop app, under `account/path` or `channels:channel/path`. */
  | { readonly secret: string }
  /** Encrypted with a passphrase; it stands at such a place. */
  | { readonly sealed: string; readonly at: string };

type ResolvedSecret =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: ProblemText }
  /** It is where it should be, but cannot be read now: the account or channel waits. */
  | { readonly ok: false; readonly locked: true };

/** Reads the text that a reference names; tells what is wrong rather than throwing. */
export type ResolveSecret = (reference: SecretReference) => ResolvedSecret;

/** What came of the references of one entry. */
export interface Resolved {
  readonly texts: string[];
  /** Places whose reference failed and was reported. */
  readonly failed: string[];
  /** Paths inside the entry whose secret cannot be read now. */
  readonly locked: SettingsPath[];
}

const depthLimit = 20;
/** Longer than any path, and than anybody would read before agreeing to it. */
const longestName = 16 * 1024;

export const referenceKinds = ['env', 'file', 'secret', 'sealed'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/** The kind of reference that a map is by its only key; undefined for any other map. */
export function referenceKind(value: RawMap): ReferenceKind | undefined {
  const [key, ...more] = Object.keys(value);
  return more.length === 0 ? referenceKinds.find((kind) => kind === key) : undefined;
}

/** A path inside an account on one line: `headers/Authorization`; `~1` is a slash in a key. */
export function fieldPath(path: SettingsPath): string {
  return path.map((part) => `${part}`.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
}

/**
 * A secret text and those parts of it that may travel alone: what stands between the placeholders
 * of a template (`{ip}`, `#{ip}`), and the values of a query.
 */
export function secretParts(text: string): readonly string[] {
  const pieces = text.split(/#?\{\w+\}/);
  const values = pieces.flatMap((piece) => piece.split(/[?&]/).slice(1));
  return [text, ...pieces, ...values.map((pair) => pair.slice(pair.indexOf('=') + 1))];
}

/** How a place is noted in {@link Resolved}. */
export function placeMark(place: Place): string {
  return JSON.stringify(place.path).slice(0, -1);
}

function fail(place: Place, problem: ProblemText, resolved: Resolved, at = place): undefined {
  resolved.failed.push(placeMark(place));
  return report(at, problem);
}

/** The entry that references are read in. */
interface Entry extends Declared {
  /** How many keys lead to it. */
  readonly depth: number;
}

/** The schema of the fields, and whose they are. */
interface Declared {
  readonly account: Parameters<typeof takesMap>[0];
  readonly owner: string;
}

function read(place: Place, kind: ReferenceKind, entry: Entry, world: World) {
  const { resolve, resolved } = world;
  const inner = within(place, kind);
  const name = inner.value;
  if (typeof name !== 'string' || name.trim() === '') {
    return fail(place, { kind: 'expected', field: '', expected: 'secret' }, resolved);
  }
  const path = place.path.slice(entry.depth);
  if (name.length > longestName && kind !== 'sealed') {
    return fail(place, { kind: 'expected', field: '', expected: 'secret' }, resolved);
  }
  const result = resolve(referenceOf(kind, name, `${entry.owner}/${fieldPath(path)}`));
  if (!result.ok && 'locked' in result) {
    resolved.locked.push(path);
    return undefined;
  }
  if (!result.ok) return fail(place, result.problem, resolved, inner);
  resolved.texts.push(result.value);
  return result.value;
}

function referenceOf(kind: ReferenceKind, name: string, at: string): SecretReference {
  switch (kind) {
    case 'env':
      return { env: name };
    case 'file':
      return { file: name };
    case 'secret':
      return { secret: name };
    case 'sealed':
      return { sealed: name, at };
  }
}

interface World {
  readonly resolve: ResolveSecret;
  readonly resolved: Resolved;
}

function resolveInside(place: Place, entry: Entry, world: World): unknown {
  const { value } = place;
  if (typeof value !== 'object' || value === null) return value;
  const path = place.path.slice(entry.depth);
  if (path.length > depthLimit) {
    return fail(place, { kind: 'expected', field: '', expected: 'value' }, world.resolved);
  }
  const inside = (key: string | number) => resolveInside(within(place, key), entry, world);
  if (Array.isArray(value)) return value.map((_, at) => inside(at));
  if (!isMap(value)) return value;
  const kind =
    path.length === 0 || takesMap(entry.account, path) ? undefined : referenceKind(value);
  if (kind !== undefined) return read(place, kind, entry, world);
  return Object.fromEntries(Object.keys(value).map((key) => [key, inside(key)]));
}

/**
 * A copy of an entry's value in which each reference, such as `{ env: NAME }`, is the text it
 * names, and undefined where that is wrong or locked. A map with just such a key is no reference
 * where the schema wants a map: a header may be named `secret`.
 */
export function resolveReferences(
  place: Place,
  { account, owner }: Declared,
  resolve: ResolveSecret,
  resolved: Resolved,
): unknown {
  const entry = { account, owner, depth: place.path.length };
  return resolveInside(place, entry, { resolve, resolved });
}
