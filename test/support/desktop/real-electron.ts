import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { _electron, type Page } from 'playwright-core';
import { openCloudHosts } from '../cloud-hosts.ts';
import type { DesktopControl } from './control.ts';
import type { DesktopApp, LaunchOptions } from './launch.ts';
import { realControls } from './real-controls.ts';
import type { Recording } from './real-recorder.ts';
import { onlyWhat, realStart, refusePlayed, startBriefly } from './real-start.ts';
import type { MenuEntry } from './views.ts';

/** The data folders that an app runs on. */
const running = new Set<string>();

/**
 * The same app on a real Electron, by Playwright, behind the same fence around the network. It sees
 * and clicks the tray, its menu and the notifications, drives windows and dialogs, and ends the app.
 * A test that asks for what belongs to the system (its registry, its key store, a forged sender) is
 * skipped, and says so. Never run so far: this needs a display and Electron's binary.
 */
export async function launchRealElectron(
  executablePath: string,
  options: LaunchOptions,
): Promise<DesktopApp> {
  refusePlayed(options);
  const { userData, args = [] } = options;
  mkdirSync(userData, { recursive: true });
  const cloud = await openCloudHosts(options.hosts ?? {}, options.resolvers);
  const start = realStart(options, cloud);
  if (running.has(userData) || args.includes('--quit')) return startBriefly(executablePath, start);
  const electron = await _electron
    .launch({ executablePath, args: [...start.args], env: { ...start.env } })
    .catch(async (error: unknown) => {
      await start.dispose();
      throw error;
    });
  running.add(userData);
  const child = electron.process();
  const written: string[] = [];
  child.stdout?.on('data', (part) => written.push(String(part)));
  child.stderr?.on('data', (part) => written.push(String(part)));
  const inPages: string[] = [];
  const listen = (page: Page) => {
    page.on('console', (message) => inPages.push(message.text()));
    page.on('pageerror', (error) => inPages.push(String(error)));
  };
  for (const page of electron.windows()) listen(page);
  electron.on('window', listen);
  const exited = once(child, 'close').then(async ([code]) => {
    running.delete(userData);
    await start.dispose();
    return code as number | null;
  });

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
    async waitForWindow() {
      const page = electron.windows().at(-1) ?? (await electron.firstWindow());
      await page.waitForLoadState();
      return page;
    },
    pid: child.pid ?? 0,
    console: () => written.join(''),
    pageConsole: async () => inPages,
    exited,
    quit: async () => electron.close().then(() => exited),
    kill: end,
    close: end,
    async relaunch(changes: Partial<LaunchOptions> = {}) {
      await end();
      return launchRealElectron(executablePath, { ...options, ...changes });
    },
  };
  return onlyWhat(can);
}
