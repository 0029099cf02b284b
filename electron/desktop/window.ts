import os from 'node:os';
import {
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  dialog,
  nativeTheme,
  session,
} from 'electron';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { EventName, Events } from '../contract/ipc.ts';
import { eventChannel } from '../contract/ipc.ts';
import type { Language } from '../contract/language.ts';
import type { WindowPlace } from '../contract/place.ts';
import type { Preferences } from '../contract/preferences.ts';
import type { Log } from '../core/ports.ts';
import { hasMica } from './backdrop.ts';
import { windowUrl } from './identity.ts';
import { denyAll } from './permissions.ts';
import { fileTable, serveWindowFiles } from './protocol.ts';
import { guardContents, SECURE_WEB_PREFERENCES, windowPartition } from './window-security.ts';

export interface SettingsWindow {
  /** Opens the window or brings it to the front; an open one goes to the place where one is given. */
  show(place?: WindowPlace): void;
  /** The place that was asked for last. */
  readonly place: WindowPlace;
  readonly current: BrowserWindow | undefined;
  /** Without effect while the window is closed. */
  send<Name extends EventName>(name: Name, value: Events[Name]): void;
  /** Closes it unless the user goes on editing what is unsaved; `then` once there is no window. */
  leave(then: () => void): void;
  /** At once, whatever is unsaved. Before the app quits: a page with a draft would hold that up. */
  close(): void;
}

export interface WindowOptions {
  /** The built preload script. */
  readonly preload: string;
  /** The folder of the built window. */
  readonly files: string;
  readonly title: string;
  readonly icon?: string | undefined;
  readonly log: Log;
  readonly language: () => Language;
  /** Never in a packaged app. */
  readonly devTools?: boolean | undefined;
  /** This computer's, as of Node; another one for a test. */
  readonly system?: { readonly platform: string; readonly release: string } | undefined;
  /** The window's process is gone, and the window with it. */
  readonly onGone: (reason: string) => void;
  /** Windows is about to end the session, or ends it: afterwards no line of ours runs. */
  readonly onSessionEnd: (phase: 'query' | 'end') => void;
  readonly onClosed?: (() => void) | undefined;
  /** The user gives up what is unsaved. */
  readonly onDiscard?: (() => void) | undefined;
  /** The user came to it, perhaps from the system's own settings. */
  readonly onFocus?: (() => void) | undefined;
}

/** Milliseconds that a page gets to say that something is unsaved; one that hangs never does. */
const leaveLimit = 3000;

/** Where a window opens that was not asked to show anything else. */
const firstPlace: WindowPlace = { page: 'status' };

/** The window's background until its style is there, in the colours of that. */
const backgrounds = { light: '#f3f3f3', dark: '#202020' } as const;

/** The theme of the windows; the tray follows the system's. */
export function applyTheme(theme: Preferences['theme']): void {
  nativeTheme.themeSource = theme;
}

/** Not at the start: a session costs memory that a closed window has no use for. */
function prepareSession(files: string): void {
  const own = session.fromPartition(windowPartition);
  denyAll(own);
  serveWindowFiles(own, fileTable(files));
}

type Look = Pick<BrowserWindowConstructorOptions, 'backgroundColor' | 'backgroundMaterial'>;

/** What is behind the page, and the page's URL: with Mica it paints no background of its own. */
function lookOf(system: WindowOptions['system']): { readonly look: Look; readonly url: string } {
  const { platform, release } = system ?? { platform: process.platform, release: os.release() };
  if (hasMica({ platform, release, theme: nativeTheme })) {
    const look = { backgroundMaterial: 'mica', backgroundColor: '#00000000' } as const;
    return { look, url: `${windowUrl}?mica` };
  }
  const backgroundColor = backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];
  return { look: { backgroundColor }, url: windowUrl };
}

function buildWindow(options: WindowOptions, look: Look): BrowserWindow {
  const { preload, title, icon, devTools = false } = options;
  return new BrowserWindow({
    width: 960,
    height: 680,
    minWidth: 720,
    minHeight: 520,
    show: false,
    title,
    ...(icon === undefined ? {} : { icon }),
    autoHideMenuBar: true,
    ...look,
    webPreferences: { ...SECURE_WEB_PREFERENCES, devTools, preload },
  });
}

type UnsavedAnswer = 'keep' | 'discard' | 'stay';

/**
 * Asks what becomes of unsaved changes, without blocking: the updater goes on meanwhile. They cannot
 * outlive the app, so `keep` is no choice where it quits.
 */
async function askUnsaved(
  window: BrowserWindow,
  language: Language,
  quits: boolean,
): Promise<UnsavedAnswer> {
  const texts = catalogue(language).desktop.unsaved;
  const answers = quits ? (['discard', 'stay'] as const) : (['keep', 'discard', 'stay'] as const);
  const last = answers.length - 1;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: quits ? texts.quit : texts.close,
    detail: quits ? texts.quitHelp : texts.closeHelp,
    buttons: answers.map((answer) =>
      answer === 'discard' && quits ? texts.discardAndQuit : texts[answer],
    ),
    defaultId: last,
    cancelId: last,
    noLink: true,
  });
  return answers[response] ?? 'stay';
}

/** The one window, made when it is wanted and destroyed when it is closed. */
export function createSettingsWindow(options: WindowOptions): SettingsWindow {
  const { log, language, onGone, onSessionEnd, onClosed, onDiscard, onFocus } = options;
  let place = firstPlace;
  let window: BrowserWindow | undefined;
  let prepared = false;
  let asking = false;
  let afterwards: (() => void) | undefined;

  const destroy = (gone: BrowserWindow) => {
    if (window === gone) window = undefined;
    if (!gone.isDestroyed()) gone.destroy();
  };
  const fail = (gone: BrowserWindow, reason: string) => {
    if (window !== gone) return;
    destroy(gone);
    onGone(reason);
  };
  const bringUp = (hidden: BrowserWindow) => {
    if (hidden.isMinimized()) hidden.restore();
    hidden.show();
    hidden.focus();
  };
  const askFirst = async (unsaved: BrowserWindow): Promise<void> => {
    if (asking) return;
    asking = true;
    const quits = afterwards !== undefined;
    try {
      bringUp(unsaved);
      const answer = await askUnsaved(unsaved, language(), quits);
      // Kept changes would be lost by a quit that was wished while this was asked.
      if (answer === 'keep') afterwards = undefined;
      if (answer === 'discard') onDiscard?.();
      if (answer !== 'stay') destroy(unsaved);
    } catch (error) {
      log.warn('the question about unsaved changes failed', { error });
    } finally {
      asking = false;
      // Who stays does not leave later by another way.
      afterwards = undefined;
    }
  };
  const hear = (made: BrowserWindow) => {
    const { webContents } = made;
    guardContents(webContents);
    webContents.on('render-process-gone', (_event, { reason }) => fail(made, reason));
    // The page prevents its end by `beforeunload`; Electron itself would ask nothing.
    webContents.on('will-prevent-unload', () => void askFirst(made));
    made.once('ready-to-show', () => made.show());
    made.on('closed', () => {
      if (window === made) window = undefined;
      onClosed?.();
      const then = afterwards;
      afterwards = undefined;
      then?.();
    });
    made.on('focus', () => onFocus?.());
    made.on('query-session-end', () => onSessionEnd('query'));
    made.on('session-end', () => onSessionEnd('end'));
  };
  const open = () => {
    if (!prepared) prepareSession(options.files);
    prepared = true;
    const { look, url } = lookOf(options.system);
    const made = buildWindow(options, look);
    window = made;
    hear(made);
    made.loadURL(url).catch((error: unknown) => {
      // The user was faster, and closed it.
      if (window !== made) return;
      log.error('the window could not be loaded', { error });
      fail(made, 'load');
    });
  };

  return {
    show(wanted) {
      if (window === undefined) {
        place = wanted ?? firstPlace;
        open();
        return;
      }
      if (wanted !== undefined) {
        place = wanted;
        window.webContents.send(eventChannel('place'), wanted);
      }
      bringUp(window);
    },
    leave(then) {
      if (window === undefined) {
        then();
        return;
      }
      const left = window;
      afterwards = then;
      left.close();
      setTimeout(() => {
        if (window === left && afterwards === then && !asking) destroy(left);
      }, leaveLimit);
    },
    get place() {
      return place;
    },
    get current() {
      return window;
    },
    send(name, value) {
      window?.webContents.send(eventChannel(name), value);
    },
    close() {
      if (window !== undefined) destroy(window);
    },
  };
}
