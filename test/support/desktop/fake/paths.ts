import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { HostOptions } from '../control.ts';

type PathName = Parameters<Electron.App['getPath']>[0];

/** The known folders: each inside of the user data folder, so that a test can throw it away. */
export function knownPaths(options: HostOptions, system: string) {
  const set = new Map<string, string>();

  function byDefault(name: PathName): string {
    if (name === 'userData') return options.userData;
    if (name === 'sessionData') return get('userData');
    if (name === 'logs') return join(get('userData'), 'logs');
    if (name === 'crashDumps') return join(get('userData'), 'Crashpad');
    if (name === 'temp') return tmpdir();
    if (name === 'exe' || name === 'module') return process.execPath;
    if (name === 'assets') return appPath(options);
    const folder = join(system, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  function get(name: PathName): string {
    return set.get(name) ?? byDefault(name);
  }

  return { get, set: (name: string, path: string) => void set.set(name, path) };
}

/** The folder of the app's package.json. */
export function appPath(options: HostOptions): string {
  if (options.appPath !== undefined) return options.appPath;
  const own = dirname(options.main);
  for (let folder = own; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return own;
}

/** Name and version, from where Electron takes them. */
export function packageOf(options: HostOptions): { name: string; version: string } {
  const file = join(appPath(options), 'package.json');
  if (!existsSync(file)) return { name: 'Electron', version: '45.4.1' };
  const found = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return {
    name: found.productName ?? found.name ?? 'Electron',
    version: found.version ?? '45.4.1',
  };
}
