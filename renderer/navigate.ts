import type { WindowPage } from '../electron/contract/snapshot.ts';
import { store } from './store.ts';

/** Shows a page. `focus` leads the keyboard and the screen reader to its heading. */
export function goTo(page: WindowPage, focus = true): void {
  store.set({ page });
  if (!focus) return;
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-page="${page}"] h1`)?.focus();
  });
}
