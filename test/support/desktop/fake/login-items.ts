import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesktopControl } from '../control.ts';
import type { LoginItemView } from '../views.ts';
import type { FakeContext } from './context.ts';

/** Electron reads the path that it looks for as a command line: one with spaces needs quotes. */
function programOf(path: string): string {
  const [, quoted, plain = ''] = /^"([^"]*)"|^(\S*)/.exec(path) ?? [];
  return quoted ?? plain;
}

/**
 * Windows' Run key and Task Manager's StartupApproved beside it, kept across restarts as the
 * registry is. Electron names the value by the app's user model id; writing it with `enabled` (the
 * default) deletes the user's own refusal in Task Manager.
 */
export function loginItems(context: FakeContext, userModelId: () => string) {
  const file = join(context.system, 'run-key.json');
  const onWindows = context.options.platform === 'win32';

  const read = (): readonly LoginItemView[] =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LoginItemView[]) : [];
  const write = (items: readonly LoginItemView[]) => writeFileSync(file, JSON.stringify(items));
  const without = (name: string) => read().filter((item) => item.name !== name);

  function setLoginItemSettings(settings: Electron.Settings): void {
    if (!onWindows) return;
    const { path = process.execPath, args = [], enabled = true } = settings;
    const name = settings.name ?? userModelId();
    const others = without(name);
    write(settings.openAtLogin ? [...others, { name, path, args, enabled }] : others);
  }

  function getLoginItemSettings(
    options: Electron.LoginItemSettingsOptions = {},
  ): Electron.LoginItemSettings {
    const { path = process.execPath, args = [] } = options;
    const launchItems = (onWindows ? read() : [])
      .filter((item) => item.path.toLowerCase() === programOf(path).toLowerCase())
      .map((item) => ({ ...item, args: [...item.args], scope: 'user' as const }));
    const own = launchItems.find((item) => item.name === userModelId());
    return {
      openAtLogin: own !== undefined && JSON.stringify(own.args) === JSON.stringify(args),
      executableWillLaunchAtLogin: launchItems.some((item) => item.enabled),
      launchItems,
      wasOpenedAtLogin: false,
      status: 'not-registered',
    };
  }

  const control = {
    loginItem: () => read().at(-1) ?? null,
    setLoginItemState: (item) => write(item === null ? [] : [...without(item.name), item]),
  } satisfies Partial<DesktopControl>;

  return { setLoginItemSettings, getLoginItemSettings, control };
}
