import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Target } from '../../core/release/channel.ts';
import { appName } from '../identity.ts';

/** How a newer version comes onto this computer. */
export type ReleaseWay =
  /** Something else brings it. */
  | { readonly kind: 'packaged' }
  /** The user fetches and installs it. */
  | { readonly kind: 'byHand' }
  /** The installer of Windows, which finds the folder again by itself. */
  | { readonly kind: 'nsis' }
  /** One file, whose place the new one takes; absolute. */
  | { readonly kind: 'appImage'; readonly file: string };

interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** The running program. */
  readonly executable: string;
  /** From a store of Windows. */
  readonly store: boolean | undefined;
}

/** Finds out how the running program came onto this computer. */
export function releaseWay({ platform, env, executable, store }: Surroundings): ReleaseWay {
  if (platform === 'win32') {
    if (store) return { kind: 'packaged' };
    if (env.PORTABLE_EXECUTABLE_DIR) return { kind: 'byHand' };
    // Only what was installed has it beside it: an unpacked archive has not.
    const uninstaller = path.join(path.dirname(executable), `Uninstall ${appName}.exe`);
    return { kind: existsSync(uninstaller) ? 'nsis' : 'byHand' };
  }
  if (platform !== 'linux') return { kind: 'byHand' };
  if (env.SNAP || env.FLATPAK_ID) return { kind: 'packaged' };
  const { APPIMAGE: file = '', APPDIR: mounted = '' } = env;
  // Another AppImage that started this program leaves it its own variables, and is not ours to replace.
  const isOurs = path.isAbsolute(mounted) && isWithin(resolved(mounted), executable);
  return path.isAbsolute(file) && isOurs ? { kind: 'appImage', file } : { kind: 'byHand' };
}

/** As the system names the running program: without symbolic links. */
function resolved(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function isWithin(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/** The names of the files of a version that fit; electron-builder has its own words for processors. */
export function fittingFiles(version: string, way: ReleaseWay, target: Target): readonly string[] {
  const { platform, arch } = target;
  const name = (ending: string, processor = arch) => `DDNS-Tray-${version}-${processor}.${ending}`;
  if (platform === 'win32') return [`DDNS-Tray-Setup-${version}-${arch}.exe`];
  if (platform === 'darwin') return [name('dmg'), name('zip')];
  const images = [name('AppImage'), ...(arch === 'x64' ? [name('AppImage', 'x86_64')] : [])];
  if (way.kind === 'appImage') return images;
  return [...images, name('deb'), ...(arch === 'x64' ? [name('deb', 'amd64')] : [])];
}

/**
 * The folder for what is fetched. electron-builder's installer puts a copy of itself there
 * (`appInfo.updaterCacheDirName`), of which the next one needs only the blocks that differ.
 */
export function releaseFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const home = homedir();
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    win32: env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'),
    darwin: path.join(home, 'Library', 'Caches'),
  };
  const own = env.XDG_CACHE_HOME ?? '';
  const cache = caches[platform] ?? (path.isAbsolute(own) ? own : path.join(home, '.cache'));
  return path.join(cache, 'ddns-tray-updater');
}
