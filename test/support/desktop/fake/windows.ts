import type { EventEmitter } from 'node:events';
import type { DesktopControl } from '../control.ts';
import type { PageHost } from '../page-port.ts';
import { FakeBrowserWindow } from './browser-window.ts';
import type { FakeContext } from './context.ts';
import { fakeEvent } from './event.ts';
import { askToOpen, pageEvent, willNavigate, willRedirect } from './page-events.ts';
import type { FakePartition } from './session.ts';
import { asElectron, strict } from './strict.ts';

/** All windows: Electron's constructor for them, and the events that come from their pages. */
export function fakeWindows(
  context: FakeContext,
  partition: (preferences: Electron.WebPreferences) => FakePartition,
  app: { readonly emitter: EventEmitter; quit(): void },
) {
  const open = new Map<
    number,
    { readonly raw: FakeBrowserWindow; readonly seen: FakeBrowserWindow }
  >();
  let lastId = 0;

  const around = {
    context,
    partition,
    opened(window: FakeBrowserWindow) {
      const seen = strict('BrowserWindow', window, () => window.isDestroyed());
      open.set(window.id, { raw: window, seen });
      app.emitter.emit('web-contents-created', fakeEvent({}), window.webContents);
      app.emitter.emit('browser-window-created', fakeEvent({}), seen);
    },
    closed(window: FakeBrowserWindow) {
      open.delete(window.id);
      if (open.size > 0) return;
      if (!app.emitter.emit('window-all-closed')) app.quit();
    },
  };

  const seenAs = (window: FakeBrowserWindow | undefined) =>
    window === undefined ? null : asElectron<Electron.BrowserWindow>(window);
  const all = () => [...open.values()].map((one) => one.seen);

  // A plain function, because what `new` gives must be the loud form.
  function create(options: Electron.BrowserWindowConstructorOptions = {}): FakeBrowserWindow {
    context.requireReady('Cannot create BrowserWindow before app is ready');
    lastId += 1;
    const id = lastId;
    const window = new FakeBrowserWindow(id, around, options);
    return open.get(id)?.seen ?? window;
  }

  const statics = {
    getAllWindows: () => all().map((one) => asElectron<Electron.BrowserWindow>(one)),
    getFocusedWindow: () => seenAs(all().find((one) => one.focused)),
    fromId: (id) => seenAs(open.get(id)?.seen),
    fromWebContents: (contents) => seenAs(open.get(contents.id)?.seen),
  } satisfies Pick<
    typeof Electron.BrowserWindow,
    'getAllWindows' | 'getFocusedWindow' | 'fromId' | 'fromWebContents'
  >;

  function BrowserWindow(options?: Electron.BrowserWindowConstructorOptions): object {
    return create(options);
  }
  BrowserWindow.prototype = FakeBrowserWindow.prototype;

  function newest(): FakeBrowserWindow {
    const window = [...open.values()].at(-1)?.raw;
    if (window === undefined) throw new Error('the app has no window open');
    return window;
  }

  const raw = (id: number) => open.get(id)?.raw;

  const host = {
    pageEvent(id, event, detail) {
      const window = raw(id);
      if (window !== undefined) pageEvent(window, app.emitter, event, detail);
    },
    willNavigate(id, url, main) {
      const window = raw(id);
      return window === undefined || willNavigate(window, url, main);
    },
    willPreventUnload(id) {
      const event = fakeEvent({});
      raw(id)?.contents.emit('will-prevent-unload', event);
      return event.defaultPrevented;
    },
    windowOpen(id, url, frameName) {
      const window = raw(id);
      if (window !== undefined) askToOpen(window, url, frameName);
    },
  } satisfies Partial<PageHost>;

  const control = {
    windowViews: () => all().map(describe),
    askPermission: (name) => {
      const { partition, webContents, contents } = newest();
      return partition.ask(webContents, name, contents.url);
    },
    navigate: (url, frame = 'main') => ({
      prevented: willNavigate(newest(), url, frame === 'main'),
    }),
    redirect: (url) => ({ prevented: willRedirect(newest(), url) }),
    openWindow: (url) => askToOpen(newest(), url, ''),
    attachWebview() {
      const event = fakeEvent({});
      newest().contents.emit('will-attach-webview', event, {}, {});
      return { prevented: event.defaultPrevented };
    },
    closeWindow: () => newest().tryToClose(),
  } satisfies Partial<DesktopControl>;

  async function closeAll(): Promise<boolean> {
    const closed = await Promise.all([...open.values()].map(({ raw }) => raw.tryToClose()));
    return !closed.includes(false);
  }

  function destroyAll(): void {
    for (const { raw } of [...open.values()]) raw.destroy();
  }

  return {
    BrowserWindow: strict('BrowserWindow', Object.assign(BrowserWindow, statics)),
    control,
    host,
    newest,
    find: raw,
    closeAll,
    destroyAll,
  };
}

function describe(window: FakeBrowserWindow) {
  const { id, title, visible, focused, minimized, backgroundColor, bounds } = window;
  const { session: _, ...webPreferences } = window.preferences;
  const { width, height } = bounds;
  const url = window.contents.url;
  return {
    id,
    url,
    title,
    visible,
    focused,
    minimized,
    width,
    height,
    backgroundColor,
    webPreferences,
  };
}
