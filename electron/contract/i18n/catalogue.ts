import type { Language } from '../language.ts';
import { en, type Messages } from './en.ts';
import { zhCn } from './zh-cn.ts';

/** Every text of one language. */
export function catalogue(language: Language): Messages {
  return language === 'zh-CN' ? zhCn : en;
}

/**
 * Chooses the language from the user's wishes, best first, as BCP 47 tags (`zh-Hans-CN`) or as
 * POSIX locales (`zh_CN.UTF-8`). The first tag that names a language of ours decides; else English.
 */
export function pickLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const primary = /^[a-z]+/i.exec(tag)?.[0].toLowerCase();
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en';
  }
  return 'en';
}
