import { emptyMemory } from './connection.ts';
import { isNameProblem, isWithin, type Name, parseName } from './name.ts';
import { type Failure, failure, ownFault } from './outcome.ts';
import type { NamedRecord, Provider, ProviderContext } from './provider.ts';
import { recordTypes } from './record.ts';

/** Host names that are listed of one zone: more than anybody picks from. */
export const mostListed = 2000;

/**
 * The host names of a zone among what it holds: with an address, each once, sorted, at most
 * {@link mostListed}.
 */
export function namedRecords(
  zone: Name,
  held: readonly { readonly name: Name; readonly type: string }[],
): readonly NamedRecord[] {
  const types = new Map<Name, Set<string>>();
  for (const { name, type } of held) {
    if (!recordTypes.some((each) => each === type) || !isWithin(name, zone)) continue;
    types.set(name, (types.get(name) ?? new Set()).add(type));
  }
  return [...types.keys()]
    .toSorted()
    .slice(0, mostListed)
    .map((name) => ({ name, types: recordTypes.filter((type) => types.get(name)?.has(type)) }));
}

/** A zone's name as people write it, as ours; undefined for what is none. One label may do. */
export function parseZone(text: string): Name | undefined {
  const name = parseName(text);
  if (!isNameProblem(name)) return name.startsWith('*') ? undefined : name;
  const below = name === 'single' ? parseName(`a.${text}`) : name;
  return isNameProblem(below) ? undefined : below.slice('a.'.length);
}

/** What came of listing the host names of a zone. */
export type Listing =
  | { readonly kind: 'listed'; readonly records: readonly NamedRecord[] }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The service shows no whole zone. */
  | { readonly kind: 'unlisted' };

/**
 * The host names that a zone holds with an address; writes nothing. A provider that breaks its
 * promise is a failure like any other. Rejects only with the signal's reason.
 */
export async function listRecords(
  provider: Provider,
  fields: unknown,
  zone: Name,
  outside: Omit<ProviderContext, 'memory'>,
): Promise<Listing> {
  if (provider.records === undefined) return { kind: 'unlisted' };
  try {
    const context = { ...outside, memory: emptyMemory() };
    const found = await provider.records(zone, fields, context);
    return 'kind' in found
      ? { kind: 'failed', failure: found }
      : { kind: 'listed', records: found };
  } catch (error) {
    outside.signal.throwIfAborted();
    outside.log.error('a provider broke its promise', { provider: provider.id, error });
    return { kind: 'failed', failure: failure('unknown', ownFault) };
  }
}
