import type { SettingsDocument } from '../document.ts';
import type { Provider } from '../provider.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import { mapTexts, secretId, textsOf } from './texts.ts';

/** A document whose secrets were taken out. */
export interface Adopted {
  /** Each secret text and each `{ secret }` is now `{ secret: ID }` of its own place. */
  readonly document: SettingsDocument;
  /** The texts that stood in the draft, by id. */
  readonly fresh: ReadonlyMap<string, string>;
  /** The ids whose secret of now may go on being used. */
  readonly kept: ReadonlySet<string>;
}

function sameValue(a: unknown, b: unknown): boolean {
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

/** A document in which each `{ secret }` names its own place; its secret texts are taken out. */
export function takeSecrets(
  draft: SettingsDocument,
  providers: readonly Provider[],
): Pick<Adopted, 'document' | 'fresh'> {
  const fresh = new Map<string, string>();
  const document = mapTexts(draft, providers, (text) => {
    const id = secretId(text);
    if (text.kind === 'literal') fresh.set(id, text.text);
    return text.kind === 'literal' || text.kind === 'secret' ? { secret: id } : undefined;
  });
  return { document, fresh };
}

/**
 * Takes the secrets out of a draft, and tells which of those kept now it may go on using: only
 * those of an account that stands in the draft exactly as it stands in the present document. A
 * draft may come from a stranger, as a file to import. Were a secret kept by its name alone, the
 * file could name it under a server of the stranger's, who would be sent it at the next check: as
 * another account, as another field that is sent in clear, or in place beside a changed address.
 * That address may be a secret field too (a webhook's URL), so that a new secret text counts as a
 * change like any other. The other secrets of a changed account have to be entered again.
 *
 * `present` holds references to their own places only, as {@link takeSecrets} makes them.
 */
export function adoptSecrets(
  draft: SettingsDocument,
  present: SettingsDocument,
  providers: readonly Provider[],
): Adopted {
  const taken = takeSecrets(draft, providers);
  const before = accountsOf(present);
  const after = accountsOf(draft);
  const kept = textsOf(draft, providers).flatMap((text) => {
    const { account } = text;
    const same = Object.hasOwn(before, account) && sameValue(after[account], before[account]);
    return text.kind === 'secret' && same ? [secretId(text)] : [];
  });
  return { ...taken, kept: new Set(kept) };
}
