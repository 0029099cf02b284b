import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { cloudCredentials, openCloudWorld } from '../support/cloud-world.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import {
  askedAgain,
  launchWith,
  openPage,
  patience,
  storySettings,
  storyTime,
  toastCount,
  turnTo,
} from '../support/desktop-steps.ts';
import {
  ask,
  type DesktopWorld,
  homes,
  openDesktopWorld,
  plantedSecrets,
  saveSettings,
  snapshotOf,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';
import { startServer } from '../support/echo-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const texts = catalogue('en');
const words = texts.window;
const { form } = words;
const records = [`{ name: ${webHost}, account: web, types: [A] }`];

/** An app with one record at PowerDNS that is up to date, checked once an hour. */
async function settled(parts: Parameters<typeof storySettings>[1] = {}) {
  const world = await openDesktopWorld();
  const app = await launchWith(world, storySettings(world, { interval: '1h', records, ...parts }), {
    args: ['--hidden'],
  });
  return { world, app };
}

/** What PowerDNS holds for a host as type A: its value and TTL. */
function rrsetOf({ powerdns }: DesktopWorld, host: string) {
  const set = powerdns.zones[0]?.rrsets.find(
    ({ name, type }) => name === `${host}.` && type === 'A',
  );
  return set && [set.records[0]?.content, set.ttl];
}

/** Where writes of the settings are taken to: nothing may change there. */
function stored({ data }: DesktopWorld): string {
  return readFileSync(path.join(data, 'settings.json'), 'utf8');
}

async function settingsText(app: DesktopApp): Promise<string> {
  const reply = await ask(app, 'settingsText', null);
  return reply.ok ? reply.value.text : reply.message;
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: form.save, exact: true }).click();
}

/** The control that has the keyboard, by what stands beside it as its problem. */
async function focusedProblem(page: Page): Promise<string> {
  const marked = page.locator('main :is([aria-invalid="true"], [data-invalid="true"]):focus');
  await marked.waitFor();
  const ids = (await marked.getAttribute('aria-describedby'))?.split(' ') ?? [];
  const problem = ids.find((id) => id.endsWith('-problem')) ?? '';
  return (await page.locator(`[id="${problem}"]`).textContent()) ?? '';
}

describeDesktop('a record that is edited', () => {
  it('is written as it is now, and its old name is left alone', storyTime, async () => {
    const { world, app } = await settled();
    await trayShows(app, /^upToDate/);
    const page = await openPage(app, 'Records');
    await page.getByRole('button', { name: new RegExp(webHost) }).click();
    await page.getByRole('heading', { name: webHost, level: 1 }).waitFor();
    await page.getByLabel(words.records.name).fill('new.example.com');
    await page.getByLabel(words.records.ttl).fill('5m');
    await page.getByLabel(words.records.zone, { exact: false }).first().fill('example.com');
    await save(page);
    await page.getByRole('heading', { name: 'new.example.com', level: 1 }).waitFor();
    await expect.poll(() => rrsetOf(world, 'new.example.com'), patience).toEqual([homes[0], 300]);
    expect(rrsetOf(world, webHost)?.[0]).toBe(homes[0]);
    const writes = world.powerdns.requests.filter(({ method }) => method !== 'GET');
    expect(writes.map(({ body }) => body).join('\n')).not.toContain('DELETE');
    expect(writes).toHaveLength(2);
    expect(await settingsText(app)).toContain('zone: example.com');
    expect(await settingsText(app)).not.toContain(webHost);

    // From now on the new name follows, and nobody touches the old one.
    world.address = homes[1];
    await app.clickMenu('Update now');
    await expect.poll(() => world.held('new.example.com'), patience).toBe(homes[1]);
    expect(world.held(webHost)).toBe(homes[0]);
    expect(await app.pageConsole()).toEqual([]);
  });

  it('goes to another account with other types where that is chosen', storyTime, async () => {
    const world = await openDesktopWorld();
    const text = storySettings(world, { interval: '1h', records });
    const [web = ''] = text.match(/^ {2}web: .*$/m) ?? [];
    const second = web.replace('web:', 'second:').replace('127.0.0.1', 'localhost');
    const app = await launchWith(world, text.replace(web, `${web}\n${second}`));
    await trayShows(app, /^upToDate/);
    const page = await openPage(app, 'Records');
    await page.getByRole('button', { name: new RegExp(webHost) }).click();
    await page.getByLabel(words.records.account, { exact: true }).selectOption('second');
    // This computer has no IPv6 to look for: what cannot be is not saved.
    await page.getByLabel(words.records.types).selectOption('both');
    const requests = world.requests();
    await save(page);
    expect(await focusedProblem(page)).toContain('IPv6');
    await page.getByLabel(words.records.types).selectOption('auto');
    await save(page);
    const now = async () =>
      (await snapshotOf(app)).records.map(({ account, type }) => `${account} ${type}`);
    await expect.poll(now, patience).toEqual(['second A']);
    expect(await settingsText(app)).not.toContain('types:');
    // Another account starts from nothing: it asks what is there.
    await expect.poll(world.requests, patience).toBeGreaterThan(requests);
    await expect
      .poll(async () => (await snapshotOf(app)).records[0]?.standing, patience)
      .toBe('upToDate');
    await page.getByText(form.saved).waitFor();
    expect(rrsetOf(world, webHost)?.[0]).toBe(homes[0]);
  });

  it('with a mistake is told beside the field, and nothing changes', storyTime, async () => {
    const { world, app } = await settled();
    await trayShows(app, /^upToDate/);
    const page = await openPage(app, 'Records');
    await page.getByRole('button', { name: new RegExp(webHost) }).click();
    const before = [stored(world), world.requests(), world.asked()];
    for (const [label, wrong, said] of [
      [words.records.ttl, 'soon', texts.edits.expected.ttl('soon')],
      [words.records.name, 'not a name!', /./],
    ] as const) {
      const field = page.getByLabel(label);
      const good = await field.inputValue();
      await field.fill(wrong);
      await save(page);
      expect(await focusedProblem(page)).toMatch(said);
      expect(await field.evaluate((one) => one.matches(':focus'))).toBe(true);
      expect([stored(world), world.requests(), world.asked()]).toEqual(before);
      await field.fill(good);
    }
    // As it was: there is nothing to save.
    await page.getByText(form.unsaved).waitFor({ state: 'detached' });
    await trayShows(app, /^upToDate/);
  });
});

describeDesktop('an account that is edited', () => {
  it('wants its secret again where anything else of it changes', storyTime, async () => {
    const { world, app } = await settled();
    await trayShows(app, /^upToDate/);
    const page = await openPage(app, 'Accounts');
    await page.getByRole('button', { name: /web/ }).click();
    const url = page.getByLabel('URL');
    const moved = (await url.inputValue()).replace('127.0.0.1', 'localhost');
    await url.fill(moved);
    const before = [stored(world), world.requests()];
    await save(page);
    expect(await focusedProblem(page)).toBe(texts.edits.enterAgain);
    expect([stored(world), world.requests()]).toEqual(before);

    await page.getByRole('button', { name: `${form.replace}: API key` }).click();
    await page.getByLabel('API key', { exact: true }).fill(plantedSecrets.apiKey);
    await save(page);
    await page.getByText(form.saved).waitFor();
    expect(await settingsText(app)).toContain(moved);
    world.address = homes[1];
    await app.clickMenu('Update now');
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    // What was entered is gone from the page.
    expect(await page.getByLabel('API key', { exact: true }).count()).toBe(0);
    expect(await page.content()).not.toContain(plantedSecrets.apiKey);
  });

  it('goes on at once with a secret that is right', storyTime, async () => {
    const { world, app } = await settled({ apiKey: 'wrong-0123456789' });
    await trayShows(app, /^attention/);
    await toastCount(app, 1);
    const page = await openPage(app, 'Accounts');
    await page.getByRole('button', { name: /web/ }).click();
    const replace = page.getByRole('button', { name: `${form.replace}: API key` });
    await replace.click();
    const field = page.getByLabel('API key', { exact: true });
    await field.fill(plantedSecrets.apiKey);
    // Tried, nothing is written yet.
    await page.getByRole('button', { name: words.accounts.test }).click();
    await page.locator('.connection-test .done').first().waitFor();
    expect(world.held(webHost)).toBeUndefined();
    await page.keyboard.press('Tab');
    await field.press('Enter');
    await page.getByText(form.saved).waitFor();
    await trayShows(app, /^upToDate/);
    expect(world.held(webHost)).toBe(homes[0]);
    expect(stored(world)).not.toContain('wrong-0123456789');
  });
});

describeDesktop('the watching that is edited', () => {
  it('asks the sources that were chosen, as often as was chosen', storyTime, async () => {
    const { world, app } = await settled();
    await trayShows(app, /^upToDate/);
    const other = await startServer((_, response) => response.end(`${homes[1]}\n`));
    onTestFinished(() => other.close());
    const page = await openPage(app, 'Watching');
    const url = page.getByLabel(words.watching.url, { exact: true });
    await url.fill(`${other.url}/`);
    await save(page);
    await page.getByText(form.saved).waitFor();
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    expect(other.arrivals.length).toBeGreaterThan(0);

    const asked = world.asked();
    const interval = page.getByLabel(words.watching.interval);
    for (const wrong of ['often', '1ms']) {
      await interval.fill(wrong);
      await save(page);
      expect(await focusedProblem(page)).not.toBe('');
    }
    await interval.fill('10s');
    await save(page);
    await page.getByText(form.saved).waitFor();
    const arrivals = other.arrivals.length;
    await expect.poll(() => other.arrivals.length, patience).toBeGreaterThan(arrivals);
    expect(world.asked()).toBe(asked);

    // A record wants this address: the problem is of another page, and stands here all the same.
    const before = stored(world);
    await page.getByLabel(words.watching.sources).first().selectOption('off');
    await save(page);
    await page.getByRole('alert').filter({ hasText: form.elsewhere }).waitFor();
    expect(stored(world)).toBe(before);
    await page.getByRole('button', { name: form.discard }).click();
    expect(await url.inputValue()).toBe(`${other.url}/`);
    expect(world.held(webHost)).toBe(homes[1]);
  });
});

describeDesktop('built-in sources that are chosen', () => {
  it('are asked, and no others', storyTime, async () => {
    const world = await openCloudWorld();
    const { token } = cloudCredentials.digitalocean;
    const app = await world.launch({ args: ['--hidden'] });
    await saveSettings(
      app,
      [
        'version: 1',
        'interval: 1h',
        'timeout: 60s',
        `accounts: { own: { provider: digitalocean, token: '${token}' } }`,
        `records: [{ name: ${webHost}, account: own, types: [A] }]`,
      ].join('\n'),
    );
    await expect.poll(() => world.held(webHost), patience).toEqual([homes[0]]);
    await trayShows(app, /^upToDate/);
    const page = await openPage(app, 'Watching');
    await page.getByLabel(words.watching.sources).first().selectOption('chosen');
    const boxes = page.getByRole('group', { name: words.watching.builtIn }).getByRole('checkbox');
    const wanted = ['ipify', 'icanhazip'];
    for (const box of await boxes.all()) await box.uncheck();
    for (const id of wanted) {
      await page.getByRole('checkbox', { name: new RegExp(`^${id}(?: |$)`) }).check();
    }
    await save(page);
    await page.getByText(form.saved).waitFor();
    const before = new Map(world.asked);
    world.address = homes[1];
    await app.clickMenu('Update now');
    await expect.poll(() => world.held(webHost), patience).toEqual([homes[1]]);
    const more = [...world.asked].filter(([id, count]) => count > (before.get(id) ?? 0));
    expect(more.map(([id]) => id).toSorted()).toEqual(wanted.toSorted());
  });
});

describeDesktop('a file that is imported on the page', () => {
  it('is shown first, and taken up when it is confirmed', storyTime, async () => {
    const { world, app } = await settled();
    await trayShows(app, /^upToDate/);
    const file = path.join(temporaryFolder(), 'mine.yaml');
    const text = await settingsText(app);
    writeFileSync(file, text.replaceAll(webHost, 'other.example.com'));
    const before = stored(world);
    const page = await openPage(app, 'General');
    await app.answerDialog({ open: file });
    await page.getByRole('button', { name: words.actions.import }).click();
    const dialog = page.getByRole('dialog', { name: words.importing.heading });
    await dialog.getByText('other.example.com').waitFor();
    await dialog.getByRole('heading', { name: words.importing.removed }).waitFor();
    await dialog.getByText(`${webHost} A`).waitFor();
    // Looked at, and left.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(stored(world)).toBe(before);

    await app.answerDialog({ open: file });
    await page.getByRole('button', { name: words.actions.import }).click();
    await dialog.getByRole('button', { name: words.importing.replace }).click();
    await page.getByText(words.importing.done).waitFor();
    await expect.poll(() => world.held('other.example.com'), patience).toBe(homes[0]);
    expect(world.held(webHost)).toBe(homes[0]);
    await turnTo(page, 'Records');
    await page.getByRole('button', { name: /other\.example\.com/ }).waitFor();
    expect(await page.getByRole('button', { name: new RegExp(webHost) }).count()).toBe(0);
  });
});

/** A script ahead of the app: while a file stands there, no file of the settings can be written. */
function frailDisk(): { readonly execArgv: readonly string[]; readonly flag: string } {
  const folder = temporaryFolder();
  const [script, flag] = [path.join(folder, 'frail.cjs'), path.join(folder, 'read-only')];
  writeFileSync(
    script,
    `const fs = require('node:fs');
    const { existsSync } = fs;
    for (const name of ['openSync', 'writeFileSync', 'renameSync']) {
      const real = fs[name];
      fs[name] = (file, ...rest) => {
        const writes = name !== 'openSync' || /[wa+]/.test(String(rest[0]));
        if (writes && /settings[^/\\\\]*$/.test(String(file)) && existsSync(${JSON.stringify(flag)}))
          throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
        return real(file, ...rest);
      };
    }
    require('node:module').syncBuiltinESMExports();`,
  );
  return { execArgv: ['--require', script], flag };
}

describeDesktop('a disk that takes nothing', () => {
  it('is told in a sentence, the edit stays, and is saved later', storyTime, async () => {
    const { execArgv, flag } = frailDisk();
    const world = await openDesktopWorld();
    const settings = storySettings(world, { interval: '1h', records });
    const app = await launchWith(world, settings, { execArgv, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    const page = await openPage(app, 'Records');
    await page.getByRole('button', { name: new RegExp(webHost) }).click();
    await page.getByLabel(words.records.ttl).fill('600');
    const before = stored(world);
    writeFileSync(flag, '');
    await save(page);
    const file = path.join(world.data, 'settings.json');
    const alert = page.getByRole('alert').filter({ hasText: texts.document.write.readOnly(file) });
    await alert.waitFor();
    expect(stored(world)).toBe(before);
    expect(rrsetOf(world, webHost)?.[1]).not.toBe(600);
    expect(await page.getByLabel(words.records.ttl).inputValue()).toBe('600');

    rmSync(flag);
    expect(existsSync(flag)).toBe(false);
    await save(page);
    await page.getByText(form.saved).waitFor();
    await expect.poll(() => rrsetOf(world, webHost)?.[1], patience).toBe(600);
  });
});

describeDesktop('settings that ask more often', () => {
  it('are followed without a restart', storyTime, async () => {
    const { world, app } = await settled();
    await trayShows(app, /^upToDate/);
    const page = await openPage(app, 'Watching');
    await page.getByLabel(words.watching.interval).fill('10s');
    await save(page);
    await askedAgain(world, 2);
  });
});
