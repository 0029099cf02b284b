import { expect, it } from 'vitest';
import { openCloudWorld } from '../support/cloud-world.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { patience, storyTime } from '../support/desktop-steps.ts';
import { homes } from '../support/desktop-world.ts';
import { setupDriver, setupRoutes } from '../support/setup-driver.ts';

const { digitalocean } = setupRoutes;
const [token] = digitalocean.fields;

/** The answers to the question about unsaved changes, by their place. */
const answers = { keep: 0, discard: 1 } as const;

/** An app whose setup was left in the middle: credentials are entered, and a name is typed. */
async function halfSetUp() {
  const world = await openCloudWorld();
  const app = await world.launch({ args: ['--settings'], speed: 5 });
  const driver = await atSetup(app);
  await driver.choose(digitalocean);
  await driver.enter(digitalocean.fields);
  await driver.toNames();
  await driver.names().fill('vpn, nas');
  return { world, app, driver };
}

/** Opens the window where it is closed, and goes to the setup as somebody does who has nothing yet. */
async function atSetup(app: DesktopApp) {
  if ((await app.windows()).length === 0) await app.clickTray();
  const page = await app.waitForWindow();
  const driver = setupDriver(page);
  await driver.press(driver.texts.status.emptyAction);
  return driver;
}

/** Everything that was typed is there again, and leads to its end. */
async function goesOn({ world, app }: Awaited<ReturnType<typeof halfSetUp>>): Promise<void> {
  const driver = await atSetup(app);
  await driver.title(driver.texts.setup.titles.records()).waitFor();
  await expect.poll(() => driver.names().inputValue(), patience).toBe('vpn, nas');
  expect(await driver.chosen()).toEqual(['vpn.example.com', 'nas.example.com']);
  await driver.press(driver.texts.setup.back);
  await driver.atAccount(digitalocean);
  expect(await driver.field(token).inputValue()).toBe(token.value);
  await driver.toNames();
  await driver.preview();
  expect(world.held('vpn.example.com')).toEqual([]);
  await driver.save();
  await driver.verified(2);
  expect(world.held('vpn.example.com')).toEqual([homes[0]]);
  expect(world.held('nas.example.com')).toEqual([homes[0]]);
  // Nothing is unsaved any more.
  expect(await app.closeWindow()).toBe(true);
}

/** Waits until the main process keeps what was typed: a crash just after a key may lose that key. */
async function kept(app: DesktopApp): Promise<void> {
  const page = await app.waitForWindow();
  const draft = async () => {
    const reply = await page.evaluate<{ value: { draft: string | null } }>('ddns.draft(null)');
    return reply.value.draft ?? '';
  };
  await expect.poll(draft, patience).toContain('vpn, nas');
}

describeDesktop('a setup in the middle', () => {
  it('outlives a crash of the window', storyTime, async () => {
    const story = await halfSetUp();
    await kept(story.app);
    await story.app.crashRenderer();
    await expect.poll(() => story.app.windows(), patience).toEqual([]);
    await goesOn(story);
  });

  it('outlives a window that is closed to keep it', storyTime, async () => {
    const story = await halfSetUp();
    const { app } = story;
    await app.answerDialog({ message: answers.keep });
    await app.closeWindow();
    await expect.poll(() => app.windowViews(), patience).toEqual([]);
    expect((await app.dialogs())[0]?.buttons[answers.keep]).toBe('Keep changes and close');
    await goesOn(story);
  });

  it('is gone with a window that is closed to discard it', storyTime, async () => {
    const { app } = await halfSetUp();
    await app.answerDialog({ message: answers.discard });
    await app.closeWindow();
    await expect.poll(() => app.windowViews(), patience).toEqual([]);
    const driver = await atSetup(app);
    await driver.choose(digitalocean);
    expect(await driver.field(token).inputValue()).toBe('');
    expect(await app.closeWindow()).toBe(true);
    expect(await app.dialogs()).toHaveLength(1);
  });

  it('is gone once it was cancelled', storyTime, async () => {
    const { app, driver } = await halfSetUp();
    await driver.press(driver.texts.actions.cancel);
    await driver.press(driver.texts.setup.discard);
    const again = await atSetup(app);
    await again.choose(digitalocean);
    expect(await again.field(token).inputValue()).toBe('');
  });
});
