import type { EventEmitter } from 'node:events';
import type { PageEvent } from '../page-port.ts';
import type { FakeBrowserWindow } from './browser-window.ts';
import { fakeEvent } from './event.ts';

/** Turns what happened in a window's page into Electron's events, in Electron's order. */
export function pageEvent(
  window: FakeBrowserWindow,
  app: EventEmitter,
  event: PageEvent,
  detail: string,
): void {
  const { contents } = window;
  switch (event) {
    case 'navigated':
      contents.url = detail;
      contents.loading = true;
      contents.emit('did-navigate', fakeEvent({}), detail, 200, 'OK');
      break;
    case 'navigated-in-page':
      contents.url = detail;
      contents.emit('did-navigate-in-page', fakeEvent({}), detail, true, contents.id, 1);
      break;
    case 'dom-ready':
      contents.emit('dom-ready', fakeEvent({}));
      break;
    case 'title':
      retitle(window, detail);
      break;
    case 'loaded':
      contents.loading = false;
      contents.emit('did-finish-load');
      contents.emit('did-stop-loading');
      window.emit('ready-to-show');
      break;
    case 'crashed':
      crash(window, app);
      break;
    case 'gone':
      window.finish();
  }
}

function retitle(window: FakeBrowserWindow, title: string): void {
  window.contents.title = title;
  const event = fakeEvent({});
  window.emit('page-title-updated', event, title, true);
  if (!event.defaultPrevented) window.title = title;
}

function crash(window: FakeBrowserWindow, app: EventEmitter): void {
  const details = { reason: 'crashed', exitCode: 5 };
  window.contents.crashed = true;
  window.contents.emit('render-process-gone', fakeEvent({}), details);
  app.emit('render-process-gone', fakeEvent({}), window.webContents, details);
}

/** Whether the app forbids a navigation that the page, or its user, began. */
export function willNavigate(window: FakeBrowserWindow, url: string, main: boolean): boolean {
  const { contents } = window;
  const frame = contents.frameOf({ main, url: main ? contents.url : url });
  const params = { url, isSameDocument: false, isMainFrame: main, frame };
  const names = main ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'];
  return names.some((name) => {
    const event = fakeEvent(params);
    contents.emit(name, event, url, false, main, contents.id, 1);
    return event.defaultPrevented;
  });
}

/** Whether the app forbids a server's redirect. */
export function willRedirect({ contents }: FakeBrowserWindow, url: string): boolean {
  const event = fakeEvent({
    url,
    isSameDocument: false,
    isMainFrame: true,
    frame: contents.mainFrame,
  });
  contents.emit('will-redirect', event, url, false, true, contents.id, 1);
  return event.defaultPrevented;
}

/** What the app's handler says to a new window. */
export function askToOpen(
  { contents }: FakeBrowserWindow,
  url: string,
  frameName: string,
): 'allow' | 'deny' | 'no handler' {
  const response = contents.openHandler?.({
    url,
    frameName,
    features: '',
    disposition: 'foreground-tab',
    referrer: { url: contents.url, policy: 'default' },
  });
  return response?.action ?? 'no handler';
}
