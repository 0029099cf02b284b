import { describe, expect, it } from 'vitest';
import { delivered } from '../../../electron/core/channel.ts';
import { hour, minute } from '../../../electron/core/duration.ts';
import { failure } from '../../../electron/core/outcome.ts';
import { settle } from '../../support/manual-clock.ts';
import { channelOf, fakeChannel, notifyWorld, settingsWith } from './notify-world.ts';

async function started(more: Parameters<typeof channelOf>[1] = {}) {
  const health = fakeChannel('health', { beats: true });
  const world = notifyWorld(health);
  const settings = settingsWith([channelOf('health', { events: [], ...more })]);
  const updater = await world.open(settings);
  void updater.run();
  return { health, world, updater };
}

describe('a health check', () => {
  it('is told after each check that all is well, and never by a message', async () => {
    const { health, world } = await started();
    await world.core.clock.advance(5 * minute);
    expect(health.beats).toHaveLength(6);
    expect(new Set(health.beats.map(({ state }) => state))).toEqual(new Set(['up']));
    expect(health.sent).toEqual([]);
  });

  it('is told of the weightiest problem', async () => {
    const { health, world, updater } = await started();
    world.core.providers.reading.reply = () => failure('auth', 'no such token');
    await updater.check('user');
    expect(health.beats.at(-1)).toMatchObject({ state: 'down' });
    expect(health.beats.at(-1)?.text).toContain('“no such token”');
  });

  it('is told at most once a minute, however often one checks', async () => {
    const { health, world, updater } = await started();
    await world.core.clock.advance(0);
    for (let left = 5; left > 0; left -= 1) await updater.check('user');
    expect(health.beats).toHaveLength(1);
  });

  it('is not told of a check that only rehearses, nor while offline', async () => {
    const { health, world, updater } = await started();
    await world.core.clock.advance(0);
    await world.core.clock.advance(50_000);
    world.core.clock.jump(minute);
    await updater.check('user', { dryRun: true });
    expect(health.beats).toHaveLength(1);
    for (const family of ['ipv4', 'ipv6'] as const) world.core.say(family, 'offline');
    await world.core.clock.advance(hour);
    expect(health.beats).toHaveLength(1);
  });

  it('is told in the quiet hours too', async () => {
    const { health, world } = await started({ quietHours: { from: '00:00', to: '23:59' } });
    await world.core.clock.advance(minute);
    expect(health.beats.length).toBeGreaterThan(1);
  });

  it('has its failure logged once until it works again, and does not hold up any check', async () => {
    const { health, world } = await started();
    health.answers = () => failure('network', 'refused');
    await world.core.clock.advance(10 * minute);
    health.answers = () => delivered;
    await world.core.clock.advance(2 * minute);
    health.answers = () => undefined;
    await world.core.clock.advance(10 * minute);
    const said = world.core.log
      .filter(({ level }) => level === 'warn' || level === 'info')
      .map(({ message }) => message)
      .filter((message) => message.includes('health'));
    expect(said).toEqual(['a health check could not be told', 'a health check can be told again']);
    expect(world.core.log.filter(({ message }) => message === 'check').length).toBeGreaterThan(20);
  });

  it('is left alone as long as it asks for', async () => {
    const { health, world } = await started();
    health.answers = () => failure('rateLimited', 'slow down', { retryAfter: 30 * minute });
    await world.core.clock.advance(29 * minute);
    expect(health.beats).toHaveLength(1);
    await world.core.clock.advance(3 * minute);
    expect(health.beats).toHaveLength(2);
  });

  it('is not told while its credentials cannot be read', async () => {
    const { health, world } = await started({ locked: ['token'] });
    await world.core.clock.advance(2 * minute);
    expect(health.beats).toEqual([]);
  });

  it('is not told once a message of it was refused for good', async () => {
    const { health, world } = await started({ events: ['changed'] });
    health.answers = () => failure('auth', 'no such token');
    await world.core.clock.advance(10 * minute);
    expect(health.sent).toHaveLength(1);
    expect(health.beats).toHaveLength(1);
  });

  it('is waited for by who checks once', async () => {
    const check = fakeChannel('check', { beats: true });
    const world = notifyWorld(check);
    let end: (delivery: typeof delivered) => void = () => undefined;
    check.answers = () =>
      new Promise((resolve) => {
        end = resolve;
      });
    const updater = await world.open(settingsWith([channelOf('check', { events: [] })]));
    await updater.check('user');
    let over = false;
    const done = updater.deliver(minute).then(() => {
      over = true;
    });
    await settle();
    expect({ beats: check.beats.length, over }).toEqual({ beats: 1, over: false });
    end(delivered);
    await done;
  });
});
