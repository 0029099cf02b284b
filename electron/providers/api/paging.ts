import { failure } from '../../core/outcome.ts';
import { ApiFailure } from './api-failure.ts';

/** Pages that are read of one list. */
const mostPages = 200;

/** Items that are read of one list: more than any zone, and no more than we have memory for. */
const mostItems = 100_000;

export interface Page<Item, Cursor> {
  readonly items: readonly Item[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: Cursor | undefined;
}

/**
 * All items of a paged list; `get` is told how many it has given so far. Rejects where it does not end: taking half of it for the whole would
 * make a second record beside one that was not seen.
 */
export async function allPages<Item, Cursor>(
  first: Cursor,
  get: (cursor: Cursor, seen: number) => Promise<Page<Item, Cursor>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: Cursor | undefined = first;
  for (let count = 0; cursor !== undefined; count += 1) {
    if (count === mostPages) throw endless();
    const page: Page<Item, Cursor> = await get(cursor, items.length);
    addItems(items, page.items);
    cursor = page.next;
  }
  return items;
}

/**
 * Adds what a page brought to a list. Throws `ApiFailure` where that makes more than 100,000 items:
 * asking for less may help.
 */
export function addItems<Item>(items: Item[], more: readonly Item[]): void {
  if (items.length + more.length > mostItems) throw tooMany();
  // `push(...more)` puts each on the stack, which has no room for so many.
  for (const item of more) items.push(item);
}

/**
 * The number of the next page, where the service tells how many items there are in all. It counts
 * what came, not what was asked for: services give less on a page than one asks for.
 */
export function nextPage(
  page: number,
  { seen, got, total }: { readonly seen: number; readonly got: number; readonly total: number },
): number | undefined {
  return got > 0 && seen + got < total ? page + 1 : undefined;
}

/** Where the next page of a list by offset begins; `total` is undefined where the service does not tell. */
export function nextOffset(
  offset: number,
  got: number,
  total: number | undefined,
): number | undefined {
  const seen = offset + got;
  return got > 0 && seen < (total ?? Number.POSITIVE_INFINITY) ? seen : undefined;
}

function endless(): ApiFailure {
  return new ApiFailure(
    failure('unknown', {
      en: `the list of the service does not end after ${mostPages} pages`,
      'zh-CN': `服务商的列表在 ${mostPages} 页后仍未结束`,
    }),
  );
}

function tooMany(): ApiFailure {
  const why = failure('unknown', {
    en: `the list of the service has more than ${mostItems} items`,
    'zh-CN': `服务商的列表超过 ${mostItems} 项`,
  });
  return new ApiFailure(why, undefined, true);
}
