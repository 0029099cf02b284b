import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import { cleanDetail } from '../outcome.ts';

/** `HOST PHRASE (CODE)`, as this program itself puts a broken exchange. */
const form = /^(\S+?):? (.+?)(?: \(([A-Z][A-Z0-9_]*)\))?\.?$/;

/**
 * A failure's detail as people read it. What a provider said stays as it is; what this program said
 * itself of a broken exchange, which the state keeps in English, is put into the language.
 */
export function ownDetail(detail: string, language: Language): string {
  const clean = cleanDetail(detail);
  const { net } = catalogue(language).outcomes;
  const phrases: Readonly<Record<string, string>> = net.phrases;
  const [, host, phrase, code] = form.exec(clean) ?? [];
  const text = phrase === undefined ? undefined : phrases[phrase];
  return host === undefined || text === undefined || text === phrase
    ? clean
    : net.said(host, text, code);
}
