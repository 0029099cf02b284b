import path from 'node:path';

export interface PathsWorld {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const folderName = 'ddns-tray';

/**
 * The folder for what outlives the process, unless the user names another: on Windows
 * `%LOCALAPPDATA%`, on macOS `~/Library/Application Support`, else `$XDG_STATE_HOME` (which must be
 * absolute, XDG Base Directory 0.8) or `~/.local/state`; `ddns-tray` in there.
 */
export function defaultStateFolder({ platform, home, env }: PathsWorld): string {
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA || path.win32.join(home, 'AppData', 'Local');
    return path.win32.join(local, folderName);
  }
  if (platform === 'darwin') {
    return path.posix.join(home, 'Library', 'Application Support', folderName);
  }
  const xdg = env.XDG_STATE_HOME ?? '';
  const base = path.posix.isAbsolute(xdg) ? xdg : path.posix.join(home, '.local', 'state');
  return path.posix.join(base, folderName);
}
