import * as z from 'zod';
import type { Fingerprint } from '../ports.ts';
import type { SettingsPath, SettingsProblem } from '../settings.ts';
import { reportIssues } from './reader-issues.ts';
import {
  fieldPath,
  placeMark,
  type Resolved,
  type ResolveSecret,
  resolveReferences,
} from './reader-secrets.ts';
import {
  expected,
  isMap,
  type Place,
  type RawMap,
  readMap,
  report,
  within,
} from './reader-walk.ts';
import { accountFields, secretTexts } from './schema-fields.ts';
import type { KeyTable } from './schema-key.ts';

/** What the fields of an account, a channel or the local interface are read by. */
export interface Declared {
  readonly account: z.ZodType;
  /** Whose its secrets are; of no other entry: `home`, `channels:phone`. */
  readonly owner: string;
  /** Keys of the entry that are not the account's. They hold no references. */
  readonly keys: KeyTable;
  /** What the sentence for a wrong field may point to. */
  readonly of?: { readonly provider: string } | { readonly channel: string };
}

/** The fields of an entry without a problem. */
export type Fields =
  | { readonly kind: 'open'; readonly parsed: unknown; readonly secrets: readonly string[] }
  | {
      readonly kind: 'locked';
      /** Fields whose secret cannot be read now, as paths; at least one. */
      readonly locked: readonly string[];
      /** As far as they could be read. */
      readonly raw: RawMap;
      readonly secrets: readonly string[];
    };

/** Each field by itself: what the fields are together cannot be judged without the locked ones. */
function judgeOpenFields(
  raw: RawMap,
  { account }: Declared,
  locked: readonly SettingsPath[],
): readonly z.core.$ZodIssue[] {
  const closed = new Set(locked.map(([key]) => key));
  return (accountFields(account) ?? [])
    .filter(({ key }) => !closed.has(key))
    .flatMap(({ key, schema }) => {
      const { error } = z.safeParse(schema, raw[key]);
      return (error?.issues ?? []).map((issue) => ({ ...issue, path: [key, ...issue.path] }));
    });
}

/** What is expected of a field is told by the page of its provider or channel. */
function withPage(found: SettingsProblem, { of }: Declared): SettingsProblem {
  const { problem } = found;
  if (of === undefined) return found;
  if (problem.kind === 'expected') return { ...found, problem: { ...problem, ...of } };
  const isOfChannel = problem.kind === 'field' && 'channel' in of;
  return isOfChannel ? { ...found, problem: { ...problem, ...of } } : found;
}

/** The place without the keys that are every entry's. */
function ownPlace(place: Place, { keys }: Declared): Place {
  const own = Object.entries(place.value as RawMap).filter(([key]) => !Object.hasOwn(keys, key));
  return { ...place, value: Object.fromEntries(own) };
}

/** Reads the fields of a map by their schema, references resolved; undefined where one is wrong. */
export function readFields(
  place: Place,
  declared: Declared,
  resolve: ResolveSecret,
): Fields | undefined {
  const { account, keys } = declared;
  const { problems } = place;
  const before = problems.length;
  const known = accountFields(account)?.map(({ key }) => key);
  if (known !== undefined) readMap(place, keys, known);
  const resolved: Resolved = { texts: [], failed: [], locked: [] };
  const raw = resolveReferences(ownPlace(place, declared), declared, resolve, resolved) as RawMap;
  const secrets = new Set([...resolved.texts, ...secretTexts(account, raw)]);
  const { locked } = resolved;
  const result = locked.length > 0 ? undefined : account.safeParse(raw);
  if (result?.success) {
    for (const text of secretTexts(account, result.data)) secrets.add(text);
    if (problems.length > before) return undefined;
    return { kind: 'open', parsed: result.data, secrets: [...secrets] };
  }
  const issues = result?.error.issues ?? judgeOpenFields(raw, declared, locked);
  const found: Place = { value: raw, path: place.path, problems: [] };
  reportIssues(issues, found, account, secrets);
  for (const problem of found.problems) {
    const mark = placeMark({ ...found, path: problem.path });
    const missing = problem.problem.kind === 'missing' ? problem.problem.field : undefined;
    const marks = missing === undefined ? [mark] : [`${mark},${JSON.stringify(missing)}`];
    if (!marks.some((each) => resolved.failed.some((failed) => each.startsWith(failed)))) {
      problems.push(withPage(problem, declared));
    }
  }
  if (result !== undefined || problems.length > before) return undefined;
  return { kind: 'locked', locked: locked.map(fieldPath), raw, secrets: [...secrets] };
}

/** JSON with sorted keys: the same text for the same fields, whatever their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isMap(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** What the settings keep of the fields of one kind. */
export function keptFields(fields: Fields, kind: string, fingerprint: Fingerprint) {
  if (fields.kind === 'locked') {
    return { fields: undefined, fingerprint: '', locked: fields.locked };
  }
  const { parsed } = fields;
  return { fields: parsed, fingerprint: fingerprint(canonical([kind, parsed])) };
}

const idForm = /^[A-Za-z0-9_-]{1,64}$/;

/** Reads a map of entries under ids of the user's: each that is a map itself. */
export function readEntries<Entry>(
  place: Place,
  wanted: 'accountId' | 'channelId',
  read: (entry: Place, id: string) => Entry,
): readonly (readonly [id: string, Entry | undefined])[] {
  if (!isMap(place.value)) return expected(place, 'map') ?? [];
  return Object.keys(place.value).map((id) => {
    const entry = within(place, id);
    if (!idForm.test(id) || id === '__proto__') {
      report(entry, { kind: 'expected', field: id, expected: wanted, found: id }, true);
    }
    return [id, isMap(entry.value) ? read(entry, id) : expected(entry, 'map')] as const;
  });
}

/**
 * What kind an entry is, by the word under `key`; `tell` reports a word that names none. Undefined
 * where it is wrong or missing, and reported.
 */
export function readKind<Kind extends { readonly id: string }>(
  place: Place,
  key: string,
  keys: KeyTable,
  kinds: readonly Kind[],
  tell: (word: Place, text: string) => void,
): Kind | undefined {
  const word = within(place, key);
  const { value } = word;
  if (value === undefined) {
    // Without its kind, no other key of it is known to be wrong.
    readMap(place, keys, Object.keys(place.value as RawMap));
    return undefined;
  }
  if (typeof value !== 'string') return expected(word, 'text');
  const kind = kinds.find(({ id }) => id === value);
  if (kind === undefined) tell(word, value);
  return kind;
}
