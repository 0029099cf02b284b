import { describe, expect, it } from 'vitest';
import { delivered } from '../../../electron/core/channel.ts';
import { hour, minute } from '../../../electron/core/duration.ts';
import { failure, type Outcome } from '../../../electron/core/outcome.ts';
import { homeV4, nextV4 } from '../../support/core-world-parts.ts';
import { settle } from '../../support/manual-clock.ts';
import {
  channelOf,
  fakeChannel,
  type NotifyWorld,
  notifyWorld,
  secret,
  settingsWith,
  started,
  titles,
  www,
} from './notify-world.ts';

const refused: Outcome = failure('auth', 'no such token');

/** Stops the process as if it was killed: nothing is saved any more. */
async function killed(world: NotifyWorld, updater: { stop(): void }, running: Promise<void>) {
  const { core } = world;
  core.diskFull = true;
  updater.stop();
  await running;
  await settle();
  core.diskFull = false;
}

describe('the courier', () => {
  it('tells a channel what happened, once', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    await started(world, settingsWith([channelOf('pager')]));
    await world.core.clock.advance(hour);
    expect(titles(pager)).toEqual([`Address written: ${homeV4.text}`]);
    expect(world.saved('pager')).toMatchObject({ waiting: [], last: { kind: 'delivered' } });
    expect(world.saved('pager')?.sending).toBeUndefined();
  });

  it('tells of a problem and of its end', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    world.core.providers.reading.reply = () => refused;
    const { updater } = await started(world, settingsWith([channelOf('pager')]));
    await world.core.clock.advance(hour);
    world.core.providers.reading.reply = () => ({ kind: 'updated', evidence: 'provider' });
    await updater.check('user', { force: true });
    await world.core.clock.advance(hour);
    expect(pager.sent.map(({ event }) => event)).toEqual(['action', 'changed']);
    expect(pager.sent[1]?.body).toContain('works again');
    // For services that keep a state: one change does not make everything well.
    expect(pager.sent.map(({ health }) => health?.state)).toEqual(['down', 'up']);
  });

  it('tells a channel only of the events that it wants', async () => {
    const all = fakeChannel('all');
    const few = fakeChannel('few');
    const world = notifyWorld(all, few);
    await started(
      world,
      settingsWith([channelOf('all'), channelOf('few', { events: ['action'] })]),
    );
    await world.core.clock.advance(minute);
    expect([all.sent.length, few.sent.length]).toEqual([1, 0]);
  });

  it('has the mark on the disk before the message leaves', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    const marks: (string | undefined)[] = [];
    pager.answers = () => {
      marks.push(world.saved('pager')?.sending?.id);
      return delivered;
    };
    await started(world, settingsWith([channelOf('pager')]));
    await world.core.clock.advance(minute);
    expect(marks).toEqual([pager.sent[0]?.id]);
  });

  it('sends nothing while the mark cannot be kept, and does not spin', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    await started(world, settingsWith([channelOf('pager')]));
    await world.core.clock.advance(minute);
    world.core.diskFull = true;
    world.core.say('ipv4', nextV4);
    const before = world.core.log.length;
    await world.core.clock.advance(10 * minute);
    expect(pager.sent).toHaveLength(1);
    expect(world.core.log.length - before).toBeLessThan(60);
    world.core.diskFull = false;
    await world.core.clock.advance(3 * minute);
    expect(titles(pager)[1]).toBe(`New address: ${nextV4.text}`);
  });

  it('never delays a check, and no channel delays another', async () => {
    const hanging = fakeChannel('hanging');
    const pager = fakeChannel('pager');
    const world = notifyWorld(hanging, pager);
    hanging.answers = () => undefined;
    await started(world, settingsWith([channelOf('hanging'), channelOf('pager')]));
    await world.core.clock.advance(minute);
    world.core.say('ipv4', nextV4);
    await world.core.clock.advance(minute);
    expect(world.core.told('reading')).toEqual([
      `${www.id} ${homeV4.text}`,
      `${www.id} ${nextV4.text}`,
    ]);
    expect(pager.sent).toHaveLength(2);
    expect(hanging.sent).toHaveLength(1);
  });

  it('tells what waited meanwhile in one message, each channel one at a time', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    let open: (answer: typeof delivered) => void = () => undefined;
    pager.answers = () =>
      new Promise((resolve) => {
        open = resolve;
      });
    const { updater } = await started(world, settingsWith([channelOf('pager')]));
    world.core.say('ipv4', nextV4);
    await world.core.clock.advance(minute);
    world.core.providers.reading.reply = () => refused;
    await updater.check('user', { force: true });
    await settle();
    expect(pager.sent).toHaveLength(1);
    open(delivered);
    await settle();
    expect(titles(pager)[1]).toBe('2 messages from DDNS Tray');
    expect(pager.sent[1]?.body.split('\n')).toHaveLength(2);
    expect(pager.sent[1]?.event).toBe('action');
  });

  it('holds everything in the quiet hours, and then tells what is still true at once', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    world.minute = 23 * 60;
    world.core.providers.reading.reply = () => refused;
    const quietHours = { from: '22:00', to: '07:00' };
    const { updater } = await started(world, settingsWith([channelOf('pager', { quietHours })]));
    await world.core.clock.advance(hour);
    world.core.providers.reading.reply = () => ({ kind: 'updated', evidence: 'provider' });
    await updater.check('user', { force: true });
    await world.core.clock.advance(hour);
    expect(pager.sent).toEqual([]);
    world.minute = 7 * 60;
    await world.core.clock.advance(2 * minute);
    expect(titles(pager)).toEqual([`Address written: ${homeV4.text}`]);
  });

  it('tries nothing while offline, and tells as soon as the link is back', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => failure('network', 'refused');
    await started(world, settingsWith([channelOf('pager')]));
    for (const family of ['ipv4', 'ipv6'] as const) world.core.say(family, 'offline');
    await world.core.clock.advance(2 * minute);
    const tried = pager.sent.length;
    await world.core.clock.advance(5 * hour);
    expect(pager.sent).toHaveLength(tried);
    pager.answers = () => delivered;
    world.core.say('ipv4', homeV4);
    await world.core.clock.advance(6 * minute);
    expect(pager.sent).toHaveLength(tried + 1);
  });

  it('goes on telling what waits while the user has paused it', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => failure('server', 'down');
    const { updater } = await started(world, settingsWith([channelOf('pager')]));
    await updater.pause();
    pager.answers = () => delivered;
    await world.core.clock.advance(hour);
    expect(world.saved('pager')?.waiting).toEqual([]);
  });
});

describe('a program that ends while it tells', () => {
  it.each([
    [false, 1],
    [true, 2],
  ])(
    'repeats what may have arrived only where that is known (%s): %i',
    async (repeatable, times) => {
      const pager = fakeChannel('pager', { repeatable });
      const world = notifyWorld(pager);
      pager.answers = () => undefined;
      const settings = settingsWith([channelOf('pager')]);
      const { updater, running } = await started(world, settings);
      expect(pager.sent).toHaveLength(1);
      await killed(world, updater, running);
      pager.answers = () => delivered;
      await started(world, settings);
      await world.core.clock.advance(hour);
      expect(pager.sent).toHaveLength(times);
      expect(new Set(pager.sent.map(({ id }) => id)).size).toBe(1);
      const outcomes = world.history.map(({ outcome }) => outcome);
      expect(outcomes).toEqual([repeatable ? 'delivered' : 'unknown']);
    },
  );

  it('aborts what is under way', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => undefined;
    const { updater, running } = await started(world, settingsWith([channelOf('pager')]));
    updater.stop();
    await running;
    expect(pager.contexts[0]?.signal.aborted).toBe(true);
    expect(world.core.clock.waiting()).toBe(0);
  });

  it('tells after the restart what it could not tell before', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => failure('network', 'refused');
    const settings = settingsWith([channelOf('pager')]);
    const { updater, running } = await started(world, settings);
    await killed(world, updater, running);
    pager.answers = () => delivered;
    await started(world, settings);
    await world.core.clock.advance(2 * minute);
    expect(titles(pager)).toEqual([titles(pager)[0], titles(pager)[0]]);
  });
});

describe('the state', () => {
  it('holds no secret of a channel', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => failure('server', `what of ${secret}?`);
    await started(world, settingsWith([channelOf('pager')]));
    await world.core.clock.advance(hour);
    expect(JSON.stringify(world.core.saved())).not.toContain(secret);
    expect(JSON.stringify([world.core.log, world.history])).not.toContain(secret);
  });
});
