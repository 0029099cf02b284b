import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, Menu, protocol } from 'electron';
import { appId, appName, toastActivator, windowScheme } from './identity.ts';

/**
 * The folder of all that is kept. On Windows not the roaming one, which Electron would take: what
 * the system's encryption wrote on one computer cannot be read on another.
 */
export function dataFolder(data: string | undefined, platform = process.platform): string {
  if (data !== undefined) return data;
  const local = platform === 'win32' ? process.env.LOCALAPPDATA : undefined;
  return path.join(local || app.getPath('appData'), appName);
}

interface SetupOptions {
  /** Another folder for all data, absolute. */
  readonly data?: string | undefined;
  readonly platform?: NodeJS.Platform | undefined;
}

/**
 * All that Electron has to know before it is ready; nothing slow. Throws where the data folder
 * cannot be made.
 */
export function setUpApp({ data, platform = process.platform }: SetupOptions): void {
  if (platform === 'win32') {
    // First: the entry for the start at login and the toasts are filed under it.
    app.setAppUserModelId(app.isPackaged ? appId : process.execPath);
    app.setToastActivatorCLSID(toastActivator);
  }
  app.setName(appName);
  const folder = dataFolder(data, platform);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  app.disableHardwareAcceleration();
  app.enableSandbox();
  Menu.setApplicationMenu(null);
  protocol.registerSchemesAsPrivileged([
    { scheme: windowScheme, privileges: { standard: true, secure: true } },
  ]);
  // Without a listener, Electron quits when the settings are closed.
  app.on('window-all-closed', () => undefined);
}
