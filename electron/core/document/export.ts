import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import type { SettingsDocument } from '../document.ts';
import type { Present } from './judge.ts';
import { orderDocument } from './order.ts';
import type { Kinds } from './owners.ts';
import { hasSourceQuery } from './powers.ts';
import { sealPlaces } from './seal-place.ts';
import { mapTexts, type OwnedText, secretId, textsOf } from './texts.ts';

/** What is written to a file for elsewhere. */
export interface Exported {
  readonly document: SettingsDocument;
  /** Lines of a comment that tells the reader what the file is. */
  readonly header: readonly string[];
}

/**
 * The document for another place: with each secret sealed, or without them where no `seal` is
 * given. What cannot be read stays a reference. Holds no secret in plain.
 */
export function exportDocument(
  { document, texts }: Present,
  kinds: Kinds,
  language: Language,
  seal?: (text: string, place: string) => string,
): Exported {
  const words = catalogue(language).document;
  const known = (text: OwnedText) =>
    text.kind === 'secret' && seal !== undefined ? texts.get(secretId(text)) : undefined;
  // First where the seals are to stand: they are for the account or channel with all of them in it.
  const places = mapTexts(document, kinds, (text) =>
    known(text) === undefined ? undefined : { sealed: '' },
  );
  const placeOf = sealPlaces(places, kinds);
  const mapped = mapTexts(document, kinds, (text) => {
    const secret = known(text);
    return secret === undefined ? undefined : { sealed: seal?.(secret, placeOf(text)) };
  });
  const left = new Set(textsOf(mapped, kinds).map(({ kind }) => kind));
  const lost = seal === undefined ? words.withoutSecrets : words.lostSecrets;
  const header = [
    words.exported,
    ...(left.has('sealed') ? [words.sealed] : []),
    ...(left.has('secret') ? [lost] : []),
    ...(hasSourceQuery(document) ? [words.queries] : []),
  ];
  return { document: orderDocument(mapped, kinds), header };
}
