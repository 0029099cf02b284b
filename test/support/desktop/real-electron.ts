import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { DesktopControl } from './control.ts';
import type { DesktopApp, LaunchOptions } from './launch.ts';
import { realControls } from './real-controls.ts';
import { type Recording, record } from './real-recorder.ts';
import type { MenuEntry } from './views.ts';

/**
 * The same app on a real Electron, by Playwright. It sees and clicks the tray, its menu and the
 * notifications, drives windows and dialogs, and ends the app. What belongs to the system (its
 * registry, its key store, a forged sender) throws "not on real Electron". Never run so far: this
 * needs a display and Electron's binary.
 */
export async function launchRealElectron(
  executablePath: string,
  options: LaunchOptions,
): Promise<DesktopApp> {
  if (options.hosts !== undefined) throw new Error('hosts: not on real Electron');
  mkdirSync(options.userData, { recursive: true });
  const recorder = join(options.userData, 'recorder.cjs');
  writeFileSync(recorder, `(${record.toString()})(require);`);
  const own = ['--require', recorder, `--user-data-dir=${options.userData}`, options.main];
  const env = Object.entries({ ...process.env, ...options.env });
  const electron = await _electron.launch({
    executablePath,
    args: [...own, ...(options.args ?? [])],
    env: Object.fromEntries(env.filter((one): one is [string, string] => one[1] !== undefined)),
  });
  const child = electron.process();
  const written: string[] = [];
  child.stdout?.on('data', (part) => written.push(String(part)));
  child.stderr?.on('data', (part) => written.push(String(part)));
  const exited = once(child, 'close').then(([code]) => code as number | null);

  const menu = () =>
    electron.evaluate(() => {
      const describe = (items: readonly Electron.MenuItem[] = []): readonly MenuEntry[] =>
        items.map(({ id, label, type, enabled, checked, visible, submenu }) => {
          const below = describe(submenu?.items);
          return { id, label, type, enabled, checked, visible, submenu: below };
        });
      return describe((globalThis as Recording).desktopSeen.tray?.menu?.items);
    });
  const end = async () => {
    child.kill('SIGKILL');
    await exited;
  };

  const can = {
    ...realControls(electron),
    menu,
    async tray() {
      const seen = await electron.evaluate(() => {
        const { tray } = (globalThis as Recording).desktopSeen;
        return {
          exists: tray !== undefined,
          image: tray?.image ?? '',
          tooltip: tray?.tooltip ?? '',
        };
      });
      const sets = { image: 0, tooltip: 0, menu: 0 };
      return { ...seen, image: seen.image.split(/[\\/]/).at(-1) ?? '', menu: await menu(), sets };
    },
    clickTray: (kind: Parameters<DesktopControl['clickTray']>[0] = 'click') =>
      electron.evaluate((_, name) => {
        (globalThis as Recording).desktopSeen.tray?.self.emit(name);
      }, kind),
    clickMenu: (...path: string[]) =>
      electron.evaluate((_, steps) => {
        let items = (globalThis as Recording).desktopSeen.tray?.menu?.items ?? [];
        for (const [index, step] of steps.entries()) {
          const item = items.find((one) => one.id === step || one.label === step);
          if (item === undefined || !item.enabled) throw new Error(`cannot click "${step}"`);
          if (index === steps.length - 1) item.click();
          items = item.submenu?.items ?? [];
        }
      }, path),
    notifications: () =>
      electron.evaluate(() =>
        (globalThis as Recording).desktopSeen.toasts.map((toast) => {
          const { id, title, body, silent, urgency, timeoutType } = toast;
          const actions = toast.actions.map((action) => action.text ?? '');
          return {
            id,
            title,
            body,
            silent,
            urgency,
            timeoutType,
            actions,
            state: 'shown' as const,
          };
        }),
      ),
    clickNotification: (index: number) =>
      electron.evaluate((_, at) => {
        (globalThis as Recording).desktopSeen.toasts.at(at)?.emit('click');
      }, index),
    quitApp: () => electron.evaluate(({ app }) => app.quit()),
    windows: async () => electron.windows(),
    waitForWindow: () => electron.firstWindow(),
    pid: child.pid ?? 0,
    console: () => written.join(''),
    exited,
    quit: async () => electron.close().then(() => exited),
    kill: end,
    close: end,
    async relaunch(changes: Partial<LaunchOptions> = {}) {
      await end();
      return launchRealElectron(executablePath, { ...options, ...changes });
    },
  };
  return new Proxy<DesktopApp>(can as unknown as DesktopApp, {
    get(target, name) {
      if (name in target || name === 'then') return Reflect.get(target, name) as unknown;
      return () => Promise.reject(new Error(`${String(name)}: not on real Electron`));
    },
  });
}
