import { type Alias, type Document, isAlias, isMap, isSeq, visit } from 'yaml';

/** Enough to reuse a few values; a file that unfolds to millions is stopped. */
export const aliasLimit = 100;

/** The first alias that is one too many. To follow one takes a walk through the whole document. */
export function aliasBeyondLimit(document: Document): Alias | undefined {
  let count = 0;
  let extra: Alias | undefined;
  visit(document, {
    Alias(_, alias) {
      count += 1;
      if (count <= aliasLimit) return undefined;
      extra = alias;
      return visit.BREAK;
    },
  });
  return extra;
}

export type TargetOf = (alias: Alias) => unknown;

/** What each alias stands for, looked for once. */
export function createTargets(document: Document): TargetOf {
  const known = new Map<Alias, unknown>();
  return (alias) => {
    if (!known.has(alias)) known.set(alias, alias.resolve(document));
    return known.get(alias);
  };
}

/**
 * The first alias whose anchor is nowhere (mostly a `*.example.com` without quotes), or around the
 * alias itself: what never ends cannot be read.
 */
export function brokenAlias(
  node: unknown,
  targetOf: TargetOf,
  around: readonly unknown[] = [],
): unknown {
  if (isAlias(node)) {
    const target = targetOf(node);
    return target === undefined || around.includes(target) ? node : undefined;
  }
  const inside = isMap(node)
    ? node.items.flatMap(({ key, value }) => [key, value])
    : isSeq(node)
      ? node.items
      : [];
  for (const item of inside) {
    const found = brokenAlias(item, targetOf, [...around, node]);
    if (found !== undefined) return found;
  }
  return undefined;
}
