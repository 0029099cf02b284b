import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest';
import { describeReal, requireBinary } from '../../support/real.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
/** Windows' Node, where it was fetched. */
export const nodeExe = path.join(root, 'node_modules', '.cache', 'windows-node', 'node.exe');

/** The built command. */
export const cli = path.join(root, 'out', 'cli.cjs');

/** A suite on Windows' own Node under wine; skipped loudly, or failing in CI, where one is missing. */
export function describeWindows(title: string, binaries: readonly string[], body: () => void) {
  const node = existsSync(nodeExe) ? [] : ["Windows' Node (node scripts/windows-node.ts)"];
  describeReal(title, ['wine', 'wineserver', ...node, ...binaries], body);
}

/** A path of this computer as a Windows program under wine sees it. */
export function windowsPath(file: string): string {
  return `Z:${file.replaceAll('/', '\\')}`;
}

interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Windows {
  /** Drive C:. */
  readonly drive: string;
  /** Starts Windows' Node; ended when the test is over. */
  start(args: readonly string[], env?: Readonly<Record<string, string>>): Started;
  /** Runs Windows' Node to its end. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished>;
}

interface Started {
  readonly child: ChildProcess;
  readonly done: Promise<Finished>;
}

/** A fresh Windows for one suite, gone with it. */
export function freshWindows(): Windows {
  const folder = mkdtempSync(path.join(tmpdir(), 'ddns-tray-windows-'));
  const base = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    WINEPREFIX: path.join(folder, 'prefix'),
    WINEDEBUG: '-all',
    // Neither .NET nor a browser, nor menus on this desktop.
    WINEDLLOVERRIDES: 'mscoree=d;mshtml=d;winemenubuilder.exe=d',
  };
  const wine = requireBinary('wine');
  // Each start of a program takes a second there, and many on a busy machine.
  vi.setConfig({ testTimeout: 120_000 });
  const quiet = { env: base, stdio: 'ignore' } as const;
  beforeAll(() => {
    execFileSync(wine, ['wineboot', '-i'], quiet);
    // Node asks for Windows 10.
    execFileSync(wine, ['winecfg', '-v', 'win10'], quiet);
  }, 120_000);
  afterAll(() => {
    try {
      // Ends what runs in this folder's Windows, and nothing else.
      execFileSync(requireBinary('wineserver'), ['-k'], quiet);
    } catch {
      // Nothing was running any more.
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  let count = 0;
  function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
    count += 1;
    // wine's pipes are none that Node takes for its own streams.
    const [out, err] = [`${folder}/${count}.out`, `${folder}/${count}.err`];
    const streams = [openSync(out, 'w'), openSync(err, 'w')];
    const child = spawn(wine, [nodeExe, ...args], {
      env: { ...base, ...env },
      stdio: ['ignore', ...streams],
    });
    for (const stream of streams) closeSync(stream);
    onTestFinished(() => void child.kill('SIGKILL'));
    const done = new Promise<Finished>((resolve) => {
      child.on('close', (status) => {
        // Where the suite ended before, the files are gone with it.
        const [stdout = '', stderr = ''] = [out, err].map((file) =>
          existsSync(file) ? readFileSync(file, 'utf8') : '',
        );
        resolve({ status, stdout, stderr });
      });
    });
    return { child, done };
  }

  return {
    drive: path.join(folder, 'prefix', 'drive_c'),
    start,
    run: (args, env) => start(args, env).done,
  };
}
