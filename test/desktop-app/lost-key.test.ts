import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { accountEntry } from '../support/account-entry.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { launchCalm } from '../support/desktop-calm.ts';
import { findSecrets } from '../support/desktop-secrets.ts';
import {
  ask,
  type DesktopWorld,
  dynHost,
  filesBelow,
  homes,
  openDesktopWorld,
  plantedSecrets,
  snapshotOf,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';

vi.setConfig({ testTimeout: 60_000 });

const timeout = 20_000;
const texts = catalogue('en').document;

/** Both records hold the first address, and the address has changed since. */
async function settledWorld(end?: (app: DesktopApp) => Promise<void>): Promise<DesktopWorld> {
  const world = await openDesktopWorld();
  const app = await launchCalm(world);
  await trayShows(app, /^upToDate/);
  await end?.(app);
  await app.quit();
  world.address = homes[1];
  return world;
}

function stored(world: DesktopWorld) {
  const text = readFileSync(path.join(world.data, 'settings.json'), 'utf8');
  return JSON.parse(text) as {
    secrets: Record<string, { data: string }>;
    canary: { data: string };
  };
}

async function secretStates(app: DesktopApp): Promise<Record<string, string>> {
  const { accounts } = await snapshotOf(app);
  return Object.fromEntries(
    accounts.flatMap(({ id, secrets }) => secrets.map((one) => [`${id}/${one.path}`, one.state])),
  );
}

async function standings(app: DesktopApp): Promise<readonly string[]> {
  return (await snapshotOf(app)).records.map(({ account, standing }) => `${account} ${standing}`);
}

/** The accounts whose credentials the user was asked for by a notification. */
async function askedFor(app: DesktopApp): Promise<readonly string[]> {
  const shown = await app.notifications();
  return shown.flatMap(({ title }) => /^Credentials needed: (.*)$/.exec(title)?.[1] ?? []).sort();
}

/** Waits until a check that the user asks for is over. */
async function checkNow(app: DesktopApp): Promise<void> {
  const before = (await snapshotOf(app)).lastCheck ?? 0;
  await ask(app, 'check', { force: true, records: null });
  await expect
    .poll(async () => (await snapshotOf(app)).lastCheck, { timeout })
    .toBeGreaterThan(before);
}

describeDesktop('a lost key', () => {
  it('locks the accounts until their secrets are entered again, one by one, and loses nothing', async () => {
    const world = await settledWorld((app) => app.breakKey());
    const before = stored(world);
    const requests = world.requests();

    const app = await world.launch({ speed: 5 });
    await trayShows(app, /^attention/);
    expect((await snapshotOf(app)).troubles).toEqual([
      { kind: 'keyLost', sentence: texts.keyLost },
    ]);
    await checkNow(app);
    await checkNow(app);
    expect(await standings(app)).toEqual(['web locked', 'dyn locked']);
    expect(await secretStates(app)).toMatchObject({ 'web/apiKey': 'lost', 'dyn/password': 'lost' });
    expect([world.requests(), world.told.length]).toEqual([requests, 1]);
    expect(stored(world)).toEqual(before);
    await expect.poll(() => askedFor(app), { timeout }).toEqual(['dyn', 'web']);

    // The notification leads to the fields.
    await app.clickNotification(0);
    const page = await app.waitForWindow();
    await page.getByLabel('API key', { exact: false }).first().fill(plantedSecrets.apiKey);
    await page.getByLabel('API key', { exact: false }).first().press('Enter');
    await expect.poll(() => world.held(webHost), { timeout }).toBe(homes[1]);
    expect(await secretStates(app)).toMatchObject({ 'web/apiKey': 'kept', 'dyn/password': 'lost' });
    expect(await standings(app)).toEqual(['web upToDate', 'dyn locked']);
    expect(world.told).toHaveLength(1);
    // What was not entered yet still lies where it was, should the key come back.
    expect(stored(world).secrets['dyn/password']).toEqual(before.secrets['dyn/password']);

    const form = await ask(app, 'settingsForm', null);
    const kept = accountEntry(form.ok ? form.value : undefined, 'dyn');
    const values = { ...kept.values, password: plantedSecrets.password };
    const edit = { kind: 'account', isNew: false, account: { ...kept, values } } as const;
    expect(await ask(app, 'saveEdit', { edit })).toEqual({ ok: true, value: { saved: true } });
    await expect.poll(() => world.told.at(-1), { timeout }).toBe(`${dynHost} ${homes[1]}`);
    await trayShows(app, /^upToDate/);
    expect((await snapshotOf(app)).troubles).toEqual([]);
    expect(await askedFor(app)).toEqual(['dyn', 'web']);

    const again = await app.relaunch({ speed: 5 });
    await trayShows(again, /^upToDate/);
    expect(await secretStates(again)).toMatchObject({
      'web/apiKey': 'kept',
      'dyn/password': 'kept',
    });
    expect(world.told).toHaveLength(2);
  });

  it.each(['damaged', 'another’s'])('is not concluded from one secret that is %s', async (what) => {
    const world = await settledWorld();
    const before = stored(world);
    const data = what === 'damaged' ? 'ZGFtYWdlZA==' : before.secrets['web/apiKey']?.data;
    const secrets = {
      ...before.secrets,
      'dyn/password': { ...before.secrets['dyn/password'], data },
    };
    const spoilt = { ...before, secrets };
    writeFileSync(path.join(world.data, 'settings.json'), JSON.stringify(spoilt));

    const app = await world.launch({ speed: 5 });
    await expect.poll(() => world.held(webHost), { timeout }).toBe(homes[1]);
    await expect.poll(() => askedFor(app), { timeout }).toEqual(['dyn']);
    await trayShows(app, /^attention/);
    expect(await standings(app)).toEqual(['web upToDate', 'dyn locked']);
    expect((await snapshotOf(app)).troubles).toEqual([]);
    expect(world.told).toHaveLength(1);
    expect(stored(world)).toEqual(spoilt);
  });
});

describeDesktop('a key', () => {
  it('that the system does not give just now is waited for', async () => {
    const world = await settledWorld();
    const before = stored(world);
    const app = await world.launch({ speed: 20, encryption: 'temporarily-unavailable' });
    await trayShows(app, /^attention/);
    expect((await snapshotOf(app)).troubles).toEqual([{ kind: 'store', sentence: texts.busy }]);
    await checkNow(app);
    expect(await secretStates(app)).toMatchObject({ 'web/apiKey': 'kept', 'dyn/password': 'kept' });
    expect(world.told).toHaveLength(1);
    expect(await askedFor(app)).toEqual([]);
    expect(stored(world)).toEqual(before);

    await app.setEncryption('available');
    await expect.poll(() => world.held(webHost), { timeout }).toBe(homes[1]);
    await expect.poll(() => world.told.at(-1), { timeout }).toBe(`${dynHost} ${homes[1]}`);
    await trayShows(app, /^upToDate/);
    expect((await snapshotOf(app)).troubles).toEqual([]);
    expect(await askedFor(app)).toEqual([]);
  });

  it('that turns out lost after all is told, once', async () => {
    const world = await settledWorld();
    const app = await world.launch({
      speed: 20,
      args: ['--hidden'],
      encryption: 'temporarily-unavailable',
    });
    await trayShows(app, /^attention/);
    expect(await app.notifications()).toEqual([]);
    await app.breakKey();
    await app.setEncryption('available');
    const titles = async () => (await app.notifications()).map(({ title }) => title);
    await expect.poll(titles, { timeout }).toHaveLength(2);
    await expect.poll(() => askedFor(app), { timeout }).toEqual(['dyn', 'web']);
    expect(world.told).toHaveLength(1);
  });

  it('that was changed by the system takes over the secrets', async () => {
    const world = await settledWorld((app) => app.rotateKey());
    const before = stored(world);
    const app = await world.launch({ speed: 5 });
    await expect.poll(() => world.told.at(-1), { timeout }).toBe(`${dynHost} ${homes[1]}`);
    const after = stored(world);
    for (const id of ['web/apiKey', 'dyn/password']) {
      expect(after.secrets[id]?.data).not.toBe(before.secrets[id]?.data);
    }
    expect(after.canary.data).not.toBe(before.canary.data);
    expect((await snapshotOf(app)).troubles).toEqual([]);
  });

  it('that there is none of keeps no secret at all, rather than one in plain', async () => {
    const world = await openDesktopWorld();
    const app = await world.launch({ encryption: 'unavailable' });
    const reply = await ask(app, 'saveSettings', { text: world.settings() });
    expect(reply).toEqual({ ok: false, message: texts.noEncryption });
    expect((await snapshotOf(app)).records).toEqual([]);
    expect(world.told).toEqual([]);
    await app.closeWindow();
    await app.quit();
    const leaks = filesBelow(world.data).flatMap(({ bytes }) => findSecrets(bytes, plantedSecrets));
    expect(leaks).toEqual([]);
  });
});
