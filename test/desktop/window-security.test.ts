import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import {
  guardContents,
  isOwnUrl,
  SECURE_WEB_PREFERENCES,
} from '../../electron/desktop/window-security.ts';

const own = ['app://settings/', 'app://settings/index.html', 'app://settings/x?y#z'];
const foreign = [
  '',
  'app://settings',
  'app://settings.evil/',
  'app://settingsevil/',
  'app://evil/settings/',
  'app://settings:80/',
  'app://user@settings/',
  'app://settings@evil/',
  'app:settings/',
  'app:///settings/',
  'apps://settings/',
  'about:blank',
  'file:///C:/x.html',
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:app://settings/1',
  'https://settings/',
  'https://www.example.com/app://settings/',
  'devtools://devtools/bundled/x.html',
];

function guarded() {
  let openHandler: ((details: { url: string }) => unknown) | undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler;
    },
  });
  guardContents(contents as unknown as Parameters<typeof guardContents>[0]);
  return { contents, open: (url: string) => openHandler?.({ url }) };
}

const events = ['will-navigate', 'will-frame-navigate', 'will-redirect'];

describe('the window', () => {
  it.each(own)('knows %j as its own', (url) => {
    expect(isOwnUrl(url)).toBe(true);
  });

  it.each(foreign)('does not know %j', (url) => {
    expect(isOwnUrl(url)).toBe(false);
  });

  it.each(events)('stays where it is at %s', (name) => {
    const { contents } = guarded();
    const prevented = [...own, ...foreign].filter((url) => {
      const event = { url, preventDefault: vi.fn() };
      contents.emit(name, event, url);
      return event.preventDefault.mock.calls.length > 0;
    });
    expect(prevented).toEqual(foreign);
  });

  it('opens no other and embeds nothing', () => {
    const { contents, open } = guarded();
    for (const url of [...own, ...foreign]) expect(open(url)).toEqual({ action: 'deny' });
    const event = { preventDefault: vi.fn() };
    contents.emit('will-attach-webview', event, {}, {});
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('has no way to Node, and keeps nothing on the disk', () => {
    expect(SECURE_WEB_PREFERENCES).toEqual({
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
      partition: 'settings',
    });
  });
});
