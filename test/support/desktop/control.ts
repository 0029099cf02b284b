import type { Network } from './network.ts';
import type {
  AppView,
  CountedAnswer,
  DialogAnswer,
  DialogView,
  ForgedCall,
  IpcAnswer,
  LoginItemView,
  MenuEntry,
  NotificationView,
  PermissionView,
  TrayView,
  WindowView,
} from './views.ts';

/** The exit code of a process whose bundle threw while it was loaded. */
export const brokenBundle = 71;

/** How the app under test is started. Everything here crosses to its process as JSON. */
export interface HostOptions {
  /** The built main bundle. */
  readonly main: string;
  /** What `app.getPath('userData')` answers until the app sets another; also holds the lock. */
  readonly userData: string;
  /** What follows the executable in `process.argv`. */
  readonly args: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly packaged: boolean;
  readonly locale: string;
  readonly languages: readonly string[];
  /** Default: the nearest folder above the bundle that has a package.json, else the bundle's own. */
  readonly appPath?: string | undefined;
  /** Replaces `process.execPath`. */
  readonly execPath?: string | undefined;
  readonly encryption: Encryption;
  readonly storageBackend: ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;
  readonly notificationsSupported: boolean;
  /** How much faster time passes for the app; real time where left out. */
  readonly speed?: number | undefined;
  /** What the app can reach. */
  readonly network: Network;
}

/** What the operating system's key store does when asked. */
export type Encryption = 'available' | 'unavailable' | 'temporarily-unavailable';

type EmitTarget =
  | 'app'
  | 'powerMonitor'
  | 'nativeTheme'
  | 'screen'
  | 'tray'
  | 'window'
  | 'contents';

/**
 * What a test can see of a running desktop app and do to it, as a user, Windows or an attacker
 * would. The app's process implements it; the test calls it through `launchDesktop`, where every
 * method is asynchronous. Lists are in the order in which things happened.
 */
export interface DesktopControl {
  tray(): TrayView;
  clickTray(kind?: 'click' | 'double-click' | 'right-click'): void;
  /** Clicks the tray menu's item, found by label or id at each level; throws where it is disabled. */
  clickMenu(...path: string[]): void;
  /** The tray menu only. */
  menu(): readonly MenuEntry[];

  notifications(): readonly NotificationView[];
  clickNotification(index: number): void;
  closeNotification(index: number, reason?: 'userCanceled' | 'timedOut'): void;
  failNotification(index: number, error: string): void;
  /** A toast whose object is gone, or that started the app. */
  activateNotification(details: Electron.ActivationArguments): void;

  /**
   * Emits an event of Electron's as the system does; those that carry an event object get one.
   * `window` and `contents` mean the newest window.
   */
  emit(
    target: EmitTarget,
    event: string,
    ...args: unknown[]
  ): { readonly prevented: boolean; readonly listeners: number };
  setOnline(online: boolean): void;
  /** Changes what `nativeTheme` tells and emits `updated`. */
  setTheme(theme: { dark?: boolean; systemDark?: boolean; highContrast?: boolean }): void;
  setOnBattery(battery: boolean): void;
  /** What `os.networkInterfaces` answers from now on; undefined for the truth. */
  setInterfaces(
    interfaces: ReturnType<typeof import('node:os').networkInterfaces> | undefined,
  ): void;

  loginItem(): LoginItemView | null;
  /** Writes the registry as another program or Task Manager would; null deletes the entry. */
  setLoginItemState(item: LoginItemView | null): void;

  clipboard(): string;
  openedExternal(): readonly string[];
  openedPaths(): readonly string[];
  /** Answers the next dialogs of each kind; a dialog without an answer counts as cancelled. */
  answerDialog(answer: DialogAnswer): void;
  dialogs(): readonly DialogView[];

  /** The key is lost: what was encrypted before can never be read again. */
  breakKey(): void;
  /** A new key; the old one still reads, and asks to encrypt again. */
  rotateKey(): void;
  setEncryption(encryption: Encryption): void;

  ipcChannels(): readonly string[];
  /** Calls a handler of `ipcMain` with an event of the test's own making. */
  sendIpc(call: ForgedCall): Promise<IpcAnswer>;
  /** Many such calls, one after the other; each answer that differs once, with its number. */
  sendIpcAll(calls: readonly ForgedCall[]): Promise<readonly CountedAnswer[]>;

  state(): AppView;
  windowViews(): readonly WindowView[];
  /** What the newest window's page would be answered; where there is no handler, Electron grants. */
  askPermission(permission: string): PermissionView;
  /** As if the newest window's page navigated, or one of its subframes. */
  navigate(url: string, frame?: 'main' | 'sub'): { readonly prevented: boolean };
  redirect(url: string): { readonly prevented: boolean };
  openWindow(url: string): 'allow' | 'deny' | 'no handler';
  attachWebview(): { readonly prevented: boolean };
  /** As the user's click on the window's cross; false where the app or the page kept it open. */
  closeWindow(): Promise<boolean>;
  /** Every request of a page that the app cancels, or that none of its protocol handlers serves. */
  refusedRequests(): readonly string[];

  /**
   * What keeps the app's process awake, by kind, beside the host's own: `{ Timeout: 1 }`. Timers
   * that were `unref`ed do not count.
   */
  resources(): Readonly<Record<string, number>>;
  memory(): NodeJS.MemoryUsage;
  /** `app.quit()`, as Windows' or the menu's own. */
  quitApp(): void;
}
