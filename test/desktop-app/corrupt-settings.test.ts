import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { launchCalm } from '../support/desktop-calm.ts';
import {
  ask,
  type DesktopWorld,
  dynHost,
  homes,
  openDesktopWorld,
  snapshotOf,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';

vi.setConfig({ testTimeout: 60_000 });

const timeout = 20_000;

const damages: Readonly<Record<string, (whole: Buffer) => Buffer | string>> = {
  'cut off': (whole) => whole.subarray(0, whole.length / 2),
  'full of zeros, as after a power cut': (whole) => Buffer.alloc(whole.length),
  empty: () => '',
  'of an impossible shape': (whole) =>
    JSON.stringify({ ...JSON.parse(whole.toString()), secrets: [1], records: [2] }),
};

/** Two generations of settings lie on the disk: the earlier one checks every 20 s. */
async function twoGenerations(): Promise<DesktopWorld> {
  const world = await openDesktopWorld();
  const app = await launchCalm(world, { interval: '20s' });
  await expect.poll(() => world.told.length, { timeout }).toBe(1);
  const reply = await ask(app, 'saveSettings', {
    text: (await settingsText(app)).replace('20s', '30s'),
  });
  expect(reply).toEqual({ ok: true, value: { saved: true } });
  expect(await app.quit()).toBe(0);
  return world;
}

async function settingsText(app: DesktopApp): Promise<string> {
  const reply = await ask(app, 'settingsText', null);
  return reply.ok ? reply.value.text : reply.message;
}

function asideOf(folder: string, name: 'settings' | 'settings.previous' | 'state'): string[] {
  return readdirSync(folder).filter((each) => each.startsWith(`${name}.corrupt-`));
}

/** What is wrong, which the user sees in the tray and in the window. */
async function troublesShown(app: DesktopApp): Promise<Snapshot['troubles']> {
  await trayShows(app, /^attention/);
  const { troubles } = await snapshotOf(app);
  const page = await app.waitForWindow();
  for (const { sentence } of troubles) await page.getByText(sentence).first().waitFor();
  return troubles;
}

describeDesktop('settings and state that are damaged', () => {
  it.each(Object.entries(damages))(
    '(%s) go aside; the ones before are used, and nothing is lost or done twice',
    async (_what, damage) => {
      const world = await twoGenerations();
      const places = [
        [world.data, 'settings'],
        [path.join(world.data, 'state'), 'state'],
      ] as const;
      const damaged = places.map(([folder, name]) => {
        const file = path.join(folder, `${name}.json`);
        const bytes = Buffer.from(damage(readFileSync(file)));
        writeFileSync(file, bytes);
        return bytes;
      });

      const app = await world.launch({ speed: 5 });
      const troubles = await troublesShown(app);
      const asides = places.map(([folder, name]) =>
        path.join(folder, asideOf(folder, name)[0] ?? ''),
      );
      expect(troubles).toEqual([
        { kind: 'store', sentence: expect.stringContaining(asides[0] ?? '') },
        { kind: 'state', sentence: expect.stringContaining(asides[1] ?? '') },
      ]);
      expect(asides.map((file) => readFileSync(file))).toEqual(damaged);
      expect(await settingsText(app)).toContain('20s');
      await expect.poll(async () => (await snapshotOf(app)).lastCheck, { timeout }).toBeDefined();
      expect(world.told).toEqual([`${dynHost} ${homes[0]}`]);

      // The secrets are there: the records follow the address.
      world.address = homes[1];
      await expect.poll(() => world.held(webHost), { timeout }).toBe(homes[1]);
      await expect.poll(() => world.told.slice(1), { timeout }).toEqual([`${dynHost} ${homes[1]}`]);
    },
  );
});

describeDesktop('a damaged settings file', () => {
  it('with a damaged one before it is told, set aside, and followed by an empty start', async () => {
    const world = await twoGenerations();
    const requests = world.requests();
    const damaged = ['settings', 'settings.previous'].map((name) => {
      const file = path.join(world.data, `${name}.json`);
      writeFileSync(file, `{"${name}":`);
      return readFileSync(file);
    });
    world.address = homes[1];

    const app = await world.launch();
    const [trouble] = await troublesShown(app);
    expect(trouble).toMatchObject({ kind: 'store', sentence: expect.stringContaining('set up') });
    const asides = (['settings', 'settings.previous'] as const).map((name) =>
      asideOf(world.data, name).map((each) => readFileSync(path.join(world.data, each))),
    );
    expect(asides).toEqual(damaged.map((each) => [each]));
    expect((await snapshotOf(app)).records).toEqual([]);
    expect([world.requests(), world.told.length]).toEqual([requests, 1]);
    // It can be used again at once, and the trouble is over after the next start.
    const reply = await ask(app, 'saveSettings', { text: world.settings() });
    expect(reply).toEqual({ ok: true, value: { saved: true } });
    const standings = async () => (await snapshotOf(app)).records.map((one) => one.standing);
    await expect.poll(standings, { timeout }).toEqual(['upToDate', 'upToDate']);
    expect(world.held(webHost)).toBe(homes[1]);
    // In order: a host that punishes repetition is left alone for a while after a call cut short.
    await app.quit();
    const again = await app.relaunch();
    await trayShows(again, /^upToDate/);
  });

  const untouchable: Readonly<Record<string, (file: string) => void>> = {
    'a newer version’s file': (file) => {
      const stored = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...stored, schemaVersion: 99, more: true }));
    },
    'a folder in its place': (file) => {
      renameSync(file, `${file}.mine`);
      mkdirSync(file);
    },
  };

  it.each(Object.entries(untouchable))('%s is left as it is', async (_what, spoil) => {
    const world = await twoGenerations();
    const requests = world.requests();
    spoil(path.join(world.data, 'settings.json'));
    const kept = () =>
      readdirSync(world.data, { withFileTypes: true, recursive: true })
        .filter((each) => each.isFile() && each.name.startsWith('settings'))
        .map((each) => [each.name, readFileSync(path.join(each.parentPath, each.name), 'utf8')]);
    const before = kept();
    world.address = homes[1];

    const app = await world.launch();
    const [trouble] = await troublesShown(app);
    expect(trouble?.kind).toBe('store');
    expect(trouble?.sentence).toContain(path.join(world.data, 'settings.json'));
    expect(await ask(app, 'saveSettings', { text: world.settings() })).toEqual({
      ok: false,
      message: trouble?.sentence,
    });
    const { preferences } = await snapshotOf(app);
    expect(await ask(app, 'savePreferences', preferences)).toMatchObject({ ok: false });
    expect(kept()).toEqual(before);
    expect([world.requests(), world.told.length]).toEqual([requests, 1]);
  });
});

describeDesktop('a damaged state', () => {
  it('that cannot be read is told and left, nothing is updated meanwhile, and mended it goes on', async () => {
    const world = await twoGenerations();
    const file = path.join(world.data, 'state', 'state.json');
    renameSync(file, `${file}.mine`);
    mkdirSync(file);
    world.address = homes[1];

    const app = await world.launch({ speed: 5 });
    const [trouble] = await troublesShown(app);
    expect(trouble?.kind).toBe('state');
    expect(trouble?.sentence).toContain(file);
    expect(world.told).toHaveLength(1);

    rmSync(file, { recursive: true });
    renameSync(`${file}.mine`, file);
    await expect.poll(() => world.told.at(-1), { timeout }).toBe(`${dynHost} ${homes[1]}`);
    await trayShows(app, /^upToDate/);
    expect((await snapshotOf(app)).troubles).toEqual([]);
  });
});
