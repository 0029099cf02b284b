import { describe, expect, it } from 'vitest';
import { coreWorld } from '../support/core-world.ts';
import { checks, held, started, www } from '../support/core-world-daemon.ts';
import { settingsOf } from '../support/core-world-parts.ts';
import { settle } from '../support/manual-clock.ts';

async function calm() {
  const world = coreWorld();
  const parts = await started(world, settingsOf([www]));
  world.events.length = 0;
  return { world, ...parts };
}

describe('what must not meet a check', () => {
  it('waits for the one under way and for the one that waits', async () => {
    const { world, updater } = await calm();
    const release = held(world);
    const first = updater.check('user', { force: true });
    const second = updater.check('user', { force: true });
    const order: string[] = [];
    void first.then(() => order.push('first'));
    void second.then(() => order.push('second'));
    const between = updater.between(async () => {
      order.push('between');
    });
    await settle();
    expect(order).toEqual([]);
    release();
    await between;
    expect(order).toEqual(['first', 'second', 'between']);
  });

  it('lets none begin before it is over, and then what was asked for', async () => {
    const { world, updater } = await calm();
    let end = () => {};
    const between = updater.between(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    await settle();
    const check = updater.check('user');
    await settle();
    expect(checks(world)).toEqual(['start']);
    end();
    await between;
    await check;
    expect(checks(world)).toEqual(['start', 'user']);
  });

  it('gives way to what follows when it fails', async () => {
    const { world, updater } = await calm();
    await expect(updater.between(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await updater.check('user');
    expect(checks(world)).toEqual(['start', 'user']);
  });
});
