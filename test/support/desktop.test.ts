import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, it, vi } from 'vitest';
import { describeDesktop } from './desktop/describe.ts';
import { type DesktopApp, type LaunchOptions, launchDesktop } from './desktop/launch.ts';
import { writeToyApp } from './desktop/toy-app.ts';
import { disposer } from './disposer.ts';
import { temporaryFolder } from './temporary-folder.ts';

const { own, dispose } = disposer();
afterEach(dispose);

function launchToy(options: Partial<LaunchOptions> = {}): Promise<DesktopApp> {
  const folder = temporaryFolder();
  const main = writeToyApp(folder);
  return own(launchDesktop({ main, userData: join(folder, 'data'), ...options }));
}

/** Calls the toy's handler past every window. */
async function call(app: DesktopApp, channel: string, ...args: unknown[]): Promise<unknown> {
  const answer = await app.sendIpc({ channel, args, webContents: 'other' });
  if (answer.kind === 'error') throw new Error(answer.message);
  return answer.value;
}

const log = async (app: DesktopApp) => (await call(app, 'log')) as string[];

async function openPage(app: DesktopApp): Promise<Page> {
  await app.clickMenu('open');
  return app.waitForWindow();
}

interface Case {
  readonly does: (app: DesktopApp) => Promise<unknown>;
  readonly gives: unknown;
}

/** Each control without a window: what the test does, and what the app saw or the test sees. */
const controls: Readonly<Record<string, Case>> = {
  'shows the tray': {
    does: async (app) => {
      const { exists, image, tooltip, menu } = await app.tray();
      return [exists, image, tooltip, menu.map((entry) => entry.label)];
    },
    gives: [true, 'icon.ico', 'Toy', ['Open', '', 'More', 'Quit']],
  },
  'clicks nested menu items, which toggles a checkbox': {
    does: async (app) => {
      await app.clickMenu('More', 'pause');
      return [await log(app), (await app.menu())[2]?.submenu[0]?.checked];
    },
    gives: [['pause true'], true],
  },
  'refuses to click what is disabled': {
    does: (app) => app.clickMenu('More', 'Grey').catch((error: Error) => error.message),
    gives: 'the menu item "Grey" is disabled',
  },
  'clicks a notification': {
    does: async (app) => {
      await call(app, 'notify', 'first');
      await app.clickNotification(0);
      return [await log(app), (await app.notifications())[0]];
    },
    gives: [
      ['clicked first', 'activated click'],
      expect.objectContaining({ title: 'first', body: 'body', silent: true, state: 'clicked' }),
    ],
  },
  'closes and fails notifications': {
    does: async (app) => {
      await call(app, 'notify', 'one');
      await call(app, 'notify', 'two');
      await app.closeNotification(0);
      await app.failNotification(1, 'disabled');
      return log(app);
    },
    gives: ['closed one', 'failed disabled'],
  },
  'activates a toast whose object is gone': {
    does: async (app) => {
      await app.activateNotification({ type: 'click', arguments: '' });
      return log(app);
    },
    gives: ['activated click'],
  },
  'emits power, theme and screen events': {
    does: async (app) => {
      await app.emit('powerMonitor', 'resume');
      await app.setTheme({ dark: true });
      await app.emit('screen', 'display-metrics-changed', {}, ['scaleFactor']);
      return log(app);
    },
    gives: ['resume', 'dark true', 'metrics'],
  },
  'tells how many listened to an event': {
    does: (app) => app.emit('powerMonitor', 'suspend'),
    gives: { prevented: false, listeners: 0 },
  },
  'holds the clipboard, and what was opened': {
    does: async (app) => {
      await call(app, 'copy', 'text');
      await call(app, 'openLink', 'https://example.com/');
      await call(app, 'reveal', '/tmp/log');
      return [await app.clipboard(), await app.openedExternal(), await app.openedPaths()];
    },
    gives: ['text', ['https://example.com/'], ['/tmp/log']],
  },
  'answers dialogs by script, and cancels the others': {
    does: async (app) => {
      await app.answerDialog({ save: '/tmp/x' });
      await app.answerDialog({ message: 1 });
      const answers = [
        await call(app, 'save'),
        await call(app, 'save'),
        await call(app, 'confirm'),
      ];
      return [answers, (await app.dialogs()).map((dialog) => dialog.kind)];
    },
    gives: [
      [
        { canceled: false, filePath: '/tmp/x' },
        { canceled: true, filePath: '' },
        { response: 1, checkboxChecked: false },
      ],
      ['save', 'save', 'message'],
    ],
  },
  'goes offline': {
    does: async (app) => {
      await app.setOnline(false);
      return call(app, 'online');
    },
    gives: false,
  },
  'knows the state of the app': {
    does: (app) => app.state(),
    gives: expect.objectContaining({
      name: 'Toy',
      userModelId: 'test.toy',
      toastActivator: '{1}',
      switches: { 'js-flags': '--lite' },
      hardwareAcceleration: false,
      sandboxed: true,
      singleInstanceLock: true,
      applicationMenu: 'none',
      schemes: ['app'],
    }),
  },
  'forges the sender of a call': {
    does: (app) =>
      app.sendIpc({
        channel: 'origin',
        webContents: 'other',
        frame: { main: false, url: 'https://evil.test/x' },
      }),
    gives: {
      kind: 'result',
      value: { main: false, url: 'https://evil.test/x', origin: 'https://evil.test', own: false },
    },
  },
  'hands out the error of a handler': {
    does: (app) => app.sendIpc({ channel: 'fail', webContents: 'other' }),
    gives: { kind: 'error', message: 'Error: broken' },
  },
  'says which channel is missing': {
    does: (app) => app.sendIpc({ channel: 'nothing', webContents: 'other' }),
    gives: { kind: 'error', message: "Error: No handler registered for 'nothing'" },
  },
  'is loud about an API that it lacks': {
    does: (app) => call(app, 'missing').catch((error: Error) => error.message),
    gives: 'Error: the fake electron has no app.getFoo',
  },
  'lacks the deprecated synchronous encryption': {
    does: (app) => call(app, 'sync').catch((error: Error) => error.message),
    gives: 'Error: the fake electron has no safeStorage.encryptString',
  },
  'throws where a destroyed window is used': {
    does: (app) => call(app, 'afterDestroy'),
    gives: [true, 0, 'TypeError: Object has been destroyed'],
  },
  'counts what keeps the app awake': {
    does: async (app) => {
      const before = await app.resources();
      await call(app, 'wait');
      return [before, await app.resources()];
    },
    gives: [{}, { Timeout: 1 }],
  },
};

describeDesktop('the desktop host', () => {
  for (const [title, { does, gives }] of Object.entries(controls)) {
    it(title, async () => {
      expect(await does(await launchToy())).toEqual(gives);
    });
  }

  it('runs the app with a platform, arguments and folders of the test', async () => {
    const app = await launchToy({ platform: 'win32', args: ['--hidden'] });
    const { userData } = await app.state();
    expect(await call(app, 'platform')).toEqual(['win32', ['--hidden'], userData, '45.4.1']);
  });

  it('calls from a page through the preload to the app and back, with its frame', async () => {
    const app = await launchToy();
    const page = await openPage(app);

    const [main, inner] = page.frames();
    const value = {
      at: new Date(1),
      none: undefined,
      bytes: new Uint8Array(2),
    };
    expect(await main?.evaluate((one) => globalThis.toy.call('echo', one), value)).toEqual(value);
    expect(await page.evaluate("toy.call('echo', new Set([1])).then((set) => set.has(1))")).toBe(
      true,
    );
    expect(await main?.evaluate("toy.call('origin')")).toEqual({
      main: true,
      url: 'app://settings/index.html',
      origin: 'app://settings',
      own: true,
    });
    expect(await inner?.evaluate("toy.call('origin')")).toEqual({
      main: false,
      url: 'app://settings/frame.html',
      origin: 'app://settings',
      own: true,
    });
    expect(await page.evaluate("toy.call('fail').catch((error) => error.message)")).toBe(
      "Error invoking remote method 'fail': Error: broken",
    );
    expect(await page.evaluate("toy.call('echo', () => {}).catch((error) => error.name)")).toBe(
      'DataCloneError',
    );
  });

  it('pushes from the app to the page', async () => {
    const app = await launchToy();
    const page = await openPage(app);
    await call(app, 'push');
    await page.waitForFunction(() => globalThis.news.length === 1);
    expect(await page.evaluate(() => globalThis.news)).toEqual([{ at: new Date(0) }]);
  });

  it('leaves nothing of its own within reach of the page, and freezes the API', async () => {
    const app = await launchToy();
    const page = await openPage(app);
    const fresh = await page.evaluate(
      'Object.getOwnPropertyNames(window).filter((name) => /host|electron|playwright|pw/i.test(name))',
    );
    expect(fresh).toEqual([]);
    expect(await page.evaluate('Object.isFrozen(toy) && typeof require')).toBe('undefined');
    await page.evaluate('toy.main = 1; delete window.toy;');
    expect(await page.evaluate('toy.main')).toBe(true);
  });

  it("serves the page with the app's own headers, and from nowhere else", async () => {
    const app = await launchToy();
    const page = await openPage(app);
    expect(await page.title()).toBe('Toy page');
    expect(await app.pageConsole()).toContainEqual(expect.stringContaining('inline script'));

    for (const url of ['https://elsewhere.test/pixel', 'https://settings.app.test/cancelled']) {
      const failed = page.waitForEvent('requestfailed');
      await page.evaluate(`void (new Image().src = '${url}')`);
      await failed;
    }
    expect(await app.refusedRequests()).toEqual([
      'https://elsewhere.test/pixel',
      'app://settings/cancelled',
    ]);
  });

  it('opens, shows and closes a window in the order of events that Electron has', async () => {
    const app = await launchToy();
    await openPage(app);
    expect(await app.windowViews()).toEqual([
      expect.objectContaining({
        url: 'app://settings/index.html',
        title: 'Toy page',
        visible: true,
      }),
    ]);
    expect(await app.closeWindow()).toBe(true);
    expect(await log(app)).toEqual([
      'note page started',
      'dom-ready',
      'did-finish-load',
      'ready-to-show',
      'close',
      'destroyed',
      'closed',
      'window-all-closed',
    ]);
    expect(await app.windows()).toEqual([]);
  });

  it('lets the page and then the app decide about unsaved changes', async () => {
    const app = await launchToy();
    const page = await openPage(app);
    await page.evaluate("addEventListener('beforeunload', (event) => event.preventDefault())");
    await page.click('h1');
    expect(await app.closeWindow()).toBe(false);
    expect(await app.windowViews()).toHaveLength(1);

    await call(app, 'leave');
    expect(await app.closeWindow()).toBe(true);
    expect(await app.windows()).toEqual([]);
    expect((await log(app)).filter((line) => line === 'unsaved')).toHaveLength(2);
  });

  it('navigates and opens windows only as the app allows', async () => {
    const app = await launchToy();
    const page = await openPage(app);
    expect(await app.navigate('https://elsewhere.test/')).toEqual({ prevented: true });
    expect(await app.navigate('app://settings/other')).toEqual({ prevented: false });
    expect(await app.openWindow('https://elsewhere.test/')).toBe('deny');

    await page.evaluate("location.hash = 'there'");
    await vi.waitFor(async () =>
      expect((await app.windowViews())[0]?.url).toBe('app://settings/index.html#there'),
    );
    await page.click('#out');
    await page.click('#popup');
    await vi.waitFor(async () =>
      expect(await log(app)).toContain('open https://elsewhere.test/popup'),
    );
    expect(page.url()).toBe('https://settings.app.test/index.html#there');
    expect(await app.windows()).toHaveLength(1);
    expect(await app.askPermission('geolocation')).toEqual({
      request: false,
      check: false,
      device: false,
    });
  });

  it('crashes the renderer, after which the window can be closed', async () => {
    const app = await launchToy();
    await openPage(app);
    await app.crashRenderer();
    await vi.waitFor(async () => expect(await log(app)).toContain('render-process-gone'));
    expect(await app.closeWindow()).toBe(true);
  });

  it('ends the session of Windows', async () => {
    const app = await launchToy();
    await openPage(app);
    await app.emit('window', 'session-end', { reasons: ['logoff'] });
    expect(await log(app)).toContain('session-end');
  });

  it('keeps the first of two instances, and tells it of the second', async () => {
    const app = await launchToy();
    const { userData } = await app.state();
    const second = await own(launchDesktop({ ...options(userData), args: ['--again'] }));
    expect(await second.exited).toBe(3);
    await vi.waitFor(async () => expect(await log(app)).toEqual(['second --again toy']));

    await app.kill();
    const third = await own(launchDesktop(options(userData)));
    expect((await third.state()).singleInstanceLock).toBe(true);
  });

  it('encrypts for the next start, until the key is lost', async () => {
    const app = await launchToy();
    const secret = (await call(app, 'encrypt', 'hush')) as string;
    expect(Buffer.from(secret, 'base64').includes('hush')).toBe(false);

    const next = await own(app.relaunch());
    expect(await call(next, 'decrypt', secret)).toEqual({ result: 'hush', shouldReEncrypt: false });
    await next.rotateKey();
    expect(await call(next, 'decrypt', secret)).toEqual({ result: 'hush', shouldReEncrypt: true });
    await next.setEncryption('temporarily-unavailable');
    await expect(call(next, 'decrypt', secret)).rejects.toThrow('temporarily unavailable');
    await next.breakKey();

    const last = await own(next.relaunch());
    await expect(call(last, 'decrypt', secret)).rejects.toThrow('Error while decrypting');
  });

  it('has a registry in which Task Manager can disable what the app enabled', async () => {
    const app = await launchToy();
    const login = async () => {
      const found = (await call(app, 'login')) as Electron.LoginItemSettings;
      return [found.openAtLogin, found.executableWillLaunchAtLogin];
    };
    expect(await login()).toEqual([false, false]);
    await call(app, 'autostart', true);
    expect(await login()).toEqual([true, true]);
    const item = await app.loginItem();
    expect(item).toMatchObject({ name: 'test.toy', args: ['--hidden'], enabled: true });

    if (item !== null) await app.setLoginItemState({ ...item, enabled: false });
    expect(await login()).toEqual([true, false]);
    await call(app, 'autostart', true);
    expect(await login()).toEqual([true, true]);
    await call(app, 'autostart', false);
    expect(await app.loginItem()).toBeNull();
  });

  it('shows what nobody caught, and lives on', async () => {
    const app = await launchToy();
    await call(app, 'throwLater');
    await vi.waitFor(async () => expect(await app.dialogs()).toHaveLength(1));
    expect(app.console()).toContain('nobody catches this');
    expect(await app.resources()).toEqual({});
  });

  it('ends by quit with its exit code, and by a kill without one', async () => {
    const app = await launchToy();
    expect(await app.quit()).toBe(0);
    expect(app.console()).toContain('will-quit');

    const other = await launchToy();
    await other.kill();
    expect(await other.exited).toBeNull();
  });

  it('refuses a bundle that throws, with the reason', async () => {
    const folder = temporaryFolder();
    const main = join(folder, 'main.cjs');
    writeFileSync(main, "throw new Error('broken bundle');");
    await expect(launchDesktop({ main, userData: folder })).rejects.toThrow('broken bundle');
  });
});

/** The toy in the folder beside its user data. */
const options = (userData: string): LaunchOptions => ({
  main: join(userData, '..', 'toy', 'main.cjs'),
  userData,
});

declare global {
  var toy: { call(name: string, ...args: unknown[]): Promise<unknown> };
  var news: unknown[];
}
