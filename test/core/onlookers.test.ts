import { describe, expect, it } from 'vitest';
import { minute } from '../../electron/core/duration.ts';
import type { EnginePorts } from '../../electron/core/engine.ts';
import { coreWorld } from '../support/core-world.ts';
import { checks, held, oneRecord as settings, started, www } from '../support/core-world-daemon.ts';
import { nextV4, record, settingsOf } from '../support/core-world-parts.ts';
import { settle } from '../support/manual-clock.ts';

describe('what looks on', () => {
  it.each(['onState', 'onNotice', 'onActivity'] as const)(
    'stops no update, whatever it throws (%s)',
    async (port) => {
      const world = coreWorld();
      let told = 0;
      const broken: EnginePorts['onState'] = () => {
        told += 1;
        throw new Error('the screen is gone');
      };
      Object.assign(world.ports, { [port]: broken });
      const { updater } = await started(world);
      world.say('ipv4', nextV4);
      await world.clock.advance(2 * minute);
      expect(told).toBeGreaterThan(0);
      expect(checks(world)).toEqual(['start', 'timer', 'timer']);
      expect(updater.state.records[www.id]?.published?.address).toEqual(nextV4);
      const errors = world.log.filter(({ level }) => level === 'error');
      expect(errors).toHaveLength(told);
      expect(errors[0]?.fields?.error).toMatchObject({ message: 'the screen is gone' });
    },
  );

  it('hears of a second notice although it failed at the first', async () => {
    const world = coreWorld();
    const heard: string[] = [];
    Object.assign(world.ports, {
      onNotice: ({ kind }: { kind: string }) => {
        heard.push(kind);
        throw new Error('the screen is gone');
      },
    });
    const both = settingsOf([www, record('www.example.com', 'AAAA')]);
    const updater = await world.open(both);
    await updater.check('start');
    expect(heard).toEqual(['published', 'published']);
  });
});

describe('the activity', () => {
  function watched() {
    const world = coreWorld();
    const seen: unknown[] = [];
    const onActivity: EnginePorts['onActivity'] = (activity) => seen.push(activity?.trigger);
    Object.assign(world.ports, { onActivity });
    return { world, seen };
  }

  it('begins and ends with each check, also with one that waited its turn', async () => {
    const { world, seen } = watched();
    const updater = await world.open(settings);
    const open = held(world);
    const first = updater.check('timer');
    const second = updater.check('user');
    expect(seen).toEqual(['timer']);
    open();
    await Promise.all([first, second]);
    expect(seen).toEqual(['timer', undefined, 'user', undefined]);
  });

  it('ends with a check that is cut short', async () => {
    const { world, seen } = watched();
    const updater = await world.open(settings);
    world.say('ipv4', 'hangs');
    const check = updater.check('timer');
    await settle();
    updater.stop();
    await expect(check).rejects.toThrow('the program ends');
    expect(seen).toEqual(['timer', undefined]);
  });

  it('is none of a verification', async () => {
    const { world, seen } = watched();
    world.looks = () => 'differs';
    await started(world);
    await world.clock.advance(50_000);
    expect(world.events.filter((event) => event.startsWith('verify')).length).toBeGreaterThan(1);
    expect(seen).toEqual(['start', undefined]);
  });

  it('may ask for a check at once: they still never overlap', async () => {
    const { world, seen } = watched();
    const updater = await world.open(settings);
    let more: Promise<unknown> | undefined;
    const { onActivity } = world.ports;
    Object.assign(world.ports, {
      onActivity: (activity: Parameters<NonNullable<typeof onActivity>>[0]) => {
        onActivity?.(activity);
        if (activity?.trigger === 'timer') more = updater.check('user');
      },
    });
    await updater.check('timer');
    await more;
    expect(seen).toEqual(['timer', undefined, 'user', undefined]);
  });
});
