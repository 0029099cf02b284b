import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { createReleases } from '../../electron/desktop/releases.ts';
import { blockMapOf } from '../support/release-blocks.ts';
import { installerName, releaseWorld } from '../support/release-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

vi.mock('electron', async () => (await import('../support/release-net.ts')).releaseElectron);

const newest = '1.1.0';

type World = Awaited<ReturnType<typeof releaseWorld>>;

const pendingFile = (world: World) => path.join(world.folder, 'pending', installerName(newest));

/** A world with a newer version that is fetched and verified. */
async function readyWorld() {
  const world = await releaseWorld();
  world.publish({ version: newest, bytes: world.bytes('a') });
  await world.releases.look();
  await world.releases.fetch();
  expect(world.releases.state().kind).toBe('ready');
  return world;
}

it('fetches a newer version, and starts its installer on the user’s word only', async () => {
  const world = await releaseWorld();
  const bytes = world.bytes('a');
  world.publish({ version: newest, bytes });
  const { releases } = world;
  await releases.look();
  const release = { version: newest, size: bytes.length };
  expect(releases.state()).toEqual({ kind: 'available', release, installs: true });
  // What fetches is not even loaded.
  expect(world.loads).toBe(0);
  expect(world.server.asked.map(({ path }) => path)).toEqual(['latest.yml']);

  await releases.fetch();
  expect(releases.state()).toEqual({ kind: 'ready', release });
  expect(readFileSync(pendingFile(world)).equals(bytes)).toBe(true);
  expect(world.started()).toBeUndefined();

  world.makeExecutable(newest);
  await releases.install();
  await expect.poll(world.started).toEqual(['--updated', '/S', '--force-run']);
  expect(world.quits).toBe(1);
  expect(releases.state()).toEqual({ kind: 'installing', release });
  // It is over: nothing else begins.
  await releases.look();
  await releases.install();
  expect(world.quits).toBe(1);
});

it('makes and sends no id of this computer', async () => {
  const world = await readyWorld();
  expect(existsSync(path.join(world.folder, '.updaterId'))).toBe(false);
  const headers = world.server.asked.flatMap((one) => Object.keys(one.headers));
  expect(headers).not.toContain('x-user-staging-id');
  expect(headers).not.toContain('cookie');
});

it('shows how much is fetched, in order', async () => {
  const world = await readyWorld();
  const parts = world.states.flatMap((state) => (state.kind === 'fetching' ? [state.part] : []));
  expect(parts[0]).toBe(0);
  expect(parts.at(-1)).toBe(1);
  expect(parts).toEqual([...parts].sort((a, b) => a - b));
});

describe('what is there already', () => {
  /** Two installers that share most of their bytes. */
  async function withOldInstaller() {
    const world = await releaseWorld();
    const old = world.bytes('a');
    const bytes = Buffer.from(old);
    bytes.write('changed', 20 * 4096);
    bytes.write('changed', 30 * 4096);
    world.publish({ version: newest, bytes });
    world.server.files.set(`${installerName('1.0.0')}.blockmap`, blockMapOf(old));
    // electron-builder's installer puts a copy of itself there.
    mkdirSync(world.folder, { recursive: true });
    writeFileSync(path.join(world.folder, 'installer.exe'), old);
    await world.releases.look();
    return { world, bytes };
  }

  it('is not fetched again: only the blocks that differ are', async () => {
    const { world, bytes } = await withOldInstaller();
    await world.releases.fetch();
    expect(world.releases.state().kind).toBe('ready');
    expect(readFileSync(pendingFile(world)).equals(bytes)).toBe(true);
    expect(world.server.sent.get(installerName(newest))).toBe(2 * 4096);
  });

  it('is verified whole: with blocks from elsewhere, all is fetched', async () => {
    const { world, bytes } = await withOldInstaller();
    const altered = readFileSync(path.join(world.folder, 'installer.exe'));
    altered.write('altered', 25 * 4096);
    writeFileSync(path.join(world.folder, 'installer.exe'), altered);
    await world.releases.fetch();
    expect(world.releases.state().kind).toBe('ready');
    expect(readFileSync(pendingFile(world)).equals(bytes)).toBe(true);
    expect(world.server.sent.get(installerName(newest))).toBe(2 * 4096 + bytes.length);
  });

  const mapWith = (map: Uint8Array, more: object | string) => {
    const { version, files } = JSON.parse(String(gunzipSync(map)));
    const text = JSON.stringify({ version, files, ...(typeof more === 'object' && more) });
    return gzipSync(typeof more === 'string' ? text + more : text);
  };

  it.each([
    ['is no map', () => Buffer.from('no map')],
    ['is too large', (map) => mapWith(map, { more: randomBytes(2 ** 20).toString('latin1') })],
    ['unpacks to too much', (map) => mapWith(map, ' '.repeat(2 ** 24))],
  ] satisfies [string, (map: Uint8Array) => Buffer][])(
    'does not matter where the host’s map of blocks %s',
    async (_, change) => {
      const { world, bytes } = await withOldInstaller();
      world.server.files.set(`${installerName(newest)}.blockmap`, change(blockMapOf(bytes)));
      await world.releases.fetch();
      expect(world.releases.state().kind).toBe('ready');
      expect(readFileSync(pendingFile(world)).equals(bytes)).toBe(true);
      expect(world.server.sent.get(installerName(newest))).toBe(bytes.length);
    },
  );

  it('is used after a restart, and not where somebody changed it', async () => {
    const { world, bytes } = await withOldInstaller();
    await world.releases.fetch();
    const sent = () => world.server.sent.get(installerName(newest));
    const before = sent();
    const second = world.restarted();
    await second.look();
    await second.fetch();
    expect(second.state().kind).toBe('ready');
    expect(sent()).toBe(before);
    writeFileSync(pendingFile(world), bytes.subarray(1));
    const third = world.restarted();
    await third.look();
    await third.fetch();
    expect(third.state().kind).toBe('ready');
    expect(sent()).not.toBe(before);
    expect(readFileSync(pendingFile(world)).equals(bytes)).toBe(true);
  });
});

describe('an installer', () => {
  it('that was exchanged after it was verified is not started, and removed', async () => {
    const world = await readyWorld();
    world.makeExecutable(newest);
    writeFileSync(pendingFile(world), world.bytes('other'));
    await world.releases.install();
    expect(world.releases.state()).toMatchObject({
      kind: 'failed',
      during: 'installing',
      failure: { kind: 'tampered' },
    });
    expect(world.fetched()).toEqual([]);
    expect([world.started(), world.quits]).toEqual([undefined, 0]);
    await world.releases.fetch();
    expect(world.releases.state().kind).toBe('ready');
  });

  it('that is gone is not started', async () => {
    const world = await readyWorld();
    rmSync(pendingFile(world));
    await world.releases.install();
    expect(world.releases.state()).toMatchObject({ failure: { kind: 'tampered' } });
    expect(world.quits).toBe(0);
  });

  it('that cannot be started ends nothing, and can be tried again', async () => {
    const world = await readyWorld();
    await world.releases.install();
    expect(world.releases.state()).toMatchObject({
      kind: 'failed',
      during: 'installing',
      release: { version: newest },
      failure: { kind: 'start' },
    });
    expect(world.quits).toBe(0);
    world.makeExecutable(newest);
    await world.releases.install();
    await expect.poll(world.started).toBeDefined();
    expect(world.quits).toBe(1);
  });

  it('waits for the end of an update of records', async () => {
    const world = await readyWorld();
    world.makeExecutable(newest);
    const update = Promise.withResolvers<void>();
    world.whileIdle = async (work) => {
      await update.promise;
      await work();
    };
    const installing = world.releases.install();
    expect(world.releases.state().kind).toBe('installing');
    // Asked twice, it is started once.
    await world.releases.install();
    expect([world.started(), world.quits]).toEqual([undefined, 0]);
    update.resolve();
    await installing;
    await expect.poll(world.started).toBeDefined();
    expect(world.quits).toBe(1);
  });

  it('is not started when the user opened a window while it waited', async () => {
    const world = await readyWorld();
    world.makeExecutable(newest);
    world.whileIdle = async (work) => {
      world.mayEnd = false;
      await work();
    };
    await world.releases.install();
    expect(world.releases.state()).toMatchObject({ kind: 'ready', release: { version: newest } });
    expect([world.started(), world.quits]).toEqual([undefined, 0]);
    world.whileIdle = (work) => work();
    world.mayEnd = true;
    await world.releases.install();
    await expect.poll(world.started).toBeDefined();
    expect(world.quits).toBe(1);
  });

  it('is not started when the app ends while it waits', async () => {
    const world = await readyWorld();
    world.makeExecutable(newest);
    const update = Promise.withResolvers<void>();
    world.whileIdle = async (work) => {
      await update.promise;
      await work();
    };
    const installing = world.releases.install();
    world.releases.close();
    update.resolve();
    await installing;
    expect([world.started(), world.quits]).toEqual([undefined, 0]);
  });
});

describe('an AppImage', () => {
  async function imageWorld() {
    const file = path.join(temporaryFolder(), 'DDNS-Tray.AppImage');
    writeFileSync(file, 'the old one', { mode: 0o755 });
    vi.stubEnv('APPIMAGE', file);
    const world = await releaseWorld({ way: { kind: 'appImage', file } });
    const name = `DDNS-Tray-${newest}-x64.AppImage`;
    const bytes = world.bytes('image');
    world.publish({ version: newest, bytes, name, list: 'latest-linux' });
    await world.releases.look();
    await world.releases.fetch();
    expect(world.releases.state().kind).toBe('ready');
    return { world, file, bytes, pending: path.join(world.folder, 'pending', name) };
  }

  it('takes the place of the running one', async () => {
    const { world, file, bytes } = await imageWorld();
    await world.releases.install();
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o755);
    expect(world.quits).toBe(1);
    vi.unstubAllEnvs();
  });

  it('is fetched whole where its map of blocks is said to be too large to unpack', async () => {
    const { world } = await imageWorld();
    const bytes = world.bytes('other', 200);
    const name = 'DDNS-Tray-1.2.0-x64.AppImage';
    const entry = { blockMapSize: 2 ** 18 + 1 };
    world.publish({ version: '1.2.0', bytes, name, list: 'latest-linux', entry });
    await world.releases.look();
    await world.releases.fetch();
    expect(world.releases.state().kind).toBe('ready');
    expect(world.server.sent.get(name)).toBe(bytes.length);
    vi.unstubAllEnvs();
  });

  it('that was exchanged does not, and leaves nothing beside it', async () => {
    const { world, file, pending } = await imageWorld();
    writeFileSync(pending, world.bytes('other'));
    await world.releases.install();
    expect(world.releases.state()).toMatchObject({ failure: { kind: 'tampered' } });
    expect(readFileSync(file, 'utf8')).toBe('the old one');
    expect(readdirSync(path.dirname(file))).toEqual(['DDNS-Tray.AppImage']);
    expect(world.quits).toBe(0);
    vi.unstubAllEnvs();
  });

  it('for which there is no room can be fetched and put there later', async () => {
    const { world, file, bytes } = await imageWorld();
    const folder = path.dirname(file);
    renameSync(folder, `${folder}-away`);
    await world.releases.install();
    expect(world.releases.state()).toMatchObject({
      during: 'installing',
      failure: { kind: 'disk' },
    });
    renameSync(`${folder}-away`, folder);
    await world.releases.fetch();
    await world.releases.install();
    expect(readFileSync(file).equals(bytes)).toBe(true);
    vi.unstubAllEnvs();
  });
});

it('verifies for itself what it is brought', async () => {
  const world = await releaseWorld();
  world.publish({ version: newest, bytes: world.bytes('a') });
  const brought = path.join(temporaryFolder(), 'brought.exe');
  writeFileSync(brought, world.bytes('other'));
  const fetcher = async () => ({
    fetch: async () => ({ kind: 'fetched', file: brought }) as const,
  });
  const releases = createReleases({ ...world.given, fetcher });
  await releases.look();
  await releases.fetch();
  expect(releases.state()).toMatchObject({ during: 'fetching', failure: { kind: 'tampered' } });
  await releases.install();
  expect(world.quits).toBe(0);
});

it('fetches nothing where the user has to install by hand', async () => {
  const world = await releaseWorld({ way: { kind: 'byHand' } });
  world.publish({ version: newest, bytes: world.bytes('a') });
  await world.releases.look();
  expect(world.releases.state()).toMatchObject({ kind: 'available', installs: false });
  await world.releases.fetch();
  await world.releases.install();
  expect(world.loads).toBe(0);
});
