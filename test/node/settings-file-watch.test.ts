import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createChangeDetector,
  watchSettingsFile,
} from '../../electron/node/settings-file-watch.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function settings(text = 'one'): string {
  const file = path.join(temporaryFolder(), 'settings.yml');
  writeFileSync(file, text);
  return file;
}

describe('a change of the settings file', () => {
  it('counts once it has settled, and once only', async () => {
    const file = settings();
    const changed = await createChangeDetector(file);
    expect(await changed()).toBe(false);
    writeFileSync(file, 'two');
    expect(await changed()).toBe(false);
    expect(await changed()).toBe(true);
    expect(await changed()).toBe(false);
  });

  it('counts when an editor replaces the file by another', async () => {
    const file = settings();
    const changed = await createChangeDetector(file);
    writeFileSync(`${file}.new`, 'two');
    rmSync(file);
    expect(await changed()).toBe(false);
    renameSync(`${file}.new`, file);
    expect([await changed(), await changed()]).toEqual([false, true]);
  });

  it('does not count while the file is still being written', async () => {
    const file = settings();
    const changed = await createChangeDetector(file);
    for (const text of ['half', 'half of it', 'half of it, and more']) {
      writeFileSync(file, text);
      expect(await changed()).toBe(false);
    }
    expect(await changed()).toBe(true);
  });

  it('does not count when the contents are the same again', async () => {
    const file = settings();
    const changed = await createChangeDetector(file);
    utimesSync(file, 1, 1);
    writeFileSync(file, 'one');
    expect([await changed(), await changed()]).toEqual([false, false]);
  });

  it('counts when the file is gone for good, and when it is back', async () => {
    const file = settings();
    const changed = await createChangeDetector(file);
    rmSync(file);
    expect([await changed(), await changed()]).toEqual([false, true]);
    writeFileSync(file, 'one');
    expect([await changed(), await changed()]).toEqual([false, true]);
  });

  it('is told until the signal aborts', async () => {
    const file = settings();
    const stop = new AbortController();
    await new Promise<void>((resolve) => {
      void watchSettingsFile(file, resolve, stop.signal, 1).then(() => writeFileSync(file, 'two'));
    });
    stop.abort();
    writeFileSync(file, 'three');
    const changed = await createChangeDetector(file);
    expect([await changed(), await changed()]).toEqual([false, false]);
  });
});
