import * as z from 'zod';

/**
 * A list of things of one form, given up at the first wrong one: an answer of a million wrong things
 * would become a million complaints, and gigabytes of them.
 */
export function listForm<Item>(item: z.ZodType<Item>) {
  return z.array(z.unknown()).transform((list, context): Item[] => {
    const items: Item[] = [];
    for (const [at, each] of list.entries()) {
      const parsed = item.safeParse(each);
      if (!parsed.success) {
        context.addIssue({ code: 'custom', path: [at], message: 'of another form' });
        return z.NEVER;
      }
      items.push(parsed.data);
    }
    return items;
  });
}
