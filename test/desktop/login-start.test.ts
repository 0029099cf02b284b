import { beforeEach, describe, expect, it, vi } from 'vitest';
import { appId } from '../../electron/desktop/identity.ts';
import { createLoginStart } from '../../electron/desktop/login-start.ts';
import { rememberingLog } from '../support/remembering-log.ts';

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly scope: 'user' | 'machine';
  readonly enabled: boolean;
}

const world = vi.hoisted(() => ({ app: {} }));
vi.mock('electron', () => world);

const here = 'C:\\Users\\John Smith\\Programs\\ddns-tray\\ddns-tray.exe';
const before = 'D:\\old place\\ddns-tray.exe';
const ours: Entry = { name: appId, path: here, args: ['--hidden'], scope: 'user', enabled: true };

let entries: Entry[];
let writes: Electron.Settings[];
let packaged: boolean;
let status: Electron.LoginItemSettings['status'];

/** The registry as Electron reads it: the path is the first word of a command line. */
function program(path: string): string {
  return (
    /^"([^"]*)"|^(\S*)/
      .exec(path)
      ?.slice(1)
      .find((word) => word !== undefined) ?? ''
  );
}

beforeEach(() => {
  entries = [];
  writes = [];
  packaged = true;
  status = 'not-registered';
  world.app = {
    get isPackaged() {
      return packaged;
    },
    getLoginItemSettings({ path = '', args = [] }: Electron.LoginItemSettingsOptions = {}) {
      const launchItems = entries.filter((entry) => entry.path === program(path));
      const own = launchItems.find(({ name }) => name === appId);
      return { launchItems, openAtLogin: own?.args.join() === args.join(), status };
    },
    setLoginItemSettings: (settings: Electron.Settings) => void writes.push(settings),
  };
});

const build = (platform: NodeJS.Platform = 'win32') =>
  createLoginStart({ log: rememberingLog([]), executable: here, platform });

describe('the start at login', () => {
  it.each([
    ['off', []],
    ['on', [ours]],
    ['disabledBySystem', [{ ...ours, enabled: false }]],
    ['off', [{ ...ours, name: 'another app' }]],
    ['off', [{ ...ours, scope: 'machine' }]],
    ['off', [{ ...ours, path: before }]],
  ] as const)('is %s with %j', (expected, list) => {
    entries = [...list];
    expect(build().read()).toBe(expected);
  });

  it('is written as the user wants it', () => {
    build().set(true);
    build().set(false);
    expect(writes).toEqual([{ openAtLogin: true, args: ['--hidden'] }, { openAtLogin: false }]);
  });

  it.each([
    ['nothing there', [], before, []],
    ['all well', [ours], before, []],
    ['switched off in the Task Manager', [{ ...ours, enabled: false }], here, []],
    ['without our switch', [{ ...ours, args: [] }], here, [true]],
    ['without our switch, and off', [{ ...ours, args: [], enabled: false }], undefined, [false]],
    ['moved', [{ ...ours, path: before }], before, [true]],
    ['moved, and off', [{ ...ours, path: before, enabled: false }], before, [false]],
    ['moved from an unknown place', [{ ...ours, path: before }], undefined, []],
    ['another app at the old place', [{ ...ours, name: 'x', path: before }], before, []],
  ] as const)('is repaired as it was: %s', (_what, list, previous, expected) => {
    entries = [...list];
    build().repair(previous);
    // Never enabled anew: who switched it off in the Task Manager meant it.
    expect(writes).toEqual(
      expected.map((enabled) => ({ openAtLogin: true, args: ['--hidden'], enabled })),
    );
  });

  it.each(['linux', 'win32'] as const)('is not there where it cannot be (%s)', (platform) => {
    packaged = platform === 'linux';
    const login = build(platform);
    login.set(true);
    login.repair(before);
    expect(login.read()).toBe('unsupported');
    expect(writes).toEqual([]);
  });

  it('is not there for the portable program, whose place is another at each start', () => {
    const login = createLoginStart({
      log: rememberingLog([]),
      executable: here,
      platform: 'win32',
      env: { PORTABLE_EXECUTABLE_DIR: 'D:\\stick' },
    });
    entries = [ours];
    login.set(true);
    login.repair(before);
    expect(login.read()).toBe('unsupported');
    expect(writes).toEqual([]);
  });

  it('is a login item on macOS', () => {
    const login = build('darwin');
    const seen = (['enabled', 'requires-approval', 'not-found'] as const).map((next) => {
      status = next;
      return login.read();
    });
    expect(seen).toEqual(['on', 'disabledBySystem', 'off']);
    login.set(true);
    login.repair(before);
    expect(writes).toEqual([{ openAtLogin: true }]);
  });
});
