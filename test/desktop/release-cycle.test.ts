import { describe, expect, it, vi } from 'vitest';
import { day, hour, minute } from '../../electron/core/duration.ts';
import { createReleases } from '../../electron/desktop/releases.ts';
import { manualClock } from '../support/manual-clock.ts';
import { installerName, releaseWorld } from '../support/release-world.ts';

vi.mock('electron', async () => (await import('../support/release-net.ts')).releaseElectron);

type World = Awaited<ReturnType<typeof releaseWorld>>;

const lists = (world: World) => world.server.asked.filter(({ path }) => path.endsWith('.yml'));

/** A world whose clock is moved by hand, with an app that looks by itself. */
async function runningWorld() {
  const clock = manualClock();
  const world = await releaseWorld({ clock });
  const running = world.releases.run();
  /** Lets time pass, and what it starts end: a look goes over real sockets. */
  const pass = async (ms: number, looks: number) => {
    const before = world.looks;
    await clock.advance(ms);
    await expect.poll(() => world.looks).toBe(before + looks);
    await expect.poll(clock.waiting).toBe(1);
  };
  return { world, clock, running, pass };
}

describe('by itself, the app', () => {
  it('looks some minutes after the start and then once a day, and tells each version once', async () => {
    const { world, pass } = await runningWorld();
    world.publish({ version: '1.1.0', bytes: world.bytes('a') });
    await pass(5 * minute, 0);
    await pass(15 * minute, 1);
    expect(world.available).toEqual([expect.objectContaining({ version: '1.1.0' })]);
    expect(world.releases.state().kind).toBe('available');
    await pass(23 * hour, 0);
    await pass(2 * hour, 1);
    expect(world.available).toHaveLength(1);
    world.publish({ version: '1.2.0', bytes: world.bytes('b') });
    await pass(day + hour, 1);
    expect(world.available.map(({ version }) => version)).toEqual(['1.1.0', '1.2.0']);
    expect(world.told).toBe('1.2.0');
    // It never shows that it looks, and never fetches.
    expect(world.states.map(({ kind }) => kind)).not.toContain('looking');
    expect(world.loads).toBe(0);
  });

  it('tells no version again after a restart', async () => {
    const { world, pass } = await runningWorld();
    world.told = '1.1.0';
    world.publish({ version: '1.1.0', bytes: world.bytes('a') });
    await pass(20 * minute, 1);
    expect(world.releases.state().kind).toBe('available');
    expect(world.available).toEqual([]);
  });

  it('tells later what it may not tell now', async () => {
    const { world, pass } = await runningWorld();
    world.quiet = true;
    world.publish({ version: '1.1.0', bytes: world.bytes('a') });
    await pass(20 * minute, 1);
    await pass(8 * hour, 0);
    expect([world.available, world.told]).toEqual([[], undefined]);
    world.quiet = false;
    await pass(15 * minute, 0);
    expect(world.available).toHaveLength(1);
    await pass(hour, 0);
    expect(world.available).toHaveLength(1);
  });

  it('shows no failure, and tries again sooner than after a success', async () => {
    const { world, pass } = await runningWorld();
    await pass(20 * minute, 1);
    expect(world.states).toEqual([]);
    expect(world.lines.some(({ level }) => level === 'warn')).toBe(true);
    world.publish({ version: '1.1.0', bytes: world.bytes('a') });
    await pass(hour, 1);
    expect(world.releases.state().kind).toBe('available');
  });

  it.each([
    ['switched off', { automatic: false }, { automatic: true }],
    ['paused or offline', { mayLook: false }, { mayLook: true }],
  ])('does not look while it is %s, and does soon after', async (_, off, on) => {
    const { world, pass } = await runningWorld();
    Object.assign(world, off);
    await pass(3 * day, 0);
    Object.assign(world, on);
    await pass(15 * minute, 1);
  });

  it('does not wait for a clock that was set back', async () => {
    const { clock, pass } = await runningWorld();
    await pass(20 * minute, 1);
    clock.jump(-365 * day);
    await pass(hour, 1);
  });

  it('stops when it is closed', async () => {
    const { world, clock, running } = await runningWorld();
    world.releases.close();
    await running;
    expect(clock.waiting()).toBe(0);
    await world.releases.look();
    await world.releases.fetch();
    expect(lists(world)).toEqual([]);
  });
});

describe('a look that the user asks for', () => {
  it('tells nothing by a notification', async () => {
    const world = await releaseWorld();
    world.publish({ version: '1.1.0', bytes: world.bytes('a') });
    await world.releases.look();
    expect(world.states.map(({ kind }) => kind)).toEqual(['looking', 'available']);
    expect(world.available).toEqual([]);
    expect(world.told).toBe('1.1.0');
  });

  it('says that the running version is the newest', async () => {
    const world = await releaseWorld();
    world.publish({ version: '1.0.0', bytes: world.bytes('a') });
    await world.releases.look();
    expect(world.releases.state()).toEqual({ kind: 'newest', at: expect.any(Number) });
  });

  it('joins one under way, and shows how that ends', async () => {
    const { world, clock } = await runningWorld();
    await clock.advance(20 * minute);
    await world.releases.look();
    expect(lists(world)).toHaveLength(1);
    expect(world.releases.state()).toMatchObject({ kind: 'failed', during: 'looking' });
  });

  it('keeps what is fetched, until there is something newer or it was taken back', async () => {
    const world = await releaseWorld();
    const { releases } = world;
    world.publish({ version: '1.1.0', bytes: world.bytes('a') });
    await releases.look();
    await releases.fetch();
    await releases.look();
    expect(releases.state()).toMatchObject({ kind: 'ready', release: { version: '1.1.0' } });
    world.publish({ version: '1.2.0', bytes: world.bytes('b') });
    await releases.look();
    expect(releases.state()).toMatchObject({ kind: 'available', release: { version: '1.2.0' } });
    // The installer that is there is not the one of this version.
    await releases.install();
    expect(world.quits).toBe(0);
    await releases.fetch();
    expect(world.fetched()).toContain(installerName('1.2.0'));
    world.publish({ version: '1.0.0', bytes: world.bytes('c') });
    await releases.look();
    expect(releases.state().kind).toBe('newest');
    await expect.poll(world.fetched).toEqual([]);
    await releases.install();
    expect(world.quits).toBe(0);
  });

  it('changes nothing while something is fetched', async () => {
    const world = await releaseWorld();
    world.publish({ version: '1.1.0', bytes: world.bytes('a') });
    await world.releases.look();
    const fetching = world.releases.fetch();
    await world.releases.look();
    await fetching;
    expect(world.releases.state().kind).toBe('ready');
    expect(lists(world)).toHaveLength(1);
  });
});

describe('the channel', () => {
  it('that the user chose counts from the next look on', async () => {
    const world = await releaseWorld();
    const { releases } = world;
    world.publish({ version: '1.0.0', bytes: world.bytes('a') });
    world.publish({ version: '1.1.0-beta.1', bytes: world.bytes('b'), list: 'beta' });
    await releases.look();
    expect(releases.state().kind).toBe('newest');
    world.channel = 'beta';
    await releases.look();
    expect(releases.state()).toMatchObject({ release: { version: '1.1.0-beta.1' } });
    world.publish({ version: '1.1.0', bytes: world.bytes('c') });
    await releases.look();
    expect(releases.state()).toMatchObject({ release: { version: '1.1.0' } });
    await releases.fetch();
    expect(releases.state().kind).toBe('ready');
  });

  it('of which one file is broken still gives what the others have', async () => {
    const world = await releaseWorld();
    world.channel = 'nightly';
    world.server.files.set('nightly.yml', '{');
    world.publish({ version: '1.1.0', bytes: world.bytes('a') });
    await world.releases.look();
    expect(world.releases.state()).toMatchObject({ release: { version: '1.1.0' } });
  });

  it('goes back for no user who leaves it', async () => {
    const world = await releaseWorld({ version: '1.1.0-beta.1' });
    world.publish({ version: '1.0.0', bytes: world.bytes('a') });
    await world.releases.look();
    expect(world.releases.state().kind).toBe('newest');
  });
});

describe('an app that never looks', () => {
  it.each([
    ['that names no place', { identity: undefined }, 'notSetUp'],
    ['whose version is none', { version: 'dev' }, 'notSetUp'],
    ['that something else updates', { way: { kind: 'packaged' } }, 'packaged'],
  ] as const)('is one %s', async (_, change, reason) => {
    const world = await releaseWorld();
    const releases = createReleases({ ...world.given, ...change });
    await releases.look();
    await releases.fetch();
    await releases.install();
    await releases.run();
    releases.close();
    expect(releases.state()).toEqual({ kind: 'none', reason });
    expect(world.server.asked).toEqual([]);
  });
});
