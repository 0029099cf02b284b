import { app, type LoginItemSettings } from 'electron';
import type { LoginStart } from '../contract/snapshot.ts';
import type { Log } from '../core/ports.ts';
import { appId } from './identity.ts';

/** The start of the app at login. */
export interface LoginStartSwitch {
  read(): LoginStart;
  /** Only for the user: it also undoes what they chose in Windows' Task Manager. */
  set(on: boolean): void;
  /** Once at each start. `previous` is where the program was at the start before. */
  repair(previous: string | undefined): void;
}

interface LoginStartOptions {
  readonly log: Log;
  readonly executable?: string | undefined;
  readonly platform?: NodeJS.Platform | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

const args = ['--hidden'];

/** Electron reads the path as a command line, so that one with spaces needs quotes. */
function settingsOf(executable: string): LoginItemSettings {
  return app.getLoginItemSettings({ path: `"${executable}"`, args });
}

/** Ours among the entries of the registry that start this program. */
function entryOf({ launchItems }: LoginItemSettings) {
  return launchItems.find(({ name, scope }) => name === appId && scope === 'user');
}

function readWindows(executable: string): LoginStart {
  const entry = entryOf(settingsOf(executable));
  if (entry === undefined) return 'off';
  return entry.enabled ? 'on' : 'disabledBySystem';
}

function readMac(): LoginStart {
  const { status } = app.getLoginItemSettings();
  if (status === 'requires-approval') return 'disabledBySystem';
  return status === 'enabled' ? 'on' : 'off';
}

/** An entry that starts another place or without our switch: whether it was enabled. */
function brokenEntry(executable: string, previous: string | undefined): boolean | undefined {
  const settings = settingsOf(executable);
  const entry = entryOf(settings);
  if (entry !== undefined) return settings.openAtLogin ? undefined : entry.enabled;
  return previous === undefined ? undefined : entryOf(settingsOf(previous))?.enabled;
}

const unsupported: LoginStartSwitch = {
  read: () => 'unsupported',
  set: () => undefined,
  repair: () => undefined,
};

/**
 * The switch for the start at login: the registry's Run on Windows, the login items on macOS. Not
 * on Linux, where Electron has none, nor for what runs from its source, nor for the portable program,
 * which is unpacked to another folder at each start.
 */
export function createLoginStart(options: LoginStartOptions): LoginStartSwitch {
  const { log, executable = process.execPath, platform = process.platform } = options;
  const { PORTABLE_EXECUTABLE_DIR: portable } = options.env ?? process.env;
  if (!app.isPackaged || portable !== undefined) return unsupported;
  if (platform === 'darwin') {
    return {
      read: readMac,
      set: (on) => app.setLoginItemSettings({ openAtLogin: on }),
      repair: () => undefined,
    };
  }
  if (platform !== 'win32') return unsupported;
  return {
    read: () => readWindows(executable),
    set: (on) =>
      app.setLoginItemSettings(on ? { openAtLogin: true, args } : { openAtLogin: false }),
    repair(previous) {
      const enabled = brokenEntry(executable, previous);
      if (enabled === undefined) return;
      // As it was: to enable it is the user's, who may have switched it off in the Task Manager.
      app.setLoginItemSettings({ openAtLogin: true, args, enabled });
      log.info('the entry for the start at login was repaired', { enabled });
    },
  };
}
