import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DesktopControl, HostOptions } from '../control.ts';
import type { PageHost, Pages } from '../page-port.ts';
import type { Remote } from '../rpc.ts';
import type { CountedAnswer, ForgedCall, IpcAnswer } from '../views.ts';
import { fakeApp } from './app.ts';
import { fakeClipboard } from './clipboard.ts';
import type { FakeContext } from './context.ts';
import { fakeDialog } from './dialog.ts';
import { fakeEmitting } from './emitting.ts';
import { fakeEvent } from './event.ts';
import { fakeIpcMain, type Sender } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { fakeNativeTheme } from './native-theme.ts';
import { fakeNet } from './net.ts';
import { fakeNotification } from './notification.ts';
import { fakePowerMonitor } from './power-monitor.ts';
import { fakeProtocol } from './protocol.ts';
import { fakeSafeStorage } from './safe-storage.ts';
import { fakeScreen } from './screen.ts';
import { fakeSessions } from './session.ts';
import { fakeShell } from './shell.ts';
import { asElectron, strict } from './strict.ts';
import { fakeTray } from './tray.ts';
import { FakeWebContents, fakeFrame } from './web-contents.ts';
import { fakeWindows } from './windows.ts';

/** What only the process itself knows. */
type ProcessControl = Pick<DesktopControl, 'resources' | 'memory' | 'setInterfaces'>;

/** A whole fake of the `electron` module, with the doors for the test and for the pages. */
export function fakeElectron(options: HostOptions, pages: Remote<Pages>) {
  let ready = false;
  const system = join(options.userData, 'System');
  mkdirSync(system, { recursive: true });
  const context: FakeContext = {
    options,
    pages,
    system,
    isReady: () => ready,
    requireReady(message) {
      if (!ready) throw new Error(message);
    },
  };

  const {
    app,
    emitter,
    control: appControl,
    quit,
  } = fakeApp(context, {
    closeAll: () => windows.closeAll(),
    destroyAll: () => windows.destroyAll(),
  });
  const ownProtocol = fakeProtocol(context);
  const protocols = [ownProtocol];
  const sessions = fakeSessions(context, ownProtocol, () => {
    const added = fakeProtocol(context);
    protocols.push(added);
    return added;
  });
  const windows = fakeWindows(context, sessions.ofWindow, { emitter, quit });
  const ipc = fakeIpcMain();
  const tray = fakeTray(context);
  const notification = fakeNotification(context);
  const power = fakePowerMonitor();
  const theme = fakeNativeTheme();
  const screen = fakeScreen(context);
  const storage = fakeSafeStorage(context, () => app.getPath('userData'));
  const shell = fakeShell();
  const clipboard = fakeClipboard();
  const net = fakeNet();
  const dialog = fakeDialog(context);

  function senderOf(call: ForgedCall): Sender {
    const { webContents = 'settings', frame } = call;
    if (webContents === null) return { contents: null, frame: null };
    const from =
      webContents === 'settings'
        ? windows.newest().webContents
        : asElectron<Electron.WebContents>(new FakeWebContents(-1, sessions.of('').session, pages));
    const { id, mainFrame } = from;
    if (frame === null) return { contents: from, frame: null };
    if (frame === undefined) return { contents: from, frame: mainFrame };
    if (!frame.main) return { contents: from, frame: fakeFrame(id, () => frame.url, mainFrame) };
    const same = frame.url === mainFrame.url;
    return { contents: from, frame: same ? mainFrame : fakeFrame(id, () => frame.url) };
  }

  async function sendIpc(call: ForgedCall): Promise<IpcAnswer> {
    const args = [...(call.args ?? [])];
    if (call.kind !== 'send') return ipc.forge(senderOf(call), call.channel, args);
    ipc.send(senderOf(call), call.channel, args);
    return { kind: 'result', value: undefined };
  }

  const control = (process: ProcessControl) =>
    ({
      ...process,
      ...appControl,
      ...tray.control,
      ...notification.control,
      ...theme.control,
      ...storage.control,
      ...shell.control,
      ...clipboard.control,
      ...net.control,
      ...dialog.control,
      ...windows.control,
      emit: fakeEmitting({
        app: () => emitter,
        powerMonitor: () => power.emitter,
        nativeTheme: () => theme.emitter,
        screen: () => screen.emitter,
        tray: tray.emitter,
        window: windows.newest,
        contents: () => windows.newest().contents,
      }),
      setOnBattery: power.setOnBattery,
      ipcChannels: ipc.channels,
      sendIpc,
      async sendIpcAll(calls) {
        const counted = new Map<string, CountedAnswer>();
        for (const call of calls) {
          const answer = await sendIpc(call);
          const key = ipc.encode(answer);
          counted.set(key, { answer, count: (counted.get(key)?.count ?? 0) + 1 });
        }
        return [...counted.values()];
      },
      refusedRequests: () => protocols.flatMap((one) => one.refused()),
      state: () => ({ ...appControl.state(), schemes: ownProtocol.schemes() }),
    }) satisfies DesktopControl;

  function sender(id: number, view: Parameters<FakeWebContents['frameOf']>[0]): Sender {
    const window = windows.find(id);
    if (window === undefined) throw new Error('the window is gone');
    return { contents: window.webContents, frame: window.contents.frameOf(view) };
  }

  const host = {
    ...windows.host,
    fetch: (id, request) => {
      const window = windows.find(id);
      return (window?.partition ?? ownProtocol).fetch(request);
    },
    invoke: (id, view, channel, args) => ipc.invokeFromPage(sender(id, view), channel, args),
    send: (id, view, channel, args) =>
      ipc.send(sender(id, view), channel, ipc.decode(args) as unknown[]),
  } satisfies PageHost;

  const electron = strict('electron', {
    app,
    BrowserWindow: windows.BrowserWindow,
    clipboard: clipboard.clipboard,
    dialog: dialog.dialog,
    ipcMain: ipc.ipcMain,
    Menu,
    MenuItem,
    nativeImage,
    nativeTheme: theme.nativeTheme,
    net: net.net,
    Notification: notification.Notification,
    powerMonitor: power.powerMonitor,
    protocol: ownProtocol.protocol,
    safeStorage: storage.safeStorage,
    screen: screen.screen,
    session: sessions.session,
    shell: shell.shell,
    Tray: tray.Tray,
  });

  /** The moment when the app may use everything. */
  function becomeReady(): void {
    ready = true;
    emitter.emit('will-finish-launching');
    emitter.emit('ready', fakeEvent({}), {});
  }

  return { electron, control, host, becomeReady, showError: dialog.dialog.showErrorBox };
}
