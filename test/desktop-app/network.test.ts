import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  beats,
  checksOf,
  launchWith,
  logOf,
  patience,
  storySettings,
  storyTime,
  toastCount,
  wireless,
  withTwoSources,
  wordy,
} from '../support/desktop-steps.ts';
import { homes, openDesktopWorld, trayShows, webHost } from '../support/desktop-world.ts';

const home = wireless('192.168.1.5', 'fe80::5', '2001:db8:1:2:aaaa::1');

describeDesktop('without a connection', () => {
  it('is offline and quiet, and looks once when the link is back', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world, { interval: '1h', more: wordy });
    const app = await launchWith(world, withTwoSources(settings), {
      speed: 40,
      args: ['--hidden'],
    });
    await trayShows(app, /^upToDate/);
    await app.setInterfaces(home);
    await expect.poll(() => checksOf(world).at(-1)?.trigger, patience).toBe('network');
    await toastCount(app, 1);

    const before = checksOf(world).length;
    world.address = undefined;
    await app.setInterfaces({});
    await trayShows(app, /^offline/);
    expect((await app.tray()).tooltip).toContain('Offline');
    const requests = world.requests();
    // Then it waits for a word of the network's, or for its usual time.
    await beats(app, 12);
    expect(checksOf(world).slice(before)).toMatchObject([{ trigger: 'network' }]);
    expect(world.requests()).toBe(requests);
    expect(world.held(webHost)).toBe(homes[0]);
    expect(logOf(world).filter(({ message }) => message === 'offline')).toHaveLength(1);

    world.address = homes[1];
    const offline = checksOf(world).filter(({ trigger }) => trigger === 'network').length;
    await app.setInterfaces(home);
    await trayShows(app, /^upToDate/);
    await expect.poll(() => world.held(webHost), patience).toBe(homes[1]);
    await beats(app, 8);
    const after = checksOf(world).filter(({ trigger }) => trigger === 'network').length;
    expect(after - offline).toBeLessThanOrEqual(1);
    expect(checksOf(world).at(-1)?.trigger).toMatch(/network|timer/);
    await toastCount(app, 2);
    expect((await app.notifications()).at(-1)?.title).toBe(`New address: ${homes[1]}`);
  });
});

describeDesktop('a change of the network', () => {
  it('is one check when it has settled', storyTime, async () => {
    const world = await openDesktopWorld();
    const settings = storySettings(world, { interval: '1h', more: wordy });
    const app = await launchWith(world, settings, { speed: 40, args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    await app.setInterfaces(home);
    await expect.poll(() => checksOf(world).at(-1)?.trigger, patience).toBe('network');
    const before = checksOf(world).length;

    const flapping = ['10.0.0.2', '10.0.0.3', '10.0.0.4', '172.16.0.9'].flatMap((address) => [
      wireless(address),
      {},
      wireless(address, 'fe80::1'),
    ]);
    await Promise.all(flapping.map((networks) => app.setInterfaces(networks)));
    await expect.poll(() => checksOf(world).length, patience).toBe(before + 1);
    await beats(app, 3);
    expect(checksOf(world).slice(before)).toMatchObject([{ trigger: 'network' }]);

    // The same network: only the address of the interface's own within it is another.
    await app.setInterfaces(wireless('172.16.0.9', 'fe80::2', '2001:db8:1:2:aaaa::1'));
    await expect.poll(() => checksOf(world).length, patience).toBe(before + 2);
    for (const rest of ['bbbb::1', 'cccc::2', 'dddd:eeee::3']) {
      await app.setInterfaces(wireless('172.16.0.9', 'fe80::3', `2001:db8:1:2:${rest}`));
      await beats(app, 2);
    }
    expect(checksOf(world)).toHaveLength(before + 2);
  });
});
