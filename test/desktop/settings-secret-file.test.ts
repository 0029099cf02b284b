import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { emptySettings } from '../../electron/core/document/stored.ts';
import { SettingsSession } from '../../electron/desktop/settings-session.ts';
import { createSealer } from '../../electron/node/seal.ts';
import { createSettingsText } from '../../electron/node/settings-text.ts';
import { fakeBox } from '../support/fake-box.ts';
import { testProviders, testSources } from '../support/settings-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';
const { createSettingsFile } = await import('../../electron/desktop/settings-file.ts');

const box = fakeBox();

async function start(folder: string): Promise<SettingsSession> {
  const session = new SettingsSession({
    store: createSettingsFile({ folder, now: () => 0 }),
    box,
    format: createSettingsText(),
    sealer: createSealer(),
    world: {
      providers: testProviders,
      sources: testSources,
      resolveSecret: () => ({ ok: false, locked: true }),
      fingerprint: (text) => text,
    },
    newId: () => 'id',
    now: () => 0,
    language: () => 'en',
    confirmPowers: async () => false,
    changed: () => undefined,
  });
  await session.open();
  return session;
}

it('a secret that somebody wrote into the file by hand is in no file after the next start', async () => {
  const folder = temporaryFolder();
  const accounts = { home: { provider: 'strong', token: 'in-plain-sight' } };
  const stored = { ...emptySettings, document: { version: 1, accounts } };
  fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(stored));
  const session = await start(folder);
  expect(session.current.secretTexts).toContain('in-plain-sight');
  const names = fs.readdirSync(folder).sort();
  expect(names).toEqual(['settings.json', 'settings.previous.json']);
  for (const name of names) {
    expect(fs.readFileSync(path.join(folder, name), 'utf8')).not.toContain('in-plain-sight');
  }
  fs.rmSync(path.join(folder, 'settings.json'));
  const later = await start(folder);
  expect(later.current.secretTexts).toContain('in-plain-sight');
  expect(later.current.troubles[0]?.sentence).toContain('The settings file was gone');
});
