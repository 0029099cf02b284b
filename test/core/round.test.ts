import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../electron/core/duration.ts';
import { failure } from '../../electron/core/outcome.ts';
import { coreWorld } from '../support/core-world.ts';
import {
  account,
  homeV4,
  homeV6,
  nextV4,
  nextV6,
  record,
  settingsOf,
  takes,
} from '../support/core-world-parts.ts';

const www = record('www.example.com');
const six = record('www.example.com', 'AAAA');
const hard = record('www.example.org', 'A', { account: 'hard' });
const accounts = [account('home'), account('hard', { provider: 'punishing' })];
const both = settingsOf([www, hard], accounts);

describe('a write', () => {
  it('is marked on the disk before its provider is called, all accounts in one go', async () => {
    const world = coreWorld();
    const updater = await world.open(both);
    const marks: unknown[] = [];
    const { apply } = world.providers.punishing;
    world.providers.punishing.apply = (...call) => {
      const { records } = world.saved() ?? {};
      marks.push(records?.[www.id]?.inFlight?.address, records?.[hard.id]?.inFlight?.address);
      return apply(...call);
    };
    await updater.check('start');
    expect(marks).toEqual([homeV4, homeV4]);
    expect(world.events.slice(0, 3).sort()).toEqual(
      [`apply ${hard.id}`, `apply ${www.id}`, 'save'].sort(),
    );
    expect(world.events[0]).toBe('save');
  });

  it('is kept as soon as it is known, and its mark is gone', async () => {
    const world = coreWorld();
    const updater = await world.open(both);
    await updater.check('start');
    for (const { id } of [www, hard]) {
      expect(world.saved()?.records[id]).toMatchObject({ published: { address: homeV4 } });
      expect(world.saved()?.records[id]?.inFlight).toBeUndefined();
    }
  });

  it('goes on at a reading provider when the disk is full, and waits at a punishing one', async () => {
    const world = coreWorld();
    const updater = await world.open(both);
    world.diskFull = true;
    const { outcomes } = await updater.check('start');
    expect(world.told('reading')).toEqual([`${www.id} 81.2.69.142`]);
    expect(world.told('punishing')).toEqual([]);
    expect([...outcomes.keys()]).toEqual([www.id]);
    world.diskFull = false;
    await updater.check('timer');
    expect(world.told('punishing')).toEqual([`${hard.id} 81.2.69.142`]);
  });

  it('that a full disk held back still counts the call before it that was cut off', async () => {
    const world = coreWorld();
    const settings = settingsOf([hard], accounts.slice(1));
    world.providers.punishing.reply = () => undefined;
    const killed = await world.open(settings);
    const cut = killed.check('start').catch(() => undefined);
    await world.clock.advance(0);
    killed.stop();
    await cut;
    world.clock.jump(6 * minute);
    world.looks = () => 'missing';
    world.diskFull = true;
    const updater = await world.open(settings);
    await updater.check('start');
    world.diskFull = false;
    world.clock.jump(hour);
    world.looks = () => 'matches';
    world.providers.punishing.calls.length = 0;
    await updater.check('timer');
    expect(world.told('punishing')).toEqual([]);
    expect(updater.state.records[hard.id]?.published?.address).toEqual(homeV4);
  });
});

describe('a kill between the mark and the outcome', () => {
  async function killed(settings = both) {
    const world = coreWorld();
    for (const provider of Object.values(world.providers)) provider.reply = () => undefined;
    const first = await world.open(settings);
    const cut = first.check('start').catch(() => undefined);
    await world.clock.advance(0);
    first.stop();
    await cut;
    for (const provider of Object.values(world.providers)) {
      provider.calls.length = 0;
      provider.reply = () => takes;
    }
    world.looks = () => 'missing';
    return world;
  }

  it('is made good at once at a reading provider, and not before 5 min at a punishing one', async () => {
    const world = await killed();
    world.clock.jump(5 * minute - 1);
    const updater = await world.open(both);
    const { plan } = await updater.check('start', { force: true });
    expect(world.told('reading')).toEqual([`${www.id} 81.2.69.142`]);
    expect(world.told('punishing')).toEqual([]);
    expect(plan.resting).toMatchObject([{ record: hard, rest: { kind: 'waiting' } }]);
  });

  it('is made good at a punishing host only after its name servers were asked', async () => {
    const world = await killed();
    world.clock.jump(5 * minute);
    world.events.length = 0;
    const updater = await world.open(both);
    await updater.check('start');
    expect(world.told('punishing')).toEqual([`${hard.id} 81.2.69.142`]);
    expect(world.events[0]).toBe(`verify ${hard.id}`);
  });
});

describe('families', () => {
  const settings = settingsOf([www, six], accounts.slice(0, 1));

  it.each([
    ['ipv4', nextV4, ['www.example.com/A']],
    ['ipv6', nextV6, ['www.example.com/AAAA']],
  ] as const)('write only their own records (%s)', async (family, address, names) => {
    const world = coreWorld();
    const updater = await world.open(settings);
    await updater.check('start');
    world.providers.reading.calls.length = 0;
    world.say(family, address);
    await updater.check('timer');
    expect(world.told('reading')).toEqual(names.map((name) => `home/${name} ${address.text}`));
  });

  it('fail alone', async () => {
    const world = coreWorld();
    world.say('ipv4', 'offline');
    const updater = await world.open(settings);
    const { offline } = await updater.check('start');
    expect(offline).toBe(false);
    expect(world.told('reading')).toEqual([`${six.id} ${homeV6.text}`]);
  });
});

describe('accounts', () => {
  it('fail alone', async () => {
    const world = coreWorld();
    world.providers.reading.reply = () => failure('auth', 'no', { scope: 'account' });
    const updater = await world.open(both);
    await updater.check('start');
    expect(updater.state.accounts.home?.stopped?.kind).toBe('auth');
    expect(updater.state.records[hard.id]?.published?.address).toEqual(homeV4);
  });
});

describe('a failed change that nobody wants any more', () => {
  it('is over when the address is back, without a word to a punishing host', async () => {
    const world = coreWorld();
    world.random = 0;
    const updater = await world.open(settingsOf([hard], accounts.slice(1)));
    await updater.check('start');
    world.say('ipv4', nextV4);
    world.providers.punishing.reply = () => failure('server', '911');
    await updater.check('timer');
    world.say('ipv4', homeV4);
    world.providers.punishing.calls.length = 0;
    world.clock.jump(hour);
    await updater.check('timer');
    world.clock.jump(2 * hour);
    await updater.check('timer');
    expect(world.told('punishing')).toEqual([]);
    expect(updater.state.records[hard.id]).toMatchObject({ failures: 0 });
    expect(world.notices.map(({ kind }) => kind)).not.toContain('problem');
  });
});

describe('force', () => {
  it('lifts a stop, and is the user’s own act', async () => {
    const world = coreWorld();
    world.providers.punishing.reply = () => failure('auth', 'badauth', { scope: 'account' });
    const updater = await world.open(both);
    await updater.check('start');
    world.clock.jump(day);
    await updater.check('timer');
    expect(world.told('punishing')).toHaveLength(1);
    world.providers.punishing.reply = () => takes;
    await updater.check('user', { force: true });
    expect(world.told('punishing')).toHaveLength(2);
    expect(updater.state.accounts.hard?.stopped).toBeUndefined();
  });
});
