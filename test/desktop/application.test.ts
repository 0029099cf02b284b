import { describe, expect, it } from 'vitest';
import { hour } from '../../electron/core/duration.ts';
import { failure } from '../../electron/core/outcome.ts';
import type { Settings } from '../../electron/core/settings.ts';
import { Application } from '../../electron/desktop/application.ts';
import { coreWorld } from '../support/core-world.ts';
import { checks } from '../support/core-world-daemon.ts';
import { account, nextV4, record, settingsOf } from '../support/core-world-parts.ts';

const www = record('www.example.com');
const nas = record('nas.example.org', 'A', { account: 'work' });
const both = settingsOf([www, nas], [account('home'), account('work')], { interval: hour });

function opened(settings: Settings | undefined) {
  const world = coreWorld();
  const faults: unknown[] = [];
  let scenes = 0;
  const application = new Application({
    engine: world.ports,
    settings: () => settings,
    onScene: () => {
      scenes += 1;
    },
    onNotice: () => undefined,
    onFault: (error) => faults.push(error),
  });
  return { world, faults, application, scenes: () => scenes };
}

async function running(settings: Settings | undefined = both) {
  const parts = opened(settings);
  await parts.application.follow();
  await parts.world.clock.advance(0);
  return parts;
}

describe('a check that the user wants', () => {
  it('forces the records that they chose, and no other', async () => {
    const { world, application } = await running();
    world.providers.reading.reply = () => failure('auth', 'no', { scope: 'account' });
    world.say('ipv4', nextV4);
    application.check(true);
    await world.clock.advance(0);
    world.providers.reading.calls.length = 0;
    application.check(true, new Set([www.id]));
    await world.clock.advance(0);
    expect(world.told('reading')).toEqual([`${www.id} ${nextV4.text}`]);
    application.check(true);
    await world.clock.advance(0);
    expect(world.told('reading')).toHaveLength(3);
  });

  it.each([true, false])('lets the others wait for no longer (force: %s)', async (force) => {
    const { world, application } = await running();
    world.say('ipv4', nextV4);
    world.providers.reading.calls.length = 0;
    application.check(force, new Set([www.id]));
    await world.clock.advance(0);
    expect(world.told('reading')).toContain(`${nas.id} ${nextV4.text}`);
    expect(checks(world)).toEqual(['start', 'user']);
  });
});

describe('asking the name servers', () => {
  it('is for the records that the user chose, and shows what came of it', async () => {
    const { world, application, scenes } = await running();
    world.events.length = 0;
    const before = scenes();
    application.verify(new Set([nas.id]));
    await world.clock.advance(0);
    expect(world.events.filter((event) => event !== 'save')).toEqual([`verify ${nas.id}`]);
    expect(scenes()).toBeGreaterThan(before);
    application.verify();
    await world.clock.advance(0);
    expect(world.events).toContain(`verify ${www.id} ${nas.id}`);
  });

  it('waits at the start until there is something to ask for', async () => {
    const { world, application, faults } = opened(both);
    const open = application.follow();
    application.verify();
    await open;
    await world.clock.advance(0);
    expect(world.events.filter((event) => event.startsWith('verify')).length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it('is nothing without settings, and no fault at the end', async () => {
    const empty = await running(undefined);
    empty.application.verify();
    const { world, application, faults } = await running();
    world.looks = () => undefined;
    application.verify();
    await world.clock.advance(0);
    await application.stop();
    await world.clock.advance(0);
    expect([...faults, ...empty.faults]).toEqual([]);
  });
});
