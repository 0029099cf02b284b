import type { AccountEntry, EnteredValue } from '../../contract/forms.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import { isShown, valueAt } from './form-account.ts';
import { type FieldKind, type FormField, formPath } from './form-fields.ts';

const digits = /^-?\d{1,15}(?:\.\d{1,15})?$/;

function numberOr(text: string): string | number {
  return digits.test(text.trim()) ? Number(text) : text;
}

/** The value that a text stands for; one that does not fit stays as it is, for the reader to tell. */
function typedValue(text: string, { kind, ...more }: FieldKind): unknown {
  if (kind === 'number') return numberOr(text);
  if (kind === 'switch' && (text === 'true' || text === 'false')) return text === 'true';
  if (kind !== 'list') return text;
  const items = text.split(/[\s,，、]+/u).filter((item) => item !== '');
  return 'numbers' in more && more.numbers ? items.map(numberOr) : items;
}

/** A copy of a map with another value at a path; undefined takes it out, with maps left empty. */
export function withValue(map: RawMap, path: readonly string[], value: unknown): RawMap {
  const [key, ...rest] = path;
  if (key === undefined) return map;
  const inner = Object.hasOwn(map, key) ? map[key] : undefined;
  const holdsNothing = !isMap(inner) || isEmpty(inner);
  if (value === undefined && rest.length > 0 && holdsNothing) return map;
  const changed = rest.length === 0 ? value : withValue(isMap(inner) ? inner : {}, rest, value);
  const gone = changed === undefined || (rest.length > 0 && isMap(changed) && isEmpty(changed));
  const others = Object.entries(map);
  if (gone) return Object.fromEntries(others.filter(([each]) => each !== key));
  const next = others.map(([each, old]) => [each, each === key ? changed : old] as const);
  return Object.fromEntries(Object.hasOwn(map, key) ? next : [...next, [key, changed]]);
}

function isEmpty(map: RawMap): boolean {
  return Object.keys(map).length === 0;
}

/** An account with what was entered. */
export interface FilledAccount {
  readonly account: RawMap;
  /** Places with what they are to keep. */
  readonly kept: readonly (readonly string[])[];
  /** Places with an entered text. */
  readonly entered: readonly (readonly string[])[];
  /** Places that are to keep what is not there. */
  readonly absent: readonly (readonly string[])[];
}

/** Whether each value has its field. */
export function areKnown(values: AccountEntry['values'], fields: readonly FormField[]): boolean {
  return Object.keys(values).every((at) =>
    fields.some(({ path, kind: { kind } }) =>
      kind === 'pairs' ? at.startsWith(`${formPath(path)}/`) : at === formPath(path),
    ),
  );
}

/**
 * Fills an account in: what was left out or left empty is not set. What no form shows stays, be it a
 * key that there is no field for or a value of another shape.
 */
export function fillAccount(
  base: RawMap,
  values: AccountEntry['values'],
  fields: readonly FormField[],
): FilledAccount {
  const kept: (readonly string[])[] = [];
  const entered: (readonly string[])[] = [];
  const absent: (readonly string[])[] = [];

  function enteredValue(path: readonly string[], value: EnteredValue | undefined, kind: FieldKind) {
    if (typeof value === 'object') {
      const present = valueAt(base, path);
      (present === undefined ? absent : kept).push(path);
      return present;
    }
    if (value === undefined) {
      const present = valueAt(base, path);
      return isShown(present, kind) ? undefined : present;
    }
    if (value === '') return undefined;
    entered.push(path);
    return typedValue(value, kind);
  }

  function fieldValue({ path, kind }: FormField): unknown {
    const at = formPath(path);
    if (kind.kind !== 'pairs') {
      return enteredValue(path, Object.hasOwn(values, at) ? values[at] : undefined, kind);
    }
    const present = valueAt(base, path);
    if (present !== undefined && !isMap(present)) return present;
    const given = Object.keys(values).filter((each) => each.startsWith(`${at}/`));
    const names = [
      ...Object.keys(present ?? {}),
      ...given.map((each) => each.slice(at.length + 1)),
    ];
    const pairs = [...new Set(names)].flatMap((name) => {
      const inner = enteredValue([...path, name], values[`${at}/${name}`], { kind: 'text' });
      return inner === undefined ? [] : [[name, inner] as const];
    });
    if (pairs.length > 0) return Object.fromEntries(pairs);
    return present !== undefined && isEmpty(present) ? present : undefined;
  }

  const account = fields.reduce(
    (filled, field) => withValue(filled, field.path, fieldValue(field)),
    base,
  );
  return { account, kept, entered, absent };
}
