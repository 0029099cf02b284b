import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { appId } from '../../electron/desktop/identity.ts';
import { describeReal } from '../support/real.ts';
import { type Computer, computer, outside } from './lab/computer.ts';
import { difference } from './lab/difference.ts';
import {
  approvedValue,
  dataFolder,
  entry,
  install,
  installedFiles,
  packagedFiles,
  runValue,
  shortcut,
  startLog,
  startOnce,
  uninstall,
  useApp,
  usualFolder,
} from './lab/installation.ts';
import { installer, olderOnly } from './lab/installers.ts';
import { labPrograms } from './lab/tools.ts';

const longTime = 300_000;

function keepSettings(on: Computer): string {
  const folder = on.place(dataFolder(on));
  const file = path.join(folder, 'settings.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, '{"version":1}');
  return file;
}

describeReal('the installer', labPrograms, () => {
  describe('on a computer that never had the app', { timeout: longTime }, () => {
    it('installs it for the user, without a question and without starting it', async () => {
      const on = await computer();
      const older = await installer('older');
      const log = startLog(on);
      const before = on.registry();
      expect(await on.run(`${outside(older.setup)} /S`, { env: log.env })).toBe(0);
      await on.shutDown();
      expect(installedFiles(on)).toEqual(packagedFiles(older));
      expect(log.read()).toEqual([]);

      for (const place of ['desktop', 'menu'] as const) {
        const found = shortcut(on, place);
        expect(found.target).toBe(`${usualFolder(on)}\\ddns-tray.exe`);
        expect(found.appId).toBe(appId);
      }
      const uninstaller = `"${usualFolder(on)}\\Uninstall ddns-tray.exe" /currentuser`;
      expect(entry(on, 'DisplayName')).toBe('DDNS Tray');
      expect(entry(on, 'DisplayVersion')).toBe('0.1.0');
      expect(entry(on, 'Publisher')).toBe('The DDNS Tray authors');
      expect(entry(on, 'UninstallString')).toBe(uninstaller);
      expect(entry(on, 'QuietUninstallString')).toBe(`${uninstaller} /S`);
      expect(entry(on, 'DisplayIcon')).toBe(`${usualFolder(on)}\\ddns-tray.exe,0`);
      const everyones = difference(before, on.registry()).filter((line) => line.includes('HKLM'));
      expect(everyones).toEqual([]);

      const start = await startOnce(on);
      expect(start).toMatchObject({
        product: 'DDNS Tray',
        version: expect.stringMatching(/^0\.1\.0/),
        copyright: expect.stringContaining('The DDNS Tray authors'),
        iconSizes: 8,
      });
    });

    it.each(['C:\\Program Files\\My DDNS Tray', 'D:\\程序 文件\\动态域名'])(
      'installs it in %s, upgrades it there and takes it away',
      async (folder) => {
        const on = await computer();
        const drive = path.join(on.folder, 'drive_d');
        mkdirSync(drive);
        on.drive('d', drive);
        const before = on.files();
        const [older, newer] = [await installer('older'), await installer('newer')];
        expect(await install(on, older, `/S /D=${folder}`)).toBe(0);
        expect(installedFiles(on, folder)).toEqual(packagedFiles(older));
        expect(await install(on, newer)).toBe(0);
        await on.shutDown();
        expect(installedFiles(on, folder)).toEqual(packagedFiles(newer));
        expect(shortcut(on, 'menu').workingFolder).toBe(folder);
        expect((await startOnce(on, folder))?.program).toBe(`${folder}\\ddns-tray.exe`);
        expect(await uninstall(on, '/S', folder)).toBe(0);
        expect(difference(before, on.files())).toEqual([]);
        expect(() => installedFiles(on, folder)).toThrow('ENOENT');
      },
    );

    it('takes a folder of its own where the one that was asked for holds something', async () => {
      const on = await computer();
      const newer = await installer('newer');
      const folder = 'C:\\Tools';
      const foreign = on.place(`${folder}\\mine.txt`);
      mkdirSync(on.place(folder));
      writeFileSync(foreign, 'mine');
      expect(await install(on, newer, `/S /D=${folder}`)).toBe(0);
      expect(installedFiles(on, `${folder}\\ddns-tray`)).toEqual(packagedFiles(newer));
      await uninstall(on, '/S', `${folder}\\ddns-tray`);
      expect(installedFiles(on, folder)).toEqual(['mine.txt']);
    });

    it('is the same app from the installer that asks where to', async () => {
      const on = await computer();
      const [older, assisted] = [await installer('older'), await installer('assisted')];
      const before = on.files();
      expect(await install(on, assisted)).toBe(0);
      await on.shutDown();
      expect(installedFiles(on)).toEqual(packagedFiles(assisted));
      expect(shortcut(on, 'menu').appId).toBe(appId);
      // One entry for both: the other installer takes over.
      expect(await install(on, older)).toBe(0);
      await on.shutDown();
      expect(installedFiles(on)).toEqual(packagedFiles(older));
      expect(await install(on, assisted)).toBe(0);
      await uninstall(on);
      expect(difference(before, on.files())).toEqual([]);
    });
  });

  describe('on a computer with an older version', { timeout: longTime }, () => {
    it('keeps settings, the start at login and the switch in the Task Manager', async () => {
      const on = await computer();
      const [older, newer] = [await installer('older'), await installer('newer')];
      await install(on, older);
      await useApp(on);
      const settings = keepSettings(on);
      // One that the user does not want.
      rmSync(on.place(`C:\\users\\${on.user}\\Desktop\\DDNS Tray.lnk`));
      const before = on.registry();
      expect(before.get(runValue)).toContain('--hidden');
      expect(before.get(approvedValue)).toMatch(/^hex:03/);
      const log = startLog(on);

      // As electron-updater calls it.
      const line = `${outside(newer.setup)} --updated /S --force-run`;
      expect(await on.run(line, { env: log.env })).toBe(0);
      await on.shutDown();

      expect(installedFiles(on)).toEqual(packagedFiles(newer));
      expect(installedFiles(on)).not.toContain(olderOnly);
      expect(readFileSync(settings, 'utf8')).toBe('{"version":1}');
      expect(difference(before, on.registry()).map((name) => name.split('\\').at(-1))).toEqual([
        'DisplayVersion',
      ]);
      expect(entry(on, 'DisplayVersion')).toBe('0.2.0');
      expect(() => shortcut(on, 'desktop')).toThrow('ENOENT');
      expect(shortcut(on, 'menu').appId).toBe(appId);
      expect(log.read()).toHaveLength(1);
      expect(log.read()[0]).toMatchObject({ version: expect.stringMatching(/^0\.2\.0/) });
      expect(log.read()[0]?.program).toBe(`${usualFolder(on)}\\ddns-tray.exe`);
      expect(log.read()[0]?.line).toContain('--updated');
    });

    it('goes back to it when its installer is run again', async () => {
      const on = await computer();
      const [older, newer] = [await installer('older'), await installer('newer')];
      await install(on, newer);
      const settings = keepSettings(on);
      expect(await install(on, older)).toBe(0);
      await on.shutDown();
      expect(installedFiles(on)).toEqual(packagedFiles(older));
      expect(entry(on, 'DisplayVersion')).toBe('0.1.0');
      expect(readFileSync(settings, 'utf8')).toBe('{"version":1}');
    });
  });
});
