import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeReal } from '../support/real.ts';
import { type Computer, computer, outside } from './lab/computer.ts';
import { difference } from './lab/difference.ts';
import { dataFolder, install, uninstall, useApp, usualFolder } from './lab/installation.ts';
import { type Installer, installer } from './lab/installers.ts';
import { labPrograms, labTools } from './lab/tools.ts';

interface Used {
  readonly on: Computer;
  readonly before: { readonly files: Listing; readonly registry: Listing };
}

type Listing = ReadonlyMap<string, string>;

/** A computer on which the app was installed and used. */
async function usedComputer(setup: Installer): Promise<Used> {
  const on = await computer();
  const before = { files: on.files(), registry: on.registry() };
  expect(await install(on, setup)).toBe(0);
  await on.shutDown();
  await useApp(on);
  const roaming = on.place(`C:\\users\\${on.user}\\AppData\\Roaming`);
  for (const folder of [on.place(dataFolder(on)), path.join(roaming, 'DDNS Tray')]) {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'settings.json'), '{}');
  }
  const pending = `C:\\users\\${on.user}\\AppData\\Local\\ddns-tray-updater\\pending`;
  mkdirSync(on.place(pending));
  writeFileSync(path.join(on.place(pending), 'update.exe'), '');
  return { on, before };
}

/** The settings that stay, as the difference shows them. */
function kept({ user }: Computer): readonly string[] {
  return ['Local', 'Roaming'].flatMap((place) => {
    const folder = `+ users/${user}/AppData/${place}/DDNS Tray`;
    return [folder, `${folder}/settings.json`];
  });
}

/** Uninstalls with a person at the screen, who presses these buttons: the texts that they saw. */
async function uninstallAsking(on: Computer, buttons: string): Promise<readonly string[]> {
  const answers = on.start(`${outside((await labTools()).program('answer'))} ${buttons}`);
  let seen = '';
  answers.stdout?.on('data', (chunk) => {
    seen += chunk;
  });
  await uninstall(on, '');
  // The first line says that start.exe began.
  return seen.trim().split('\n').slice(1);
}

const one = 'the one-click installer';
const asking = 'the assisted installer';

describeReal('the uninstaller', labPrograms, () => {
  describe.each([
    [one, 'older'],
    [asking, 'assisted'],
  ] as const)('of %s', { timeout: 300_000 }, (name, kind) => {
    it('leaves the computer as it was, but for the settings', async () => {
      const { on, before } = await usedComputer(await installer(kind));
      expect(await uninstall(on)).toBe(0);
      expect(difference(before.registry, on.registry())).toEqual([]);
      expect(difference(before.files, on.files())).toEqual(kept(on));
    });

    it('leaves nothing where it is told to delete the settings too', async () => {
      const { on, before } = await usedComputer(await installer(kind));
      expect(await uninstall(on, '/S --delete-app-data')).toBe(0);
      expect(difference(before.registry, on.registry())).toEqual([]);
      expect(difference(before.files, on.files())).toEqual([]);
    });

    // OK or Next, then No or Yes, then what is left to press.
    const [no, yes] = name === one ? ['1 7', '1 6'] : ['1 7 1', '1 6 1'];

    it('asks whether to keep the settings, and keeps them', async () => {
      const { on, before } = await usedComputer(await installer(kind));
      const seen = await uninstallAsking(on, no);
      expect(seen[1]).toContain('Also delete your DDNS Tray settings, accounts and logs?');
      expect(difference(before.files, on.files())).toEqual(kept(on));
      expect(difference(before.registry, on.registry())).toEqual([]);
    });

    it('asks whether to keep the settings, and deletes them', async () => {
      const { on, before } = await usedComputer(await installer(kind));
      await uninstallAsking(on, yes);
      expect(difference(before.files, on.files())).toEqual([]);
      expect(existsSync(on.place(usualFolder(on)))).toBe(false);
    });
  });
});
