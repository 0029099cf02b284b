import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStored } from '../../electron/core/document/stored.ts';
import { readState } from '../../electron/core/state-schema.ts';
import { bundle } from '../../scripts/build/bundle.ts';
import { storeTrimmed, trimmed } from '../../scripts/build/replace.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  type DesktopWorld,
  homes,
  openDesktopWorld,
  snapshotOf,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';
import { numberedSettings, numberedState } from '../support/desktop-writer.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = path.join(import.meta.dirname, '..', '..');
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function readJson(...file: readonly string[]): unknown {
  return JSON.parse(readFileSync(path.join(...file), 'utf8'));
}

/** The writer of {@link numberedSettings} on plain Node, with the app's own stores in it. */
async function buildWriter(): Promise<string> {
  const outfile = path.join(temporaryFolder(), 'writer.cjs');
  await bundle({
    entryPoints: [path.join(root, 'test', 'support', 'desktop-writer.ts')],
    outfile,
    platform: 'node',
    target: 'node24',
    external: ['electron'],
    plugins: [...trimmed, ...storeTrimmed],
  });
  return outfile;
}

/** Lets it write, kills it, and tells what it had said by then. */
async function writeAndKill(writer: string, folder: string): Promise<readonly string[]> {
  const env = { ...process.env, DDNS_TRAY_WRITER: '1', NODE_PATH: path.join(root, 'node_modules') };
  const child = spawn(process.execPath, [writer, folder], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let text = '';
  const began = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    if (text.includes('saved')) began.resolve();
  });
  await Promise.race([began.promise, closed]);
  await sleep(Math.random() * 20);
  child.kill('SIGKILL');
  await closed;
  return text.split('\n').filter((line) => line !== '');
}

/** What lies on the disk after a kill is of one number: the one told last, or the one after. */
function checkFolder(folder: string, lines: readonly string[]): number {
  expect(lines.filter((line) => line.startsWith('damaged'))).toEqual([]);
  const last = Number(lines.at(-1)?.split(' ')[1]);
  const settings = readStored(readJson(folder, 'settings.json'));
  const count = settings.kind === 'stored' ? Number(settings.stored.document.count) : Number.NaN;
  expect(settings).toEqual({ kind: 'stored', stored: numberedSettings(count) });
  expect([last, last + 1]).toContain(count);
  const state = readState(readJson(folder, 'state', 'state.json'));
  const stateCount = state?.lastCheck ?? Number.NaN;
  expect(state).toEqual(numberedState(stateCount));
  expect([last, last + 1]).toContain(stateCount);
  return count - last;
}

// The stores alone, on plain Node: each write is whole, whatever the instant. A kill ends a process,
// not the disk: what a power cut may do to unwritten pages is not shown here.
describe('the stores, killed while they write', () => {
  it('hold the old or the new at each of 180 instants, and never lose what was saved', async () => {
    const writer = await buildWriter();
    const caught = { old: 0, next: 0, midway: 0 };
    const kills = async (count: number) => {
      const folder = path.join(temporaryFolder(), 'data');
      let before = 0;
      for (let kill = 0; kill < count; kill += 1) {
        const lines = await writeAndKill(writer, folder);
        const found = Number(lines[0]?.split(' ')[1]);
        expect(found).toBeGreaterThanOrEqual(before);
        const ahead = checkFolder(folder, lines);
        caught[ahead === 0 ? 'old' : 'next'] += 1;
        const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
        if (files.some((file) => file.includes('tmp'))) caught.midway += 1;
        before = Number(lines.at(-1)?.split(' ')[1]);
      }
      // What a cut off write leaves is cleared away: at most that of the last kill is there.
      const left = readdirSync(folder).filter((file) => file.includes('.tmp'));
      expect(left.length).toBeLessThanOrEqual(1);
    };
    await Promise.all([kills(90), kills(90)]);
    // The kills did meet the writing itself.
    expect(caught.midway).toBeGreaterThan(10);
    expect(caught.next).toBeGreaterThan(10);
  }, 90_000);
});

/** Saves settings without a pause from within the page, and kills the app in the midst of it. */
async function saveAndKill(world: DesktopWorld, kill: number): Promise<void> {
  const app = await world.launch();
  const { accounts, troubles } = await snapshotOf(app);
  expect(troubles).toEqual([]);
  const states = accounts.flatMap(({ secrets }) => secrets.map(({ state }) => state));
  expect(states.filter((state) => state === 'lost')).toEqual([]);
  const page = await app.waitForWindow();
  // Another name each time: one whose answer was lost in a kill is left alone for minutes.
  const records = [webHost, `at-${kill}.example.net`].map(
    (name, at) => `{ name: ${name}, account: ${at === 0 ? 'web' : 'dyn'}, types: [A] }`,
  );
  const text = world.settings({ interval: 'INTERVAL', records });
  world.address = homes[kill % homes.length];
  const begun = await page.evaluate(async (template) => {
    const { saveSettings } = Reflect.get(globalThis, 'ddns');
    const save = (seconds: number) =>
      saveSettings({ text: template.replace('INTERVAL', `${seconds}s`) });
    const first = await save(10);
    void (async () => {
      for (let seconds = 11; ; seconds += 1) await save(seconds);
    })();
    return first;
  }, text);
  expect(begun).toEqual({ ok: true, value: { saved: true } });
  await sleep(Math.random() * 250);
  await app.kill();
  const settings = readStored(readJson(world.data, 'settings.json'));
  expect(settings).toMatchObject({
    kind: 'stored',
    stored: { document: { interval: expect.stringMatching(/^[1-9]\d+s$/) } },
  });
  expect(readState(readJson(world.data, 'state', 'state.json'))).toBeDefined();
}

/** Starts on another address, and kills the app while it writes that down and tells it. */
async function moveAndKill(world: DesktopWorld, kill: number): Promise<void> {
  world.address = homes[kill % homes.length];
  const app = await world.launch({ args: ['--hidden'] });
  await sleep(Math.random() * 250);
  await app.kill();
  expect(readStored(readJson(world.data, 'settings.json'))).toMatchObject({ kind: 'stored' });
  expect(readState(readJson(world.data, 'state', 'state.json'))).toBeDefined();
}

// The whole app, through everything at once: page, encryption, both stores, the mark before a request,
// and the next start.
describeDesktop('the app, killed while settings are saved and the address changes', () => {
  it('starts whole each of 200 times, with its secrets, and tells a punishing host nothing twice', async () => {
    const runs = Array.from({ length: 2 }, async () => {
      const world = await openDesktopWorld();
      const first = await world.launchSetUp();
      await trayShows(first, /^upToDate/);
      await first.kill();
      for (let kill = 1; kill <= 100; kill += 1) {
        await (kill % 5 === 0 ? saveAndKill : moveAndKill)(world, kill);
      }

      const app = await world.launch();
      await expect.poll(() => world.held(webHost), { timeout: 20_000 }).toBe(world.address);
      expect((await snapshotOf(app)).troubles).toEqual([]);
      return world.told;
    });
    const told = await Promise.all(runs);
    for (const all of told) {
      const names = Map.groupBy(all, (one) => one.split(' ')[0]);
      for (const own of names.values()) {
        expect(own.filter((one, at) => one === own[at - 1])).toEqual([]);
      }
    }
    // The kills did not come before everything else.
    expect(told.flat().length).toBeGreaterThan(10);
  }, 400_000);
});
