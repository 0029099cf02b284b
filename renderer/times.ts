import { relativeText } from '../electron/contract/i18n/format.ts';
import type { Language } from '../electron/contract/language.ts';
import { textsOf } from './texts.ts';

/** Below this many milliseconds a time is just now: seconds would only flicker. */
const justNow = 5000;

/** How long ago `at` was, both in milliseconds since 1970; a clock that lags says just now. */
export function agoText(language: Language, at: number, now: number): string {
  if (now - at < justNow) return textsOf(language).status.justNow;
  return relativeText(language, at, now);
}

/** When `at` will be, or that it is due. */
export function untilText(language: Language, at: number, now: number): string {
  return at - now < 1000 ? textsOf(language).status.due : relativeText(language, at, now);
}
