import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import { openDesktopWorld, trayShows } from '../support/desktop-world.ts';

describeDesktop('the sandbox', () => {
  it('shows tray, toasts and window to a newcomer who has no account', async () => {
    const world = await openDesktopWorld();
    const app = await world.launch({
      args: ['--sandbox'],
      env: { DDNS_TRAY_DATA: undefined },
      speed: 10,
    });
    await trayShows(app, /^upToDate/);
    expect((await app.tray()).tooltip).toContain('sandbox');
    const told = async () => (await app.notifications()).map(({ title }) => title);
    await expect.poll(told, { timeout: 20_000 }).toContain('New address: 89.160.20.112');
    await app.clickTray();
    const page = await app.waitForWindow();
    await expect.poll(() => page.getByText('home.lan.test').count()).toBeGreaterThan(0);
    expect(await app.state()).not.toMatchObject({ userData: world.data });
    expect(await app.quit()).toBe(0);
  });
});
