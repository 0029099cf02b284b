import { describe, expect, it } from 'vitest';
import { appName } from '../../../electron/desktop/identity.ts';
import { appStateFolder } from '../../../electron/node/local/places.ts';

describe('the tray app’s state folder', () => {
  it.each([
    ['linux', {}, '/home/x/.config'],
    ['linux', { XDG_CONFIG_HOME: '/conf' }, '/conf'],
    ['linux', { XDG_CONFIG_HOME: 'conf' }, '/home/x/.config'],
    ['darwin', {}, '/home/x/Library/Application Support'],
  ] as const)('is where Electron puts it: %s %j', (platform, env, base) => {
    expect(appStateFolder({ platform, home: '/home/x', env })).toBe(`${base}/${appName}/state`);
  });

  it('is the local one on Windows, not the one that roams', () => {
    const world = { platform: 'win32', home: 'C:\\Users\\x' } as const;
    const local = 'C:\\Users\\x\\AppData\\Local';
    const folder = `${local}\\${appName}\\state`;
    expect(appStateFolder({ ...world, env: { LOCALAPPDATA: local } })).toBe(folder);
    expect(appStateFolder({ ...world, env: {} })).toBe(folder);
  });
});
