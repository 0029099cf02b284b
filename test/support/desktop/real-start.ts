import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { TestRunner } from 'vitest';
import type { CloudHosts } from '../cloud-hosts.ts';
import type { DesktopApp, LaunchOptions } from './launch.ts';
import { type RealWorld, worldVariable } from './real-preload.ts';

/** Ends the test as skipped, and says why: the system's own parts cannot be played on a real Electron. */
function notOnReal(what: string): never {
  const reason = `${what}: not on real Electron`;
  TestRunner.getCurrentTest()?.context.skip(reason);
  throw new Error(reason);
}

/** Options by which the double plays another system than the one that runs the test. */
const played = [
  'appPath',
  'encryption',
  'execArgv',
  'execPath',
  'languages',
  'notificationsSupported',
  'packaged',
  'storageBackend',
] as const satisfies readonly (keyof LaunchOptions)[];

/** Skips the test where the options ask for another system than this one. */
export function refusePlayed(options: LaunchOptions): void {
  for (const name of played) if (options[name] !== undefined) notOnReal(name);
  const { platform = process.platform } = options;
  if (platform !== process.platform) notOnReal(`platform ${platform}`);
}

/** How a real Electron is started. */
export interface RealStart {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Takes away what was made for the start, and closes its hosts. */
  dispose(): Promise<void>;
}

/** The preload as one file, of which the fence is a part. */
function preloadText(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, 'real-preload.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
  });
  return outputFiles[0]?.text ?? '';
}

/** The command line and the environment, with the preload in a folder of its own. */
export function realStart(options: LaunchOptions, cloud: CloudHosts): RealStart {
  const folder = mkdtempSync(join(tmpdir(), 'ddns-tray-electron-'));
  const preload = join(folder, 'preload.cjs');
  writeFileSync(preload, preloadText());
  const world: RealWorld = { network: cloud.network, speed: options.speed };
  const env = Object.entries({
    ...process.env,
    ...options.env,
    [worldVariable]: JSON.stringify(world),
    // Both would make another program of it.
    ELECTRON_RUN_AS_NODE: undefined,
    ELECTRON_OVERRIDE_DIST_PATH: undefined,
  });
  const own = ['--require', preload, `--lang=${options.locale ?? 'en-US'}`, options.main];
  return {
    args: [...own, ...(options.args ?? [])],
    env: Object.fromEntries(env.filter((one): one is [string, string] => one[1] !== undefined)),
    async dispose() {
      rmSync(folder, { recursive: true, force: true });
      await cloud.close();
    },
  };
}

/** A start that ends by itself, as a second one does: nobody can attach to it in time. */
export function startBriefly(program: string, { args, env, dispose }: RealStart): DesktopApp {
  const child = spawn(program, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => written.push(part));
  }
  const exited = once(child, 'close').then(async ([code]) => {
    await dispose();
    return code as number | null;
  });
  const end = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return onlyWhat({
    pid: child.pid ?? 0,
    console: () => written.join(''),
    exited,
    kill: end,
    close: end,
  });
}

/** An app of which the rest skips the test that asks for it. */
export function onlyWhat(can: Partial<Record<keyof DesktopApp, unknown>>): DesktopApp {
  return new Proxy<DesktopApp>(can as unknown as DesktopApp, {
    get(target, name) {
      if (name in target || name === 'then') return Reflect.get(target, name) as unknown;
      return async () => notOnReal(String(name));
    },
  });
}
