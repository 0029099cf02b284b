import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { acquireLock } from '../../electron/node/lock.ts';
import { StateWriteError } from '../../electron/node/state-error.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const module = new URL('../../electron/node/lock.ts', import.meta.url).href;

/** A process that takes the lock, says so, and lives until its input ends. */
async function holder(folder: string, end: string) {
  const code = `const { acquireLock } = await import(${JSON.stringify(module)});
    console.log(acquireLock(${JSON.stringify(folder)}).ok);
    process.stdin.resume().on('end', () => { ${end} });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [text] = await once(child.stdout, 'data');
  return { child, took: String(text).trim() === 'true', gone: once(child, 'exit') };
}

describe('the lock of a state folder', () => {
  it('lets one process in, and names it to the next', async () => {
    const folder = path.join(temporaryFolder(), 'new');
    const { child, took, gone } = await holder(folder, 'process.exit()');
    expect(took).toBe(true);
    expect(acquireLock(folder)).toEqual({ ok: false, pid: child.pid });
    child.stdin.end();
    await gone;
    expect(existsSync(path.join(folder, 'lock'))).toBe(false);
  });

  it('is taken over from a process that was killed', async () => {
    const folder = temporaryFolder();
    const { child, gone } = await holder(folder, '');
    child.kill('SIGKILL');
    await gone;
    expect(existsSync(path.join(folder, 'lock'))).toBe(true);
    const lock = acquireLock(folder);
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')(
    'is taken over where the process id now belongs to another',
    () => {
      const folder = temporaryFolder();
      writeFileSync(path.join(folder, 'lock'), `${process.ppid} 1\n`);
      const lock = acquireLock(folder);
      expect(lock.ok).toBe(true);
      if (lock.ok) lock.release();
    },
  );

  it('is taken over where it is damaged', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'lock'), '');
    const lock = acquireLock(folder);
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.release();
  });

  it('is refused to the same process twice, and free after its release', () => {
    const folder = temporaryFolder();
    const lock = acquireLock(folder);
    if (process.platform === 'linux') expect(acquireLock(folder).ok).toBe(false);
    if (lock.ok) lock.release();
    const again = acquireLock(folder);
    expect(again.ok).toBe(true);
    if (again.ok) again.release();
  });

  it('is not taken away by the release of one that lost it', () => {
    const folder = temporaryFolder();
    const lock = acquireLock(folder);
    writeFileSync(path.join(folder, 'lock'), '1 2\n');
    if (lock.ok) lock.release();
    expect(readFileSync(path.join(folder, 'lock'), 'utf8')).toBe('1 2\n');
  });

  it('tells of a folder that cannot be written', () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => acquireLock(file)).toThrow(StateWriteError);
  });
});

describe('a lock that somebody put there', () => {
  it('is no lock where it names process 0, which every signal finds', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'lock'), '0 \n');
    const lock = acquireLock(folder);
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.release();
  });

  it.skipIf(process.platform === 'win32')('leads to no other file by a link', () => {
    const folder = temporaryFolder();
    const victim = path.join(folder, 'victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, path.join(folder, `lock.${process.pid}`));
    const lock = acquireLock(folder);
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.release();
    expect(readFileSync(victim, 'utf8')).toBe('mine');
  });
});
