import type { SettingsDocument } from '../document.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';

/** Whether two plain values are the same, whatever the order of their keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((one, at) => sameValue(one, b[at]));
  }
  if (!isMap(a)) return Object.is(a, b);
  if (!isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]))
  );
}

function accountsOf(document: SettingsDocument): RawMap {
  return isMap(document.accounts) ? document.accounts : {};
}

/**
 * The ids of the accounts that stand in a draft exactly as they stand in the present document. A new
 * secret text counts as a change like any other: it may be an address, as a webhook's URL is.
 */
export function sameAccounts(
  draft: SettingsDocument,
  present: SettingsDocument,
): ReadonlySet<string> {
  const before = accountsOf(present);
  const after = Object.entries(accountsOf(draft));
  const same = after.filter(
    ([id, each]) => Object.hasOwn(before, id) && sameValue(each, before[id]),
  );
  return new Set(same.map(([id]) => id));
}
