import { describe, it } from 'vitest';

/** Takes a row and leaves it out. */
const left = Object.assign(() => undefined, { each: () => () => undefined });

/**
 * Rows only of services that have what they are about. vitest's own `runIf` would count the others as
 * skipped, and a skipped test is one that should have run.
 */
export function itWhere(has: unknown): Pick<typeof it, 'each'> & ((...row: RowOf) => void) {
  return has ? it : (left as unknown as typeof it);
}

export function describeWhere(has: unknown): (name: string, body: () => void) => void {
  return has ? describe : left;
}

type RowOf = [name: string, body: () => void | Promise<void>];
