import * as z from 'zod';
import { defaultPreferences } from '../../contract/preferences.ts';
import { preferencesSchema } from '../../contract/requests.ts';
import type { StoredSettings } from '../document.ts';
import { isMap } from '../settings/reader-walk.ts';
import { migrate, schemaVersion } from './migrate.ts';

/** What a new user begins with. */
export const emptySettings: StoredSettings = {
  schemaVersion,
  document: { version: 1 },
  secrets: {},
  preferences: defaultPreferences,
};

const secret = z.object({ v: z.literal(1), alg: z.literal('safeStorage'), data: z.string() });

/** What a preference is that the file does not have yet. */
function completed(value: unknown): unknown {
  if (!isMap(value)) return value ?? defaultPreferences;
  const { notifications } = value;
  const events = isMap(notifications) ? notifications : {};
  return {
    ...defaultPreferences,
    ...value,
    notifications: { ...defaultPreferences.notifications, ...events },
  };
}

const stored = z.object({
  schemaVersion: z.literal(schemaVersion),
  document: z.custom<Readonly<Record<string, unknown>>>(isMap),
  secrets: z.record(z.string(), secret),
  canary: secret.optional(),
  preferences: z.preprocess(completed, preferencesSchema),
});

export type ReadStored =
  | { readonly kind: 'stored'; readonly stored: StoredSettings }
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' };

/**
 * Reads the plain value of the file in which the desktop keeps the settings, of our version or an
 * older one. What the document in it says is not judged here: with problems it is kept as it is.
 */
export function readStored(raw: unknown): ReadStored {
  const migrated = migrate(raw);
  if (migrated.kind === 'newer') return migrated;
  const read = stored.safeParse(migrated.kind === 'current' ? migrated.value : undefined);
  return read.success ? { kind: 'stored', stored: read.data } : { kind: 'damaged' };
}
