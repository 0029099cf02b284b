import { app } from 'electron';
import type { ReleaseWay } from './way.ts';

/**
 * Ends the app in its order, for the new version to begin: the installer of Windows, which runs
 * already, starts it; an AppImage is started by Electron itself.
 */
export function endForRelease(way: ReleaseWay): void {
  if (way.kind === 'appImage') app.relaunch({ execPath: way.file, args: [] });
  app.quit();
}
