/** What a test sees of the app, as plain data. */
export interface TrayView {
  readonly exists: boolean;
  /** The file name of the image last set. */
  readonly image: string;
  readonly tooltip: string;
  readonly menu: readonly MenuEntry[];
  /** How often the app has set each, to catch needless work. */
  readonly sets: { readonly image: number; readonly tooltip: number; readonly menu: number };
}

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly type: Electron.MenuItem['type'];
  readonly enabled: boolean;
  readonly checked: boolean;
  readonly visible: boolean;
  readonly submenu: readonly MenuEntry[];
}

export interface NotificationView {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  readonly urgency: string;
  readonly timeoutType: string;
  readonly actions: readonly string[];
  readonly state: 'shown' | 'clicked' | 'closed' | 'replaced' | 'failed';
}

/** A value of the registry's Run key, and what Task Manager says of it. */
export interface LoginItemView {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly enabled: boolean;
}

export interface DialogAnswer {
  /** The path that the user picks, or null to cancel. */
  readonly save?: string | null;
  readonly open?: string | null;
  /** The index of the button. */
  readonly message?: number;
  readonly checkbox?: boolean;
}

export interface DialogView {
  readonly kind: 'save' | 'open' | 'message' | 'error';
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly defaultPath: string;
}

export interface ForgedCall {
  readonly channel: string;
  readonly args?: readonly unknown[];
  /** Default: the main frame at the window's own address. Null: the frame is gone already. */
  readonly frame?: { readonly main: boolean; readonly url: string } | null;
  /** Default `settings`: the newest window's own contents. */
  readonly webContents?: 'settings' | 'other' | null;
  /** `send` reaches the listeners of `ipcMain.on`. */
  readonly kind?: 'invoke' | 'send';
}

export type IpcAnswer =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'error'; readonly message: string };

export interface CountedAnswer {
  readonly answer: IpcAnswer;
  readonly count: number;
}

export interface PermissionView {
  readonly request: boolean;
  readonly check: boolean;
  readonly device: boolean;
}

export interface AppView {
  readonly name: string;
  readonly userModelId: string;
  readonly toastActivator: string;
  /** Command-line switches that the app added, with their values. */
  readonly switches: Readonly<Record<string, string>>;
  readonly hardwareAcceleration: boolean;
  readonly sandboxed: boolean;
  readonly singleInstanceLock: boolean;
  readonly applicationMenu: 'default' | 'none' | 'own';
  readonly schemes: readonly string[];
  readonly quitting: boolean;
  readonly relaunches: number;
  readonly userData: string;
}

export interface WindowView {
  readonly id: number;
  readonly url: string;
  readonly title: string;
  readonly visible: boolean;
  readonly focused: boolean;
  readonly minimized: boolean;
  readonly width: number;
  readonly height: number;
  readonly backgroundColor: string;
  readonly webPreferences: Readonly<Record<string, unknown>>;
}
