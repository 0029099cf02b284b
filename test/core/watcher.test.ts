import { describe, expect, it, onTestFinished } from 'vitest';
import type { Address, Family } from '../../electron/core/address.ts';
import { hour, minute, second } from '../../electron/core/duration.ts';
import type { GatewayWord } from '../../electron/core/gateway/client.ts';
import type { Egress } from '../../electron/core/network.ts';
import type { InterfaceAddress } from '../../electron/core/ports.ts';
import { quietNetwork, quietSurroundings } from '../../electron/core/quiet-network.ts';
import type { RoundReport } from '../../electron/core/round.ts';
import type { Settings } from '../../electron/core/settings.ts';
import type { Signal } from '../../electron/core/settling.ts';
import { type AppState, emptyState } from '../../electron/core/state.ts';
import { Watcher, type WatcherPorts } from '../../electron/core/watcher.ts';
import { oneRecord } from '../support/core-world-daemon.ts';
import { homeV4, nextV4 } from '../support/core-world-parts.ts';
import { manualClock } from '../support/manual-clock.ts';
import type { LogLine } from '../support/remembering-log.ts';
import { rememberingLog } from '../support/remembering-log.ts';

const home = adapter('eth0', '192.168.1.5');
const cafe = adapter('wlan0', '10.0.0.7');

const withGateway: Settings = {
  ...oneRecord,
  sources: {
    ...oneRecord.sources,
    ipv4: [
      ...(oneRecord.sources.ipv4 === 'off' ? [] : oneRecord.sources.ipv4),
      { kind: 'builtIn', id: 'gateway' },
    ],
  },
};

function adapter(name: string, address: string): InterfaceAddress {
  return { interface: name, address, internal: false };
}

/** A computer by hand, with a watcher in it. */
async function watched(more: Partial<WatcherPorts> = {}, word: GatewayWord = { kind: 'none' }) {
  const clock = manualClock();
  const log: LogLine[] = [];
  const checks: string[] = [];
  const faults: unknown[] = [];
  let began = clock.now();
  const world = {
    clock,
    log,
    checks,
    faults,
    addresses: [home] as readonly InterfaceAddress[] | Error,
    egress: home as InterfaceAddress | undefined | Error,
    word,
    forgotten: 0,
    looks: 0,
    asked: 0,
    state: { ...emptyState, lastCheck: began } as AppState,
    settings: withGateway as Settings | undefined,
    /** What a check comes to. */
    answer: { offline: false } as { offline: boolean; address?: Address } | Error,
    /** The system says that something is different. */
    tell() {},
    isWatched: false,
  };
  const watcher = new Watcher({
    engine: {
      ...quietSurroundings,
      clock,
      log: rememberingLog(log),
      interfaces: {
        list() {
          world.looks += 1;
          if (world.addresses instanceof Error) throw world.addresses;
          return world.addresses;
        },
      },
      network: {
        ...quietNetwork,
        egress: async (family: Family): Promise<Egress | undefined> => {
          if (world.egress instanceof Error) throw world.egress;
          return family === 'ipv4' ? world.egress : undefined;
        },
        watch(onChange, signal) {
          world.tell = onChange;
          world.isWatched = true;
          signal.addEventListener('abort', () => {
            world.isWatched = false;
          });
        },
      },
      gateway: {
        async ask() {
          world.asked += 1;
          return world.word;
        },
        forget() {
          world.forgotten += 1;
        },
      },
    },
    subject: () => world,
    async notice(trigger) {
      checks.push(`${(clock.now() - began) / second} ${trigger}`);
      const { answer } = world;
      if (answer instanceof Error) throw answer;
      if (answer.address !== undefined) {
        const ipv4 = { turn: 0, address: answer.address };
        world.state = { ...world.state, families: { ...world.state.families, ipv4 } };
      }
      world.state = { ...world.state, lastCheck: clock.now() };
      return { offline: answer.offline } as RoundReport;
    },
    beat: 15 * second,
    onFault: (error) => faults.push(error),
    ...more,
  });
  onTestFinished(() => watcher.stop());
  const running = watcher.run();
  await clock.advance(second);
  began = clock.now();
  /** Another network; the system says so where it can. */
  const move = (to: InterfaceAddress | undefined, told = true) => {
    world.addresses = to === undefined ? [] : [to];
    world.egress = to;
    if (told) world.tell();
  };
  return { ...world, world, watcher, running, move };
}

describe('the watcher', () => {
  it('notices at once that this computer has another address', async () => {
    const { clock, checks, move } = await watched();
    await clock.advance(10 * second);
    move(cafe);
    await clock.advance(second);
    expect(checks).toEqual(['10.25 network']);
  });

  it('notices at the next beat where the system does not tell', async () => {
    const { clock, checks, move } = await watched();
    await clock.advance(20 * second);
    move(cafe, false);
    await clock.advance(20 * second);
    expect(checks).toEqual(['29.25 network']);
  });

  it('waits for the rest while a link goes, and looks once when it is back', async () => {
    const { clock, checks, move, world } = await watched();
    move(undefined);
    await clock.advance(minute);
    world.answer = { offline: true };
    expect(checks).toEqual(['3 network']);
    world.addresses = [home];
    world.tell();
    await clock.advance(second);
    move(home);
    await clock.advance(hour);
    expect(checks).toEqual(['3 network', '61.25 network']);
  });

  it('takes what is told and changes nothing for nothing', async () => {
    const { clock, checks, world } = await watched();
    for (let at = 0; at < 500; at += 1) {
      world.tell();
      await clock.advance(10);
    }
    expect(checks).toEqual([]);
    // However much is told, it looks ten times in a second at most.
    expect(world.looks).toBeLessThan(60);
  });

  it('notices the word of the gateway, and leaves a quiet one alone', async () => {
    const speaks = (address: Address): GatewayWord => ({
      kind: 'address',
      protocol: 'igd',
      gateway: '192.168.1.1',
      address,
    });
    const { clock, checks, world } = await watched({}, speaks(homeV4));
    await clock.advance(minute);
    expect(checks).toEqual([]);
    world.word = speaks(nextV4);
    const before = clock.now();
    await clock.advance(6 * second);
    expect(checks).toHaveLength(1);
    expect(clock.now() - before).toBeLessThanOrEqual(6 * second);
    await clock.advance(minute);
    expect(checks).toHaveLength(1);
  });

  it('does not ask the gateway while nothing of IPv4 is to be known', async () => {
    const { clock, world } = await watched();
    const isAsked = async () => {
      const before = world.asked;
      world.tell();
      await clock.advance(15 * minute);
      return world.asked > before;
    };
    expect(await isAsked()).toBe(true);
    world.state = { ...world.state, paused: { at: clock.now() } };
    await clock.advance(15 * second);
    expect(await isAsked()).toBe(false);
    world.state = { ...world.state, paused: undefined };
    await clock.advance(15 * second);
    expect(await isAsked()).toBe(true);
    world.state = { ...world.state, elsewhereSince: clock.now() };
    await clock.advance(15 * second);
    expect(await isAsked()).toBe(false);
    world.state = { ...world.state, elsewhereSince: undefined };
    world.settings = oneRecord;
    await clock.advance(15 * second);
    expect(await isAsked()).toBe(false);
    world.settings = undefined;
    await clock.advance(15 * second);
    expect(await isAsked()).toBe(false);
  });

  it.each<[Signal, number]>([
    ['networkChanged', 1],
    ['addressChanged', 1],
    ['resumed', 1],
    ['gatewayChanged', 0],
    ['unlocked', 0],
  ])('after %s forgets what it learnt of the gateway %i times', async (signal, times) => {
    const { world, watcher } = await watched();
    const before = world.forgotten;
    watcher.signal(signal);
    expect(world.forgotten - before).toBe(times);
  });

  it('takes what the system tells, and tries again while a woken computer is offline', async () => {
    const { clock, checks, world, watcher } = await watched();
    world.answer = { offline: true };
    watcher.signal('resumed');
    await clock.advance(20 * second);
    expect(checks).toEqual(['5 resume', '10 resume']);
    world.answer = { offline: false };
    await clock.advance(hour);
    expect(checks).toEqual(['5 resume', '10 resume', '25 resume']);
  });

  it('feels where nobody tells that the computer slept, once', async () => {
    const { clock, checks } = await watched({ feelsSleep: true, beat: minute });
    await clock.advance(30 * second);
    clock.jump(8 * hour);
    await clock.advance(5 * minute);
    expect(checks).toEqual([`${8 * 3_600 + 64} resume`]);
  });

  it('takes a clock that is set back, and a beat that is a little late, for nothing', async () => {
    const { clock, checks } = await watched({ feelsSleep: true });
    clock.jump(-hour);
    await clock.advance(minute);
    clock.jump(20 * second);
    await clock.advance(minute);
    expect(checks).toEqual([]);
  });

  it('does not feel what the system tells', async () => {
    const { clock, checks, watcher } = await watched({ feelsSleep: true });
    await clock.advance(10 * second);
    clock.jump(8 * hour);
    watcher.signal('resumed');
    await clock.advance(5 * minute);
    expect(checks).toEqual([`${8 * 3_600 + 15} resume`]);
  });

  it('checks at once each time that this brought another address', async () => {
    const { clock, checks, world, move } = await watched();
    for (let at = 0; at < 6; at += 1) {
      world.answer = { offline: false, address: at % 2 === 0 ? homeV4 : nextV4 };
      move(at % 2 === 0 ? cafe : home);
      await clock.advance(5 * second);
    }
    expect(checks).toHaveLength(6);
    expect(checks.map((line) => Number(line.split(' ')[0]) % 5)).toEqual(checks.map(() => 0.25));
  });
});

describe('what fails', () => {
  it('is noted, and the watch goes on', async () => {
    const onBeat = { fails: true };
    const { clock, checks, faults, world, watcher, move } = await watched({
      onBeat() {
        if (onBeat.fails) throw new Error('beat');
      },
    });
    world.answer = new Error('check');
    watcher.signal('networkChanged');
    await clock.advance(10 * second);
    expect(faults).toEqual(expect.arrayContaining([new Error('beat'), new Error('check')]));
    expect(checks).toEqual(['3 network']);
    onBeat.fails = false;
    world.egress = new Error('look');
    world.tell();
    await clock.advance(second);
    expect(faults).toContainEqual(new Error('look'));
    world.answer = { offline: false };
    move(cafe);
    await clock.advance(second);
    expect(checks).toHaveLength(2);
  });

  it('is no fault where a system refuses to tell its interfaces', async () => {
    const { clock, checks, faults, world } = await watched();
    world.addresses = new Error('EACCES');
    await clock.advance(10 * minute);
    expect(faults).toEqual([]);
    expect(checks).toEqual([]);
  });
});

describe('stopped', () => {
  it('the watcher ends, with all that it began', async () => {
    const { clock, checks, world, watcher, running, move } = await watched();
    await clock.advance(second);
    watcher.signal('networkChanged');
    watcher.stop();
    await running;
    move(cafe);
    await clock.advance(hour);
    expect(checks).toEqual([]);
    expect(world.isWatched).toBe(false);
    expect(clock.waiting()).toBe(0);
  });
});
