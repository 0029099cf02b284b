import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { requireBinary } from '../../support/real.ts';
import { cached } from './cache.ts';
import { type Registry, readRegistry } from './registry.ts';
import { labTools } from './tools.ts';

const execute = promisify(execFile);

/** Of every program that runs in a prefix. */
function wineEnvironment(prefix: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: prefix,
    LC_ALL: 'C.UTF-8',
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // No offers to download, no menu entries for the desktop around it.
    WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=d',
  };
}

async function wine(prefix: string, words: readonly string[]): Promise<void> {
  await execute(requireBinary('wine'), [...words], { env: wineEnvironment(prefix) });
}

/** Ends whatever runs in the prefix; its registry is then on the disk. */
async function shutDown(prefix: string): Promise<void> {
  const env = wineEnvironment(prefix);
  // It fails where nothing runs.
  await execute(requireBinary('wineserver'), ['-k'], { env }).catch(() => {});
  await execute(requireBinary('wineserver'), ['-w'], { env });
}

function userFolder(prefix: string): string {
  const users = join(prefix, 'drive_c', 'users');
  const name = readdirSync(users).find((entry) => entry !== 'Public');
  if (name === undefined) throw new Error('wine made no user');
  return join(users, name);
}

/** Keys under the user's Software that every Windows has, for all programs to use. */
const ofWindows = [
  'Classes\\AppUserModelId',
  'Classes\\CLSID',
  'Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run',
  'Microsoft\\Windows\\CurrentVersion\\Notifications\\Settings',
  'Microsoft\\Windows\\CurrentVersion\\Uninstall',
];

/** A Windows as it comes out of the box, made once: wine takes its time for that. */
export async function freshWindows(): Promise<string> {
  const { stdout: version } = await execute(requireBinary('wine'), ['--version'], {
    env: { ...process.env, WINEDEBUG: '-all' },
  });
  return cached({
    name: 'windows',
    from: [import.meta.filename],
    words: [version],
    async make(folder) {
      await wine(folder, ['wineboot', '--init']);
      // Windows that nobody sees, where there is no display.
      const drivers = ['HKCU\\Software\\Wine\\Drivers', '/v', 'Graphics', '/d', 'null', '/f'];
      await wine(folder, ['reg', 'add', ...drivers]);
      for (const key of ofWindows)
        await wine(folder, ['reg', 'add', `HKCU\\Software\\${key}`, '/f']);
      await shutDown(folder);
      const user = userFolder(folder);
      mkdirSync(join(user, 'AppData', 'Local', 'Programs'));
      for (const entry of readdirSync(user, { withFileTypes: true })) {
        if (!entry.isSymbolicLink()) continue;
        // A link into the home folder of whoever runs the tests.
        unlinkSync(join(user, entry.name));
        mkdirSync(join(user, entry.name));
      }
    },
  });
}

export interface Computer {
  /** The prefix's folder. */
  readonly folder: string;
  /** The signed-in user's name. */
  readonly user: string;
  /** Where a Windows path lies; `%USERPROFILE%` and the like are not expanded. */
  readonly place: (windowsPath: string) => string;
  /** Runs a command line to its end, and whatever it starts: its exit code. */
  readonly run: (line: string, options?: RunOptions) => Promise<number>;
  /** The same, but in the background. */
  readonly start: (line: string, options?: RunOptions) => ChildProcess;
  /** Ends when every program has ended. */
  readonly shutDown: () => Promise<void>;
  /** Makes another drive, such as `e`, of a folder. */
  readonly drive: (letter: string, folder: string) => void;
  /** Writes keys and values, in the text of a .reg file without its first line. */
  readonly writeRegistry: (text: string) => Promise<void>;
  readonly registry: () => Registry;
  /** Every file and folder of drive C outside TEMP: a file with its content's hash. */
  readonly files: () => ReadonlyMap<string, string>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What runs wine, such as `unshare …`. */
  readonly through?: readonly string[];
}

/** The path under which the computer finds a file of the system around it. */
export function outside(file: string): string {
  return `Z:${file.replaceAll('/', '\\')}`;
}

/** A fresh computer, gone when the test is over. */
export async function computer(): Promise<Computer> {
  const template = await freshWindows();
  const tools = await labTools();
  const places = join(dirname(template), 'computers');
  mkdirSync(places, { recursive: true });
  const folder = mkdtempSync(join(places, 'c-'));
  const env = wineEnvironment(folder);
  onTestFinished(async () => {
    await shutDown(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  // Windows' own 700 MB are linked: nothing writes into them. All else is copied.
  await execute('cp', ['-al', `${template}/.`, folder]);
  const drive = join(folder, 'drive_c');
  for (const part of ['user.reg', 'system.reg', 'userdef.reg', 'drive_c/users']) {
    rmSync(join(folder, part), { recursive: true, force: true });
    await execute('cp', ['-a', join(template, part), join(folder, part)]);
  }
  const shell = join(drive, 'windows/system32/WindowsPowerShell/v1.0/powershell.exe');
  rmSync(shell);
  cpSync(tools.program('powershell'), shell);
  const user = userFolder(folder).slice(drive.length + '/users/'.length);
  let lines = 0;

  function start(line: string, { env: extra = {}, through = [] }: RunOptions = {}): ChildProcess {
    const file = join(folder, `line-${lines++}.txt`);
    writeFileSync(file, line);
    const words = [...through, requireBinary('wine'), tools.program('start'), outside(file)];
    const [program = '', ...rest] = words;
    return spawn(program, rest, {
      env: { ...env, ...extra },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  async function toItsEnd(line: string, options?: RunOptions) {
    const child = start(line, options);
    let printed = '';
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
    });
    const [status, signal]: unknown[] = await once(child, 'close');
    return { printed, how: `status ${status}, signal ${signal}` };
  }

  function place(windowsPath: string): string {
    const [letter = '', ...parts] = windowsPath.split('\\');
    return letter.toLowerCase() === 'c:'
      ? join(drive, ...parts)
      : join(folder, 'dosdevices', letter.toLowerCase(), ...parts);
  }

  return {
    folder,
    user,
    place,
    start,
    async run(line, options) {
      let ended = await toItsEnd(line, options);
      // Wine itself did not come up, and nothing of the line ran.
      if (!ended.printed.includes('begun')) ended = await toItsEnd(line, options);
      const { printed, how } = ended;
      const code = /exit code (-?\d+)/.exec(printed)?.[1];
      if (code === undefined) throw new Error(`${line}: ${how}: ${printed}`);
      return Number(code);
    },
    shutDown: () => shutDown(folder),
    drive: (letter, target) => symlinkSync(target, join(folder, 'dosdevices', `${letter}:`)),
    async writeRegistry(text) {
      const file = join(folder, 'values.reg');
      writeFileSync(file, `\ufeffWindows Registry Editor Version 5.00\r\n\r\n${text}`, 'utf16le');
      await wine(folder, ['regedit', '/S', outside(file)]);
      await shutDown(folder);
    },
    registry() {
      const read = (name: string, hive: 'HKCU' | 'HKLM') =>
        readRegistry(readFileSync(join(folder, name), 'utf8'), hive);
      return new Map([...read('user.reg', 'HKCU'), ...read('system.reg', 'HKLM')]);
    },
    files() {
      const found = new Map<string, string>();
      const skipped = [`users/${user}/Temp/`, 'windows/'];
      for (const entry of readdirSync(drive, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        const name = path.slice(drive.length + 1);
        // Of Windows' own folder, the names are enough: its files are the template's.
        if (name.startsWith(skipped[0] ?? '')) continue;
        const isPlain = entry.isFile() && !name.startsWith(skipped[1] ?? '');
        found.set(name, isPlain ? hashOf(path) : '');
      }
      return found;
    },
  };
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
