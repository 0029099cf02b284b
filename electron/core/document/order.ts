import type { SettingsDocument } from '../document.ts';
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
import { type Kinds, mapOwners, type Owner } from './owners.ts';

/** A map with these keys first, in this order; any others follow as they were. */
function ordered(value: unknown, keys: readonly string[]): unknown {
  if (!isMap(value)) return value;
  const known = keys.filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !known.includes(key));
  return Object.fromEntries([...known, ...others].map((key) => [key, value[key]]));
}

/** What is told, when and how follows the fields of the kind's own. */
function orderedOwner({ section, raw, schema }: Owner): unknown {
  if (section === 'api') return ordered(raw, ['listen', 'token']);
  const fields = schema === undefined ? [] : (accountFields(schema) ?? []).map(({ key }) => key);
  if (section === 'accounts') return ordered(raw, ['provider', ...fields]);
  return ordered(raw, ['channel', ...fields, 'events', 'quietHours', 'language']);
}

/** The same document with its keys in the order of the documentation. */
export function orderDocument(unordered: SettingsDocument, kinds: Kinds): SettingsDocument {
  const document = mapOwners(unordered, kinds, orderedOwner);
  const inner: Readonly<Record<string, (value: unknown) => unknown>> = {
    log: (value) => ordered(value, Object.keys(logKeys)),
    sources: (value) => ordered(value, Object.keys(sourcesKeys)),
    networks: (value) => ordered(value, Object.keys(networksKeys)),
    verify: (value) => ordered(value, Object.keys(verifyKeys)),
    records: (value) =>
      Array.isArray(value) ? value.map((each) => ordered(each, Object.keys(recordKeys))) : value,
  };
  const entries = Object.entries(document).map(([key, value]) => [
    key,
    Object.hasOwn(inner, key) ? inner[key]?.(value) : value,
  ]);
  return ordered(Object.fromEntries(entries), Object.keys(settingsKeys)) as SettingsDocument;
}
