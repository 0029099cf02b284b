import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { publicHalf } from './dist/signature.ts';

/**
 * Makes the Ed25519 key pair that releases are signed with. The private half goes to a new file that
 * only its owner may read (PKCS#8, PEM); resolves with the public half as build/release.json wants it.
 * Throws a sentence where the file is there already, or cannot be written.
 */
export function makeReleaseKey(file: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  try {
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EEXIST') {
      throw new Error(`${file} cannot be written (${code ?? error}): choose another file.`);
    }
    throw new Error(
      `${file} exists already, and a key that is overwritten is lost: choose another file.`,
    );
  }
  return publicHalf(privateKey);
}

if (import.meta.main) {
  const [file, ...more] = process.argv.slice(2);
  try {
    // An option would become a file of that name, with a key in it.
    if (file === undefined || file.startsWith('-') || more.length > 0) {
      throw new Error('Say where the private half goes: node scripts/release-key.ts FILE');
    }
    process.stdout.write(`${makeReleaseKey(file)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
