import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readControl, removeStale } from '../../../electron/node/local/control-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const control = { version: '1.2.3', token: 'a'.repeat(64), pid: 7 };

function leave(folder: string, address: string): void {
  writeFileSync(path.join(folder, 'control.json'), JSON.stringify({ ...control, address }));
}

/** A folder of a socket, as an instance makes it where its own place is too long. */
function socketFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ddns-tray-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it.runIf(process.platform !== 'win32')(
  'what a killed instance left behind is removed, and nothing else beside it',
  async () => {
    const folder = temporaryFolder();
    const own = socketFolder();
    writeFileSync(path.join(own, 'control.sock'), '');
    leave(folder, path.join(own, 'control.sock'));
    await removeStale(folder);
    expect(existsSync(own)).toBe(false);
    expect(existsSync(path.join(folder, 'control.json'))).toBe(false);

    // Whoever can write to the folder must not choose what is removed.
    const precious = socketFolder();
    writeFileSync(path.join(precious, 'control.sock'), '');
    writeFileSync(path.join(precious, 'precious'), '');
    leave(folder, path.join(precious, 'control.sock'));
    await removeStale(folder);
    expect(existsSync(path.join(precious, 'precious'))).toBe(true);

    const elsewhere = temporaryFolder();
    writeFileSync(path.join(elsewhere, 'control.sock'), '');
    const link = path.join(temporaryFolder(), 'ddns-tray-link');
    symlinkSync(elsewhere, link);
    leave(folder, path.join(link, 'control.sock'));
    await removeStale(folder);
    expect(existsSync(path.join(elsewhere, 'control.sock'))).toBe(true);
  },
);

it.runIf(process.platform === 'linux')('a pipe in its place holds nobody up', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'control.json');
  expect(spawnSync('mkfifo', [file]).status).toBe(0);
  // A plain read would wait for somebody who writes.
  await removeStale(folder);
  expect(existsSync(file)).toBe(false);
});

it('a version that is none is not believed', async () => {
  const folder = temporaryFolder();
  const address = path.join(folder, 'control.sock');
  const version = '1.2.3\u001b[2J';
  writeFileSync(
    path.join(folder, 'control.json'),
    JSON.stringify({ ...control, address, version }),
  );
  expect(await readControl(folder)).toBeUndefined();
});
