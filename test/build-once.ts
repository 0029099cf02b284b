import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Builds what the tests of the built files run, once for all of them. */
export function setup(): void {
  const script = path.join(import.meta.dirname, '..', 'scripts', 'build.ts');
  execFileSync(process.execPath, [script], { stdio: 'inherit' });
}
