import { describe, expect, it } from 'vitest';
import { failure } from '../../electron/core/outcome.ts';
import type { Updater } from '../../electron/core/updater.ts';
import { coreWorld } from '../support/core-world.ts';
import { checks, held, oneRecord as settings, started, www } from '../support/core-world-daemon.ts';
import { account, homeV4, record, settingsOf, takes } from '../support/core-world-parts.ts';
import { settle } from '../support/manual-clock.ts';

describe('checks', () => {
  it('asked for while one runs become exactly one more', async () => {
    const world = coreWorld();
    const updater = await world.open(settings);
    const open = held(world);
    const first = updater.check('timer');
    const second = updater.check('network');
    const third = updater.check('resume');
    expect(third).toBe(second);
    open();
    await Promise.all([first, second, third]);
    expect(checks(world)).toEqual(['timer', 'network']);
  });

  it('never overlap, whoever asks at the moment one ends', async () => {
    const world = coreWorld();
    const updater = await world.open(settings);
    let inside = 0;
    let most = 0;
    for (const source of world.sources) {
      const { ask } = source;
      source.ask = async (family, context) => {
        most = Math.max(most, ++inside);
        await settle();
        inside--;
        return ask(family, context);
      };
    }
    const first = updater.check('timer').then(() => updater.check('user'));
    const replaced = updater.replaceSettings(settingsOf([www], undefined, { interval: 90_000 }));
    const second = updater.check('network');
    await Promise.all([first, replaced, second]);
    await settle();
    // One check asks two sources at the same time where it expects a change.
    expect(most).toBe(2);
  });

  it('go on after one that was cut short', async () => {
    const world = coreWorld();
    const updater = await world.open(settings);
    const { random } = world.ports;
    Object.assign(world.ports, {
      random: () => {
        throw new Error('no more luck');
      },
    });
    const first = updater.check('timer');
    const second = updater.check('network');
    await expect(first).rejects.toThrow('no more luck');
    Object.assign(world.ports, { random });
    expect((await second).trigger).toBe('network');
  });

  it('that one user forces for one record force nothing else that they travel with', async () => {
    const world = coreWorld();
    const work = record('www.example.org', 'A', { account: 'work' });
    const accounts = [
      account('home', { provider: 'punishing' }),
      account('work', { provider: 'punishing' }),
    ];
    world.providers.punishing.reply = () => failure('auth', 'badauth', { scope: 'account' });
    const updater = await world.open(settingsOf([www, work], accounts));
    await updater.check('start');
    world.providers.punishing.calls.length = 0;
    const open = held(world);
    const running = updater.check('timer');
    const forced = updater.check('user', { force: true, only: new Set([www.id]) });
    const joined = updater.check('network');
    open();
    await Promise.all([running, forced, joined]);
    expect(world.told('punishing')).toEqual([`${www.id} 81.2.69.142`]);
  });

  it('that are dry add nothing to a real one that they travel with', async () => {
    const world = coreWorld();
    world.providers.reading.reply = () => failure('auth', 'no', { scope: 'account' });
    const updater = await world.open(settings);
    await updater.check('start');
    const open = held(world);
    const running = updater.check('timer');
    const dry = updater.check('user', { dryRun: true, force: true });
    const real = updater.check('network');
    open();
    await Promise.all([running, dry, real]);
    expect(world.providers.reading.calls).toHaveLength(1);
  });
});

describe('a dry run', () => {
  it('plans, and writes, sends and remembers nothing', async () => {
    const world = coreWorld();
    const updater = await world.open(settings);
    const before = updater.state;
    const report = await updater.check('user', { dryRun: true, force: true });
    expect(report.plan.groups[0]?.changes[0]).toMatchObject({ record: www, address: homeV4 });
    expect(updater.state).toBe(before);
    expect(world.events).toEqual([]);
    expect(world.providers.reading.calls).toEqual([]);
    expect(world.notices).toEqual([]);
  });
});

describe('the end', () => {
  it('comes promptly, whatever is under way, and leaves the marks for the next start', async () => {
    const world = coreWorld();
    world.providers.reading.reply = () => undefined;
    const { updater, running } = await started(world);
    updater.stop();
    await running;
    expect(world.saved()?.records[www.id]?.inFlight?.address).toEqual(homeV4);
    expect(world.clock.waiting()).toBe(0);
  });

  it('comes while it sleeps', async () => {
    const world = coreWorld();
    const { updater, running } = await started(world);
    updater.stop();
    await running;
    expect(world.clock.waiting()).toBe(0);
  });

  it('cuts off checks that nobody waits for, without a word', async () => {
    const world = coreWorld();
    world.providers.reading.reply = () => undefined;
    const { updater, running } = await started(world);
    void updater.check('network');
    updater.stop();
    await running;
    void updater.check('resume');
    await settle();
    expect(world.providers.reading.calls).toHaveLength(1);
  });

  it('lets no write begin that the sources were still asked for', async () => {
    const world = coreWorld();
    const open = held(world);
    const { updater, running } = await started(world);
    updater.stop();
    open();
    await running;
    await settle();
    expect(world.events).toEqual([]);
    expect(updater.state.records[www.id]?.inFlight).toBeUndefined();
  });

  it('waits for the disk to hold what other accounts came to', async () => {
    const world = coreWorld();
    const work = record('www.example.org', 'A', { account: 'work' });
    const accounts = [account('home'), account('work', { provider: 'writing' })];
    world.providers.reading.reply = () => undefined;
    const { save } = world.ports.store;
    const { updater, running } = await started(world, settingsOf([www], accounts.slice(0, 1)));
    updater.stop();
    await running;

    const next = await world.open(settingsOf([www, work], accounts));
    const run = next.run();
    Object.assign(world.ports.store, {
      save: async (state: Parameters<typeof save>[0]) => {
        await settle();
        await save(state);
      },
    });
    while (world.providers.writing.calls.length === 0) await settle();
    next.stop();
    await run;
    expect(world.saved()?.records[work.id]?.published?.address).toEqual(homeV4);
  });
});

describe('new settings', () => {
  it('are taken when the check under way is over, and checked with at once', async () => {
    const world = coreWorld();
    const updater = await world.open(settings);
    const other = record('other.example.com');
    const open = held(world);
    const first = updater.check('timer');
    const replaced = updater.replaceSettings(settingsOf([other]));
    await settle();
    expect(updater.settings).toBe(settings);
    open();
    await first;
    const report = await replaced;
    expect(report?.trigger).toBe('settings');
    expect(world.told('reading')).toEqual([`${www.id} 81.2.69.142`, `${other.id} 81.2.69.142`]);
    expect(Object.keys(updater.state.records)).toEqual([other.id]);
  });

  it('are not taken in the middle of a check that waited its turn', async () => {
    const world = coreWorld();
    const { reading } = world.providers;
    const { apply } = reading;
    reading.apply = async (changes, fields, context) => {
      await settle();
      reading.reply = () =>
        JSON.stringify(fields).includes('old')
          ? failure('auth', 'wrong token', { scope: 'account' })
          : takes;
      return apply(changes, fields, context);
    };
    const old = account('home', { fields: { token: 'old' } });
    const fixed = account('home', { fields: { token: 'new' }, fingerprint: 'home-2' });
    const updater = await world.open(settingsOf([www], [old]));
    const open = held(world);
    const first = updater.check('timer');
    const second = updater.check('user', { force: true });
    const replaced = updater.replaceSettings(settingsOf([www], [fixed]));
    open();
    await Promise.all([first, second, replaced]);
    expect(updater.state.accounts.home).toMatchObject({ fingerprint: 'home-2' });
    expect(updater.state.accounts.home?.stopped).toBeUndefined();
    expect(published(updater)).toEqual(homeV4);
  });
});

function published(updater: Updater) {
  return updater.state.records[www.id]?.published?.address;
}
