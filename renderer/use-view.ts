import { useLayoutEffect, useReducer } from 'preact/hooks';
import type { Language } from '../electron/contract/language.ts';
import { store, type View } from './store.ts';
import { currentLanguage, type Texts, textsOf } from './texts.ts';

/** What the window knows; draws the component again whenever that changes. */
export function useView(): View {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => store.subscribe(() => draw(undefined)), []);
  return store.get();
}

export function useTexts(): { readonly language: Language; readonly texts: Texts } {
  useView();
  const language = currentLanguage();
  return { language, texts: textsOf(language) };
}
