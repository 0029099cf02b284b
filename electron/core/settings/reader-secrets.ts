import type { ProblemText } from '../settings.ts';
import { isMap, type Place, report, within } from './reader-walk.ts';

/** Where a secret stands outside of the file. */
type SecretReference = { readonly env: string } | { readonly file: string };

type ResolvedSecret =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: ProblemText };

/** Reads an environment variable or a file; tells what is wrong rather than throwing. */
export type ResolveSecret = (reference: SecretReference) => ResolvedSecret;

/** What came of the references of one account. */
export interface Resolved {
  readonly texts: string[];
  /** Places whose reference failed and was reported. */
  readonly failed: string[];
}

const depthLimit = 20;

function kindOf(value: Readonly<Record<string, unknown>>): 'env' | 'file' | undefined {
  const [key, ...more] = Object.keys(value);
  return more.length === 0 && (key === 'env' || key === 'file') ? key : undefined;
}

/**
 * A secret text and those parts of it that may travel alone: what stands between the placeholders
 * of a template (`{ip}`), and the values of a query.
 */
export function secretParts(text: string): readonly string[] {
  const pieces = text.split(/\{\w+\}/);
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

function read(place: Place, kind: 'env' | 'file', resolve: ResolveSecret, resolved: Resolved) {
  const inner = within(place, kind);
  const name = inner.value;
  if (typeof name !== 'string' || name.trim() === '') {
    return fail(place, { kind: 'expected', field: '', expected: 'secret' }, resolved);
  }
  const result = resolve(kind === 'env' ? { env: name } : { file: name });
  if (!result.ok) return fail(place, result.problem, resolved, inner);
  resolved.texts.push(result.value);
  return result.value;
}

/** A copy of a value in which each `{ env: NAME }` and `{ file: PATH }` is the text it names. */
export function resolveReferences(
  place: Place,
  resolve: ResolveSecret,
  resolved: Resolved,
  depth = 0,
): unknown {
  const { value } = place;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > depthLimit) {
    return fail(place, { kind: 'expected', field: '', expected: 'value' }, resolved);
  }
  const inside = (key: string | number) =>
    resolveReferences(within(place, key), resolve, resolved, depth + 1);
  if (Array.isArray(value)) return value.map((_, at) => inside(at));
  if (!isMap(value)) return value;
  const kind = depth === 0 ? undefined : kindOf(value);
  if (kind !== undefined) return read(place, kind, resolve, resolved);
  return Object.fromEntries(Object.keys(value).map((key) => [key, inside(key)]));
}
