import { window as en } from '../electron/contract/i18n/en/window.ts';
import { window as zhCn } from '../electron/contract/i18n/zh-cn/window.ts';
import type { Language } from '../electron/contract/language.ts';
import { unicodeNames } from './host-name.ts';
import { store } from './store.ts';

export type Texts = typeof en;

/** The window's texts alone: the whole catalogues would triple what the window loads. */
export function textsOf(language: Language): Texts {
  return language === 'zh-CN' ? zhCn : en;
}

/** The language of the snapshot; before the first one, the browser's guess. */
export function currentLanguage(): Language {
  return store.get().snapshot?.language ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en');
}

export function currentTexts(): Texts {
  return textsOf(currentLanguage());
}

/**
 * A text of somebody else for display: letters that turn the direction of writing, or are not to be
 * seen, stand as `�`, so that a name cannot look like another one.
 */
export function shown(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu, '\ufffd');
}

/** As {@link shown}, for a text with host names of the user's own: in their own scripts. */
export function shownNames(text: string): string {
  return shown(unicodeNames(text));
}
