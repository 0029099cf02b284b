import { EventEmitter } from 'node:events';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import {
  applyTheme,
  createSettingsWindow,
  type WindowOptions,
} from '../../electron/desktop/window.ts';
import { SECURE_WEB_PREFERENCES } from '../../electron/desktop/window-security.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';

const electron = vi.hoisted(() => ({
  BrowserWindow: undefined as unknown,
  dialog: {},
  nativeTheme: {
    shouldUseDarkColors: true,
    themeSource: 'system',
    prefersReducedTransparency: false,
    shouldUseHighContrastColors: false,
    inForcedColorsMode: false,
  },
  session: {},
}));
vi.mock('electron', () => electron);

class FakeContents extends EventEmitter {
  readonly sent: unknown[] = [];
  setWindowOpenHandler() {}
  send(...args: unknown[]) {
    this.sent.push(args);
  }
}

class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly calls: string[] = [];
  readonly options: Electron.BrowserWindowConstructorOptions;
  destroyed = false;
  minimized = false;
  url = '';
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    windows.push(this);
  }
  async loadURL(url: string) {
    this.url = url;
    if (loadFails) throw new Error('ERR_FAILED');
  }
  show = () => this.calls.push('show');
  focus = () => this.calls.push('focus');
  restore = () => this.calls.push('restore');
  close = () => {
    this.calls.push('close');
    if (unsaved) this.webContents.emit('will-prevent-unload', {});
    else this.destroy();
  };
  isMinimized = () => this.minimized;
  isDestroyed = () => this.destroyed;
  destroy() {
    this.destroyed = true;
    this.emit('closed');
  }
}

let windows: FakeWindow[];
let loadFails: boolean;
let unsaved: boolean;
let answer: string;
let questions: Electron.MessageBoxOptions[];
let sessionCalls: string[];
/** What happens while a question is open. */
let meanwhile: () => void;

const texts = catalogue('en').desktop.unsaved;

function fakeSession() {
  const note = (name: string) => () => void sessionCalls.push(name);
  return {
    setPermissionRequestHandler: note('request'),
    setPermissionCheckHandler: note('check'),
    setDevicePermissionHandler: note('device'),
    webRequest: { onBeforeRequest: note('network') },
    on: note('download'),
    protocol: { handle: note('protocol') },
  };
}

beforeEach(() => {
  windows = [];
  loadFails = false;
  unsaved = false;
  answer = texts.stay;
  questions = [];
  sessionCalls = [];
  meanwhile = () => undefined;
  Object.assign(electron, {
    BrowserWindow: FakeWindow,
    dialog: {
      showMessageBox: async (_parent: unknown, options: Electron.MessageBoxOptions) => {
        questions.push(options);
        await meanwhile();
        return { response: options.buttons?.indexOf(answer) };
      },
    },
    session: {
      fromPartition: (name: string) => {
        sessionCalls.push(name);
        return fakeSession();
      },
    },
  });
});

function build(more: Partial<WindowOptions> = {}) {
  const told: string[] = [];
  const lines: LogLine[] = [];
  const settings = createSettingsWindow({
    preload: '/app/preload.cjs',
    files: path.join(import.meta.dirname),
    title: 'DDNS Tray',
    log: rememberingLog(lines),
    language: () => 'en',
    onGone: (reason) => told.push(`gone ${reason}`),
    onSessionEnd: (phase) => told.push(`session ${phase}`),
    onClosed: () => told.push('closed'),
    onFocus: () => told.push('focus'),
    onDiscard: () => told.push('discard'),
    ...more,
  });
  const latest = () => {
    const window = windows.at(-1);
    if (window === undefined) throw new Error('no window');
    return window;
  };
  return { settings, told, lines, latest };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the settings window', () => {
  it('costs nothing before it is wanted', () => {
    const { settings } = build();
    settings.send('place', { page: 'about' });
    settings.close();
    expect(settings.current).toBeUndefined();
    expect([windows, sessionCalls]).toEqual([[], []]);
  });

  it('is made secure, and shown when there is something to see', () => {
    const { settings, latest } = build();
    settings.show();
    const { options, url, calls } = latest();
    expect(options).toMatchObject({ width: 960, height: 680, minWidth: 720, minHeight: 520 });
    expect(options).toMatchObject({ show: false, title: 'DDNS Tray', backgroundColor: '#202020' });
    expect(options.webPreferences).toEqual({
      ...SECURE_WEB_PREFERENCES,
      preload: '/app/preload.cjs',
    });
    expect(url).toBe('app://settings/index.html');
    expect(calls).toEqual([]);
    latest().emit('ready-to-show');
    expect(calls).toEqual(['show']);
    expect(sessionCalls).toEqual([
      'settings',
      'request',
      'check',
      'device',
      'network',
      'download',
      'protocol',
    ]);
  });

  it('keeps its page where it is from the first moment on', () => {
    const { settings, latest } = build();
    settings.show();
    const event = { url: 'https://www.example.com/', preventDefault: vi.fn() };
    latest().webContents.emit('will-navigate', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('is one, brought to the front when it is wanted again', () => {
    const { settings, latest } = build();
    settings.show({ page: 'general' });
    latest().minimized = true;
    settings.show();
    settings.show({ page: 'accounts', item: 'home' });
    expect(windows).toHaveLength(1);
    expect(latest().calls).toEqual(['restore', 'show', 'focus', 'restore', 'show', 'focus']);
    expect(latest().webContents.sent).toEqual([
      ['ddns:on:place', { page: 'accounts', item: 'home' }],
    ]);
    expect(settings.place).toEqual({ page: 'accounts', item: 'home' });
  });

  it('is destroyed when it is closed, and made anew, the session only once', () => {
    const { settings, told, latest } = build();
    settings.show({ page: 'about' });
    const first = latest();
    expect(settings.current).toBe(first);
    first.destroy();
    expect(settings.current).toBeUndefined();
    settings.send('place', { page: 'about' });
    settings.show();
    expect(settings.place).toEqual({ page: 'status' });
    expect(windows).toHaveLength(2);
    expect(sessionCalls.filter((call) => call === 'settings')).toHaveLength(1);
    settings.close();
    expect(latest().destroyed).toBe(true);
    expect(told).toEqual(['closed', 'closed']);
  });

  it('is destroyed with its process, and comes back only when it is wanted', () => {
    const { settings, told, latest } = build();
    settings.show();
    latest().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(latest().destroyed).toBe(true);
    expect(settings.current).toBeUndefined();
    expect(told).toEqual(['closed', 'gone crashed']);
    expect(windows).toHaveLength(1);
    settings.show();
    expect(windows).toHaveLength(2);
  });

  it('that cannot be loaded is not left empty', async () => {
    loadFails = true;
    const { settings, told, lines, latest } = build();
    settings.show();
    await settled();
    expect(latest().destroyed).toBe(true);
    expect(told).toEqual(['closed', 'gone load']);
    expect(lines).toHaveLength(1);
  });

  it('that was closed while it loaded is no failure', async () => {
    loadFails = true;
    const { settings, told } = build();
    settings.show();
    settings.close();
    await settled();
    expect(told).toEqual(['closed']);
  });

  it.each([
    { choice: texts.stay, gone: false, says: [] },
    { choice: texts.keep, gone: true, says: ['closed'] },
    { choice: texts.discard, gone: true, says: ['discard', 'closed'] },
  ])('asks before it closes over a draft: $choice', async ({ choice, gone, says }) => {
    const { settings, told, latest } = build();
    settings.show();
    answer = choice;
    latest().webContents.emit('will-prevent-unload', {});
    await settled();
    expect(latest().destroyed).toBe(gone);
    expect(told).toEqual(says);
    const [question] = questions;
    expect(question?.buttons).toEqual([texts.keep, texts.discard, texts.stay]);
    // Enter and Escape lose nothing.
    expect([question?.defaultId, question?.cancelId]).toEqual([2, 2]);
    expect(question?.detail).toContain('until DDNS Tray quits');
  });

  it('that goes on being edited when its question fails loses nothing', async () => {
    const { settings, told, lines, latest } = build();
    settings.show();
    meanwhile = () => {
      throw new Error('no dialog');
    };
    latest().webContents.emit('will-prevent-unload', {});
    await settled();
    expect([latest().destroyed, told, lines.length]).toEqual([false, [], 1]);
  });

  it('asks before the app quits over a draft, which it cannot keep then', async () => {
    const { settings, told, latest } = build();
    const left = vi.fn();
    unsaved = true;
    settings.show();
    settings.leave(left);
    await settled();
    const [question] = questions;
    expect(question).toMatchObject({
      message: texts.quit,
      buttons: [texts.discardAndQuit, texts.stay],
      defaultId: 1,
      cancelId: 1,
    });
    expect([latest().destroyed, told, left.mock.calls.length]).toEqual([false, [], 0]);
    answer = texts.discardAndQuit;
    settings.leave(left);
    await settled();
    expect(told).toEqual(['discard', 'closed']);
    expect(left).toHaveBeenCalledOnce();
  });

  it('does not quit over changes that were kept while that was wished', async () => {
    const { settings, told } = build();
    const left = vi.fn();
    settings.show();
    unsaved = true;
    answer = texts.keep;
    meanwhile = () => settings.leave(left);
    settings.current?.close();
    await settled();
    expect(told).toEqual(['closed']);
    expect(left).not.toHaveBeenCalled();
  });

  it('keeps the draft when its process is gone', () => {
    const { settings, told, latest } = build();
    settings.show();
    latest().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(told).not.toContain('discard');
  });

  it('is left only once nothing is unsaved, or the user gives it up', async () => {
    const { settings, latest } = build();
    const left = vi.fn();
    settings.leave(left);
    expect(left).toHaveBeenCalledOnce();
    settings.show();
    settings.leave(left);
    expect(left).toHaveBeenCalledTimes(2);
    unsaved = true;
    settings.show();
    latest().minimized = true;
    settings.leave(left);
    settings.leave(left);
    await settled();
    expect(questions).toHaveLength(1);
    expect(latest().calls).toContain('restore');
    expect(latest().destroyed).toBe(false);
    // Who stayed closes the window later: that is not what was wished before.
    latest().destroy();
    expect(left).toHaveBeenCalledTimes(2);
    settings.show();
    answer = texts.discardAndQuit;
    settings.leave(left);
    await settled();
    expect(latest().destroyed).toBe(true);
    expect(left).toHaveBeenCalledTimes(3);
  });

  it('is left without a page that hangs', () => {
    vi.useFakeTimers();
    const { settings, latest } = build();
    const left = vi.fn();
    settings.show();
    latest().close = () => undefined;
    settings.leave(left);
    expect(left).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(left).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  it('tells when the user comes to it', () => {
    const { settings, told, latest } = build();
    settings.show();
    latest().emit('focus');
    expect(told).toEqual(['focus']);
  });

  it('tells at once that the session ends', () => {
    const { settings, told, latest } = build();
    settings.show();
    latest().emit('query-session-end', {});
    latest().emit('session-end', {});
    expect(told).toEqual(['session query', 'session end']);
  });

  it('lets the desktop shine through on Windows 11, and tells its page so', () => {
    const { settings, latest } = build({ system: { platform: 'win32', release: '10.0.26100' } });
    settings.show();
    expect(latest().options).toMatchObject({
      backgroundMaterial: 'mica',
      backgroundColor: '#00000000',
    });
    expect(latest().url).toBe('app://settings/index.html?mica');
  });

  it('is opaque elsewhere', () => {
    const { settings, latest } = build({ system: { platform: 'win32', release: '10.0.19045' } });
    settings.show();
    expect(latest().options).not.toHaveProperty('backgroundMaterial');
    expect(latest().url).toBe('app://settings/index.html');
  });

  it('has the theme that the user chose', () => {
    applyTheme('light');
    expect(electron.nativeTheme.themeSource).toBe('light');
  });
});
