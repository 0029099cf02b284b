import * as z from 'zod';
import type { FieldMeta } from '../provider.ts';
import { type AccountField, accountFields, secretLeaves } from '../settings/schema-fields.ts';

type Schema = z.core.$ZodType;

/** What a field of an account takes. */
export type FieldKind =
  | { readonly kind: 'text' | 'switch' | 'pairs' }
  | {
      readonly kind: 'number';
      readonly min?: number | undefined;
      readonly max?: number | undefined;
    }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** Entered as one text with commas between. */
  | { readonly kind: 'list'; readonly numbers: boolean };

/** One value of an account that is entered by itself; maps inside the account are taken apart. */
export interface FormField {
  readonly path: readonly string[];
  /** Of each map around it, and its own last. */
  readonly metas: readonly (FieldMeta | undefined)[];
  readonly required: boolean;
  readonly secret: boolean;
  readonly kind: FieldKind;
  /** What it is where it is left out. */
  readonly initial?: string | undefined;
}

/** What a schema takes below its wrappers, and its default. */
function unwrap(schema: Schema, initial?: unknown): { leaf: Schema; initial: unknown } {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return unwrap(def.innerType, initial);
    case 'default':
    case 'prefault':
      return unwrap(def.innerType, def.defaultValue);
    case 'pipe':
      return unwrap(def.in._zod.def.type === 'transform' ? def.out : def.in, initial);
    case 'lazy':
      return unwrap(def.getter(), initial);
    case 'union':
      return def.options[0] === undefined ? { leaf: schema, initial } : unwrap(def.options[0]);
    default:
      return { leaf: schema, initial };
  }
}

/** Zod's own bounds of a whole number are none of the field's. */
function bound(value: number | null): number | undefined {
  return value !== null && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

function kindOf(leaf: Schema): FieldKind {
  const { def } = (leaf as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'record':
      return { kind: 'pairs' };
    case 'array': {
      const item = unwrap(def.element).leaf._zod.def.type;
      return { kind: 'list', numbers: item === 'number' };
    }
    case 'enum':
      return { kind: 'choice', values: Object.values(def.entries).map(String) };
    case 'literal':
      return { kind: 'choice', values: def.values.map(String) };
    case 'boolean':
      return { kind: 'switch' };
    case 'number':
      return leaf instanceof z.ZodNumber
        ? { kind: 'number', min: bound(leaf.minValue), max: bound(leaf.maxValue) }
        : { kind: 'number' };
    default:
      return { kind: 'text' };
  }
}

/** A value of the field's kind, to see where the schema's mark of a secret is. */
const probes: Readonly<Partial<Record<FieldKind['kind'], unknown>>> = {
  pairs: { name: 'text' },
  list: ['text'],
};

function initialText(value: unknown): string | undefined {
  const plain = typeof value === 'string' || typeof value === 'number' || value === true;
  return plain || value === false ? String(value) : undefined;
}

function fieldsOf(field: AccountField, outer?: FormField): readonly FormField[] {
  const { leaf, initial } = unwrap(field.schema);
  const kind = kindOf(leaf);
  const own: FormField = {
    path: [...(outer?.path ?? []), field.key],
    metas: [...(outer?.metas ?? []), field.meta],
    required: field.required && (outer?.required ?? true),
    secret:
      outer?.secret === true ||
      field.meta?.secret === true ||
      secretLeaves(field.schema, probes[kind.kind] ?? 'text').length > 0,
    kind,
    initial: initialText(initial),
  };
  if (leaf._zod.def.type !== 'object') return [own];
  return (accountFields(leaf) ?? []).flatMap((inner) => fieldsOf(inner, own));
}

/** The fields of an account's form, in the order of declaration. */
export function formFields(account: Schema): readonly FormField[] {
  return (accountFields(account) ?? []).flatMap((field) => fieldsOf(field));
}

/** Where a field stands in a form. */
export function formPath(path: readonly string[]): string {
  return path.join('/');
}
