import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../electron/core/duration.ts';
import { failure } from '../../electron/core/outcome.ts';
import type { Updater } from '../../electron/core/updater.ts';
import { coreWorld } from '../support/core-world.ts';
import { checks, oneRecord as settings, started, www } from '../support/core-world-daemon.ts';
import { account, homeV4, nextV4, record, settingsOf, takes } from '../support/core-world-parts.ts';
import { settle } from '../support/manual-clock.ts';

describe('the running daemon', () => {
  it('checks at once, then once in each interval, with one request for each', async () => {
    const world = coreWorld();
    await started(world);
    expect(world.asked()).toBe(2);
    await world.clock.advance(10 * minute);
    expect(world.asked()).toBe(12);
    expect(world.told('reading')).toEqual([`${www.id} 81.2.69.142`]);
  });

  it('publishes a changed address, for one request more', async () => {
    const world = coreWorld();
    await started(world);
    await world.clock.advance(minute);
    const before = world.asked();
    world.say('ipv4', nextV4);
    await world.clock.advance(minute);
    expect(world.asked() - before).toBe(2);
    expect(world.told('reading')).toEqual([`${www.id} 81.2.69.142`, `${www.id} 89.160.20.112`]);
  });

  it('tries a failed record again when its time has come, without asking any source anew', async () => {
    const world = coreWorld();
    world.random = 0;
    world.providers.reading.reply = () => failure('server', 'down');
    const { updater } = await started(world, settingsOf([www], undefined, { interval: day }));
    const { seen } = updater.state.families.ipv4;
    await world.clock.advance(5000);
    expect(checks(world)).toEqual(['start', 'retry']);
    expect(world.providers.reading.calls).toHaveLength(2);
    expect(world.asked()).toBe(2);
    expect(updater.state.families.ipv4.seen).toBe(seen);
  });

  it('tries it again in its time although another account kept the check for longer', async () => {
    const world = coreWorld();
    world.random = 0;
    const slow = record('www.example.org', 'A', { account: 'slow' });
    const accounts = [account('home'), account('slow', { provider: 'writing' })];
    world.providers.reading.reply = () => failure('server', 'down');
    world.providers.writing.apply = async (changes) => {
      await world.clock.sleep(30_000);
      return changes.map(() => takes);
    };
    await started(world, settingsOf([www, slow], accounts, { interval: day }));
    await world.clock.advance(31_000);
    expect(world.providers.reading.calls.length).toBeGreaterThanOrEqual(2);
  });

  it('does not spin when a retry cannot be tried (the sources disagree while its time passed)', async () => {
    const world = coreWorld();
    world.random = 0;
    world.providers.reading.reply = () => failure('server', 'down');
    await started(world, settingsOf([www], undefined, { interval: 10_000 }));
    world.providers.reading.calls.length = 0;
    const lies = [homeV4, nextV4];
    world.sources.slice(0, 2).forEach((source, at) => {
      source.says = { ...source.says, ipv4: lies[at] ?? homeV4 };
    });
    for (const other of world.sources.slice(2)) other.says = { ...other.says, ipv4: 'status' };
    const before = world.log.length;
    await world.clock.advance(minute);
    expect(checks(world).length).toBeLessThan(16);
    expect(world.log.length - before).toBeLessThan(100);
  });

  it('does not spin over a verification whose record holds nothing', async () => {
    const world = coreWorld();
    const seed = await world.open(settings);
    await seed.save();
    const saved = world.saved();
    if (saved === undefined) throw new Error('nothing saved');
    world.looks = () => 'unknown';
    world.providers.reading.reply = () => failure('conflict', 'CNAME');
    const verification = { kind: 'pending', at: 0, next: 1, tries: 0 } as const;
    world.put({ ...saved, records: { [www.id]: { failures: 0, verification } } });
    await started(world);
    const before = world.clock.waiting();
    await world.clock.advance(30_000);
    expect(before).toBe(1);
    expect(checks(world)).toEqual(['start']);
  });

  it('verifies when it is due, in between the checks', async () => {
    const world = coreWorld();
    world.looks = () => 'differs';
    await started(world, settingsOf([www], undefined, { interval: day }));
    await world.clock.advance(50_000);
    const verified = world.events.filter((event) => event.startsWith('verify'));
    expect(verified).toHaveLength(4);
    expect(checks(world)).toEqual(['start']);
  });

  it('never takes what was verified of the old address for the new one', async () => {
    const world = coreWorld();
    const { updater } = await started(world, settingsOf([www], undefined, { interval: day }));
    await world.clock.advance(6 * hour - 5000);
    let answer: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { verify } = world.ports;
    const asked: string[] = [];
    Object.assign(world.ports, {
      verify: async (...[targets, of, signal]: Parameters<typeof verify>) => {
        asked.push(...targets.map(({ wanted }) => wanted.text));
        await gate;
        return verify(targets, of, signal);
      },
    });
    await world.clock.advance(10_000);
    world.say('ipv4', nextV4);
    const changed = updater.check('user');
    world.looks = ({ wanted }) => (wanted.text === homeV4.text ? 'matches' : 'differs');
    await settle();
    answer();
    await changed;
    expect(asked[0]).toBe(homeV4.text);
    expect(updater.state.records[www.id]).toMatchObject({
      published: { address: nextV4 },
      evidence: 'provider',
    });
    const published = world.notices.filter(({ kind }) => kind === 'published');
    expect(published).toHaveLength(2);
  });

  it('checks within a minute of waking, once, however long it slept', async () => {
    const world = coreWorld();
    await started(world, settingsOf([www], undefined, { interval: hour }));
    await world.clock.advance(10_000);
    world.clock.jump(8 * hour);
    await world.clock.advance(minute);
    expect(checks(world)).toEqual(['start', 'timer']);
    await world.clock.advance(10 * minute);
    expect(checks(world)).toEqual(['start', 'timer']);
  });

  it('still checks, and still retries, when the clock was set back by a day', async () => {
    const world = coreWorld();
    world.random = 0;
    world.providers.reading.reply = () => failure('server', 'down');
    const { updater } = await started(world);
    world.clock.jump(-day);
    await world.clock.advance(2 * minute);
    expect(checks(world).length).toBeGreaterThanOrEqual(2);
    expect(world.providers.reading.calls.length).toBeGreaterThanOrEqual(2);
    const { nextTry = 0 } = updater.state.records[www.id] ?? {};
    expect(nextTry - world.clock.now()).toBeLessThan(hour);
  });

  it.each([-day, 10 * minute])(
    'does not shorten a punishing host’s rest when the clock is set by %d ms and back',
    async (jump) => {
      const world = coreWorld();
      world.random = 0;
      world.providers.punishing.reply = () => failure('server', '911');
      await started(world, settingsOf([www], [account('home', { provider: 'punishing' })]));
      world.clock.jump(jump);
      await world.clock.advance(5 * minute);
      world.clock.jump(-jump);
      await world.clock.advance(24 * minute);
      expect(world.told('punishing')).toHaveLength(1);
      await world.clock.advance(3 * minute);
      expect(world.told('punishing')).toHaveLength(2);
    },
  );

  it('verifies again when the clock was set back', async () => {
    const world = coreWorld();
    await started(world);
    world.clock.jump(-30 * day);
    world.events.length = 0;
    await world.clock.advance(3 * minute);
    expect(world.events).toContain(`verify ${www.id}`);
  });
});

describe('offline', () => {
  async function unplugged(interval = 10 * minute) {
    const world = coreWorld();
    // So that the name servers would be asked again and again.
    world.looks = () => 'differs';
    const { updater } = await started(world, settingsOf([www], undefined, { interval }));
    world.events.length = 0;
    world.log.length = 0;
    world.say('ipv4', 'offline');
    return { world, updater, interval };
  }

  it('calls nobody, writes one line, and looks every five minutes until the link is back', async () => {
    const { world, updater, interval } = await unplugged();
    await world.clock.advance(interval + minute);
    world.events.length = 0;
    const asked = world.asked();
    await world.clock.advance(50 * minute);
    expect(world.asked() - asked).toBeLessThanOrEqual(22);
    expect(world.asked() - asked).toBeGreaterThanOrEqual(18);
    expect(world.events.filter((event) => event !== 'save')).toEqual([]);
    expect(world.log.filter(({ level }) => level !== 'debug')).toEqual([
      { level: 'info', message: 'offline', fields: undefined },
    ]);
    expect(updater.state.offlineSince).toBeDefined();
    world.say('ipv4', nextV4);
    await world.clock.advance(6 * minute);
    expect(world.told('reading').at(-1)).toBe(`${www.id} 89.160.20.112`);
    expect(updater.state.offlineSince).toBeUndefined();
  });

  it('that a retry finds out brings the next check near as well', async () => {
    const world = coreWorld();
    const six = record('www.example.com', 'AAAA');
    world.providers.reading.reply = () => failure('server', 'down');
    world.say('ipv6', 'status');
    await started(world, settingsOf([www, six], undefined, { interval: day }));
    world.say('ipv4', 'offline');
    world.say('ipv6', 'offline');
    await world.clock.advance(minute);
    expect(checks(world)).toEqual(['start', 'retry']);
    await world.clock.advance(6 * minute);
    expect(checks(world)).toEqual(['start', 'retry', 'timer']);
  });
});

describe('a host that rests', () => {
  const rate = () => failure('rateLimited', 'slow', { scope: 'account', retryAfter: 10 * minute });

  it('is called with a changed address as soon as its rest is over, not an interval later', async () => {
    const world = coreWorld();
    world.random = 0;
    const both = settingsOf([www], undefined, { interval: day });
    const { updater } = await started(world, both);
    world.providers.reading.reply = rate;
    world.say('ipv4', nextV4);
    await updater.check('network');
    world.providers.reading.reply = () => takes;
    await world.clock.advance(11 * minute);
    expect(published(updater)).toEqual(nextV4);
  });

  it('is called again 5 min after a kill, not an interval later', async () => {
    const world = coreWorld();
    const accounts = [account('home', { provider: 'punishing' })];
    const of = settingsOf([www], accounts, { interval: day });
    world.providers.punishing.reply = () => undefined;
    const { updater, running } = await started(world, of);
    updater.stop();
    await running;
    world.looks = () => 'missing';
    world.providers.punishing.reply = () => takes;
    const next = await started(world, of);
    await world.clock.advance(5 * minute + 1000);
    expect(published(next.updater)).toEqual(homeV4);
  });
});

function published(updater: Updater) {
  return updater.state.records[www.id]?.published?.address;
}
