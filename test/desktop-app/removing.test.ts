import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import {
  launchWith,
  openPage,
  patience,
  storySettings,
  storyTime,
  turnTo,
} from '../support/desktop-steps.ts';
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

const words = catalogue('en').window;
const others = ['a.example.com', 'b.example.com'];

/** An app that keeps three names at PowerDNS and one at the dyndns2 host up to date. */
async function settled() {
  const world = await openDesktopWorld();
  const web = [webHost, ...others].map((name) => `{ name: ${name}, account: web, types: [A] }`);
  const records = [...web, `{ name: ${dynHost}, account: dyn, types: [A] }`];
  const settings = storySettings(world, { interval: '1h', records });
  const app = await launchWith(world, settings, { args: ['--hidden'] });
  await trayShows(app, /^upToDate/);
  return { world, app };
}

/** Every request that came to a service and was not a mere look. */
function writes({ powerdns, told }: DesktopWorld): readonly unknown[] {
  return [...powerdns.requests.filter(({ method }) => method !== 'GET'), ...told];
}

async function namesOf(app: DesktopApp): Promise<readonly string[]> {
  return (await snapshotOf(app)).records.map(({ name }) => name);
}

/** A new address goes to these names; those that are gone from the settings keep the old one. */
async function follows(world: DesktopWorld, app: DesktopApp, kept: readonly string[]) {
  world.address = homes[1];
  await app.clickMenu('Update now');
  for (const name of kept) await expect.poll(() => world.held(name), patience).toBe(homes[1]);
  await trayShows(app, /^upToDate/);
  for (const name of [webHost, ...others].filter((one) => !kept.includes(one))) {
    expect(world.held(name)).toBe(homes[0]);
  }
  const bodies = world.powerdns.requests.map(({ body }) => body).join('\n');
  expect(bodies).not.toContain('DELETE');
}

describeDesktop('a host name that is removed', () => {
  it('is only left alone from then on, once that is confirmed', storyTime, async () => {
    const { world, app } = await settled();
    const before = writes(world).length;
    const page = await openPage(app, 'Records');
    await page.getByRole('button', { name: new RegExp(webHost) }).click();
    const remove = page.getByRole('button', { name: words.records.removeName });
    await remove.click();
    const dialog = page.getByRole('dialog', { name: words.records.removeTitle(1) });
    await dialog.getByText(words.records.removeOneText).waitFor();
    await dialog.getByRole('button', { name: words.actions.cancel }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await namesOf(app)).toContain(webHost);

    await remove.click();
    await dialog.getByRole('button', { name: words.records.remove, exact: true }).click();
    await page.getByRole('heading', { name: 'Records', level: 1 }).waitFor();
    await expect.poll(() => namesOf(app), patience).toEqual([...others, dynHost]);
    await expect.poll(() => page.getByRole('button', { name: webHost }).count()).toBe(0);
    expect(writes(world)).toHaveLength(before);
    await follows(world, app, others);
    expect(await app.pageConsole()).toEqual([]);
  });

  it('takes as many along as were selected', storyTime, async () => {
    const { world, app } = await settled();
    const before = writes(world).length;
    const page = await openPage(app, 'Records');
    await page.getByRole('button', { name: words.records.select, exact: true }).click();
    await page.getByRole('checkbox', { name: words.records.selectAll }).check();
    await page.getByRole('checkbox', { name: new RegExp(webHost) }).uncheck();
    await page.getByRole('checkbox', { name: new RegExp(dynHost) }).uncheck();
    await page.getByText(words.records.selected(2)).waitFor();
    await page.getByRole('button', { name: words.records.removeSelected(2) }).click();
    const dialog = page.getByRole('dialog', { name: words.records.removeTitle(2) });
    for (const name of others) await dialog.getByText(name).waitFor();
    await dialog.getByRole('button', { name: words.records.remove, exact: true }).click();
    await page.getByText(words.records.removed(2)).waitFor();
    expect(await namesOf(app)).toEqual([webHost, dynHost]);
    expect(writes(world)).toHaveLength(before);
    await follows(world, app, [webHost]);
  });
});

describeDesktop('an account that is removed', () => {
  it('goes with its names and its secret, and nothing else does', storyTime, async () => {
    const { world, app } = await settled();
    const before = writes(world).length;
    const page = await openPage(app, 'Accounts');
    await page.getByRole('button', { name: /web/ }).click();
    await page.getByRole('button', { name: words.accounts.remove }).click();
    const dialog = page.getByRole('dialog', { name: words.accounts.removeTitle('web') });
    for (const name of [webHost, ...others]) await dialog.getByText(name).waitFor();
    expect(await dialog.getByText(dynHost).count()).toBe(0);
    await dialog.getByRole('button', { name: words.accounts.remove }).click();
    await page.getByRole('heading', { name: words.accounts.heading, level: 1 }).waitFor();
    await expect.poll(() => namesOf(app), patience).toEqual([dynHost]);
    const reply = await ask(app, 'settingsForm', null);
    expect(reply.ok && reply.value.accounts.map(({ id }) => id)).toEqual(['dyn']);
    expect(writes(world)).toHaveLength(before);
    await turnTo(page, 'Records');
    await expect.poll(() => page.getByRole('button', { name: webHost }).count()).toBe(0);

    world.address = homes[1];
    await app.clickMenu('Update now');
    await expect.poll(() => world.told.at(-1), patience).toBe(`${dynHost} ${homes[1]}`);
    await trayShows(app, /^upToDate/);
    expect(writes(world)).toHaveLength(before + 1);
    for (const name of [webHost, ...others]) expect(world.held(name)).toBe(homes[0]);
  });
});
