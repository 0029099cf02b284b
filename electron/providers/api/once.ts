/**
 * A thing of one round that is fetched when it is first needed, and then kept, such as a login. One
 * that failed is fetched again by who asks next. Askers come one after another.
 */
export function once<T>(fetch: () => Promise<T>): () => Promise<T> {
  let kept: { readonly value: T } | undefined;
  return async () => {
    kept ??= { value: await fetch() };
    return kept.value;
  };
}
