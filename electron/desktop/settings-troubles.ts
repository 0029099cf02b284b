import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { TroubleView } from '../contract/snapshot.ts';
import { storeSentence } from './settings-error.ts';
import type { Kept } from './settings-keeper.ts';

/** What is not in order with the settings themselves, worst first. */
export function troublesOf(
  kept: Kept,
  problems: number,
  language: Language,
): readonly TroubleView[] {
  const words = catalogue(language).document;
  const { failure, notice, keyLost, busy, strength, stored } = kept;
  const troubles: TroubleView[] = [];
  if (failure !== undefined) {
    troubles.push({ kind: 'store', sentence: storeSentence(failure, language) });
  }
  if (notice !== undefined) {
    troubles.push({ kind: 'store', sentence: words[notice.kind](notice.aside) });
  }
  if (problems > 0) troubles.push({ kind: 'settings', sentence: words.problems(problems) });
  if (keyLost) troubles.push({ kind: 'keyLost', sentence: words.keyLost });
  if (busy.size > 0) troubles.push({ kind: 'store', sentence: words.busy });
  if (strength === 'plain' && Object.keys(stored.secrets).length > 0) {
    troubles.push({ kind: 'plainStorage', sentence: words.plainStorage });
  }
  return troubles;
}
