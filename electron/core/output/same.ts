/** Every level spelt out and read-only, so that two ways to write one type become the same. */
export type Plain<T> = T extends object ? { readonly [Key in keyof T]: Plain<T[Key]> } : T;

/** `true` where two types are the same in every field; else a value of it does not compile. */
export type Same<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : never;
