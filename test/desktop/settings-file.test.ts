import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { emptySettings } from '../../electron/core/document/stored.ts';
import { type StoredSettings, StoreError } from '../../electron/core/document.ts';
import { failure, installFaults, powerCut, shortWrites } from '../support/faulty-fs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';
const faults = installFaults();
const { createSettingsFile } = await import('../../electron/desktop/settings-file.ts');

afterEach(() => faults.set(undefined));

const now = Date.UTC(2026, 1, 3, 4, 5, 6);
const open = (folder: string) => createSettingsFile({ folder, now: () => now });
const withInterval = (interval: string): StoredSettings => ({
  ...emptySettings,
  document: { version: 1, interval, accounts: { a: { note: 'x'.repeat(500) } } },
  secrets: { 'a/token': { v: 1, alg: 'safeStorage', data: 'AAAA' } },
});
const one = withInterval('1m');
const two = withInterval('2m');
const three = withInterval('3m');

async function saved(...generations: readonly StoredSettings[]): Promise<string> {
  const folder = temporaryFolder();
  const store = open(folder);
  await store.load();
  for (const each of generations) await store.save(each);
  return folder;
}

const inside = (folder: string, name: string) => path.join(folder, name);
const damage = (folder: string, name: string, text = '{"schemaVersion": 1, "docu') =>
  fs.writeFileSync(inside(folder, name), text);

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  return error instanceof StoreError ? error.failure : undefined;
}

describe('the settings file of the desktop', () => {
  it('is not there at the first start, and not made by looking', async () => {
    const folder = temporaryFolder();
    expect(await open(folder).load()).toEqual({});
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('reads as it was written, with the generation before beside it', async () => {
    const folder = await saved(one, two, three);
    expect(await open(folder).load()).toEqual({ stored: three });
    fs.rmSync(inside(folder, 'settings.json'));
    expect(await open(folder).load()).toMatchObject({ stored: two });
  });

  it.skipIf(process.platform === 'win32')('is for this user alone', async () => {
    const folder = await saved(one, two);
    for (const name of fs.readdirSync(folder)) {
      expect([name, fs.statSync(inside(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    }
  });

  it('that is whole counts, whatever became of the generation before', async () => {
    const folder = await saved(one, two);
    const before = inside(folder, 'settings.previous.json');
    fs.rmSync(before);
    fs.mkdirSync(before);
    const store = open(folder);
    expect(await store.load()).toEqual({ stored: two });
    await store.save(three);
    expect(await open(folder).load()).toEqual({ stored: three });
    expect(JSON.parse(fs.readFileSync(before, 'utf8'))).toEqual(two);
  });

  it('that is gone comes back from the generation before, on the disk too', async () => {
    const folder = await saved(one, two);
    fs.rmSync(inside(folder, 'settings.json'));
    expect(await open(folder).load()).toEqual({ stored: one, notice: { kind: 'restored' } });
    fs.rmSync(inside(folder, 'settings.previous.json'));
    expect(await open(folder).load()).toEqual({ stored: one });
  });

  it.each([
    ['cut short', undefined],
    ['empty', ''],
    ['of zeros, as after a power cut', '\0'.repeat(300)],
    ['of another form', '{}'],
    ['of another kind', '[1, 2]'],
  ])('that is %s is set aside, and the generation before restored', async (_title, text) => {
    const folder = await saved(one, two);
    damage(folder, 'settings.json', text);
    const broken = fs.readFileSync(inside(folder, 'settings.json'), 'utf8');
    const aside = inside(folder, 'settings.corrupt-2026-02-03T04-05-06-000Z.json');
    expect(await open(folder).load()).toEqual({ stored: one, notice: { kind: 'restored', aside } });
    expect(fs.readFileSync(aside, 'utf8')).toBe(broken);
    expect(await open(folder).load()).toEqual({ stored: one });
  });

  it('that is damaged in both generations is told, and nothing is thrown away', async () => {
    const folder = await saved(one, two);
    damage(folder, 'settings.json', 'first');
    damage(folder, 'settings.previous.json', 'second');
    const loaded = await open(folder).load();
    expect(loaded).toMatchObject({ notice: { kind: 'reset' } });
    expect(loaded.stored).toBeUndefined();
    const left = fs
      .readdirSync(folder)
      .map((name) => fs.readFileSync(inside(folder, name), 'utf8'));
    expect(left.sort()).toEqual(['first', 'second']);
  });

  it('whose generation before is damaged is none the worse', async () => {
    const folder = await saved(one, two);
    damage(folder, 'settings.previous.json');
    const store = open(folder);
    expect(await store.load()).toEqual({ stored: two });
    await store.save(three);
    damage(folder, 'settings.json');
    expect(await open(folder).load()).toMatchObject({ stored: two });
  });

  it.each(['settings.json', 'settings.previous.json'])(
    'of a newer version is not touched: %s',
    async (name) => {
      const folder = await saved(one, two);
      damage(folder, 'settings.json');
      damage(folder, name, '{"schemaVersion": 2, "more": true}');
      const before = fs.readdirSync(folder).map((each) => fs.readFileSync(inside(folder, each)));
      expect(await rejection(open(folder).load())).toMatchObject({ kind: 'newer' });
      const after = fs.readdirSync(folder).map((each) => fs.readFileSync(inside(folder, each)));
      expect(after).toEqual(before);
    },
  );

  it('that is a folder is told', async () => {
    const folder = temporaryFolder();
    fs.mkdirSync(inside(folder, 'settings.json'));
    expect(await rejection(open(folder).load())).toMatchObject({
      kind: 'unreadable',
      code: 'EISDIR',
    });
  });
});

it.each([[[one]], [[one, two]]])('what is to be forgotten is in neither file', async (before) => {
  const folder = await saved(...before);
  const store = open(folder);
  await store.load();
  await store.save(three, { forget: true });
  const files = fs.readdirSync(folder).sort();
  expect(files).toEqual(['settings.json', 'settings.previous.json']);
  for (const each of files) {
    expect(JSON.parse(fs.readFileSync(inside(folder, each), 'utf8'))).toEqual(three);
  }
});

describe('a write that fails', () => {
  it.each(['ENOSPC', 'EIO', 'EROFS'])('is told (%s), and leaves all as it was', async (code) => {
    const folder = temporaryFolder();
    const store = open(folder);
    await store.save(one);
    await store.save(two);
    faults.set((name, args, real) => {
      if (name === 'writeSync') throw failure(code);
      return real(...args);
    });
    const file = inside(folder, 'settings.json');
    expect(await rejection(store.save(three))).toEqual({ kind: 'unwritable', file, code });
    faults.set(undefined);
    expect(await open(folder).load()).toEqual({ stored: two });
    await store.save(three);
    expect(await open(folder).load()).toEqual({ stored: three });
    expect(fs.readdirSync(folder)).toEqual(['settings.json', 'settings.previous.json']);
  });

  it('in silence, as a full disk takes half of it, is noticed', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    await store.save(one);
    await store.save(two);
    faults.set(shortWrites);
    expect(await rejection(store.save(three))).toMatchObject({ code: 'ENOSPC' });
    faults.set(undefined);
    expect((await open(folder).load()).stored).toEqual(two);
  });

  it('in silence at the last step leaves the generation before', async () => {
    const folder = await saved(one, two);
    const store = open(folder);
    await store.load();
    let writes = 0;
    faults.set((name, args, real) => {
      if (name === 'writeSync') writes += 1;
      return name === 'writeSync' && writes > 1 ? shortWrites(name, args, real) : real(...args);
    });
    expect(await rejection(store.save(three))).toMatchObject({ code: 'ENOSPC' });
    faults.set(undefined);
    expect((await open(folder).load()).stored).toEqual(two);
  });
});

describe.each(['work', 'fail'] as const)('a power cut where renames %s', (renames) => {
  it.each([
    [[one], false],
    [[one, two], false],
    [[one], true],
    [[one, two], true],
  ])('loses nothing at any call (%#)', async (generations, forget) => {
    let ends = 0;
    const found = new Set<unknown>();
    for (let at = 1; ends === 0; at += 1) {
      const folder = await saved(...generations);
      const store = open(folder);
      await store.load();
      faults.set(powerCut(at, renames));
      const done = await store.save(three, { forget }).then(
        () => true,
        () => false,
      );
      faults.set(undefined);
      if (done) ends = at;
      const { stored } = await open(folder).load();
      expect([generations.at(-1), three]).toContainEqual(stored);
      found.add(stored?.document.interval);
      const again = open(folder);
      await again.load();
      await again.save(one);
      const names = fs.readdirSync(folder).filter((name) => !name.includes('corrupt'));
      expect(names).toEqual(['settings.json', 'settings.previous.json']);
    }
    expect(ends).toBeGreaterThan(8);
    expect(found.size).toBe(2);
  });
});
