import { describe, expect, it } from 'vitest';
import { delivered } from '../../../electron/core/channel.ts';
import { day, minute } from '../../../electron/core/duration.ts';
import { nextV4 } from '../../support/core-world-parts.ts';
import { settle } from '../../support/manual-clock.ts';
import { channelOf, fakeChannel, notifyWorld, settingsWith, started } from './notify-world.ts';

describe('one attempt', () => {
  it('is made whenever the clock ticks', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    let ticks = 0;
    const { clock } = world.core;
    Object.assign(world.ports, {
      clock: {
        ...clock,
        now: () => {
          ticks += 1;
          return clock.now() + ticks;
        },
      },
    });
    const updater = await world.open(settingsWith([channelOf('pager')]));
    await updater.check('user');
    expect(await updater.deliver(minute)).toMatchObject([{ delivery: { kind: 'delivered' } }]);
  });

  it('that has not left when the program ends is made after the next start', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    const settings = settingsWith([channelOf('pager')]);
    const { store } = world.ports;
    const updater = await world.open(settings);
    await updater.check('user');
    const { save } = store;
    store.save = async (state) => {
      await save(state);
      // The mark is on the disk; nothing has left.
      updater.stop();
    };
    await updater.deliver(minute);
    await settle();
    store.save = save;
    expect(pager.sent).toHaveLength(0);
    await started(world, settings);
    expect(pager.sent).toHaveLength(1);
    expect(world.history.map(({ outcome }) => outcome)).toEqual(['delivered']);
  });

  it('never leaves with settings that were replaced while its mark was kept', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    const updater = await world.open(settingsWith([channelOf('pager')]));
    await updater.check('user');
    const { store } = world.ports;
    const { save } = store;
    const edited = settingsWith([channelOf('pager', { fingerprint: 'pager-2' })]);
    store.save = async (state) => {
      store.save = save;
      await save(state);
      void updater.replaceSettings(edited);
    };
    await updater.deliver(minute);
    await settle();
    expect(pager.sent).toHaveLength(0);
    await updater.deliver(minute);
    expect(pager.sent).toHaveLength(1);
  });

  it('rests after a fault of ours, though the clock was set back', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => delivered;
    const { updater } = await started(world, settingsWith([channelOf('pager')]));
    expect(world.saved('pager')?.last).toMatchObject({ kind: 'delivered' });
    world.core.clock.jump(-day);
    // No message can be made.
    const { channels } = world.ports;
    if (channels === undefined) throw new Error('no channels');
    let faults = 0;
    Object.assign(channels, {
      language: () => {
        faults += 1;
        if (faults < 50) throw new Error('a bug');
        return 'en';
      },
    });
    world.core.say('ipv4', nextV4);
    await updater.check('user');
    for (let turn = 0; turn < 50; turn += 1) await settle();
    expect(faults).toBe(1);
  });
});
