import type { SettingsDocument } from '../document.ts';
import type { Kinds } from './owners.ts';
import { sameOwners } from './same.ts';
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

/** A document in which each `{ secret }` names its own place; its secret texts are taken out. */
export function takeSecrets(
  draft: SettingsDocument,
  kinds: Kinds,
): Pick<Adopted, 'document' | 'fresh'> {
  const fresh = new Map<string, string>();
  const document = mapTexts(draft, kinds, (text) => {
    const id = secretId(text);
    if (text.kind === 'literal') fresh.set(id, text.text);
    return text.kind === 'literal' || text.kind === 'secret' ? { secret: id } : undefined;
  });
  return { document, fresh };
}

/**
 * Takes the secrets out of a draft, and tells which of those kept now it may go on using: only
 * those of an account, or of a channel, that stands in the draft as in the present document. A
 * draft may come from a stranger, as a file to import. Were a secret kept by its name alone, the
 * file could name it under a server of the stranger's, who would be sent it at the next check: as
 * another account, as another field that is sent in clear, or in place beside a changed address.
 * The other secrets of a changed account have to be entered again.
 *
 * `present` holds references to their own places only, as {@link takeSecrets} makes them.
 */
export function adoptSecrets(
  draft: SettingsDocument,
  present: SettingsDocument,
  kinds: Kinds,
): Adopted {
  const taken = takeSecrets(draft, kinds);
  const same = sameOwners(draft, present, kinds);
  const kept = textsOf(draft, kinds).flatMap((text) =>
    text.kind === 'secret' && same.has(text.owner.key) ? [secretId(text)] : [],
  );
  return { ...taken, kept: new Set(kept) };
}
