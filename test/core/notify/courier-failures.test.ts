import { describe, expect, it } from 'vitest';
import { delivered } from '../../../electron/core/channel.ts';
import { day, hour, minute } from '../../../electron/core/duration.ts';
import { failure } from '../../../electron/core/outcome.ts';
import { settle } from '../../support/manual-clock.ts';
import {
  channelOf,
  fakeChannel,
  notifyWorld,
  secret,
  settingsWith,
  started,
  titles,
} from './notify-world.ts';

const lost = failure('network', 'no answer', { unconfirmed: true });

describe('a message that fails', () => {
  it('is tried again later, as a message of the same news', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => failure('server', 'out of order');
    await started(world, settingsWith([channelOf('pager')]));
    expect(world.saved('pager')).toMatchObject({ failures: 1, last: { kind: 'server' } });
    expect(world.saved('pager')?.waiting).toHaveLength(1);
    pager.answers = () => delivered;
    await world.core.clock.advance(2 * minute);
    expect(titles(pager)).toEqual([titles(pager)[0], titles(pager)[0]]);
    expect(world.saved('pager')).toMatchObject({ failures: 0, waiting: [] });
  });

  it('obeys how long the service wants to be left alone', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    world.core.random = 0;
    pager.answers = () => failure('rateLimited', 'slow down', { retryAfter: 40 * minute });
    await started(world, settingsWith([channelOf('pager')]));
    await world.core.clock.advance(39 * minute);
    expect(pager.sent).toHaveLength(1);
    await world.core.clock.advance(2 * minute);
    expect(pager.sent).toHaveLength(2);
  });

  it('stops the channel where only the user can mend it, across restarts, and says so once', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => failure('auth', `no token ${secret}`);
    const settings = settingsWith([channelOf('pager')]);
    const { updater, running } = await started(world, settings);
    await world.core.clock.advance(day);
    expect(pager.sent).toHaveLength(1);
    const warnings = () => world.core.log.filter(({ level }) => level === 'warn');
    expect(warnings().map(({ message }) => message)).toEqual(['a channel is stopped']);
    expect(JSON.stringify(warnings())).toContain('The pager (channel “pager”) refused');
    updater.stop();
    await running;
    const next = await started(world, settings);
    await world.core.clock.advance(hour);
    expect(pager.sent).toHaveLength(1);
    pager.answers = () => delivered;
    await next.updater.replaceSettings(
      settingsWith([channelOf('pager', { fingerprint: 'pager-2' })]),
    );
    await world.core.clock.advance(minute);
    expect(titles(pager)).toEqual([titles(pager)[0], titles(pager)[0]]);
  });

  it('is lifted by a forced check, and by a test that got through', async () => {
    for (const lift of ['force', 'test'] as const) {
      const pager = fakeChannel('pager');
      const world = notifyWorld(pager);
      pager.answers = () => failure('auth', '');
      const { updater } = await started(world, settingsWith([channelOf('pager')]));
      pager.answers = () => delivered;
      if (lift === 'force') await updater.check('user', { force: true });
      else await updater.resumeChannel('pager');
      await settle();
      expect(world.saved('pager')?.stopped).toBeUndefined();
      expect(pager.sent).toHaveLength(2);
    }
  });

  it('is not sent again where it may have arrived, and the history says that', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => lost;
    await started(world, settingsWith([channelOf('pager')]));
    await world.core.clock.advance(day);
    expect(pager.sent).toHaveLength(1);
    expect(world.history).toMatchObject([
      { kind: 'told', outcome: 'network', events: ['changed'] },
    ]);
    expect(world.core.log.some(({ fields }) => fields?.again === false)).toBe(true);
  });

  it('is sent again with the same id where the service knows a repetition', async () => {
    const pager = fakeChannel('pager', { repeatable: true });
    const world = notifyWorld(pager);
    pager.answers = () => lost;
    await started(world, settingsWith([channelOf('pager')]));
    await world.core.clock.advance(10 * minute);
    pager.answers = () => delivered;
    await world.core.clock.advance(2 * hour);
    expect(pager.sent.length).toBeGreaterThan(2);
    expect(new Set(pager.sent.map(({ id }) => id)).size).toBe(1);
    expect(world.saved('pager')).toMatchObject({ waiting: [], failures: 0 });
  });

  it('counts as possibly arrived where the channel breaks its promise', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => new Error('a bug');
    await started(world, settingsWith([channelOf('pager')]));
    await world.core.clock.advance(day);
    expect(pager.sent).toHaveLength(1);
    expect(world.core.log.map(({ message }) => message)).toContain('a channel broke its promise');
  });

  it('is given up after three days', async () => {
    const pager = fakeChannel('pager');
    const world = notifyWorld(pager);
    pager.answers = () => failure('server', 'down');
    await started(world, settingsWith([channelOf('pager')]));
    await world.core.clock.advance(2 * day);
    expect(world.saved('pager')?.waiting).toHaveLength(1);
    await world.core.clock.advance(day + 3 * hour);
    expect(world.saved('pager')?.waiting).toEqual([]);
    const tried = pager.sent.length;
    await world.core.clock.advance(day);
    expect(pager.sent).toHaveLength(tried);
  });
});
