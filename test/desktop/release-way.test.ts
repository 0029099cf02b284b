import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fittingFiles, releaseFolder, releaseWay } from '../../electron/desktop/releases/way.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function way(platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}, store = false) {
  const folder = temporaryFolder();
  const executable = path.join(folder, 'ddns-tray.exe');
  const of = () => releaseWay({ platform, env, executable, store }).kind;
  const before = of();
  writeFileSync(path.join(folder, 'Uninstall DDNS Tray.exe'), '');
  return [before, of()];
}

describe('how a newer version comes', () => {
  it('is by the installer only where that installed the running one', () => {
    expect(way('win32')).toEqual(['byHand', 'nsis']);
    expect(way('win32', { PORTABLE_EXECUTABLE_DIR: 'C:\\' })).toEqual(['byHand', 'byHand']);
    expect(way('win32', {}, true)).toEqual(['packaged', 'packaged']);
    expect(way('darwin')).toEqual(['byHand', 'byHand']);
    expect(way('linux')).toEqual(['byHand', 'byHand']);
    expect(way('linux', { SNAP: '/snap/x' })).toEqual(['packaged', 'packaged']);
    expect(way('linux', { FLATPAK_ID: 'x' })).toEqual(['packaged', 'packaged']);
  });

  it('is in the place of the AppImage that runs', () => {
    const of = (APPIMAGE: string, APPDIR: string | undefined = '/tmp/.mount_a') => {
      const executable = '/tmp/.mount_a/ddns-tray';
      return releaseWay({ platform: 'linux', env: { APPIMAGE, APPDIR }, executable, store: false });
    };
    expect(of('/home/a/DDNS Tray.AppImage')).toEqual({
      kind: 'appImage',
      file: '/home/a/DDNS Tray.AppImage',
    });
    expect(of('here.AppImage')).toEqual({ kind: 'byHand' });
    // One that started this program leaves it its variables.
    for (const other of ['/tmp/.mount_other', '/tmp/.mount', '/tmp/.mount_a/ddns-tray', '']) {
      expect(of('/home/a/Other.AppImage', other)).toEqual({ kind: 'byHand' });
    }
  });
});

it.each([
  ['win32', 'arm64', 'nsis', ['DDNS-Tray-Setup-1.1.0-arm64.exe']],
  ['win32', 'x64', 'byHand', ['DDNS-Tray-Setup-1.1.0-x64.exe']],
  ['darwin', 'arm64', 'byHand', ['DDNS-Tray-1.1.0-arm64.dmg', 'DDNS-Tray-1.1.0-arm64.zip']],
  ['linux', 'arm64', 'byHand', ['DDNS-Tray-1.1.0-arm64.AppImage', 'DDNS-Tray-1.1.0-arm64.deb']],
] as const)('fits %s on %s (%s)', (platform, arch, kind, files) => {
  expect(fittingFiles('1.1.0', { kind }, { platform, arch })).toEqual(files);
});

it('takes only an AppImage in the place of one, by either name of the processor', () => {
  const target = { platform: 'linux', arch: 'x64' };
  expect(fittingFiles('1.1.0', { kind: 'appImage', file: '/x' }, target)).toEqual([
    'DDNS-Tray-1.1.0-x64.AppImage',
    'DDNS-Tray-1.1.0-x86_64.AppImage',
  ]);
});

it('fetches to where the installer puts its copy', () => {
  const local = path.join(path.sep, 'Local');
  const folder = releaseFolder('win32', { LOCALAPPDATA: local });
  expect(folder).toBe(path.join(local, 'ddns-tray-updater'));
  const cache = path.join(path.sep, 'cache');
  expect(releaseFolder('linux', { XDG_CACHE_HOME: cache })).toBe(
    path.join(cache, 'ddns-tray-updater'),
  );
  // Only absolute paths count: https://specifications.freedesktop.org/basedir
  const usual = releaseFolder('linux', {});
  expect(releaseFolder('linux', { XDG_CACHE_HOME: 'cache' })).toBe(usual);
});
