import type { Provider } from './provider.ts';

/** Providers by need: each is loaded when it is first named. An idle program holds the one it uses. */
export interface ProviderShelf {
  /** Those loaded so far, in the registry's order. The same list throughout: it grows. */
  readonly providers: readonly Provider[];
  /**
   * Loads those ids, or all. An id that there is none of loads all as well: whoever tells of it says
   * which there are.
   */
  need(ids: readonly string[] | 'all'): Promise<void>;
}

export function createProviderShelf(
  ids: readonly string[],
  load: (ids: readonly string[]) => Promise<readonly Provider[]>,
): ProviderShelf {
  const providers: Provider[] = [];
  return {
    providers,
    async need(named) {
      const all = named === 'all' || named.some((id) => !ids.includes(id));
      const wanted = all ? ids : named;
      const missing = wanted.filter((id) => providers.every((provider) => provider.id !== id));
      if (missing.length === 0) return;
      providers.push(...(await load([...new Set(missing)])));
      providers.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    },
  };
}
