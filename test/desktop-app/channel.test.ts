import { expect, it, onTestFinished } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { openPage, patience, storyTime } from '../support/desktop-steps.ts';
import {
  filesBelow,
  homes,
  openDesktopWorld,
  plantedSecrets,
  snapshotOf,
  trayShows,
} from '../support/desktop-world.ts';
import { startServer } from '../support/echo-server.ts';

const words = catalogue('en').window;
const { channel: told } = catalogue('en').edits;

interface Heard {
  readonly token: string | undefined;
  readonly title: string;
  readonly message: string;
}

/** A server of the user's own that takes messages as ntfy does, and keeps them. */
async function openNtfy() {
  const heard: Heard[] = [];
  const server = await startServer((request, response, body) => {
    const { title, message } = JSON.parse(body) as Heard;
    heard.push({ token: request.headers.authorization, title, message });
    response.setHeader('content-type', 'application/json').end('{"id":"a","event":"message"}');
  });
  onTestFinished(() => server.close());
  return { url: server.url, heard };
}

const { apiKey: token } = plantedSecrets;
const message = (text: string) =>
  expect.objectContaining({ token: `Bearer ${token}`, message: expect.stringContaining(text) });

async function addChannel(app: DesktopApp, url: string) {
  const page = await openPage(app, words.pages.notifications);
  await page.getByRole('button', { name: words.channels.add }).click();
  await page.getByLabel(words.channels.kind).selectOption('ntfy');
  await page.getByLabel(words.form.pairName, { exact: true }).fill('phone');
  await page.getByLabel('Server').fill(url);
  await page.getByLabel('Topic', { exact: true }).fill('my-topic');
  await page.getByLabel('Access token', { exact: false }).first().fill(token);
  await page.getByRole('button', { name: words.channels.test }).click();
  await page.getByText(told.tested).waitFor();
  await page.getByRole('button', { name: words.form.save, exact: true }).click();
  await page.getByRole('heading', { name: 'phone', level: 1 }).waitFor();
  return page;
}

describeDesktop('a channel that is set up in the window', () => {
  it('is tried, tells each change, outlives a kill, and goes', storyTime, async () => {
    const world = await openDesktopWorld();
    const { url, heard } = await openNtfy();
    const app = await world.launchSetUp({ interval: '1h' }, { args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    await addChannel(app, url);
    expect(heard).toEqual([message(catalogue('en').notify.test.body)]);
    // The world looks for the token in every file and in what was printed: it is kept encrypted.
    const settings = filesBelow(world.data).find(({ file }) => file.endsWith('settings.json'));
    expect(settings?.bytes.toString()).toContain('channels:phone/token');

    const [first, second] = [homes[1], homes[2]];
    world.address = first;
    await app.clickMenu('Update now');
    await expect.poll(() => heard, patience).toContainEqual(message(first));
    const seen = async (one: DesktopApp) => (await snapshotOf(one)).channels;
    await expect.poll(() => seen(app), patience).toMatchObject([{ standing: 'upToDate' }]);

    await app.kill();
    const next = await app.relaunch();
    await trayShows(next, /^upToDate/);
    expect(heard).toHaveLength(2);
    world.address = second;
    await next.clickMenu('Update now');
    await expect.poll(() => heard, patience).toContainEqual(message(second));

    const page = await openPage(next, words.pages.notifications);
    await page.getByRole('button', { name: /^phone/ }).click();
    await page.getByLabel('Server').fill('https://evil.example');
    await page.getByRole('button', { name: words.form.save, exact: true }).click();
    await page.getByText(told.enterAgain).first().waitFor();
    await page.getByRole('button', { name: words.form.discard }).click();

    await page.getByRole('button', { name: words.channels.remove }).click();
    const dialog = page.getByRole('dialog', { name: words.channels.removeTitle('phone') });
    await dialog.getByRole('button', { name: words.channels.remove }).click();
    await page.getByText(words.channels.empty).waitFor();
    expect(await seen(next)).toEqual([]);
    const left = filesBelow(world.data).filter(({ file }) => /settings[^/]*\.json$/.test(file));
    expect(left.filter(({ bytes }) => bytes.includes('channels:'))).toEqual([]);
    expect(heard).toHaveLength(3);
  });
});
