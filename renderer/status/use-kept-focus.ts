import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** From an element up to the one that holds all of them. */
function upwards(from: Element | null, root: Element | null): readonly HTMLElement[] {
  if (root === null || from === null || !root.contains(from)) return [];
  const all: HTMLElement[] = [];
  for (let each: Element | null = from; each !== null && each !== root; each = each.parentElement) {
    if (each instanceof HTMLElement) all.push(each);
  }
  return all;
}

/**
 * Where a change takes away what has the focus, gives it to the nearest thing around that is still
 * there and can have it, at last to the page's heading.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  // While the component is drawn, what the change takes away still stands.
  const held = upwards(document.activeElement, root.current);
  useLayoutEffect(() => {
    if (held.length === 0 || document.activeElement !== document.body) return;
    const heading = root.current?.querySelector<HTMLElement>('h1');
    for (const each of [...held, heading]) {
      if (each?.isConnected === true) each.focus();
      if (document.activeElement === each) return;
    }
  });
}
