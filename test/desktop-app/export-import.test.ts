import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import type { ImportPreview } from '../../electron/contract/ipc.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { findSecrets } from '../support/desktop-secrets.ts';
import {
  ask,
  dynHost,
  homes,
  openDesktopWorld,
  plantedSecrets,
  snapshotOf,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';
import { startServer } from '../support/echo-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const timeout = 20_000;
const passphrase = 'correct horse battery staple';
const texts = catalogue('en');

async function settledWorld() {
  const world = await openDesktopWorld();
  const app = await world.launchSetUp();
  await trayShows(app, /^upToDate/);
  return { world, app };
}

async function exportTo(app: DesktopApp, file: string | null, sealedBy: string | null) {
  await app.answerDialog({ save: file });
  return ask(app, 'exportSettings', { passphrase: sealedBy });
}

async function chooseFile(app: DesktopApp, file: string): Promise<ImportPreview> {
  await app.answerDialog({ open: file });
  const reply = await ask(app, 'openImport', null);
  if (!reply.ok || reply.value === null) throw new Error(JSON.stringify(reply));
  return reply.value;
}

async function settingsText(app: DesktopApp): Promise<string> {
  const reply = await ask(app, 'settingsText', null);
  return reply.ok ? reply.value.text : reply.message;
}

async function lostSecrets(app: DesktopApp): Promise<readonly string[]> {
  const { accounts } = await snapshotOf(app);
  return accounts.flatMap(({ id, secrets }) =>
    secrets.filter(({ state }) => state === 'lost').map(({ path }) => `${id}/${path}`),
  );
}

describeDesktop('an export', () => {
  it('is a file for this user alone: without secrets, or with them sealed', async () => {
    const { app } = await settledWorld();
    const folder = temporaryFolder();
    const open = path.join(folder, 'open.yaml');
    const sealed = path.join(folder, 'sealed.yaml');
    // A file that others may read is replaced, not filled.
    writeFileSync(sealed, 'old', { mode: 0o644 });
    expect(await exportTo(app, open, null)).toEqual({ ok: true, value: open });
    expect(await exportTo(app, sealed, passphrase)).toEqual({ ok: true, value: sealed });
    for (const file of [open, sealed]) {
      const text = readFileSync(file, 'utf8');
      expect(text).toContain(`# ${texts.document.exported}`);
      expect(text).toContain(webHost);
      expect(findSecrets(text, { ...plantedSecrets, passphrase })).toEqual([]);
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(open, 'utf8')).toContain('secret: web/apiKey');
    expect(readFileSync(open, 'utf8')).not.toContain('sealed:');
    expect(readFileSync(sealed, 'utf8').match(/sealed: /g)?.length).toBeGreaterThanOrEqual(2);
    const dialogs = await app.dialogs();
    expect(dialogs.map(({ kind, title }) => [kind, title])).toEqual([
      ['save', texts.desktop.dialogs.exportTitle],
      ['save', texts.desktop.dialogs.exportTitle],
    ]);
    expect(dialogs[0]?.defaultPath).toMatch(/ddns-tray\.yaml$/);
  });

  it('that is cancelled is nothing, and one that cannot be written is told', async () => {
    const { app } = await settledWorld();
    const folder = temporaryFolder();
    expect(await exportTo(app, null, null)).toEqual({ ok: true, value: null });
    const nowhere = path.join(folder, 'missing', 'file.yaml');
    const taken = path.join(folder, 'taken.yaml');
    mkdirSync(taken);
    for (const [file, code] of [
      [nowhere, 'ENOENT'],
      [taken, 'EISDIR'],
    ] as const) {
      const message = texts.desktop.dialogs.unwritable(file, code);
      expect(await exportTo(app, file, null)).toEqual({ ok: false, message });
    }
    expect(await exportTo(app, path.join(folder, 'well.yaml'), null)).toMatchObject({ ok: true });
  });
});

describeDesktop('an import', () => {
  it('is shown first, opened by its passphrase, and takes effect when it is confirmed', async () => {
    const { world, app } = await settledWorld();
    const file = path.join(temporaryFolder(), 'sealed.yaml');
    await exportTo(app, file, passphrase);
    await app.close();

    // Another computer: nothing is known of the first one's key.
    const other = await openDesktopWorld();
    const there = await other.launch();
    const preview = await chooseFile(there, file);
    expect(preview).toMatchObject({
      file,
      needsPassphrase: true,
      accounts: ['web', 'dyn'],
      records: [`${webHost} A`, `${dynHost} A`],
      removed: [],
      problems: [],
    });
    const { id } = preview;
    expect(await ask(there, 'unsealImport', { id, passphrase: 'wrong' })).toEqual({
      ok: false,
      message: texts.document.passphrase,
    });
    expect(await settingsText(there)).not.toContain(webHost);
    const opened = await ask(there, 'unsealImport', { id, passphrase });
    expect(opened).toMatchObject({ ok: true, value: { needsPassphrase: false, missing: [] } });
    expect((await snapshotOf(there)).records).toEqual([]);

    world.address = homes[1];
    const now = opened.ok ? opened.value.id : '';
    expect(await ask(there, 'confirmImport', { id: now })).toEqual({
      ok: true,
      value: { saved: true },
    });
    await expect.poll(() => world.held(webHost), { timeout }).toBe(homes[1]);
    await expect.poll(() => world.told.at(-1), { timeout }).toBe(`${dynHost} ${homes[1]}`);
    expect(await lostSecrets(there)).toEqual([]);
    // Once is once.
    expect(await ask(there, 'confirmImport', { id: now })).toEqual({
      ok: false,
      message: texts.document.importGone,
    });
  });

  it('counts as it was shown: an older one, a cancelled one and a made up one do nothing', async () => {
    const { app } = await settledWorld();
    const folder = temporaryFolder();
    const files = ['first', 'second'].map((name) => path.join(folder, `${name}.yaml`));
    const text = await settingsText(app);
    for (const [at, file] of files.entries())
      writeFileSync(file, text.replace('10s', `${30 + at}s`));
    const first = await chooseFile(app, files[0] ?? '');
    const second = await chooseFile(app, files[1] ?? '');
    const gone = { ok: false, message: texts.document.importGone };
    for (const id of [first.id, '', 'made-up', `${second.id} `]) {
      expect(await ask(app, 'confirmImport', { id })).toEqual(gone);
    }
    await app.answerDialog({ open: null });
    expect(await ask(app, 'openImport', null)).toEqual({ ok: true, value: null });
    expect(await settingsText(app)).toBe(text);
    // What the file became since it was shown does not matter.
    writeFileSync(files[1] ?? '', 'version: 1');
    expect(await ask(app, 'confirmImport', { id: second.id })).toEqual({
      ok: true,
      value: { saved: true },
    });
    expect(await settingsText(app)).toContain('31s');
    expect(await lostSecrets(app)).toEqual([]);
  });

  it('of no use is told, and changes nothing', async () => {
    const { app } = await settledWorld();
    const folder = temporaryFolder();
    const text = await settingsText(app);
    const [large, folderFile, bad] = ['large', 'folder', 'bad'].map((name) =>
      path.join(folder, `${name}.yaml`),
    ) as [string, string, string];
    writeFileSync(large, `#${'x'.repeat(2 ** 20)}`);
    mkdirSync(folderFile);
    writeFileSync(bad, 'version: 1\nrecords: [{ name: -x-, account: nobody, types: [A] }]\n');
    const { dialogs } = texts.desktop;
    for (const [file, message] of [
      [large, dialogs.tooLarge(large)],
      [folderFile, expect.stringContaining(`${folderFile} could not be read`)],
      [path.join(folder, 'gone.yaml'), expect.stringContaining('could not be read (ENOENT)')],
    ]) {
      await app.answerDialog({ open: String(file) });
      expect(await ask(app, 'openImport', null)).toEqual({ ok: false, message });
    }
    const preview = await chooseFile(app, bad);
    expect(preview.problems.length).toBeGreaterThan(0);
    expect(preview.problems[0]).toMatchObject({ line: 2 });
    expect(await ask(app, 'confirmImport', { id: preview.id })).toMatchObject({
      ok: true,
      value: { saved: false },
    });
    expect(await settingsText(app)).toBe(text);
  });

  it.each([
    [
      'in its account’s place',
      (text: string, evil: string) => text.replace(/server: .*/, `server: '${evil}'`),
    ],
    [
      'under another account',
      (text: string, evil: string) =>
        text
          .replace(
            'accounts:\n',
            `accounts:\n  evil: { provider: dyndns2, server: '${evil}', username: user, password: { secret: dyn/password } }\n`,
          )
          .replace(
            'records:\n',
            'records:\n  - { name: evil.example.org, account: evil, types: [A] }\n',
          ),
    ],
    [
      'as what is sent in clear',
      (text: string, evil: string) =>
        text
          .replace(/server: .*/, `server: '${evil}'`)
          .replace(/username: .*/, 'username: { secret: dyn/password }'),
    ],
  ])(
    'that leads a kept secret to a stranger’s server does not get it: %s',
    async (_how, redirect) => {
      const { world, app } = await settledWorld();
      const evil = await startServer((_, response) => response.end('good'));
      onTestFinished(() => evil.close());
      const text = await settingsText(app);
      const hostile = redirect(text, evil.url);
      expect(hostile).not.toBe(text);
      const file = path.join(temporaryFolder(), 'gift.yaml');
      writeFileSync(file, hostile);
      world.address = homes[1];

      const preview = await chooseFile(app, file);
      const confirmed = await ask(app, 'confirmImport', { id: preview.id });
      expect(confirmed).toMatchObject({ ok: true });
      await ask(app, 'check', { force: true, records: null });
      // The accounts that stand as they stood go on.
      await expect.poll(() => world.held(webHost), { timeout }).toBe(homes[1]);
      expect(evil.arrivals).toEqual([]);
      if (confirmed.ok && confirmed.value.saved) {
        expect(preview.missing.length).toBeGreaterThan(0);
        expect((await lostSecrets(app)).length).toBeGreaterThan(0);
        await trayShows(app, /^attention/);
      }
    },
  );

  it('of another program tells what it loses, and then is like one of ours', async () => {
    // What is taken over asks the built-in sources, none of which is there.
    const world = await openDesktopWorld({ strays: 'allowed' });
    const app = await world.launch();
    const file = path.join(temporaryFolder(), 'ddclient.conf');
    const secret = 'a-planted-noip-password';
    const lines = [`protocol=noip, login=joe, password=${secret} home.ddns.net`, 'mail=root', ''];
    writeFileSync(file, lines.join('\n'));
    await app.answerDialog({ open: file });
    await app.answerDialog({ message: 2 });
    expect(await ask(app, 'openImport', null)).toEqual({ ok: true, value: null });
    await app.answerDialog({ message: 0 });
    const preview = await chooseFile(app, file);
    expect(preview).toMatchObject({
      accounts: ['noip'],
      records: ['home.ddns.net A'],
      problems: [],
    });
    const told = (await app.dialogs()).filter(({ kind }) => kind === 'message');
    expect(JSON.stringify(told)).toContain('Line 2, mail');
    expect(await ask(app, 'confirmImport', { id: preview.id })).toMatchObject({
      ok: true,
      value: { saved: true },
    });
    const text = await settingsText(app);
    expect(text).toContain('secret: noip/password');
    expect(`${text}${JSON.stringify(told)}`).not.toContain(secret);
    expect(readFileSync(file, 'utf8')).toBe(lines.join('\n'));
  });
});
