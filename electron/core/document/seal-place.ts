import type { SettingsDocument } from '../document.ts';
import { fieldPath } from '../settings/reader-secrets.ts';
import { isMap } from '../settings/reader-walk.ts';
import { type Kinds, ownersOf } from './owners.ts';
import { leading } from './same.ts';
import { mapTexts, type OwnedText } from './texts.ts';

/** The reader refuses an account that goes deeper. */
const depthLimit = 24;

/** JSON with sorted keys: the same text for the same account, whatever the order of its fields. */
function canonical(value: unknown, depth = 0): unknown {
  if (depth > depthLimit) return null;
  if (Array.isArray(value)) return value.map((each) => canonical(each, depth + 1));
  if (!isMap(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, each]) => [key, canonical(each, depth + 1)]);
}

/**
 * What the texts of a document are sealed for: the field, and the whole account or channel around
 * it, sealed and kept secrets left open. Were it the field alone, whoever has the file could name a
 * server of their own beside a sealed password, and be sent it by the owner of the passphrase.
 */
export function sealPlaces(
  document: SettingsDocument,
  kinds: Kinds,
): (text: Pick<OwnedText, 'owner' | 'path'>) => string {
  const open = mapTexts(document, kinds, ({ kind }) =>
    kind === 'sealed' || kind === 'secret' ? { [kind]: '' } : undefined,
  );
  const wholes = new Map(ownersOf(open, kinds).map((owner) => [owner.key, leading(owner)]));
  const known = new Map<string, string>();
  return ({ owner: { key }, path }) => {
    const whole = known.get(key) ?? JSON.stringify(canonical(wholes.get(key)));
    known.set(key, whole);
    return `${fieldPath(path)}\n${whole}`;
  };
}
