import * as z from 'zod';
import type { FieldMeta } from '../provider.ts';

type Schema = z.core.$ZodType;

/** The schemas that a wrapper (optional, default, pipe, union …) stands for; empty for a leaf. */
function wrapped(schema: Schema): readonly Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return [def.innerType];
    case 'pipe':
      return [def.in, def.out];
    case 'union':
      return def.options;
    case 'intersection':
      return [def.left, def.right];
    case 'lazy':
      return [def.getter()];
    default:
      return [];
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys and indexes from the value of a schema down. */
type Path = readonly (string | number)[];

/** A secret text, or a number in its place, and where it stands. */
export interface SecretLeaf {
  readonly path: Path;
  readonly value: string | number;
}

/** Deeper values are refused by the reader. */
const depthLimit = 24;

function leavesOf(value: unknown, path: Path): readonly SecretLeaf[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ path, value }];
  if (typeof value !== 'object' || value === null || path.length > depthLimit) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function leaves(schema: Schema, value: unknown, path: Path): readonly SecretLeaf[] {
  if (value === undefined || value === null || path.length > depthLimit) return [];
  if (z.globalRegistry.get(schema)?.secret === true) return leavesOf(value, path);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'object' && isMap(value)) {
    return Object.entries(def.shape).flatMap(([key, inner]) =>
      Object.hasOwn(value, key) ? leaves(inner, value[key], [...path, key]) : [],
    );
  }
  if (def.type === 'record' && isMap(value)) {
    const { valueType } = def;
    return Object.entries(value).flatMap(([key, inner]) =>
      leaves(valueType, inner, [...path, key]),
    );
  }
  if (def.type === 'array' && Array.isArray(value)) {
    const { element } = def;
    return value.flatMap((inner, at) => leaves(element, inner, [...path, at]));
  }
  return wrapped(schema).flatMap((inner) => leaves(inner, value, path));
}

/**
 * Each text (or number) of a value that its schema marks as secret with `.meta({ secret: true })`;
 * one that two branches of a union mark may come twice.
 */
export function secretLeaves(schema: Schema, value: unknown): readonly SecretLeaf[] {
  return leaves(schema, value, []);
}

/** Every text of a value that its schema marks as secret. */
export function secretTexts(schema: Schema, value: unknown): readonly string[] {
  return secretLeaves(schema, value).map((leaf) => String(leaf.value));
}

/** One field of an account, as forms and docs show it. */
export interface AccountField {
  readonly key: string;
  readonly schema: Schema;
  readonly meta: FieldMeta | undefined;
  readonly required: boolean;
}

function metaOf(schema: Schema): FieldMeta | undefined {
  const own = z.globalRegistry.get(schema);
  if (own?.label !== undefined) return { ...own, label: own.label };
  for (const inner of wrapped(schema)) {
    const found = metaOf(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The fields of an account's schema in the order of declaration; undefined where it is no object. */
export function accountFields(schema: Schema): readonly AccountField[] | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'object') {
    return Object.entries(def.shape).map(([key, inner]) => {
      const required = !z.safeParse(inner, undefined).success;
      return { key, schema: inner, meta: metaOf(inner), required };
    });
  }
  const lists = wrapped(schema).map(accountFields);
  const known = lists.filter((list) => list !== undefined).flat();
  if (known.length === 0) return undefined;
  return known.filter((field, at) => known.findIndex(({ key }) => key === field.key) === at);
}

/** The schema of the value at a path inside a schema, where there is just one. */
export function schemaAt(schema: Schema, path: readonly PropertyKey[]): Schema | undefined {
  const [head, ...rest] = path;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'object' && head !== undefined) {
    const key = String(head);
    const inner = Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
    return inner === undefined ? undefined : schemaAt(inner, rest);
  }
  if (def.type === 'record' && head !== undefined) return schemaAt(def.valueType, rest);
  if (def.type === 'array' && head !== undefined) return schemaAt(def.element, rest);
  const inner = wrapped(schema);
  if (inner.length === 0) return head === undefined ? schema : undefined;
  for (const each of inner) {
    const found = schemaAt(each, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The bounds of a numeric schema; undefined where one is open. */
export function boundsOf(schema: Schema | undefined): { min: number; max: number } | undefined {
  if (!(schema instanceof z.ZodNumber)) return undefined;
  const { minValue: min, maxValue: max } = schema;
  return min === null || max === null ? undefined : { min, max };
}

/** Whether a map belongs at a path inside a schema, rather than a text. */
export function takesMap(schema: Schema, path: readonly PropertyKey[]): boolean {
  const found = schemaAt(schema, path);
  const type = found === undefined ? undefined : (found as z.core.$ZodTypes)._zod.def.type;
  return type === 'object' || type === 'record';
}
