import type { WindowPage, WindowPlace } from '../electron/contract/place.ts';
import { store } from './store.ts';

/** Shows a place. `focus` leads the keyboard and the screen reader to its heading. */
export function goTo(place: WindowPlace | WindowPage, focus = true): void {
  const to = typeof place === 'string' ? { page: place } : place;
  store.set({ place: to });
  if (!focus) return;
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-page="${to.page}"] h1`)?.focus();
  });
}
