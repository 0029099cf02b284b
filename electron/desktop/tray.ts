import path from 'node:path';
import { Menu, type MenuItemConstructorOptions, nativeTheme, screen, Tray } from 'electron';
import type { TrayState } from '../contract/snapshot.ts';
import type { TrayView } from '../core/views/tray.ts';
import type { MenuAction, MenuItem } from '../core/views/tray-menu.ts';

export interface TrayIcon {
  /** Shows what differs from what is shown. */
  render(view: TrayView): void;
  /** Puts the tooltip back, which is lost when Windows' Explorer restarts. */
  heartbeat(): void;
  /** An old kind of notification, on Windows only. */
  balloon(title: string, body: string): void;
  /** Without it a ghost of the icon stays until the mouse passes. */
  destroy(): void;
}

interface TrayOptions {
  /** Of the icon files. */
  readonly folder: string;
  readonly view: TrayView;
  readonly onOpen: () => void;
  readonly onAction: (action: MenuAction) => void;
  readonly platform?: NodeJS.Platform | undefined;
}

/** The taskbar has its own theme, apart from that of the windows; macOS tints a template itself. */
function iconFile(state: TrayState, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return `${state}Template.png`;
  const taskbar = nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? 'dark' : 'light';
  return `${state}-${taskbar}.${platform === 'win32' ? 'ico' : 'png'}`;
}

type Act = (action: MenuAction) => void;

function menuEntry(item: MenuItem, act: Act): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'submenu':
      return { label: item.label, submenu: item.items.map((each) => menuEntry(each, act)) };
    case 'item':
      return { label: item.label, enabled: item.enabled, click: () => act(item.id) };
  }
}

/**
 * The icon in the tray. A left click opens the settings; a double click is a second click that
 * changes nothing. After Electron is ready.
 */
export function createTray(options: TrayOptions): TrayIcon {
  const { folder, onOpen, onAction, platform = process.platform } = options;
  let view = options.view;
  const imageFile = () => path.join(folder, iconFile(view.icon, platform));
  let image = imageFile();
  let menu = '';
  // Without a GUID: Windows binds that of an unsigned program to its path.
  const tray = new Tray(image);

  const setImage = () => {
    image = imageFile();
    tray.setImage(image);
  };
  const setMenu = () => {
    const text = JSON.stringify(view.menu);
    if (text === menu) return;
    menu = text;
    tray.setContextMenu(Menu.buildFromTemplate(view.menu.map((item) => menuEntry(item, onAction))));
  };
  const onTheme = () => {
    if (imageFile() !== image) setImage();
  };

  tray.setToolTip(view.tooltip);
  setMenu();
  tray.on('click', onOpen);
  nativeTheme.on('updated', onTheme);
  // Windows takes the size for the display's scale out of the file when the image is set.
  screen.on('display-metrics-changed', setImage);

  return {
    render(next) {
      // What was to be shown soon may come after the end.
      if (tray.isDestroyed()) return;
      const before = view;
      view = next;
      if (imageFile() !== image) setImage();
      if (next.tooltip !== before.tooltip) tray.setToolTip(next.tooltip);
      setMenu();
    },
    heartbeat() {
      if (!tray.isDestroyed()) tray.setToolTip(view.tooltip);
    },
    balloon(title, body) {
      if (platform !== 'win32') return;
      tray.displayBalloon({ title, content: body, iconType: 'info', respectQuietTime: true });
    },
    destroy() {
      nativeTheme.off('updated', onTheme);
      screen.off('display-metrics-changed', setImage);
      tray.destroy();
    },
  };
}
