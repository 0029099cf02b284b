import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeFolderLater } from '../../electron/node/folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const makers: readonly (readonly [string, (folder: string, mode: number) => Promise<void>])[] = [
  ['at once', async (folder, mode) => makeFolder(folder, mode)],
  ['later', (folder, mode) => makeFolderLater(folder, mode)],
];

describe.each(makers)('a folder made %s', (_, make) => {
  it('comes with its missing parents, all of the mode', async () => {
    const top = temporaryFolder();
    await make(path.join(top, 'a', 'b', 'c'), 0o700);
    expect(existsSync(path.join(top, 'a', 'b', 'c'))).toBe(true);
    if (process.platform === 'win32') return;
    for (const part of ['a', 'a/b', 'a/b/c']) {
      expect(statSync(path.join(top, part)).mode & 0o777).toBe(0o700);
    }
  });

  it('that is there stays as it is', async () => {
    const folder = path.join(temporaryFolder(), 'a');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'kept'), '');
    await make(folder, 0o700);
    expect(existsSync(path.join(folder, 'kept'))).toBe(true);
    await make(path.parse(folder).root, 0o700);
  });

  it('is refused where a file has its name, or that of a parent', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(make(file, 0o700)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(make(path.join(file, 'x', 'y'), 0o700)).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTDIR|ENOENT|EEXIST)$/),
    });
  });

  it.skipIf(process.platform !== 'linux')(
    'is refused under /proc (the runtime’s own recursive call never returned)',
    async () => {
      await expect(make('/proc/ddns/x', 0o700)).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );
});
