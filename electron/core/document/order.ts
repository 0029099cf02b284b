import type { SettingsDocument } from '../document.ts';
import type { Provider } from '../provider.ts';
import { isMap } from '../settings/reader-walk.ts';
import {
  logKeys,
  networksKeys,
  settingsKeys,
  sourcesKeys,
  verifyKeys,
} from '../settings/schema.ts';
import { accountFields } from '../settings/schema-fields.ts';
import { recordKeys } from '../settings/schema-records.ts';

/** A map with these keys first, in this order; any others follow as they were. */
function ordered(value: unknown, keys: readonly string[]): unknown {
  if (!isMap(value)) return value;
  const known = keys.filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !known.includes(key));
  return Object.fromEntries([...known, ...others].map((key) => [key, value[key]]));
}

function orderedAccount(value: unknown, providers: readonly Provider[]): unknown {
  if (!isMap(value)) return value;
  const provider = providers.find(({ id }) => id === value.provider);
  const fields = provider === undefined ? [] : (accountFields(provider.account) ?? []);
  return ordered(value, ['provider', ...fields.map(({ key }) => key)]);
}

/** The same document with its keys in the order of the documentation. */
export function orderDocument(
  document: SettingsDocument,
  providers: readonly Provider[],
): SettingsDocument {
  const inner: Readonly<Record<string, (value: unknown) => unknown>> = {
    log: (value) => ordered(value, Object.keys(logKeys)),
    sources: (value) => ordered(value, Object.keys(sourcesKeys)),
    networks: (value) => ordered(value, Object.keys(networksKeys)),
    verify: (value) => ordered(value, Object.keys(verifyKeys)),
    accounts: (value) => {
      if (!isMap(value)) return value;
      const accounts = Object.entries(value);
      return Object.fromEntries(
        accounts.map(([id, each]) => [id, orderedAccount(each, providers)]),
      );
    },
    records: (value) =>
      Array.isArray(value) ? value.map((each) => ordered(each, Object.keys(recordKeys))) : value,
  };
  const entries = Object.entries(document).map(([key, value]) => [
    key,
    Object.hasOwn(inner, key) ? inner[key]?.(value) : value,
  ]);
  return ordered(Object.fromEntries(entries), Object.keys(settingsKeys)) as SettingsDocument;
}
