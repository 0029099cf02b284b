import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { patience, storyTime } from '../support/desktop-steps.ts';
import { openDesktopWorld, snapshotOf } from '../support/desktop-world.ts';

const moved = String.raw`C:\Users\me\My Programs\DDNS Tray\DDNS Tray.exe`;
const here = String.raw`C:\Users\me\AppData\Local\Programs\ddns-tray\DDNS Tray.exe`;

/** Turns the switch on the page for it, as a user does. */
async function turnSwitch(app: DesktopApp, on: boolean): Promise<void> {
  if ((await app.windows()).length === 0) await app.clickTray();
  const page = await app.waitForWindow();
  await page.getByRole('navigation').getByRole('button', { name: 'General' }).click();
  const control = page.getByRole('switch', { name: 'Start when I sign in' });
  await control.click();
  await expect.poll(() => control.getAttribute('aria-checked'), patience).toBe(String(on));
}

const stands = async (app: DesktopApp) => (await snapshotOf(app)).loginStart;

describeDesktop('the start at login', () => {
  it('is the user’s alone to switch, and follows the program', storyTime, async () => {
    const world = await openDesktopWorld();
    let app = await world.launch({ execPath: here, args: ['--settings'] });
    expect(await stands(app)).toBe('off');
    expect(await app.loginItem()).toBeNull();
    await turnSwitch(app, true);
    const entry = await app.loginItem();
    expect(entry).toMatchObject({ path: here, args: ['--hidden'], enabled: true });
    expect(await stands(app)).toBe('on');
    if (entry === null) throw new Error('no entry');

    // Switched off in the Task Manager: shown, and left so by any start.
    await app.setLoginItemState({ ...entry, enabled: false });
    app = await app.relaunch();
    expect(await stands(app)).toBe('disabledBySystem');
    expect(await app.loginItem()).toEqual({ ...entry, enabled: false });
    const page = await app.waitForWindow();
    await page.getByRole('navigation').getByRole('button', { name: 'General' }).click();
    await page.getByText('disabled in the Task Manager').waitFor();

    // The program moved meanwhile: the entry follows, and stays off.
    app = await app.relaunch({ execPath: moved });
    await expect
      .poll(() => app.loginItem(), patience)
      .toEqual({
        ...entry,
        path: moved,
        enabled: false,
      });
    expect(await stands(app)).toBe('disabledBySystem');

    // Off and on again by the user.
    await turnSwitch(app, false);
    expect(await app.loginItem()).toBeNull();
    await turnSwitch(app, true);
    expect(await app.loginItem()).toEqual({ ...entry, path: moved, enabled: true });
    app = await app.relaunch({ execPath: here });
    await expect.poll(() => app.loginItem(), patience).toEqual(entry);
    expect(await stands(app)).toBe('on');

    await turnSwitch(app, false);
    app = await app.relaunch({ execPath: moved });
    expect(await stands(app)).toBe('off');
    expect(await app.loginItem()).toBeNull();
  });

  it('is not offered where the program runs from its source', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await world.launch({ packaged: false, args: ['main.cjs', '--settings'] });
    expect(await stands(app)).toBe('unsupported');
    expect(await app.loginItem()).toBeNull();
  });
});
