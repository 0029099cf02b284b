import { describe, expect, it } from 'vitest';
import { createShelf } from '../../electron/core/shelf.ts';
import { loadProviders, providerIds } from '../../electron/providers/registry.ts';

function shelf() {
  const asked: (readonly string[])[] = [];
  const made = createShelf(providerIds, (ids) => {
    asked.push(ids);
    return loadProviders(ids);
  });
  return { ...made, asked, ids: () => made.items.map(({ id }) => id) };
}

describe('a shelf of providers', () => {
  it('loads what is named, once, and keeps the order of the registry', async () => {
    const { need, asked, ids } = shelf();
    await need(['webhook', 'webhook']);
    await need(['cloudflare', 'webhook']);
    expect(ids()).toEqual(['cloudflare', 'webhook']);
    expect(asked).toEqual([['webhook'], ['cloudflare']]);
  });

  it('loads all for a name that it does not know, so that others can be proposed', async () => {
    const { need, ids } = shelf();
    await need(['cloudfare']);
    expect(ids()).toEqual(providerIds);
  });
});
