import type { SettingsDocument } from '../document.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import { isOpenKey, type Kinds, type Owner, ownersOf } from './owners.ts';

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

/** An owner without what has no say in where its secrets go. */
export function leading({ section, raw }: Owner): RawMap {
  if (section === 'accounts') return raw;
  const open = (key: string) => isOpenKey(section, key) && key !== 'channel';
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !open(key)));
}

/**
 * The keys of the accounts that stand in a draft exactly as they stand in the present document, and
 * of the channels and the local interface that differ at most in when and what is told, or in where
 * is listened. A new secret text counts as a change like any other: it may be an address, as a
 * webhook's URL is.
 */
export function sameOwners(
  draft: SettingsDocument,
  present: SettingsDocument,
  kinds: Kinds,
): ReadonlySet<string> {
  const before = new Map(ownersOf(present, kinds).map((owner) => [owner.key, owner]));
  const same = ownersOf(draft, kinds).filter((owner) => {
    const known = before.get(owner.key);
    return known !== undefined && sameValue(leading(owner), leading(known));
  });
  return new Set(same.map(({ key }) => key));
}
