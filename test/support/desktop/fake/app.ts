import { EventEmitter } from 'node:events';
import type { DesktopControl } from '../control.ts';
import { fakeCommandLine } from './command-line.ts';
import type { FakeContext } from './context.ts';
import { fakeEvent } from './event.ts';
import { loginItems } from './login-items.ts';
import { applicationMenuView } from './menu.ts';
import { appPath, knownPaths, packageOf } from './paths.ts';
import { singleInstance } from './single-instance.ts';
import { strict } from './strict.ts';

/** What the app needs of the windows, to close them when it quits. */
export interface OpenWindows {
  /** False where one stayed open. */
  closeAll(): Promise<boolean>;
  destroyAll(): void;
}

type AppMethods =
  | 'commandLine'
  | 'dock'
  | 'disableHardwareAcceleration'
  | 'enableSandbox'
  | 'exit'
  | 'focus'
  | 'getAppPath'
  | 'getLocale'
  | 'getLocaleCountryCode'
  | 'getLoginItemSettings'
  | 'getName'
  | 'getPath'
  | 'getPreferredSystemLanguages'
  | 'getSystemLocale'
  | 'getVersion'
  | 'hasSingleInstanceLock'
  | 'isHardwareAccelerationEnabled'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'relaunch'
  | 'releaseSingleInstanceLock'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setLoginItemSettings'
  | 'setName'
  | 'setPath'
  | 'setToastActivatorCLSID'
  | 'whenReady';

/** The `app` module, and with it the life of the process. */
export function fakeApp(context: FakeContext, windows: OpenWindows) {
  const { options } = context;
  const emitter = new EventEmitter();
  const { commandLine, switches } = fakeCommandLine();
  const paths = knownPaths(options, context.system);
  const about = packageOf(options);
  let userModelId = '';
  let toastActivator = '';
  let hardwareAcceleration = true;
  let sandboxed = false;
  let quitting = false;
  let exiting = false;
  let relaunches = 0;
  const login = loginItems(context, () => userModelId || process.execPath);
  const instance = singleInstance((start) => {
    void app
      .whenReady()
      .then(() =>
        emitter.emit('second-instance', fakeEvent({}), start.argv, start.folder, start.data),
      );
  });

  function beforeReady(method: string): void {
    if (!context.isReady()) return;
    throw new Error(`app.${method}() can only be called before app is ready`);
  }

  function prevented(name: string): boolean {
    const event = fakeEvent({});
    emitter.emit(name, event);
    return event.defaultPrevented;
  }

  /** In Electron too, the code after it runs to the end of its turn; before `ready`, none does. */
  function exit(code = 0): void {
    if (exiting) return;
    exiting = true;
    quitting = true;
    windows.destroyAll();
    emitter.emit('quit', fakeEvent({}), code);
    instance.release();
    if (context.isReady()) setImmediate(() => process.exit(code));
    else process.exit(code);
  }

  async function quit(): Promise<void> {
    if (quitting || prevented('before-quit')) return;
    quitting = true;
    if ((await windows.closeAll()) && !prevented('will-quit')) exit();
    else quitting = exiting;
  }

  const app = {
    commandLine,
    dock: undefined,
    isPackaged: options.packaged,
    disableHardwareAcceleration() {
      beforeReady('disableHardwareAcceleration');
      hardwareAcceleration = false;
    },
    enableSandbox() {
      beforeReady('enableSandbox');
      sandboxed = true;
    },
    exit,
    focus: () => {},
    getAppPath: () => appPath(options),
    getLocale: () => (context.isReady() ? options.locale : ''),
    getLocaleCountryCode: () => options.locale.split('-')[1] ?? '',
    getSystemLocale: () => options.locale,
    getPreferredSystemLanguages: () => [...options.languages],
    getName: () => about.name,
    setName: (name) => {
      about.name = name;
    },
    getVersion: () => about.version,
    getPath: paths.get,
    setPath: paths.set,
    getLoginItemSettings: login.getLoginItemSettings,
    setLoginItemSettings: login.setLoginItemSettings,
    hasSingleInstanceLock: instance.held,
    requestSingleInstanceLock: (data) =>
      instance.request(paths.get('userData'), {
        argv: process.argv,
        folder: process.cwd(),
        data: data ?? null,
      }),
    releaseSingleInstanceLock: instance.release,
    isHardwareAccelerationEnabled: () => hardwareAcceleration,
    isReady: context.isReady,
    quit: () => void quit(),
    relaunch() {
      relaunches += 1;
    },
    setAppUserModelId(id) {
      userModelId = id;
    },
    setToastActivatorCLSID(id) {
      toastActivator = id;
    },
    whenReady: () =>
      context.isReady() ? Promise.resolve() : new Promise((done) => emitter.once('ready', done)),
  } satisfies Pick<Electron.App, AppMethods>;

  const control = {
    ...login.control,
    quitApp: app.quit,
    state: () => ({
      name: about.name,
      userModelId,
      toastActivator,
      switches: switches(),
      hardwareAcceleration,
      sandboxed,
      singleInstanceLock: instance.held(),
      applicationMenu: applicationMenuView(),
      quitting,
      relaunches,
      userData: paths.get('userData'),
    }),
  } satisfies Partial<Record<keyof DesktopControl, unknown>>;

  return { app: strict('app', Object.assign(emitter, app)), emitter, control, quit: app.quit };
}
