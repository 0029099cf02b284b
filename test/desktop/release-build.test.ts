import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '..', '..');
const script = path.join(root, 'scripts', 'build.ts');

it('is built with the place that the owner or a test names, and with what fetches apart', async () => {
  const folder = temporaryFolder();
  const own = path.join(folder, 'own.json');
  writeFileSync(own, '{ "feed": "http://127.0.0.1:1/", "key": "x" }');
  const read = (name: string) => readFileSync(path.join(folder, 'out', name), 'utf8');
  const build = (file: string) =>
    run(process.execPath, [script, path.join(folder, 'out')], {
      env: { ...process.env, DDNS_TRAY_RELEASE: file },
    });
  await build('');
  expect(read('release.json')).toBe(readFileSync(path.join(root, 'build', 'release.json'), 'utf8'));
  await build(own);
  expect(read('release.json')).toBe(readFileSync(own, 'utf8'));

  // The start reads one of them only.
  const ofUpdater = 'ERR_UPDATER_INVALID_VERSION';
  expect(read('releases.cjs')).toContain(ofUpdater);
  expect(read('main.cjs')).not.toContain(ofUpdater);
  expect(read('licences.txt')).toContain('\nelectron-updater ');
});
