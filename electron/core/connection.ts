import type { Name } from './name.ts';
import { type Failure, failure, missingOutcome, ownFault } from './outcome.ts';
import type { Holding, Memory, Provider, ProviderContext } from './provider.ts';
import type { ManagedRecord } from './record.ts';

/** What the service holds for one record, or why that could not be told. */
export interface Looked {
  readonly record: ManagedRecord;
  readonly found: Holding | Failure;
}

/** What came of trying an account without writing anything. */
export type Connection =
  | {
      readonly kind: 'works';
      /** The zones that it may see; undefined where the service does not list them. */
      readonly zones: readonly Name[] | undefined;
      /** The records that were asked for, in order; none where the service shows none. */
      readonly records: readonly Looked[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The service shows nothing: only an update tells whether the credential is right. */
  | { readonly kind: 'untestable' };

/** Remembers nothing beyond the test, so that a test leaves no trace in the state. */
export function emptyMemory(): Memory {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key),
    set(key, value) {
      if (value === undefined) kept.delete(key);
      else kept.set(key, value);
    },
  };
}

function isFailure(found: Holding | Failure): found is Failure {
  return 'kind' in found;
}

/**
 * Tries an account as far as that goes without a write: lists its zones and reads the records that
 * the user listed. A provider that breaks its promise is a failure like any other. Rejects only with
 * the signal's reason.
 */
export async function testConnection(
  provider: Provider,
  fields: unknown,
  records: readonly ManagedRecord[],
  outside: Omit<ProviderContext, 'memory'>,
): Promise<Connection> {
  try {
    return await tryOut(provider, fields, records, outside);
  } catch (error) {
    outside.signal.throwIfAborted();
    outside.log.error('a provider broke its promise', { provider: provider.id, error });
    return { kind: 'failed', failure: failure('unknown', ownFault) };
  }
}

async function tryOut(
  provider: Provider,
  fields: unknown,
  records: readonly ManagedRecord[],
  outside: Omit<ProviderContext, 'memory'>,
): Promise<Connection> {
  if (provider.zones === undefined && provider.read === undefined) return { kind: 'untestable' };
  const context = { ...outside, memory: emptyMemory() };
  const zones = await provider.zones?.(fields, context);
  if (zones !== undefined && 'kind' in zones) return { kind: 'failed', failure: zones };
  const asked = provider.read === undefined ? [] : records;
  if (zones === undefined && asked.length === 0) return { kind: 'untestable' };
  const found = asked.length === 0 ? [] : await provider.read?.(asked, fields, context);
  const looked = asked.map(
    (record, at): Looked => ({
      record,
      found: found?.[at] ?? missingOutcome,
    }),
  );
  const refused = looked
    .map((one) => one.found)
    .find((one) => isFailure(one) && one.scope === 'account');
  if (zones === undefined && refused !== undefined && isFailure(refused)) {
    return { kind: 'failed', failure: refused };
  }
  return { kind: 'works', zones, records: looked };
}
