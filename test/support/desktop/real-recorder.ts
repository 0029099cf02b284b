/** What the recorder remembers, on Electron's global. */
export interface Seen {
  tray?: { readonly self: Electron.Tray; image: string; tooltip: string; menu?: Electron.Menu };
  readonly toasts: Electron.Notification[];
}

export type Recording = typeof globalThis & { desktopSeen: Seen };

/**
 * Runs in a real Electron ahead of the bundle: the bundle gets classes that remember what it did with
 * the tray and the notifications.
 */
export function record(load: (name: string) => unknown): void {
  const real = load('electron') as typeof Electron.CrossProcessExports;
  const loader = load('node:module') as { _load(name: string, ...rest: unknown[]): unknown };
  const seen: Seen = { toasts: [] };
  const nameOf = (image: unknown) => (typeof image === 'string' ? image : '');
  class Tray extends real.Tray {
    constructor(image: Electron.NativeImage | string) {
      super(image);
      seen.tray = { self: this, image: nameOf(image), tooltip: '' };
    }
    override setImage(image: Electron.NativeImage | string): void {
      super.setImage(image);
      if (seen.tray !== undefined) seen.tray.image = nameOf(image);
    }
    override setToolTip(text: string): void {
      super.setToolTip(text);
      if (seen.tray !== undefined) seen.tray.tooltip = text;
    }
    override setContextMenu(menu: Electron.Menu | null): void {
      super.setContextMenu(menu);
      if (seen.tray !== undefined && menu !== null) seen.tray.menu = menu;
    }
  }
  class Notification extends real.Notification {
    override show(): void {
      seen.toasts.push(this);
      super.show();
    }
  }
  const replaced: Readonly<Record<string | symbol, unknown>> = { Tray, Notification };
  const recording = new Proxy(real, {
    get: (target, name) => replaced[name] ?? (Reflect.get(target, name) as unknown),
  });
  const original = loader._load.bind(loader);
  loader._load = (name, ...rest) => (name === 'electron' ? recording : original(name, ...rest));
  (globalThis as Recording).desktopSeen = seen;
}
