import type * as z from 'zod';

/** Every level spelt out and read-only, so that two ways to write one type become the same. */
type Plain<T> = T extends object ? { readonly [Key in keyof T]: Plain<T[Key]> } : T;

type Same<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;

/**
 * Makes a function that returns a schema as it is. It does not compile where schema and type part
 * ways, even by one optional field.
 */
export function describing<Data>() {
  return <Schema extends z.ZodType>(
    schema: Schema,
    ..._differs: Same<Data, z.output<Schema>> extends true ? [] : [never]
  ): Schema => schema;
}
