import path from 'node:path';
import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  askedAgain,
  launchWith,
  menuLabels,
  patience,
  storySettings,
  storyTime,
  toastTitles,
} from '../support/desktop-steps.ts';
import {
  dynHost,
  homes,
  openDesktopWorld,
  saveSettings,
  trayShows,
  webHost,
} from '../support/desktop-world.ts';

/** False when a process is gone. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describeDesktop('the tray', () => {
  it('has a menu that does what it says, and is left alone otherwise', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await launchWith(world, storySettings(world), { speed: 20, args: ['--hidden'] });
    await trayShows(app, /^upToDate-light\.ico$/);
    await expect
      .poll(() => menuLabels(app), patience)
      .toEqual([
        `Copy IPv4 address: ${homes[0]}`,
        `✓ ${webHost} A: Up to date`,
        `✓ ${dynHost} A: Up to date`,
        'Update now',
        'Force update',
        'Pause for 1 hour',
        'Pause until resumed',
        'Settings…',
        'Open log',
        'Quit',
      ]);
    expect((await app.tray()).tooltip).toContain(homes[0]);

    // Checks in which nothing changes rebuild nothing.
    const { menu, image } = (await app.tray()).sets;
    await askedAgain(world, 6);
    expect((await app.tray()).sets).toMatchObject({ menu, image });

    await app.setTheme({ systemDark: true });
    expect((await app.tray()).image).toBe('upToDate-dark.ico');
    await app.setTheme({ systemDark: false, dark: true });
    expect((await app.tray()).image).toBe('upToDate-light.ico');

    await app.clickMenu(`Copy IPv4 address: ${homes[0]}`);
    expect(await app.clipboard()).toBe(homes[0]);
    await app.clickMenu('Open log');
    await expect
      .poll(() => app.openedPaths(), patience)
      .toEqual([path.join(world.data, 'logs', 'ddns-tray.log')]);

    // Forced, the one that reads is looked at; the one that punishes is not told again.
    const requests = world.requests();
    await app.clickMenu('Force update');
    await expect.poll(world.requests, patience).toBeGreaterThan(requests);
    await askedAgain(world, 2);
    expect(world.told).toEqual([`${dynHost} ${homes[0]}`]);
    expect(await toastTitles(app)).toEqual([`Address written: ${homes[0]}`]);

    await app.clickMenu(`✓ ${webHost} A: Up to date`);
    let page = await app.waitForWindow();
    await page.getByRole('heading', { name: /^Records/, level: 2 }).waitFor();
    // The very record: marked, and where the keyboard goes on.
    const led = page.locator('[data-record].marked');
    await expect.poll(() => led.textContent(), patience).toContain(webHost);
    await expect.poll(() => page.locator('[data-record]:focus').count(), patience).toBe(1);
    expect(await page.locator('[data-record]:focus').textContent()).toContain(webHost);
    await app.closeWindow();
    await app.clickMenu('Settings…');
    page = await app.waitForWindow();
    await page.getByRole('heading', { name: 'Records', exact: true, level: 1 }).waitFor();
    await app.clickTray('double-click');
    expect(await app.windowViews()).toHaveLength(1);

    // Quitting asks nothing while nothing is unsaved, and leaves nobody behind.
    await app.clickMenu('Quit');
    expect(await app.exited).toBe(0);
    expect(isAlive(app.pid)).toBe(false);
  });

  it('shows a dozen records and how many more there are', storyTime, async () => {
    const world = await openDesktopWorld();
    const names = Array.from({ length: 20 }, (_, at) => `host-${at}.example.com`);
    const records = names.map((name) => `{ name: ${name}, account: web, types: [A] }`);
    const app = await launchWith(world, storySettings(world, { records }), {
      args: ['--hidden'],
    });
    await trayShows(app, /^upToDate/);
    for (const name of names) expect(world.held(name)).toBe(homes[0]);
    await expect
      .poll(async () => (await menuLabels(app)).filter((one) => /^✓ host-/.test(one)).length)
      .toBe(12);
    await app.clickMenu('And 8 more…');
    const page = await app.waitForWindow();
    // So many that are well are folded away.
    await page.getByRole('button', { name: 'All 20 records are up to date' }).click();
    await page.getByText('host-19.example.com').first().waitFor();
    expect((await app.notifications()).at(-1)?.body).toContain('17 more');
  });

  it('speaks Chinese where the system does', storyTime, async () => {
    const world = await openDesktopWorld();
    const app = await world.launch({ languages: ['zh-CN', 'en-US'], locale: 'zh-CN' });
    await expect.poll(() => toastTitles(app), patience).toHaveLength(1);
    expect((await toastTitles(app))[0]).toMatch(/\p{Script=Han}/u);
    await saveSettings(app, storySettings(world));
    await trayShows(app, /^upToDate/);
    await expect
      .poll(() => menuLabels(app), patience)
      .toEqual([
        `复制 IPv4 地址：${homes[0]}`,
        expect.stringMatching(`^✓ ${webHost} A.*已是最新`),
        expect.stringMatching(`^✓ ${dynHost} A.*已是最新`),
        '立即更新',
        '强制更新',
        '暂停 1 小时',
        '暂停，直到手动恢复',
        '设置…',
        '打开日志',
        '退出',
      ]);
    expect((await app.tray()).tooltip).toContain('已是最新');
    expect((await toastTitles(app)).at(-1)).toBe(`已写入地址：${homes[0]}`);
    await app.clickMenu('设置…');
    const page = await app.waitForWindow();
    await page.getByRole('heading', { name: '记录', exact: true, level: 1 }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });
});
