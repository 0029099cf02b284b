import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';

/** A stored state was damaged. `aside` is where the damaged file went. */
export interface StateNotice {
  readonly kind: 'restored' | 'reset';
  readonly aside: string;
}

/** What a damaged state file came to, as a sentence. */
export function stateNoticeSentence({ kind, aside }: StateNotice, language: Language): string {
  return catalogue(language).state[kind](aside);
}
