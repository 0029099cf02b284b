import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `package-lock.json` says of one installed folder. */
interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
  readonly link?: boolean;
}

/**
 * Says what is wrong with a lock file: a platform's package that it lacks (`npm ci` then fails on that
 * platform), or a download address (`npm ci` then asks that host instead of the configured one).
 */
export function lockProblems(packages: Readonly<Record<string, LockedPackage>>): readonly string[] {
  return Object.entries(packages).flatMap(([at, { optionalDependencies = {}, resolved, link }]) => {
    const lacking = Object.keys(optionalDependencies)
      .filter((name) => !isLocked(packages, at, name))
      .map((name) => `${at} wants ${name}, which is not in the lock file`);
    const fixed =
      resolved !== undefined && link !== true ? [`${at} names a host: ${resolved}`] : [];
    return [...lacking, ...fixed];
  });
}

/** True where the package is found from `at` by Node's rule: its own folder first, then each one above. */
function isLocked(packages: Readonly<Record<string, unknown>>, at: string, name: string): boolean {
  for (
    let folder = at;
    ;
    folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))
  ) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '..', 'package-lock.json');
  const problems = lockProblems(JSON.parse(readFileSync(file, 'utf8')).packages);
  for (const problem of problems) process.stderr.write(`package-lock.json: ${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
