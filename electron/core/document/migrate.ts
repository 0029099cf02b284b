import { isMap, type RawMap } from '../settings/reader-walk.ts';

/** The version of the file that we write: one more than there are migrations. */
export const schemaVersion = 1;

/**
 * Each takes the file of one version to the next: the first from version 1 to 2. Pure; the version
 * itself is set by {@link migrate}.
 */
const migrations: readonly ((stored: RawMap) => RawMap)[] = [];

export type Migrated =
  | { readonly kind: 'current'; readonly value: RawMap }
  /** Made by a later version of the app: not to be touched. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'unknown' };

/** Brings the plain value of a settings file to our version; `steps` are for tests. */
export function migrate(raw: unknown, steps = migrations): Migrated {
  const version = isMap(raw) ? raw.schemaVersion : undefined;
  if (!isMap(raw) || typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { kind: 'unknown' };
  }
  if (version > steps.length + 1) return { kind: 'newer' };
  const value = steps.slice(version - 1).reduce((stored, step) => step(stored), raw);
  return { kind: 'current', value: { ...value, schemaVersion: steps.length + 1 } };
}
