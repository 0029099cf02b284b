import type { WebContents, WebPreferences } from 'electron';
import { windowOrigin } from './identity.ts';

/** In memory: nothing of the window's is kept on the disk. */
export const windowPartition = 'settings';

/** For every window. Explicit, though most are Electron's defaults: a default may change. */
export const SECURE_WEB_PREFERENCES = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  devTools: false,
  partition: windowPartition,
} as const satisfies WebPreferences;

/** Whether a URL is one of the window's own pages, exactly. */
export function isOwnUrl(url: string): boolean {
  if (!url.startsWith(`${windowOrigin}/`)) return false;
  const { protocol, host, username, password } = new URL(url);
  return `${protocol}//${host}` === windowOrigin && username === '' && password === '';
}

interface NavigationEvent {
  readonly url: string;
  preventDefault(): void;
}

/** Keeps a page where it is: it opens nothing, leads nowhere else, embeds nothing. */
export function guardContents(contents: WebContents): void {
  const stay = (event: NavigationEvent) => {
    if (!isOwnUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
