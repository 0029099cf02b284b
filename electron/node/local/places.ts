import path from 'node:path';
import type { PathsWorld } from '../paths.ts';

/** The tray app's name, as its folder has it. */
const appName = 'DDNS Tray';

/** Where the tray app keeps its state unless it was started with another data folder. */
export function appStateFolder({ platform, home, env }: PathsWorld): string {
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA || path.win32.join(home, 'AppData', 'Local');
    return path.win32.join(local, appName, 'state');
  }
  if (platform === 'darwin') {
    return path.posix.join(home, 'Library', 'Application Support', appName, 'state');
  }
  const xdg = env.XDG_CONFIG_HOME ?? '';
  const base = path.posix.isAbsolute(xdg) ? xdg : path.posix.join(home, '.config');
  return path.posix.join(base, appName, 'state');
}
