import { expect, it } from 'vitest';
import { cloudCredentials, cloudSecrets, openCloudWorld } from '../support/cloud-world.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { strayMark } from '../support/desktop/network.ts';
import { patience, storyTime } from '../support/desktop-steps.ts';
import {
  homes,
  openDesktopWorld,
  saveSettings,
  snapshotOf,
  trayShows,
} from '../support/desktop-world.ts';
import { findInHeap } from '../support/heap.ts';

type Service = keyof typeof cloudCredentials;

/** A settings text of one account and one name; everything else is left to its default. */
function settings(service: Service, name: string): string {
  const fields = Object.entries(cloudCredentials[service]).map(
    ([key, value]) => `, ${key}: '${value}'`,
  );
  return [
    'version: 1',
    'accounts:',
    `  own: { provider: ${service}${fields.join('')} }`,
    'records:',
    `  - { name: ${name}, account: own }`,
  ].join('\n');
}

async function standings(app: DesktopApp): Promise<readonly string[]> {
  const { records } = await snapshotOf(app);
  return records.map(({ name, type, standing }) => `${name} ${type} ${standing}`);
}

describeDesktop('the whole app with services under their public names', () => {
  it.each([
    ['digitalocean', 'home.example.com'],
    ['alidns', 'home.example.org'],
    ['dyndns2', 'dyn.example.net'],
  ] as const)('%s: from nothing to a verified record', storyTime, async (service, name) => {
    const world = await openCloudWorld();
    const app = await world.launch({ args: ['--hidden'], speed: 5 });
    await saveSettings(app, settings(service, name));
    await expect.poll(() => world.held(name), patience).toEqual([homes[0]]);
    await trayShows(app, /^upToDate/);
    expect(await standings(app)).toContain(`${name} A upToDate`);
    const sentence = async () => (await snapshotOf(app)).records[0]?.sentence;
    await expect.poll(sentence, patience).toContain('name servers answer');
    // Two operators agreed on it.
    expect(world.asked.size).toBeGreaterThanOrEqual(2);
    expect(await findInHeap(await app.waitForWindow(), cloudSecrets)).toEqual([]);
  });

  it('both families, each over its own connections', storyTime, async () => {
    const world = await openCloudWorld({ ipv6: true });
    world.address6 = '2a02:8071:1:2::7';
    const app = await world.launch({ args: ['--hidden'], speed: 5 });
    await saveSettings(app, settings('digitalocean', 'home.example.com'));
    const both = () => [
      ...world.held('home.example.com'),
      ...world.held('home.example.com', 'AAAA'),
    ];
    await expect.poll(both, patience).toEqual([homes[0], '2a02:8071:1:2::7']);
  });

  it('a wrong token is refused by the service itself', storyTime, async () => {
    const world = await openCloudWorld();
    const app = await world.launch({ args: ['--hidden'] });
    const text = settings('digitalocean', 'home.example.com').replace('dop_v1', 'dop_v2');
    await saveSettings(app, text);
    await expect.poll(() => standings(app), patience).toContain('home.example.com A stopped');
    expect(world.held('home.example.com')).toEqual([]);
  });

  it('any other host is refused, and told', storyTime, async () => {
    const world = await openDesktopWorld({ strays: 'allowed' });
    const app = await world.launch({ args: ['--hidden'] });
    await saveSettings(app, settings('digitalocean', 'home.example.com'));
    await expect.poll(() => app.console(), patience).toContain(`${strayMark} api.ipify.org:443`);
  });
});
