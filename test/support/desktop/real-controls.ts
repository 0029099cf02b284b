import type { ElectronApplication } from 'playwright-core';
import type { DesktopControl } from './control.ts';
import type { Remote } from './rpc.ts';
import type { DialogAnswer } from './views.ts';

type Emitted = 'powerMonitor' | 'nativeTheme' | 'screen' | 'app' | 'window' | 'contents' | 'tray';

/** The answers that wait, on Electron's global. */
type Answering = typeof globalThis & { desktopAnswers?: DialogAnswer };

/**
 * What a test may do to a real Electron beside the tray: to its windows, dialogs, clipboard and power
 * events, in its main process. Never run so far.
 */
export function realControls(electron: ElectronApplication) {
  return {
    windowViews: () =>
      electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => {
          const { width, height } = window.getBounds();
          return {
            id: window.id,
            url: window.webContents.getURL(),
            title: window.getTitle(),
            visible: window.isVisible(),
            focused: window.isFocused(),
            minimized: window.isMinimized(),
            width,
            height,
            backgroundColor: window.getBackgroundColor(),
            webPreferences: {},
          };
        }),
      ),
    async closeWindow() {
      const before = electron.windows().length;
      await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(-1)?.close());
      return electron.windows().length < before;
    },
    crashRenderer: () =>
      electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().at(-1)?.webContents.forcefullyCrashRenderer(),
      ),
    emit: (target: Emitted, event: string, ...args: unknown[]) =>
      electron.evaluate(
        ({ app, BrowserWindow, nativeTheme, powerMonitor, screen }, given) => {
          const window = BrowserWindow.getAllWindows().at(-1);
          const targets = {
            app,
            nativeTheme,
            powerMonitor,
            screen,
            window,
            contents: window?.webContents,
          };
          const found = Reflect.get(targets, given.target) as NodeJS.EventEmitter | undefined;
          let prevented = false;
          const happening = { preventDefault: () => (prevented = true) };
          found?.emit(given.event, happening, ...given.args);
          return { prevented, listeners: found?.listenerCount(given.event) ?? 0 };
        },
        { target, event, args },
      ),
    clipboard: () => electron.evaluate(({ clipboard }) => clipboard.readText()),
    answerDialog: (answer: DialogAnswer) =>
      electron.evaluate(({ dialog }, given) => {
        (globalThis as Answering).desktopAnswers = given;
        const answers = () => (globalThis as Answering).desktopAnswers ?? {};
        Object.assign(dialog, {
          showSaveDialog: async () => {
            const file = answers().save ?? '';
            return { canceled: file === '', filePath: file };
          },
          showOpenDialog: async () => {
            const file = answers().open ?? '';
            return { canceled: file === '', filePaths: file === '' ? [] : [file] };
          },
          showMessageBox: async () => ({
            response: answers().message ?? 0,
            checkboxChecked: answers().checkbox ?? false,
          }),
        });
      }, answer),
    setInterfaces: (interfaces: Parameters<DesktopControl['setInterfaces']>[0]) =>
      electron.evaluate((_, shown) => {
        const os = process.getBuiltinModule('node:os');
        const real = os.networkInterfaces;
        os.networkInterfaces = () => shown ?? real();
      }, interfaces),
    memory: () => electron.evaluate(() => process.memoryUsage()),
  } satisfies Partial<Record<keyof Remote<DesktopControl> | 'crashRenderer', unknown>>;
}
