import type { AccountForm, HeldValue } from '../../contract/forms.ts';
import { referenceKind } from '../settings/reader-secrets.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import { type FieldKind, type FormField, formFields, formPath } from './form-fields.ts';
import { serviceIdOf } from './form-service.ts';
import { type Kinds, ownerKey } from './owners.ts';
import { secretIdAt } from './texts.ts';

/** The value at a path inside an account; undefined where there is none. */
export function valueAt(account: RawMap, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    account,
  );
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Whether a form can show a value, so that one which is left out of it is meant to go. */
export function isShown(value: unknown, { kind }: FieldKind): boolean {
  if (isScalar(value)) return true;
  if (Array.isArray(value)) return kind === 'list' && value.every(isScalar);
  const reference = isMap(value) ? referenceKind(value) : undefined;
  return isMap(value) && reference !== undefined && typeof value[reference] === 'string';
}

type Known = readonly (readonly [path: readonly string[], held: HeldValue])[];

/** An account as its form shows it. */
export interface ShownAccount {
  readonly form: AccountForm;
  /** Something in it has no place in the form. */
  readonly odd: boolean;
}

/**
 * Shows an account whose secrets are taken out. What its provider does not declare is not shown: it
 * may be a secret under a mistyped name.
 */
export function showAccount(
  id: string,
  raw: unknown,
  { providers }: Kinds,
  isKept: (id: string) => boolean,
): ShownAccount {
  const provider = isMap(raw) ? providers.find((each) => each.id === raw.provider) : undefined;
  if (!isMap(raw) || provider === undefined) return shownNothing(id);
  const fields = formFields(provider.account);
  const { values, odd } = showFields(ownerKey('accounts', id), raw, 'provider', fields, isKept);
  return { form: { id, service: serviceIdOf(raw, providers), values }, odd };
}

/** One of a kind that nobody knows. */
export function shownNothing(id: string): ShownAccount {
  return { form: { id, service: '', values: {} }, odd: true };
}

/** The values of an owner's fields; `head` is the key that says its kind. */
export function showFields(
  key: string,
  raw: RawMap,
  head: string,
  fields: readonly FormField[],
  isKept: (id: string) => boolean,
): Pick<AccountForm, 'values'> & Pick<ShownAccount, 'odd'> {
  const heads = new Set([head, ...fields.map(({ path }) => path[0])]);
  let odd = Object.keys(raw).some((key) => !heads.has(key));

  function held(value: unknown, path: readonly string[], secret: boolean): Known {
    if (isScalar(value) && !secret) return [[path, { kind: 'text', text: String(value) }]];
    const kind = isMap(value) ? referenceKind(value) : undefined;
    const name = isMap(value) && kind !== undefined ? value[kind] : undefined;
    if (kind === undefined || typeof name !== 'string') {
      odd = true;
      return [];
    }
    if (kind === 'env' || kind === 'file') return [[path, { kind, name }]];
    const kept = kind === 'secret' && isKept(secretIdAt(key, path));
    return [[path, { kind: kept ? 'kept' : 'lost' }]];
  }

  function heldField({ path, kind, secret }: FormField): Known {
    const value = valueAt(raw, path);
    if (value === undefined) return [];
    if (kind.kind === 'pairs' && isMap(value)) {
      return Object.entries(value).flatMap(([name, inner]) => held(inner, [...path, name], secret));
    }
    if (kind.kind === 'list' && Array.isArray(value) && value.every(isScalar) && !secret) {
      return [[path, { kind: 'text', text: value.join(', ') }]];
    }
    return held(value, path, secret);
  }

  const values = fields.flatMap(heldField).map(([path, value]) => [formPath(path), value] as const);
  return { values: Object.fromEntries(values), odd };
}
