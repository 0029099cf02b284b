import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openCloudHosts } from '../cloud-hosts.ts';
import { brokenBundle, type DesktopControl, type HostOptions } from './control.ts';
import { windowPages } from './page/pages.ts';
import type { PageHost } from './page-port.ts';
import { connect, type Remote } from './rpc.ts';

export interface LaunchOptions
  extends Partial<Omit<HostOptions, 'main' | 'userData' | 'network'>>,
    Pick<HostOptions, 'main' | 'userData'> {
  /** Added to this process's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Flags of Node's own, such as `--expose-gc`. */
  readonly execArgv?: readonly string[];
  /**
   * Public hosts that the app can reach, by name or address, each with the loopback origin that plays
   * it, as for `openCloudHosts`. Every other one but the loopback is refused loudly.
   */
  readonly hosts?: Readonly<Record<string, string>>;
  /** The name servers that the computer is set up to ask; none where left out. */
  readonly resolvers?: readonly string[];
}

/** A running app, and every method of {@link DesktopControl}, asynchronous. */
export interface DesktopApp extends Remote<DesktopControl> {
  readonly pid: number;
  /** The pages of the open windows, oldest first. */
  windows(): Promise<readonly Page[]>;
  /** The newest window's page once it has loaded; waits for the first. */
  waitForWindow(): Promise<Page>;
  /** Kills the newest window's renderer. */
  crashRenderer(): Promise<void>;
  /** What the app wrote to stdout and stderr. */
  console(): string;
  /** What the open windows' pages wrote to their consoles, and errors that nobody caught. */
  pageConsole(): Promise<readonly string[]>;
  /** Resolves when the process has ended: its exit code, or null after a kill. */
  readonly exited: Promise<number | null>;
  /** `app.quit()`, and waits for the end. */
  quit(): Promise<number | null>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** The same options anew, on the same user data; ends this one first where it still runs. */
  relaunch(changes?: Partial<LaunchOptions>): Promise<DesktopApp>;
  /** For `disposer().own`: ends the app in whatever state it is. */
  close(): Promise<void>;
}

const defaults = {
  args: [],
  platform: 'win32',
  packaged: true,
  locale: 'en-US',
  languages: ['en-US'],
  encryption: 'available',
  storageBackend: 'gnome_libsecret',
  notificationsSupported: true,
} as const satisfies Partial<HostOptions>;

/**
 * Starts a built app: in a child process on Node with a fake of Electron, or on a real Electron
 * where `DDNS_TRAY_ELECTRON` names one. Resolves after `ready`, or when the process has ended before
 * that, as a second instance does; rejects where the bundle throws while it is loaded.
 */
export async function launchDesktop(options: LaunchOptions): Promise<DesktopApp> {
  const electron = process.env.DDNS_TRAY_ELECTRON;
  if (electron !== undefined) {
    const { launchRealElectron } = await import('./real-electron.ts');
    return launchRealElectron(electron, options);
  }
  const { env = {}, execArgv = [], hosts = {}, resolvers, ...own } = options;
  const cloud = await openCloudHosts(hosts, resolvers);
  const hostOptions: HostOptions = { ...defaults, ...own, network: cloud.network };
  const child = fork(join(import.meta.dirname, 'host.ts'), [JSON.stringify(hostOptions)], {
    // Electron's main process warns of a rejection that nobody handles, and goes on.
    execArgv: ['--unhandled-rejections=warn-with-error-code', '--no-warnings', ...execArgv],
    env: { ...process.env, ...env },
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const text = collect(child);
  const exited = once(child, 'close').then(async ([code]) => {
    await cloud.close();
    return code as number | null;
  });
  const started = Promise.withResolvers<void>();
  const pages = windowPages(() => host);
  const host: Remote<DesktopControl & PageHost> = connect(
    {
      send: (message) => void child.send(message as object, () => {}),
      onMessage: (listener) => void child.on('message', listener),
      onClosed: (listener) => void child.on('disconnect', listener),
      epitaph: text,
    },
    { ...pages.pages, started: () => started.resolve() },
  );

  const code = await Promise.race([started.promise, exited]);
  if (code === brokenBundle) throw new Error(text());

  async function end(): Promise<void> {
    child.kill('SIGKILL');
    await exited;
    await pages.dispose();
  }

  const driver = {
    pid: child.pid ?? 0,
    windows: pages.all,
    waitForWindow: pages.loaded,
    crashRenderer: async () => (await pages.newest()).crash(),
    console: text,
    pageConsole: pages.output,
    exited,
    async quit() {
      await host.quitApp().catch(() => {});
      const exitCode = await exited;
      await pages.dispose();
      return exitCode;
    },
    kill: end,
    async relaunch(changes: Partial<LaunchOptions> = {}) {
      await end();
      return launchDesktop({ ...options, ...changes });
    },
    close: end,
  };
  return new Proxy<DesktopApp>(driver as unknown as DesktopApp, {
    get: (target, name) => (name in target ? Reflect.get(target, name) : Reflect.get(host, name)),
  });
}

function collect(child: ChildProcess): () => string {
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => parts.push(part));
  }
  return () => parts.join('');
}
