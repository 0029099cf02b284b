import { execFile, execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { requireBinary } from './real.ts';

const run = promisify(execFile);

/** npm's own program: the one that runs the tests, else the one on the path. */
function npmProgram(): string {
  const running = process.env.npm_execpath ?? '';
  if (path.basename(running) === 'npm-cli.js') return running;
  return realpathSync(requireBinary('npm'));
}

/**
 * Runs npm with an empty cache and no settings but `env`'s, without the network. Resolves with its
 * stdout; rejects where it fails.
 */
export async function runNpm(
  args: readonly string[],
  {
    folder,
    cwd,
    prefix,
  }: { readonly folder: string; readonly cwd: string; readonly prefix?: string },
): Promise<string> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const { stdout } = await run(process.execPath, [npmProgram(), ...args], {
    cwd,
    env: {
      ...Object.fromEntries(inherited),
      HOME: folder,
      npm_config_userconfig: path.join(folder, 'npmrc'),
      npm_config_cache: path.join(folder, 'npm-cache'),
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
      ...(prefix === undefined ? {} : { npm_config_prefix: prefix }),
    },
  });
  return stdout;
}

/** Each major version of Node that is on the path, this one first: `v24`, and its program. */
export function nodePrograms(): readonly (readonly [version: string, program: string])[] {
  const exe = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((one) => one !== '');
  const found = new Map<string, string>();
  for (const program of [process.execPath, ...folders.map((folder) => path.join(folder, exe))]) {
    const version = versionOf(program);
    if (version !== undefined && !found.has(version)) found.set(version, program);
  }
  return [...found];
}

function versionOf(program: string): string | undefined {
  try {
    return execFileSync(program, ['--version'], { encoding: 'utf8' }).split('.')[0];
  } catch {
    return undefined;
  }
}
