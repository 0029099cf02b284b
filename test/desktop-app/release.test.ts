import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { LaunchOptions } from '../support/desktop/launch.ts';
import { patience, storyTime } from '../support/desktop-steps.ts';
import {
  ask,
  type DesktopWorld,
  dynHost,
  homes,
  openDesktopWorld,
  snapshotOf,
  trayShows,
} from '../support/desktop-world.ts';
import { installerName, releaseWorld } from '../support/release-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const texts = catalogue('en');
const { actions } = texts.window;
const root = path.join(import.meta.dirname, '..', '..');
const newest = '99.0.0';

/** The built app with a place for new versions, as if it had been installed on Windows. */
async function installedApp() {
  const releases = await releaseWorld();
  const program = temporaryFolder();
  cpSync(path.join(root, 'out'), path.join(program, 'out'), { recursive: true });
  for (const name of ['assets', 'package.json']) {
    symlinkSync(path.join(root, name), path.join(program, name));
  }
  const identity = { feed: releases.server.url, key: releases.key.key };
  writeFileSync(path.join(program, 'out', 'release.json'), JSON.stringify(identity));
  writeFileSync(path.join(program, 'Uninstall DDNS Tray.exe'), '');
  const local = path.dirname(releases.folder);
  mkdirSync(local, { recursive: true });
  const options: Partial<LaunchOptions> = {
    main: path.join(program, 'out', 'main.cjs'),
    execPath: path.join(program, 'ddns-tray.exe'),
    env: { LOCALAPPDATA: local },
  };
  return { releases, options };
}

/** An update that nobody answers goes on for long enough to be looked at. */
const settings = (world: DesktopWorld) =>
  world
    .settings({ records: [`{ name: ${dynHost}, account: dyn, types: [A] }`] })
    .replace('timeout: 2s', 'timeout: 10s');

describeDesktop('a new version', () => {
  it('is looked for, fetched, and installed after an update of records', storyTime, async () => {
    const world = await openDesktopWorld();
    const { releases, options } = await installedApp();
    releases.publish({ version: newest, bytes: releases.bytes('a') });
    const app = await world.launch(options);
    await ask(app, 'saveSettings', { text: settings(world) });
    await trayShows(app, /^upToDate/);
    const shows = async () => (await snapshotOf(app)).release.state;

    expect(await shows()).toBe('unknown');
    await ask(app, 'release', { action: 'look' });
    await expect.poll(shows, patience).toBe('available');
    await ask(app, 'release', { action: 'fetch' });
    await expect.poll(shows, patience).toBe('ready');
    releases.makeExecutable(newest);

    // The host takes its time with an update.
    const update = Promise.withResolvers<void>();
    onTestFinished(() => update.resolve());
    world.answer = (_, address) => (address === homes[1] ? 'hang' : `good ${address}`);
    world.address = homes[1];
    await app.clickMenu(actions.check);
    await expect.poll(() => world.told.at(-1), patience).toBe(`${dynHost} ${homes[1]}`);
    await app.clickMenu(texts.releases.menu.install(newest));
    await expect.poll(shows, patience).toBe('installing');
    expect(releases.started()).toBeUndefined();

    // It is over: the host answered nothing for as long as it may.
    expect(await app.exited).toBe(0);
    await expect.poll(releases.started, patience).toEqual(['--updated', '/S', '--force-run']);
  });

  it('that cannot be installed says so where the window was', storyTime, async () => {
    const world = await openDesktopWorld();
    const { releases, options } = await installedApp();
    releases.publish({ version: newest, bytes: releases.bytes('a') });
    const app = await world.launch(options);
    await ask(app, 'saveSettings', { text: settings(world) });
    await ask(app, 'release', { action: 'look' });
    const shows = async () => (await snapshotOf(app)).release.state;
    await expect.poll(shows, patience).toBe('available');
    await ask(app, 'release', { action: 'fetch' });
    await expect.poll(shows, patience).toBe('ready');

    // What is kept of a closed window is shown before anything of it could be lost.
    await ask(app, 'keepDraft', { draft: 'typed' });
    await app.clickMenu(texts.releases.menu.install(newest));
    const place = async () => {
      const reply = await ask(app, 'place', null);
      return reply.ok && reply.value.page;
    };
    await expect.poll(place, patience).toBe('about');
    expect(await shows()).toBe('ready');
    await ask(app, 'keepDraft', { draft: null });

    // It may not be started: the system knows it as no program.
    // The window goes before anything is started, and with it, now and then, the answer.
    await ask(app, 'release', { action: 'install' }).catch((error: unknown) => {
      expect(String(error)).toContain('has been closed');
    });
    await expect.poll(shows, patience).toBe('failed');
    await expect.poll(place, patience).toBe('about');
    expect(releases.started()).toBeUndefined();
  });

  it('that the key has not signed is refused in words', storyTime, async () => {
    const world = await openDesktopWorld();
    const { releases, options } = await installedApp();
    const bytes = releases.bytes('a');
    const ed25519 = releases.key.sign('0.0.1', installerName('0.0.1'), bytes);
    releases.publish({ version: newest, bytes, entry: { ed25519 } });
    const app = await world.launch(options);
    await ask(app, 'release', { action: 'look' });
    const shows = async () => (await snapshotOf(app)).release;
    await expect.poll(async () => (await shows()).state, patience).toBe('failed');
    expect((await shows()).sentence).toBe(
      texts.releases.failed.signature(texts.releases.which(undefined)),
    );
    expect(releases.fetched()).toEqual([]);
  });

  it('that arrives with other bytes is discarded in words', storyTime, async () => {
    const world = await openDesktopWorld();
    const { releases, options } = await installedApp();
    releases.publish({ version: newest, bytes: releases.bytes('a') });
    releases.server.files.set(installerName(newest), releases.bytes('b'));
    const app = await world.launch(options);
    const shows = async () => (await snapshotOf(app)).release;
    await ask(app, 'release', { action: 'look' });
    await expect.poll(async () => (await shows()).state, patience).toBe('available');
    await ask(app, 'release', { action: 'fetch' });
    await expect.poll(async () => (await shows()).state, patience).toBe('failed');
    expect((await shows()).sentence).toBe(
      texts.releases.failed.tampered(texts.releases.which(newest)),
    );
    expect(releases.fetched()).toEqual([]);
  });

  it('is not looked for where the build names no place', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await world.launch();
    await ask(app, 'release', { action: 'look' });
    expect((await snapshotOf(app)).release.state).toBe('none');
  });
});
