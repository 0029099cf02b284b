interface Kind {
  readonly id: string;
}

/**
 * Providers, or channels, by need: each is loaded when it is first named. An idle program holds those
 * that it uses.
 */
export interface Shelf<Item> {
  /** Those loaded so far, in the registry's order. The same list throughout: it grows. */
  readonly items: readonly Item[];
  /**
   * Loads those ids, or all. An id that there is none of loads all as well: whoever tells of it says
   * which there are.
   */
  need(ids: readonly string[] | 'all'): Promise<void>;
}

export function createShelf<Item extends Kind>(
  ids: readonly string[],
  load: (ids: readonly string[]) => Promise<readonly Item[]>,
): Shelf<Item> {
  const items: Item[] = [];
  return {
    items,
    async need(named) {
      const all = named === 'all' || named.some((id) => !ids.includes(id));
      const wanted = all ? ids : named;
      const missing = wanted.filter((id) => items.every((item) => item.id !== id));
      if (missing.length === 0) return;
      items.push(...(await load([...new Set(missing)])));
      items.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
    },
  };
}
