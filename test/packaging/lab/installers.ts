import { execFile } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached, root } from './cache.ts';
import { freshWindows } from './computer.ts';
import { labTools } from './tools.ts';

const execute = promisify(execFile);
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');

/** Only in the stand-in for the older version's Electron. */
export const olderOnly = 'only-in-older.dll';

interface Build {
  readonly version: string;
  readonly config: string;
  readonly targets: readonly string[];
  readonly isOlder?: boolean;
}

const builds = {
  older: { version: '0.1.0', config: 'electron-builder.yml', targets: ['nsis'], isOlder: true },
  newer: { version: '0.2.0', config: 'electron-builder.yml', targets: ['nsis', 'portable'] },
  assisted: {
    version: '0.2.0',
    config: join('build', 'electron-builder-assisted.yml'),
    targets: ['nsis'],
  },
} as const satisfies Record<string, Build>;

async function build(folder: string, { version, config, targets, isOlder }: Build): Promise<void> {
  const tools = await labTools();
  const electron = join(folder, 'electron');
  cpSync(tools.electron, electron, { recursive: true });
  if (isOlder === true) writeFileSync(join(electron, olderOnly), version);
  const prefix = join(folder, 'wine');
  await execute('cp', ['-al', await freshWindows(), prefix]);
  const words = ['--win', ...targets, '--x64', '--publish', 'never', '--config', config];
  const settings = {
    electronDist: electron,
    'directories.output': join(folder, 'dist'),
    'extraMetadata.version': version,
  };
  const changes = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`);
  await execute(process.execPath, [builder, ...words, ...changes], {
    cwd: root,
    env: {
      ...process.env,
      ...tools.environment,
      WINEPREFIX: prefix,
      WINEDEBUG: '-all',
      // Nothing may be fetched: a download goes nowhere, and fails the build.
      ELECTRON_BUILDER_BINARIES_MIRROR: 'http://127.0.0.1:9/',
    },
    maxBuffer: 1 << 26,
  });
  rmSync(prefix, { recursive: true });
}

export interface Installer {
  readonly version: string;
  /** All that electron-builder made. */
  readonly dist: string;
  /** The setup program. */
  readonly setup: string;
  /** What it installs. */
  readonly unpacked: string;
  /** The stand-in for Electron that it was made with. */
  readonly electron: string;
}

/**
 * The repository's own package, built by electron-builder on the lab's stand-ins, without a network:
 * `older` and `newer` with one click, `assisted` as new as the latter.
 */
export async function installer(kind: keyof typeof builds): Promise<Installer> {
  const chosen: Build = builds[kind];
  const parts = ['out', 'assets', 'build', 'package.json', 'electron-builder.yml'];
  const folder = await cached({
    name: `installer-${kind}`,
    from: [import.meta.dirname, ...parts.map((part) => join(root, part))],
    make: (made) => build(made, chosen),
  });
  const assisted = kind === 'assisted' ? 'Assisted-' : '';
  const dist = join(folder, 'dist');
  return {
    version: chosen.version,
    dist,
    setup: join(dist, `DDNS-Tray-Setup-${assisted}${chosen.version}-x64.exe`),
    unpacked: join(dist, 'win-unpacked'),
    electron: join(folder, 'electron'),
  };
}
