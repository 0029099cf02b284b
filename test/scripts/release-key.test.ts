import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isSigned, readReleaseKey, signStatement } from '../../scripts/dist/signature.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const script = path.join(import.meta.dirname, '../../scripts/release-key.ts');

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: temporaryFolder(),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

it('makes a pair whose public half is printed, and whose private half only its owner reads', () => {
  const file = path.join(temporaryFolder(), 'release.pem');
  const { status, stdout, stderr } = run(file);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  const statement = { version: '1.2.3', file: 'a.exe', sha512: 'b' };
  const signature = signStatement(statement, readReleaseKey(readFileSync(file, 'utf8')));
  expect(isSigned(statement, signature, stdout.trim())).toBe(true);
});

it('never overwrites a file', () => {
  const file = path.join(temporaryFolder(), 'release.pem');
  writeFileSync(file, 'a key');
  expect(run(file)).toEqual({
    status: 1,
    stdout: '',
    stderr: `${file} exists already, and a key that is overwritten is lost: choose another file.\n`,
  });
  expect(readFileSync(file, 'utf8')).toBe('a key');
});

it('says what is wrong with the file, or that one is needed', () => {
  const file = path.join(temporaryFolder(), 'nowhere', 'release.pem');
  expect(run(file).stderr).toBe(`${file} cannot be written (ENOENT): choose another file.\n`);
  for (const args of [[], ['a', 'b'], ['--help']]) {
    expect(run(...args).stderr).toBe(
      'Say where the private half goes: node scripts/release-key.ts FILE\n',
    );
  }
});
