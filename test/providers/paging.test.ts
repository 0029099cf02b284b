import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../../electron/providers/api/api-failure.ts';
import { allPages, nextPage } from '../../electron/providers/api/paging.ts';
import { saying } from '../support/detail.ts';

const items = Array.from({ length: 25 }, (_, at) => at);

describe('a paged list', () => {
  it.each([1, 4, 5, 25, 30])('comes whole, whatever a page holds: %i', async (size) => {
    const all = await allPages(1, async (page, seen) => {
      const part = items.slice((page - 1) * size, page * size);
      return { items: part, next: nextPage(page, { seen, got: part.length, total: items.length }) };
    });
    expect(all).toEqual(items);
  });

  it('ends where a page is empty, whatever total is claimed', async () => {
    let asked = 0;
    const all = await allPages(1, async (page, seen) => {
      asked += 1;
      return { items: [], next: nextPage(page, { seen, got: 0, total: 9 }) };
    });
    expect(all).toEqual([]);
    expect(asked).toBe(1);
  });

  it('comes whole up to the number that we have room for', async () => {
    const half = Array.from({ length: 50_000 }, (_, at) => at);
    const all = await allPages(1, async (at) => ({ items: half, next: at === 1 ? 2 : undefined }));
    expect(all).toHaveLength(100_000);
  });

  it.each([
    ['on one page', 130_000],
    ['on many pages', 60_000],
  ])('that has more items than we have room for is too large: %s', async (_, size) => {
    const page = Array.from({ length: size }, () => 1);
    let asked = 0;
    const all = allPages(1, async (at) => {
      asked += 1;
      return { items: page, next: at + 1 };
    });
    await expect(all).rejects.toMatchObject({
      name: 'ApiFailure',
      tooLarge: true,
      failure: { kind: 'unknown', scope: 'record', detail: saying('100000') },
    });
    expect(asked).toBeLessThan(3);
  });

  it('that never ends is no list: half of it is not taken for the whole', async () => {
    const endless = allPages('a', async (cursor) => ({ items: [1], next: cursor }));
    await expect(endless).rejects.toBeInstanceOf(ApiFailure);
  });
});
