import { ApiFailure } from './api-failure.ts';
import type { Zone, ZoneSource } from './zone-search.ts';

/**
 * The zones of a service that lists them all: the list is asked for once in a round, however many
 * names are looked for in it. Where it fails, it fails for all of them.
 */
export function zonesByList(read: () => Promise<readonly Zone[]>): ZoneSource {
  let asked: Promise<readonly Zone[]> | undefined;
  const list = () => {
    asked ??= read().catch(throwForAccount);
    return asked;
  };
  return { list, find: async (name) => (await list()).find((zone) => zone.name === name) };
}

/** Throws on. A credential that may not even see which zones there are is refused for the account. */
export function throwForAccount(error: unknown): never {
  if (!(error instanceof ApiFailure) || error.failure.kind !== 'auth') throw error;
  throw new ApiFailure({ ...error.failure, scope: 'account' }, error.reply);
}
