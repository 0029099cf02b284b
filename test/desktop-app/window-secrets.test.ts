import { expect, it } from 'vitest';
import { cloudSecrets, openCloudWorld } from '../support/cloud-world.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import { findSecrets } from '../support/desktop-secrets.ts';
import { patience } from '../support/desktop-steps.ts';
import { filesBelow, homes, trayShows } from '../support/desktop-world.ts';
import { findInHeap } from '../support/heap.ts';
import { mistyped, setupDriver, setupRoutes } from '../support/setup-driver.ts';
import { windowPlaces, windowWalk } from '../support/window-walk.ts';

/** What somebody enters in place of the first password. */
const laterPassword = 'planted later&password%9876';
const secrets = { ...cloudSecrets, laterPassword };

describeDesktop('after accounts were set up and edited in a window', () => {
  it('no secret is anywhere in the heap or the document of any of its pages', {
    timeout: 120_000,
  }, async () => {
    const world = await openCloudWorld();
    const app = await world.launch({ args: ['--settings'], speed: 5 });
    const page = await app.waitForWindow();
    const driver = setupDriver(page);
    const { goTo } = windowWalk(page);
    const { texts, main } = driver;
    const leaks = () => findInHeap(page, secrets);
    /** The names of the secrets that are there, each once. */
    const found = async () => [...new Set((await leaks()).map((each) => each.split(',')[0]))];
    /** What was entered may be gone a moment after it was saved. */
    const forgotten = () => expect.poll(leaks, patience).toEqual([]);

    await driver.press(texts.status.emptyAction);
    await driver.choose(setupRoutes.digitalocean);
    await driver.enter(setupRoutes.digitalocean.fields);
    // The search sees what is being typed.
    expect(await found()).toEqual(['token']);
    await driver.toNames();
    await driver.names().fill('home');
    await driver.preview();
    await driver.save();
    await driver.verified(1);
    await forgotten();

    await driver.press(texts.setup.done.another);
    await driver.choose(setupRoutes.dyndns2);
    await driver.enter(setupRoutes.dyndns2.fields);
    expect(await found()).toEqual(['password']);
    await driver.toNames();
    await driver.names().fill('dyn.example.net');
    await driver.preview();
    await driver.save();
    await driver.verified(1);
    await driver.press(texts.setup.done.close);
    await forgotten();

    // One that was typed and given up.
    await goTo('setup');
    await driver.choose(setupRoutes.alidns);
    await driver.enter(setupRoutes.alidns.fields);
    expect(await found()).toEqual(['keySecret']);
    await driver.press(texts.actions.cancel);
    await driver.press(texts.setup.discard);
    await forgotten();

    // One that takes the place of another.
    const [, , password] = mistyped(setupRoutes.dyndns2.fields, laterPassword);
    if (password === undefined) throw new Error('no password');
    await goTo('accounts');
    await main.getByRole('button', { name: /dyndns2/ }).click();
    await driver.press(`${texts.form.replace}: ${password.label.en}`);
    await driver.field(password).fill(password.value);
    expect(await found()).toEqual(['laterPassword']);
    await driver.press(texts.form.save);
    await main.getByText(texts.form.kept).waitFor();
    expect(world.held('dyn.example.net')).toEqual([homes[0]]);
    await forgotten();
    // The host refuses it: what it answers is shown, and is in the log.
    world.address = homes[1];
    await app.clickMenu('Update now');
    await trayShows(app, /^attention/);

    const left: string[] = [];
    for (const place of windowPlaces) {
      await goTo(place);
      left.push(...(await leaks()).map((each) => `${place}: ${each}`));
    }
    expect(left).toEqual([]);
    const files = filesBelow(world.data).flatMap(({ bytes }) => findSecrets(bytes, secrets));
    expect(files).toEqual([]);
    expect(await app.pageConsole()).toEqual([]);
  });
});
