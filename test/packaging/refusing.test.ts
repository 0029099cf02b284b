import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeReal } from '../support/real.ts';
import { filesUnder } from './lab/cache.ts';
import { computer, outside } from './lab/computer.ts';
import { difference } from './lab/difference.ts';
import {
  entry,
  install,
  installedFiles,
  keepRunning,
  packagedFiles,
  startOnce,
  uninstall,
} from './lab/installation.ts';
import { type Installer, installer } from './lab/installers.ts';
import { itWithDisk, onDisk } from './lab/small-disk.ts';
import { labPrograms, labTools } from './lab/tools.ts';

/** With Windows' own numbers; build/installer.nsh has them. */
const code = { aborted: 2, accessDenied: 5, notAllWritten: 29, wrongSwitch: 87, diskFull: 112 };
const longTime = 300_000;
const onOwnDisk = itWithDisk();

function size({ unpacked }: Installer): number {
  const bytes = filesUnder(unpacked).map((file) => statSync(file).size);
  return bytes.reduce((sum, each) => sum + each, 0);
}

describeReal('the installer', labPrograms, () => {
  it('refuses to install for all users, and changes nothing', { timeout: longTime }, async () => {
    const on = await computer();
    const before = on.files();
    for (const kind of ['newer', 'assisted'] as const) {
      const setup = await installer(kind);
      expect(await install(on, setup, '/S /allusers')).toBe(code.wrongSwitch);
    }
    expect(difference(before, on.files())).toEqual([]);
  });

  onOwnDisk('refuses a folder that it cannot write to', { timeout: longTime }, async () => {
    const on = await computer();
    const disk = path.join(on.folder, 'disk');
    mkdirSync(disk);
    on.drive('e', disk);
    const before = on.files();
    const line = `${outside((await installer('newer')).setup)} /S /D=E:\\DDNS Tray`;
    expect(await on.run(line, { through: onDisk(disk, 'ro') })).toBe(code.accessDenied);
    expect(difference(before, on.files())).toEqual([]);
  });

  describe('on a full disk', { timeout: longTime }, () => {
    onOwnDisk('refuses before it changes anything, and the version before still runs', async () => {
      const on = await computer();
      const [older, newer] = [await installer('older'), await installer('newer')];
      await install(on, older);
      const small = path.join(on.folder, 'small');
      mkdirSync(small);
      on.drive('t', small);
      // Where the files are unpacked to.
      const values = ['TEMP', 'TMP'].map((name) => `"${name}"="T:\\\\temp"\r\n`);
      await on.writeRegistry(`[HKEY_CURRENT_USER\\Environment]\r\n${values.join('')}`);
      const before = on.files();
      const through = onDisk(small, 'size=2m');
      const line = `${outside(newer.setup)} /S`;
      expect(await on.run(line, { through })).toBe(code.diskFull);
      expect(difference(before, on.files())).toEqual([]);
      expect((await startOnce(on))?.version).toMatch(/^0\.1\.0/);
    });

    onOwnDisk('does not claim success when the disk becomes full while it copies', async () => {
      const on = await computer();
      const newer = await installer('newer');
      const small = path.join(on.folder, 'small');
      mkdirSync(small);
      on.drive('e', small);
      const kibibytes = Math.floor(size(newer) / 1024 / 1024) * 1024 + 4;
      const through = onDisk(small, `size=${kibibytes}k`);
      const line = `${outside(newer.setup)} /S /D=E:\\DDNS Tray`;
      expect(await on.run(line, { through })).toBe(code.aborted);
    });
  });

  it('does not claim success when files were left out', { timeout: longTime }, async () => {
    const on = await computer();
    const line = `${outside((await installer('newer')).setup)} /S`;
    const env = { NSIS7Z_SKIPS_PROGRAMS: '1' };
    expect(await on.run(line, { env })).toBe(code.notAllWritten);
  });

  describe('while the app runs', { timeout: longTime }, () => {
    it('ends it, and replaces it', async () => {
      const on = await computer();
      const [older, newer] = [await installer('older'), await installer('newer')];
      await install(on, older);
      await keepRunning(on);
      expect(await install(on, newer)).toBe(0);
      expect(installedFiles(on)).toEqual(packagedFiles(newer));
      await keepRunning(on);
      expect(await uninstall(on)).toBe(0);
      expect(() => installedFiles(on)).toThrow('ENOENT');
    });

    it('leaves it as it is where it cannot be ended', async () => {
      const on = await computer();
      const [older, newer] = [await installer('older'), await installer('newer')];
      await install(on, older);
      await keepRunning(on, 'holding');
      const before = on.files();
      const env = { POWERSHELL_MAY_NOT_STOP: '1' };
      expect(await on.run(`${outside(newer.setup)} /S`, { env })).toBe(code.aborted);
      expect(difference(before, on.files())).toEqual([]);
      await on.shutDown();
      expect(entry(on, 'DisplayVersion')).toBe('0.1.0');
      expect((await startOnce(on))?.version).toMatch(/^0\.1\.0/);
    });

    it('leaves it as it is where it cannot be found, but has a file open', async () => {
      const on = await computer();
      const [older, newer] = [await installer('older'), await installer('newer')];
      await install(on, older);
      await keepRunning(on, 'holding');
      const before = on.files();
      const env = { POWERSHELL_MAY_NOT_SEE: '1' };
      expect(await on.run(`${outside(newer.setup)} /S`, { env })).toBe(code.aborted);
      expect(difference(before, on.files())).toEqual([]);
      await on.shutDown();
      expect((await startOnce(on))?.version).toMatch(/^0\.1\.0/);
    });
  });

  it('gives way to another installer that is at work', { timeout: longTime }, async () => {
    const on = await computer();
    const [newer, assisted] = [await installer('newer'), await installer('assisted')];
    // It waits for somebody on its second page.
    on.start(outside(assisted.setup));
    expect(await on.run(`${outside((await labTools()).program('answer'))} 1`)).toBe(0);
    const before = on.files();
    expect(await install(on, newer)).toBe(code.aborted);
    expect(difference(before, on.files())).toEqual([]);
  });
});
