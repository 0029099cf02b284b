/**
 * Runs a task for each item, at most `limit` at a time, and keeps the order. The first rejection
 * rejects the whole; what runs then runs on unheard.
 */
export async function mapConcurrent<Item, Result>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  async function work(): Promise<void> {
    for (const [at, item] of waiting) results[at] = await task(item);
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}
