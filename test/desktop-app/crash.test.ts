import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { launchCalm } from '../support/desktop-calm.ts';
import { findSecrets } from '../support/desktop-secrets.ts';
import {
  ask,
  type DesktopWorld,
  dynHost,
  homes,
  openDesktopWorld,
  plantedSecrets,
  snapshotOf,
  trayShows,
} from '../support/desktop-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const timeout = 20_000;

function logLines(world: DesktopWorld): readonly { readonly message: string }[] {
  const folder = path.join(world.data, 'logs');
  return readdirSync(folder)
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function faults(world: DesktopWorld): readonly string[] {
  return logLines(world)
    .filter(({ message }) => message === 'fault')
    .map((line) => JSON.stringify(line));
}

/** A script that runs in the app's process ahead of it: each SIGUSR2 is a promise that nobody catches. */
function rejecter(): readonly string[] {
  const file = path.join(temporaryFolder(), 'rejecter.cjs');
  const text = JSON.stringify(`of ours, with ${plantedSecrets.password} in it`);
  writeFileSync(file, `process.on('SIGUSR2', () => { Promise.reject(new Error(${text})) });`);
  return ['--require', file];
}

/** One fault of the app's own: an event with arguments that no system sends. */
async function throwInMain(app: DesktopApp): Promise<void> {
  await app.emit('app', 'child-process-gone', null);
}

async function goesOn(world: DesktopWorld, address: string): Promise<void> {
  world.address = address;
  await expect.poll(() => world.told.at(-1), { timeout }).toBe(`${dynHost} ${address}`);
}

describeDesktop('the window’s process', () => {
  it('that crashes takes the window along, and nothing else; the next click opens another', async () => {
    const world = await openDesktopWorld();
    const app = await launchCalm(world, {}, { speed: 5 });
    await trayShows(app, /^upToDate/);
    await app.clickTray();
    await (await app.waitForWindow()).getByRole('main').waitFor();
    await app.crashRenderer();
    await expect.poll(() => app.windowViews(), { timeout }).toEqual([]);
    await expect.poll(() => app.windows(), { timeout }).toEqual([]);
    await goesOn(world, homes[1]);
    await trayShows(app, /^upToDate/);
    expect(logLines(world)).toContainEqual(
      expect.objectContaining({ message: 'the window is gone' }),
    );
    expect(await app.dialogs()).toEqual([]);

    await app.clickTray();
    const page = await app.waitForWindow();
    await page.getByText(homes[1]).first().waitFor();
    expect(await app.windowViews()).toHaveLength(1);
    expect((await snapshotOf(app)).state).toBe('upToDate');
  });

  it('that crashes with a request under way leaves no trace of it', async () => {
    const world = await openDesktopWorld();
    const app = await launchCalm(world, {}, { speed: 5 });
    await trayShows(app, /^upToDate/);
    await app.clickTray();
    const page = await app.waitForWindow();
    await page.evaluate(() => {
      for (let count = 0; count < 10; count += 1) {
        void Reflect.get(Reflect.get(globalThis, 'ddns'), 'snapshot')(null);
      }
    });
    await app.crashRenderer();
    await expect.poll(() => app.windowViews(), { timeout }).toEqual([]);
    await goesOn(world, homes[1]);
    expect(faults(world)).toEqual([]);
  });
});

describeDesktop('a fault of the program itself', () => {
  it.skipIf(process.platform === 'win32')(
    'is logged once, without a secret, and survived; too many at once end the program with 1',
    async () => {
      const world = await openDesktopWorld();
      const app = await launchCalm(world, {}, { execArgv: rejecter() });
      await trayShows(app, /^upToDate/);

      await throwInMain(app);
      await expect.poll(() => faults(world), { timeout }).toHaveLength(1);
      expect(faults(world)[0]).toContain('TypeError');
      process.kill(app.pid, 'SIGUSR2');
      await expect.poll(() => faults(world), { timeout }).toHaveLength(2);
      expect(faults(world)[1]).toContain('of ours, with [redacted] in it');
      expect(await app.dialogs()).toEqual([]);
      await goesOn(world, homes[1]);
      expect(await ask(app, 'place', null)).toMatchObject({ ok: true });
      expect(faults(world)).toHaveLength(2);

      for (let count = 3; count <= 5; count += 1) {
        process.kill(app.pid, 'SIGUSR2');
        await expect.poll(() => faults(world), { timeout }).toHaveLength(count);
      }
      expect(await app.exited).toBe(1);
      expect(logLines(world).at(-1)?.message).toBe('too many faults; the app ends');
      expect(findSecrets(JSON.stringify(logLines(world)), plantedSecrets)).toEqual([]);
      expect(findSecrets(app.console(), plantedSecrets)).toEqual([]);

      // What it was doing goes on where it stopped.
      const again = await world.launch();
      await trayShows(again, /^upToDate/);
      expect(world.told.filter((one) => one.endsWith(homes[1]))).toHaveLength(1);
    },
  );
});
