import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { catalogue, pickLanguage } from '../electron/contract/i18n/catalogue.ts';

const root = join(import.meta.dirname, '..');
const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** Electron's program, as its package notes it once it is there. */
function electronProgram(): string | undefined {
  const noted = join(folder, 'path.txt');
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  if (!existsSync(noted)) return undefined;
  const program = join(dist, readFileSync(noted, 'utf8'));
  return existsSync(program) ? program : undefined;
}

/** Electron's package has its program fetched at the first use; where that fails, it tells a stack. */
function fetchElectron(): string | undefined {
  spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  return electronProgram();
}

/** Opens the app with the arguments of this script, and ends as it ends. */
function open(program: string): void {
  const child = spawn(program, [root, ...process.argv.slice(2)], { stdio: 'inherit' });
  child.on('exit', (status) => process.exit(status ?? 1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
}

await import('./build.ts');
const program = electronProgram() ?? fetchElectron();
if (program === undefined) {
  const locale =
    process.env.LC_ALL || process.env.LANG || Intl.NumberFormat().resolvedOptions().locale;
  process.stderr.write(`${catalogue(pickLanguage([locale])).desktop.noElectron}\n`);
  process.exitCode = 1;
} else open(program);
