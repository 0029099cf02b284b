import { expect, it } from 'vitest';
import { defaultStateFolder } from '../../electron/node/paths.ts';

it.each([
  ['linux', {}, '/home/me/.local/state/ddns-tray'],
  ['linux', { XDG_STATE_HOME: '/var/state' }, '/var/state/ddns-tray'],
  ['linux', { XDG_STATE_HOME: 'relative' }, '/home/me/.local/state/ddns-tray'],
  ['darwin', {}, '/home/me/Library/Application Support/ddns-tray'],
  [
    'win32',
    { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' },
    'C:\\Users\\me\\AppData\\Local\\ddns-tray',
  ],
] as const)('keeps its state on %s with %j in %s', (platform, env, folder) => {
  expect(defaultStateFolder({ platform, home: '/home/me', env })).toBe(folder);
});
