import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSmallFile, writePrivateFile } from '../../electron/node/small-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('a small file', () => {
  it.each([
    [10, 'x'.repeat(10)],
    [9, undefined],
  ])('of ten bytes is read with a limit of %d: %s', async (limit, text) => {
    const file = path.join(temporaryFolder(), 'f');
    writeFileSync(file, 'x'.repeat(10));
    expect(await readSmallFile(file, limit)).toBe(text);
  });

  it.skipIf(process.platform === 'win32')(
    'is not awaited from a pipe that nobody writes to (the import hung for ever)',
    async () => {
      const file = path.join(temporaryFolder(), 'pipe');
      execFileSync('mkfifo', [file]);
      await expect(readSmallFile(file, 10)).rejects.toMatchObject({ code: 'EINVAL' });
    },
  );

  it('is written for this user alone, and leaves nothing beside it', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'f');
    writeFileSync(file, 'old', { mode: 0o644 });
    await writePrivateFile(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['f']);
  });

  it('that cannot be written removes its own beginning, and nothing of others', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'taken');
    mkdirSync(file);
    const foreign = `taken.${process.pid}.tmp`;
    writeFileSync(path.join(folder, foreign), 'foreign');
    await expect(writePrivateFile(file, 'new')).rejects.toThrow();
    expect(readdirSync(folder).sort()).toEqual(['taken', foreign]);
  });
});
