/** Also the name of the Start menu's shortcut: Electron writes one of its own where they differ. */
export const appName = 'DDNS Tray';

/** The AppUserModelID on Windows; the installer stamps it on the shortcut, so that toasts find us. */
export const appId = 'app.ddns-tray';

/** Where Windows sends clicks on toasts. Fixed, since an uninstaller has to find it again. */
export const toastActivator = '{91C45B6C-A627-4B59-9335-FC589C786C91}';

/** The one scheme and host that the settings window may load. */
export const windowScheme = 'app';
export const windowHost = 'settings';
export const windowOrigin = `${windowScheme}://${windowHost}`;
export const windowUrl = `${windowOrigin}/index.html`;
