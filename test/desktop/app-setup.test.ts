import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dataFolder, setUpApp } from '../../electron/desktop/app-setup.ts';
import { appId, toastActivator } from '../../electron/desktop/identity.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const calls = vi.hoisted(() => ({ list: [] as [string, ...unknown[]][], packaged: true }));
vi.mock('electron', () => {
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.list.push([name, ...args]);
  const app = {
    get isPackaged() {
      return calls.packaged;
    },
    getPath: (name: string) => `/home/me/${name}`,
    setAppUserModelId: note('id'),
    setToastActivatorCLSID: note('activator'),
    setName: note('name'),
    setPath: note('path'),
    disableHardwareAcceleration: note('no gpu'),
    enableSandbox: note('sandbox'),
    on: (event: string) => note('on')(event),
  };
  return {
    app,
    Menu: { setApplicationMenu: note('menu') },
    protocol: { registerSchemesAsPrivileged: note('schemes') },
  };
});

beforeEach(() => {
  calls.list = [];
  calls.packaged = true;
});

describe('before Electron is ready', () => {
  it('everything that has to be is set, the id first', () => {
    const data = path.join(temporaryFolder(), 'a', 'b');
    setUpApp({ data, platform: 'win32' });
    expect(calls.list).toEqual([
      ['id', appId],
      ['activator', toastActivator],
      ['name', 'DDNS Tray'],
      ['path', 'userData', data],
      ['no gpu'],
      ['sandbox'],
      ['menu', null],
      ['schemes', [{ scheme: 'app', privileges: { standard: true, secure: true } }]],
      ['on', 'window-all-closed'],
    ]);
    expect(existsSync(data)).toBe(true);
    expect(statSync(data).mode & 0o777).toBe(0o700);
  });

  it('what runs from its source does not pass for the installed app', () => {
    calls.packaged = false;
    setUpApp({ data: temporaryFolder(), platform: 'win32' });
    expect(calls.list[0]).toEqual(['id', process.execPath]);
  });

  it('the ids are for Windows alone, where Electron has them', () => {
    setUpApp({ data: temporaryFolder(), platform: 'linux' });
    expect(calls.list[0]).toEqual(['name', 'DDNS Tray']);
  });

  it('a data folder that cannot be made is told', () => {
    expect(() => setUpApp({ data: '/dev/null/x' })).toThrow();
  });
});

describe('the data folder', () => {
  it('does not roam on Windows, as its keys do not', () => {
    vi.stubEnv('LOCALAPPDATA', '/local');
    expect(dataFolder(undefined, 'win32')).toBe('/local/DDNS Tray');
    expect(dataFolder(undefined, 'linux')).toBe('/home/me/appData/DDNS Tray');
    vi.stubEnv('LOCALAPPDATA', '');
    expect(dataFolder(undefined, 'win32')).toBe('/home/me/appData/DDNS Tray');
    vi.unstubAllEnvs();
  });

  it('is another where one is given', () => {
    expect(dataFolder('/elsewhere', 'win32')).toBe('/elsewhere');
  });
});
