import type { Locator, Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { type RecordAction, recordActions } from '../../electron/contract/snapshot.ts';
import { alibabaRefusal } from '../support/alibaba-gate.ts';
import { cloudCredentials, openCloudWorld } from '../support/cloud-world.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import {
  launchWith,
  patience,
  storySettings,
  storyTime,
  toastTitles,
  turnTo,
} from '../support/desktop-steps.ts';
import {
  dynHost,
  homes,
  openDesktopWorld,
  saveSettings,
  snapshotOf,
  trayShows,
} from '../support/desktop-world.ts';
import { startServer } from '../support/echo-server.ts';
import { certificate } from '../support/tls.ts';

const words = catalogue('en').window;

/** What the host says to each of its names: a word of dyndns2, or a status with a body. */
const answers: Readonly<Record<string, string | { status: number; type?: string; body: string }>> =
  {
    auth: 'badauth',
    abuse: 'abuse',
    donator: '!donator',
    nohost: 'nohost',
    refused: 'badsys',
    broken: { status: 503, body: 'maintenance' },
    often: { status: 429, body: 'slow down' },
    taken: { status: 409, body: 'conflict' },
    gibberish: { status: 200, body: 'what a nice day' },
    hotel: { status: 200, type: 'text/html', body: '<!doctype html><html>Sign in</html>' },
    office: { status: 407, body: 'who are you' },
  };

/** The one action that a situation is there for, and all that it offers. */
const expected: Readonly<Record<string, readonly RecordAction[]>> = {
  auth: ['enterCredentials', 'tryAgain'],
  abuse: ['tryAgain'],
  donator: ['tryAgain'],
  nohost: ['tryAgain'],
  refused: ['editRecord', 'tryAgain'],
  broken: ['wait'],
  often: ['wait'],
  taken: ['tryAgain'],
  gibberish: ['openLog'],
  hotel: ['signIn', 'tryAgain'],
  office: ['setProxy'],
  gone: ['checkNetwork', 'tryAgain'],
  forged: ['fixClock', 'tryAgain'],
  skewed: ['fixClock', 'tryAgain'],
  token: ['enterCredentials', 'openProvider', 'tryAgain'],
  zone: ['chooseZone', 'openProvider'],
  family: ['checkSources', 'tryAgain'],
};

/** An app with a record for every situation, each in trouble for a reason of its own. */
async function inTrouble() {
  const world = await openCloudWorld({ ipv6: true });
  // IPv6 is there, and none of its sources tells an address.
  world.address6 = 'under maintenance';
  const arrivals: string[] = [];
  const host = await startServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://host');
    const [name = ''] = (searchParams.get('hostname') ?? '').split('.');
    arrivals.push(name);
    const answer = answers[name] ?? 'nohost';
    if (typeof answer === 'string') response.end(answer);
    else {
      response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain' });
      response.end(answer.body);
    }
  });
  const forged = await startServer((_, response) => response.end('good'), {
    tls: certificate({ commonName: '127.0.0.1', hosts: ['127.0.0.1'] }),
  });
  const closed = await startServer(() => undefined);
  await closed.close();
  onTestFinished(async () => {
    await Promise.all([host.close(), forged.close()]);
  });
  world.alidns.emulator.faults.push({
    reply: alibabaRefusal(400, 'InvalidTimeStamp.Expired', 'The time stamp is expired.'),
    times: Number.POSITIVE_INFINITY,
  });
  const servers = { gone: closed.url, forged: forged.url };
  const dyn = {
    ...Object.fromEntries(Object.keys(answers).map((id) => [id, host.url])),
    ...servers,
  };
  const { token } = cloudCredentials.digitalocean;
  const { accessKeyId, accessKeySecret } = cloudCredentials.alidns;
  const settings = [
    'version: 1',
    'interval: 1h',
    'timeout: 60s',
    'accounts:',
    ...Object.entries(dyn).map(
      ([id, url]) =>
        `  ${id}: { provider: dyndns2, server: '${url}', username: ${id}, password: 'of ${id}' }`,
    ),
    `  token: { provider: digitalocean, token: 'dop_v1_not_the_right_one' }`,
    `  zone: { provider: digitalocean, token: '${token}' }`,
    `  family: { provider: digitalocean, token: '${token}' }`,
    `  skewed: { provider: alidns, accessKeyId: ${accessKeyId}, accessKeySecret: '${accessKeySecret}' }`,
    'records:',
    ...Object.keys(dyn).map((id) => `  - { name: ${id}.example.net, account: ${id}, types: [A] }`),
    '  - { name: token.example.com, account: token, types: [A] }',
    '  - { name: zone.nowhere.test, account: zone, types: [A] }',
    '  - { name: family.example.com, account: family, types: [AAAA] }',
    '  - { name: skewed.example.org, account: skewed, types: [A] }',
  ].join('\n');
  const app = await world.launch({ args: ['--hidden'] });
  await saveSettings(app, settings);
  await trayShows(app, /^attention/);
  const actions = async () =>
    Object.fromEntries(
      (await snapshotOf(app)).records.map((record) => [record.account, record.actions]),
    );
  await expect.poll(actions, { timeout: 40_000 }).toEqual(expected);
  await app.closeWindow();
  return { world, app, arrivals };
}

function rowOf(page: Page, account: string): Locator {
  return page.locator(`[data-record^="${account}/"]`);
}

/** Presses what stands beside a record. */
async function press(page: Page, account: string, text: string): Promise<void> {
  await turnTo(page, 'Status');
  await rowOf(page, account)
    .getByRole('button', { name: new RegExp(`^${text} \\(${account}\\.`) })
    .click();
}

async function leadsTo(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor();
}

async function opens(app: DesktopApp, link: string | RegExp): Promise<void> {
  await expect.poll(async () => (await app.openedExternal()).at(-1), patience).toMatch(link);
}

describeDesktop('what helps a record in trouble', () => {
  it('is offered for every kind of it, and does what it says', { timeout: 120_000 }, async () => {
    // Nothing that can be offered is missing here.
    expect(new Set(Object.values(expected).flat())).toEqual(new Set(recordActions));
    const { world, app, arrivals } = await inTrouble();
    await app.clickTray();
    const page = await app.waitForWindow();
    const { actions, general, log, pages } = words;

    await press(page, 'auth', actions.enterCredentials);
    await leadsTo(page, 'auth');
    await page.getByRole('button', { name: `${words.form.replace}: Password` }).waitFor();
    await press(page, 'token', actions.openProvider('DigitalOcean'));
    await opens(app, /^https:\/\/[^/]*digitalocean\.com\//);
    await press(page, 'zone', actions.chooseZone);
    await leadsTo(page, 'zone.nowhere.test');
    await page.getByLabel(words.records.zone, { exact: false }).first().waitFor();
    await press(page, 'refused', actions.editRecord);
    await leadsTo(page, 'refused.example.net');
    for (const account of ['forged', 'skewed']) {
      const before = (await app.openedExternal()).length;
      await press(page, account, actions.fixClock);
      await expect.poll(async () => (await app.openedExternal()).length).toBe(before + 1);
      await opens(app, 'ms-settings:dateandtime');
    }
    await press(page, 'gone', actions.checkNetwork);
    await opens(app, 'ms-settings:network-status');
    await press(page, 'hotel', actions.signIn);
    await opens(app, 'http://www.msftconnecttest.com/redirect');
    await press(page, 'office', actions.systemProxy);
    await opens(app, 'ms-settings:network-proxy');
    await press(page, 'office', actions.setProxy);
    await leadsTo(page, general.heading);
    await press(page, 'family', actions.checkSources);
    await leadsTo(page, pages.watching);
    await press(page, 'gibberish', actions.openLog);
    await leadsTo(page, log.heading);

    // A time, and nothing to press.
    await turnTo(page, 'Status');
    for (const account of ['broken', 'often']) {
      await rowOf(page, account)
        .getByText(/^Tried again by itself: in \d+/)
        .waitFor();
      expect(await rowOf(page, account).getByRole('button').count()).toBe(0);
    }

    // That record, and no other one that had stopped.
    const times = (name: string) => arrivals.filter((one) => one === name).length;
    const others = ['auth', 'donator', 'nohost', 'refused', 'taken'];
    const before = others.map(times);
    const tried = times('abuse');
    const requests = world.digitalocean.emulator.requests.length;
    await press(page, 'abuse', actions.tryAgain);
    await expect.poll(() => times('abuse'), patience).toBe(tried + 1);
    expect(others.map(times)).toEqual(before);
    expect(world.digitalocean.emulator.requests).toHaveLength(requests);
    expect(await app.pageConsole()).toEqual([]);
  });
});

describeDesktop('a notification of one record in trouble', () => {
  it('leads to that record, also in a window that is open elsewhere', storyTime, async () => {
    const world = await openDesktopWorld();
    world.answer = () => 'abuse';
    const others = Array.from(
      { length: 5 },
      (_, at) => `{ name: host-${at}.example.com, account: web, types: [A] }`,
    );
    const record = `{ name: ${dynHost}, account: dyn, types: [A] }`;
    const settings = storySettings(world, { interval: '1h', records: [...others, record] });
    const app = await launchWith(world, settings, { args: ['--hidden'] });
    await trayShows(app, /^attention/);
    await expect.poll(() => toastTitles(app), patience).toContain(`Action needed: ${dynHost} A`);
    const at = (await toastTitles(app)).findIndex((title) => title.startsWith('Action needed'));
    await app.clickTray();
    const page = await app.waitForWindow();
    await turnTo(page, 'About');
    await app.clickNotification(at);
    const marked = page.locator('[data-record].marked');
    await expect.poll(() => marked.textContent(), patience).toContain(dynHost);
    await expect.poll(() => marked.evaluate((row) => row.matches(':focus'))).toBe(true);
    await expect.poll(() => marked.evaluate((row) => row.checkVisibility())).toBe(true);
    expect(await app.windowViews()).toHaveLength(1);

    // What is well again has nothing to press.
    world.answer = (_, address) => `good ${address}`;
    await marked.getByRole('button', { name: words.actions.tryAgain }).click();
    await expect.poll(() => world.told.at(-1), patience).toBe(`${dynHost} ${homes[0]}`);
    await trayShows(app, /^upToDate/);
    await expect.poll(() => marked.getByRole('button').count(), patience).toBe(0);
  });
});
